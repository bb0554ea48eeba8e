"""Delimited text → its cells, however they are told apart."""

from __future__ import annotations

from collections.abc import Iterator

from data.flat.cells import Fault
from data.flat.dialect import NAMES, Choice, dialects
from data.flat.encoding import decoded
from data.flat.layout import fault
from data.flat.records import LOOSE, Dialect, records
from data.flat.sheet import Grid


def grids(content: bytes, choice: Choice = Choice()) -> Iterator[Grid]:  # noqa: B008 (it is frozen)
    """The file read in each dialect that it may be in, the likeliest first; SheetError when it is no text."""
    text, encoding = decoded(content, choice.encoding)
    for dialect in dialects(text, choice):
        faults: dict[int, Fault] = {}
        notes: dict[int, str] = {}
        rows = _rows(text, dialect, faults, notes)
        yield Grid(rows, f"CSV with {_named(dialect)}, {encoding}", True, faults, notes)


def _rows(
    text: str, dialect: Dialect, faults: dict[int, Fault], notes: dict[int, str]
) -> Iterator[list[str]]:
    for number, (cells, wrong) in enumerate(records(text, dialect), 1):
        if wrong == LOOSE:
            notes[number] = wrong
        elif wrong:
            faults[number] = fault(cells, wrong)
        yield cells


def _named(dialect: Dialect) -> str:
    """``semicolon``, and what else is not as usual."""
    words = [NAMES.get(dialect.separator, repr(dialect.separator))]
    if dialect.spaced:
        words[0] += " and blank"
    if dialect.quote != '"':
        words.append(f"cells quoted by {dialect.quote}" if dialect.quote else "no quoted cells")
    if dialect.escape:
        words.append(f"{'NUL' if dialect.escape == chr(0) else 'backslash'} before quotation marks in cells")
    return ", ".join(words)
