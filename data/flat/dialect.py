"""How the cells of a text are told apart: detected on its head, by which dialect its rows have the same width.

The measure is the consistency of row widths after van den Burg et al. (Wrangling messy CSV files, Data Mining and
Knowledge Discovery 33, 2019), without their rating of cell types: common separators come first when in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from data.flat.encoding import ENCODINGS
from data.flat.records import BROKEN, Dialect, records

LIKELY = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 0.95, "^": 0.8, "~": 0.8, ":": 0.7, " ": 0.7}
"""Separator → how far its rating counts: blanks and colons make equal widths of days and hours, too."""
QUOTES = {'"': 1.0, "'": 0.98, "": 1.0}
ESCAPES = {"": 1.0, "\\": 0.99, "\0": 0.99}
NAMES = {
    ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", "^": "caret", "~": "tilde", ":": "colon",
    " ": "space",
}  # fmt: skip
CHOICES = {
    "encoding": ENCODINGS,
    "separator": NAMES,
    "quote": {'"': "double quotation marks", "'": "single quotation marks", "none": "none, they are text"},
}
"""What a reader can choose: field of ``Choice`` → value → label."""
_LOOKED_AT = 2**16
_ROWS = 300
_SEP = "sep="


@dataclass(frozen=True)
class Choice:
    """What a reader says about a text, of ``CHOICES``; what is empty is detected."""

    encoding: str = ""
    separator: str = ""
    quote: str = ""


def dialects(text: str, choice: Choice = Choice()) -> Iterator[Dialect]:
    """The dialects that a text may be in, the likeliest first, one for each separator."""
    head = _head(text)
    best = {}
    for separator in _separators(head, choice):
        rated = [_rated(head, dialect) for dialect in _candidates(head, separator, choice)]
        best[separator] = max(rated, key=lambda pair: pair[0])
    for _, dialect in sorted(best.values(), key=lambda pair: -pair[0]):
        yield dialect


def _head(text: str) -> str:
    """The first lines; a text without line ends is cut."""
    start = text[:_LOOKED_AT]
    end = max(start.rfind("\n"), start.rfind("\r"))
    return start if len(text) == len(start) or end < 0 else start[: end + 1]


def _separators(head: str, choice: Choice) -> list[str]:
    if choice.separator:
        return [choice.separator]
    if head[:4].lower() == _SEP and head[4:5] in LIKELY:
        return [head[4]]
    if not head.strip(' \r\n"' + "".join(LIKELY)):
        return [","]
    return [separator for separator in LIKELY if separator in head] or [","]


def _candidates(head: str, separator: str, choice: Choice) -> Iterator[Dialect]:
    quotes = ['"', "'"] if f"{separator}'" in head or f"'{separator}" in head else ['"']
    if choice.quote:
        quotes = ["" if choice.quote == "none" else choice.quote]
    for quote in quotes:
        for escape in ESCAPES:
            if not escape or (quote and escape + quote in head):
                dialect = Dialect(separator, quote, escape)
                yield replace(dialect, spaced=_is_spaced(head, dialect))


def _is_spaced(head: str, dialect: Dialect) -> bool:
    """Whether every name in the header follows a blank."""
    if dialect.separator == " ":
        return False
    first: list[str] = next((cells for cells, _ in records(head, dialect) if any(cells)), [])
    return len(first) > 1 and all(cell.startswith(" ") for cell in first[1:])


def _rated(head: str, dialect: Dialect) -> tuple[float, Dialect]:
    """How alike the rows are in width, and the dialect with the commonest width."""
    rows = [(cells, wrong) for cells, wrong in islice(records(head, dialect), _ROWS) if any(cells)]
    widths = Counter(len(cells) for cells, wrong in rows if wrong != BROKEN)
    if not widths:
        return 0.0, dialect
    width = max(widths, key=lambda one: widths[one] * (one - 1))
    likely = LIKELY.get(dialect.separator, 1.0) * QUOTES[dialect.quote] * ESCAPES[dialect.escape]
    first = 1.0 if len(rows[0][0]) == width else 0.9
    bare = 1 - 0.2 * _wrapped([cells for cells, _ in rows])
    rating = widths[width] / len(rows) * (1 - 1 / width) * likely * first * bare
    return rating, replace(dialect, width=width)


def _wrapped(rows: list[list[str]]) -> float:
    """The share of cells that still stand in quotation marks."""
    cells = [cell for row in rows for cell in row if cell]
    return sum(len(cell) > 1 and cell[0] == cell[-1] and cell[0] in "\"'" for cell in cells) / max(
        len(cells), 1
    )
