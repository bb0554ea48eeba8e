"""Text → records: cells, and why they cannot be trusted. A broken record costs its line and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1_000
"""Lines that one record may have."""
PATIENCE = 100
"""From so many broken records on every line is one record: somebody else's quotation marks are not looked for."""
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

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The records of lines; ``csv.Error`` where quotation marks are not closed, or text follows them."""
        return csv.reader(
            lines, delimiter=self.separator, quotechar=self.quote or None, escapechar=self.escape or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE, skipinitialspace=self.spaced, strict=True,
        )  # fmt: skip


class _Lines:
    """Lines from ``at`` on, at most ``longest`` for one record that begins at ``start``."""

    def __init__(self, lines: list[str], at: int, longest: int) -> None:
        self.lines, self.start, self.at, self.longest = lines, at, at, longest

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines) or self.at - self.start >= self.longest:
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def records(text: str, dialect: Dialect) -> Iterator[tuple[list[str], str]]:
    """The cells of each record, a blank line as one empty cell, with BROKEN, LOOSE or nothing."""
    lines = [*io.StringIO(text, newline="")]
    at = broken = 0
    while at < len(lines):
        source = _Lines(lines, at, LONGEST if broken < PATIENCE else 1)
        yield from _whole(source, dialect)
        at = source.start
        if at < len(lines):
            broken += 1
            yield _repaired(lines[at], dialect), BROKEN
            at += 1


def _whole(source: _Lines, dialect: Dialect) -> Iterator[tuple[list[str], str]]:
    """The records up to a broken one, at which ``source.start`` is left."""
    try:
        for cells in dialect.reader(source):
            if source.at - source.start > 1 and _swallows(source, dialect, len(cells)):
                return
            loose = bool(cells) and _is_loose(source, dialect, cells)
            source.start = source.at
            yield cells or [""], LOOSE if loose else ""
    except csv.Error:
        return


def _is_loose(source: _Lines, dialect: Dialect, cells: list[str]) -> bool:
    """Whether a cell with a quotation mark stands in none: programs differ in what they make of it."""
    sign = dialect.quote
    if not sign:
        return any(cell.startswith('"') or cell.endswith('"') for cell in cells)
    if dialect.escape or sign not in "".join(cells):
        return False
    raw = "".join(source.lines[source.start : source.at])
    return any(
        sign in cell and f"{sign}{cell.replace(sign, sign * 2)}{sign}" not in raw for cell in cells
    )


def _swallows(source: _Lines, dialect: Dialect, width: int) -> bool:
    """Whether a record over several lines has another width than all, but one of its lines has that of a whole one."""
    if not dialect.width or width == dialect.width:
        return False
    return any(
        len(_alone(line, dialect)) == dialect.width for line in source.lines[source.start + 1 : source.at]
    )


def _alone(line: str, dialect: Dialect) -> list[str]:
    """The cells of one line; none when it is broken."""
    try:
        return next(dialect.reader(iter([line])), [])
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
