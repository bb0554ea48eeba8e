"""What a data set says about itself: ``about.toml`` in its folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.countries import NAMES
from data.formats.joining import PER
from data.problems import Problem
from data.sides import ALL, Sides

OPENED = "opened"
"""The version of what a reader opened from a file: it has no release."""
FILE = "about.toml"


@dataclass(frozen=True)
class About:
    """Title, dyad and provenance of a data set.

    ``dyad`` holds two alpha-3 codes, or one and ``*`` for all other countries. ``per`` says what one event of
    machine-coded data is made of (an id of ``PER``); it is empty where people coded the events.
    """

    name: str
    title: str
    description: str
    dyad: tuple[str, str]
    version: str
    released: str
    licence: str
    licence_url: str
    attribution: str
    codebook_version: str
    per: str = ""

    @property
    def sides(self) -> Sides:
        """What the dyad means."""
        return Sides(*self.dyad)


_TEXTS = (
    "name",
    "title",
    "description",
    "version",
    "released",
    "licence",
    "licence_url",
    "attribution",
    "codebook_version",
)


def read_about(folder: Path) -> tuple[About | None, list[Problem]]:
    """The description of the data set in ``folder``, or None and what is wrong with its ``about.toml``."""
    path = folder / FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, [
            Problem(
                FILE, 0, "", "", "is missing; it gives the title, the dyad and the version of the data set"
            )
        ]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Problem(FILE, 0, "", "", f"cannot be read as TOML: {error}")]
    problems = [
        Problem(FILE, 0, key, "", "must be a text that is not empty")
        for key in _TEXTS
        if not _text(raw.get(key))
    ]
    dyad = raw.get("dyad")
    if not _is_dyad(dyad):
        rule = 'must be two ISO 3166-1 alpha-3 codes such as ["AZE", "ISR"], or ["AZE", "*"] for all other countries'
        problems.append(Problem(FILE, 0, "dyad", str(dyad), rule))
    per = raw.get("per", "")
    if per not in ("", *PER):
        problems.append(Problem(FILE, 0, "per", str(per), f"must be one of {', '.join(PER)}, or left out"))
    if problems or not isinstance(dyad, list):
        return None, problems
    return About(dyad=(dyad[0], dyad[1]), per=per, **{key: raw[key] for key in _TEXTS}), []


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_dyad(value: object) -> bool:
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(code, str) for code in value)):
        return False
    first, second = value
    return first in NAMES and (second in NAMES or second == ALL) and first != second
