"""Text → records: cells, and why they cannot be trusted. A broken record costs its line and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

PATIENCE = 100
"""After so many broken records every line is one record, so that no file takes the time of looking for their ends."""
BROKEN = "holds a quotation mark without its partner, so that its cells cannot be told apart"
LOOSE = "holds quotation marks in a cell that does not stand in quotation marks itself"
_MARK = "\ue000"
"""Stands for a quotation mark that is part of a text; a sign for private use that no text has."""
_TRIED = 40
_TRIED_SIGNS = 20_000


@dataclass(frozen=True)
class Dialect:
    """``escape`` is empty where quotation marks are doubled; ``spaced``: a blank follows each separator.

    ``width`` is the commonest number of cells; 0 when it is not known.
    """

    separator: str = ","
    quote: str = '"'
    escape: str = ""
    spaced: bool = False
    width: int = 0

    def reader(self, lines: Iterator[str]) -> Reader:
        """The records of lines; ``csv.Error`` where quotation marks are not closed, text follows them, or none ends.

        A cell may have 131,072 signs, the limit of the library.
        """
        return csv.reader(
            lines, delimiter=self.separator, quotechar=self.quote or None, escapechar=self.escape or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE, skipinitialspace=self.spaced, strict=True,
        )  # fmt: skip


def records(text: str, dialect: Dialect) -> Iterator[tuple[list[str], str]]:
    """The cells of each record, a blank line as one empty cell, with BROKEN, LOOSE or nothing."""
    lines = [*io.StringIO(text, newline="")]
    at = 0
    for _ in range(PATIENCE):
        at = yield from _whole(lines, at, dialect)
        if at == len(lines):
            return
        yield _repaired(lines[at], dialect), BROKEN
        at += 1
    for line in lines[at:]:
        cells = _alone(line, dialect)
        yield (cells, "") if cells else (_repaired(line, dialect), BROKEN)


def _whole(lines: list[str], at: int, dialect: Dialect) -> Generator[tuple[list[str], str], None, int]:
    """The records from a line on up to a broken one, whose first line is returned."""
    reader = dialect.reader(islice(lines, at, None))
    start, strict = at, dialect.quote == '"' and not dialect.escape
    with suppress(csv.Error):
        for cells in reader:
            end = at + reader.line_num
            if end - start > 1 and _swallows(lines[start + 1 : end], dialect, len(cells)):
                break
            loose = strict and _is_loose(lines, start, end, cells)
            yield cells or [""], LOOSE if loose else ""
            start = end
    return start


def _is_loose(lines: list[str], start: int, end: int, cells: list[str]) -> bool:
    """Whether a cell with a quotation mark stands in none: programs differ in what they make of it."""
    raw = lines[start] if end - start == 1 else "".join(lines[start:end])
    if '"' not in raw or '"' not in "".join(cells):
        return False
    doubled = ['"' + cell.replace('"', '""') + '"' for cell in cells if '"' in cell]
    return any(text not in raw for text in doubled)


def _swallows(lines: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a record over further lines has another width than all, but one of the lines has that of a whole one."""
    if not dialect.width or width == dialect.width:
        return False
    return any(len(_alone(line, dialect)) == dialect.width for line in lines)


def _alone(line: str, dialect: Dialect) -> list[str]:
    """The cells of one line, of a blank one an empty cell; none when it is broken."""
    try:
        return next(dialect.reader(iter([line])), []) or [""]
    except csv.Error:
        return []


def _repaired(line: str, dialect: Dialect) -> list[str]:
    """The cells of a broken line as if one quotation mark of it were text; if that helps nowhere, as if all were."""
    for place in _places(line, dialect.quote):
        cells = _alone(line[:place] + _MARK + line[place + 1 :], dialect)
        if cells and len(cells) == dialect.width:
            return [cell.replace(_MARK, dialect.quote) for cell in cells]
    return line.rstrip("\r\n").split(dialect.separator)


def _places(line: str, sign: str) -> Iterator[int]:
    if len(line) > _TRIED_SIGNS:
        return
    place = -1
    for _ in range(_TRIED):
        place = line.find(sign, place + 1)
        if place < 0:
            return
        yield place
