"""Controlled vocabularies: one CSV file each in ``data/vocabularies``.

Schema, filters, charts, the codebook page and the tests read labels, definitions, codes and colours from here,
so that nothing is written twice.
"""

from __future__ import annotations

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "vocabularies"


def fold(text: str) -> str:
    """``text`` without accents, case and outer spaces, for comparing what people type.

    >>> fold(" Əliyev Café")
    'eliyev cafe'
    """
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    without_marks = "".join(c for c in plain if not unicodedata.combining(c))
    return without_marks.translate(_LETTERS)


# Letters that Unicode does not decompose but that a reader with another keyboard types as plain ones.
_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "’": "'", "‘": "'"})


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary: ids in their fixed order, with the columns of its CSV file."""

    name: str
    rows: tuple[dict[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids in their fixed order."""
        return tuple(row["id"] for row in self.rows)

    def column(self, name: str) -> dict[str, str]:
        """Id → value of one column, in the order of the vocabulary; KeyError when there is no such column."""
        return {row["id"]: row[name] for row in self.rows}

    def label(self, id_: str) -> str:
        """The label of ``id_``, or ``id_`` itself when the vocabulary does not hold it."""
        return self.column("label").get(id_, id_)

    def nearest(self, text: str) -> str | None:
        """The id that looks most like ``text``, for «did you mean»; None when nothing is close."""
        return nearest(text, self.ids)


def nearest(text: str, allowed: tuple[str, ...] | list[str], share: float = 0.5) -> str | None:
    """The most similar of ``allowed``, or None when none has about this share of letters in common with ``text``."""
    by_folded = {fold(value): value for value in allowed}
    close = difflib.get_close_matches(fold(text), list(by_folded), n=1, cutoff=share)
    return by_folded[close[0]] if close else None


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of the file ``data/vocabularies/<name>.csv``; FileNotFoundError when there is none."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return Vocabulary(name, tuple(csv.DictReader(file)))


NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))
MEETING_TYPES = tuple(row["id"] for row in vocabulary("event_types").rows if row["is_meeting"] == "true")
