"""Where in the rows of a sheet the table stands: its header, other tables below it, rows that are too short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.flat.cells import Fault
from data.flat.columns import fits

SHIFTED = "stands beyond the last column of the header; quote cells that hold the separator"
SHORT = "has fewer cells than the header; those that it lacks count as empty"
REPEATED = "repeats the header"
Row = tuple[int, list[str]]


def header_place(head: Sequence[Sequence[str]]) -> int:
    """Which of the first rows is the header: one with the needed columns, else the first that is no title.

    A title is a row with one text where a row of three or more follows. 0 when there is no row.
    """
    fitting = (place for place, cells in enumerate(head) if fits(cells))
    texts = [sum(bool(cell.strip()) for cell in cells) for cells in head]
    titled = max(texts, default=0) > 2
    untitled = (place for place, number in enumerate(texts) if number > 1 or not titled)
    return next(fitting, next(untitled, 0))


def foreign_rows(header: Sequence[str], rows: Sequence[Row]) -> Iterator[tuple[int, Fault]]:
    """Rows that repeat the header, and all from where the header of another table stands, with the reason.

    A header of another table has at least two, and half of the names of the first.
    """
    names = {cell for cell in header if cell.strip()}
    enough = max(2, len(names) / 2)
    other = 0
    for number, cells in rows:
        if other:
            yield number, fault(cells, f"belongs to another table, which begins in row {other}")
        elif len(names.intersection(cells)) >= enough:
            if [*filter(str.strip, cells)] == [*filter(str.strip, header)]:
                yield number, fault(cells, REPEATED)
            else:
                other = number
                yield number, fault(cells, "is the header of another table")


def long_rows(width: int, rows: Sequence[Row]) -> Iterator[tuple[int, Fault]]:
    """Rows with text beyond the header, whose cells are shifted."""
    for number, cells in rows:
        if len(cells) > width and any(map(str.strip, cells[width:])):
            yield number, fault(cells[width:], SHIFTED)


def fault(cells: Sequence[str], rule: str) -> Fault:
    """What is wrong with a row as a whole, with its text."""
    return Fault(" ".join(filter(None, map(str.strip, cells))), rule)


def short_rows(width: int, rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Rows with fewer cells than the header."""
    return ((number, SHORT) for number, cells in rows if len(cells) < width)
