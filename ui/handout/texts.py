"""Texts of a brief, cut into the pieces that a page and a document write differently: plain text, links, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from analysis.brief.model import Brief, Words
from analysis.brief.references import number_ranges
from analysis.links import ADDRESS, web

Value = TypeVar("Value")
LINKED = 12
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINKS = re.compile(f"({ADDRESS.pattern})")


def legible(value: Value) -> Value:
    """A brief, or any part of one, without the characters that XML cannot hold: one of them would break the file."""
    return _legible(value)


def _legible(value: Any) -> Any:
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, tuple):
        return tuple(_legible(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _legible(getattr(value, field.name)) for field in fields(value)})
    return value


def pieces(text: str) -> list[tuple[str, str]]:
    """A text as (text, address) in reading order; the address is empty for what is no link."""
    return [(part, web(part)) for part in _LINKS.split(text) if part]


def ranges(numbers: Sequence[int]) -> list[tuple[str, int]]:
    """The numbers of sources written short, each range with its first number: ``[("1–4", 1), ("6", 6)]``.

    More than ``LINKED`` ranges come as one text with 0 for its number: thousands of links that nobody follows would
    be most of the file.
    """
    written = number_ranges(numbers)
    parts = written.split(", ") if numbers else []
    if len(parts) > LINKED:
        return [(written, 0)]
    return [(part, int(re.split(r"\D", part)[0])) for part in parts]


def footer(brief: Brief) -> str:
    """What stands at the foot of every page: the data and their version."""
    return dict(brief.facts).get("Data", brief.heading)


def words(text: Words) -> str:
    """A text without its notes."""
    return "".join(part for part in text if isinstance(part, str))


class Places:
    """The places of the notes in the text, named while they are written: a note can be cited several times."""

    def __init__(self) -> None:
        self._cited: Counter[int] = Counter()

    def next(self, number: int) -> str:
        """The name of the next place at which the note is cited."""
        self._cited[number] += 1
        return self._name(number, self._cited[number])

    def all(self, number: int) -> list[str]:
        """The names of all places at which the note was cited, for the way back."""
        return [self._name(number, turn) for turn in range(1, self._cited[number] + 1)]

    @staticmethod
    def _name(number: int, turn: int) -> str:
        return f"mark-{number}" if turn == 1 else f"mark-{number}-{turn}"
