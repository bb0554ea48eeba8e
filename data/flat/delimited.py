"""CSV with comma, semicolon or tab → its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from data.flat.encoding import decoded
from data.flat.sheet import Grid, SheetError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}


def grids(content: bytes) -> Iterator[Grid]:
    """The file read with each separator, the likeliest first; SheetError when it is no text."""
    text, encoding = decoded(content)
    if not text.strip(' \r\n"' + "".join(SEPARATORS)):
        return
    for separator in sorted(SEPARATORS, key=_first_line(text).count, reverse=True):
        yield Grid(_rows(text, separator), f"CSV with {SEPARATORS[separator]}, {encoding}")


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    row = 1
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield cells
            row += 1
    except csv.Error as error:
        why = f"cannot be read as CSV from row {row} on ({error})"
        raise SheetError(f"{why}; look there for a quotation mark without its partner") from error


def _first_line(text: str) -> str:
    """The first line that is not blank, without what stands in quotation marks."""
    line: list[str] = []
    quoted = False
    for sign in text:
        quoted ^= sign == '"'
        if sign in "\r\n" and not quoted and line:
            break
        if not quoted and sign not in "\r\n":
            line.append(sign)
    return "".join(line)
