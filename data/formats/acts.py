"""Acts: the common shape between the formats of the field and the tables of a data set.

A format turns each chunk of raw rows into acts: who did what to whom, when, where, and which raw row says so. Joining
acts to events (``data.formats.joining``) and events to tables (``data.formats.tables``) is the same for every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import pandas as pd

ENDS = ("from", "to")
"""The two parties of an act: who acts, and towards whom. ``to`` may be missing."""

SEVERAL = "\x1f"
"""Between the parties of one end, in each of its columns, where several act together."""

PARTY = ("name", "kind", "country", "sector", "office", "level", "role")
"""Columns of each party, with its end in front: ``from_name``, ``to_country`` … Country is ISO 3166-1 alpha-3."""

COLUMNS = (
    "raw_id", "row", "date", "event_type", "status", *(f"{end}_{part}" for end in ENDS for part in PARTY),
    "city", "country", "spheres", "sphere_basis", "story", "publisher", "url", "published", "language",
    "place_in_story", "source_title", "source_side", "title", "summary", "note",
)  # fmt: skip
"""Columns of a table of acts, all text except ``row`` (int). One row is one raw row that can be used.

``raw_id`` is the file's own id of the row (or its number), ``row`` the line as a spreadsheet numbers it. ``date`` is
EDTF. ``spheres`` holds ``sphere:stage`` joined by ``;``, and ``sphere_basis`` where they come from. ``story`` names the
report; rows with the same story share a source, whose title and home country may be given. ``title`` and ``summary``
may be empty: then they are made of the rest.
"""

ASIDE = ("file", "row", "column", "value", "rule", "hint")
"""Columns of what could not be used: one row per raw row and reason, as the problems of a data set are told."""


@dataclass(frozen=True)
class Chunk:
    """What a part of a file gave: ``read`` raw rows, of which ``acts`` can be used and ``aside`` cannot.

    Every raw row is in exactly one of both: ``read == len(acts) + aside["row"].nunique()``.
    """

    read: int
    acts: pd.DataFrame
    aside: pd.DataFrame


class Format(Protocol):
    """One format of the field: a module with these names."""

    NAME: str
    """Its id in options and addresses: ``icews``."""
    LABEL: str
    """What a reader calls it: ``ICEWS coded events``."""
    CITATION: str
    """How its makers ask to be cited; licence and address of its terms follow."""
    LICENCE: str
    LICENCE_URL: str
    ABOUT: str
    """What it is and how Rapport reads it, in two or three sentences."""
    MACHINE: bool
    """Whether a machine coded it from reports, so that rows may tell of one meeting several times."""

    def recognise(self, head: bytes) -> float:
        """How surely the first bytes of a file are of this format: 0 for no, 1 for beyond doubt."""

    def chunks(self, file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
        """The file in parts of some 50,000 rows; ``name`` is the file's name for messages.

        Never raises for bad rows: they are set aside. ValueError when the file is not of this format.
        """


def acts_frame(columns: Mapping[str, object], index: pd.Index) -> pd.DataFrame:
    """A table of acts from some of its columns; the others are empty texts. KeyError for an unknown column."""
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise KeyError(f"no columns of acts: {', '.join(sorted(unknown))}")
    frame = pd.DataFrame({name: columns.get(name, "") for name in COLUMNS}, index=index)
    return frame.astype({name: "str" for name in COLUMNS if name != "row"})


def aside_frame(
    file: str, rows: pd.Series, column: str, values: pd.Series, rule: str, hint: str = ""
) -> pd.DataFrame:
    """What is wrong with some raw rows for one reason; ``rows`` are spreadsheet lines, ``values`` the cells."""
    columns = {"file": file, "row": rows.to_numpy(), "column": column, "value": values.to_numpy()}
    return pd.DataFrame(columns | {"rule": rule, "hint": hint}, columns=list(ASIDE))
