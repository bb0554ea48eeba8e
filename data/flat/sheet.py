"""A table as it stands in a file: header and rows of text, numbered as a spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.flat.cells import Fault


class SheetError(ValueError):
    """A file is no table that can be read; the message says why and what to do."""


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet as they stand there, blank rows included; ``how`` says how they were read.

    ``ragged`` holds when a row longer than the header means that its cells are shifted, as in a CSV file. ``faults``
    and ``notes`` are filled while the rows are read: row → why it cannot be used, or what to tell of it.
    """

    rows: Iterator[list[str]]
    how: str
    ragged: bool = False
    faults: dict[int, Fault] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A header (row ``header_row``) and rows of text, each with its number; ``above`` are the lines before the header.

    ``ragged`` as in ``Grid``; ``faults``: row → why it cannot be used; ``notes``: row → what to tell of it.
    """

    header: tuple[str, ...]
    header_row: int
    rows: list[tuple[int, list[str]]]
    above: list[tuple[int, str]]
    how: str
    ragged: bool
    faults: dict[int, Fault]
    notes: dict[int, str]
