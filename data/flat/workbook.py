"""XLSX → its cells as a reader sees them: days without midnight, months as months, whole numbers without a point."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.flat.sheet import Grid, SheetError

LARGEST = 2**30
"""Bytes that a workbook may unpack to."""
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError, TypeError, AttributeError,
    OSError, SyntaxError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What damaged workbooks raise in the library: it checks little."""
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def grids(content: bytes) -> Iterator[Grid]:
    """Every sheet that has cells (charts have none), in the order of the workbook; SheetError for a damaged file.

    A formula counts with the value that was last computed. A cell merged over several rows counts for each of them.
    """
    try:
        merged = _has_merged_cells(content)
        # Only the slower way of reading knows merged cells.
        book = load_workbook(io.BytesIO(content), read_only=not merged, data_only=True)
    except _BROKEN as error:
        raise _damaged(error) from error
    for sheet in book.worksheets:
        yield Grid(_rows(sheet, merged), f"XLSX, sheet {sheet.title}")


def _damaged(error: Exception) -> SheetError:
    return SheetError(
        f"cannot be read as XLSX ({error}); open it in a spreadsheet and save it anew, or as CSV UTF-8"
    )


def _has_merged_cells(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise ValueError(f"it unpacks to more than {LARGEST // 2**30} GiB")
        sheets = [
            name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")
        ]
        return any(b"mergeCell " in archive.read(name) for name in sheets)


def _rows(sheet: Any, merged: bool) -> Iterator[list[str]]:
    try:
        fill = _merged_down(sheet) if merged else {}
        if not merged:
            # Some programs write a wrong size of the sheet, and rows beyond it would be lost.
            sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield _row(row, number, fill)
    except _BROKEN as error:
        raise _damaged(error) from error


def _row(row: Iterable[Any], number: int, fill: dict[tuple[int, int], str]) -> list[str]:
    cells = [_text(cell) for cell in row]
    for place in range(len(cells)) if fill else ():
        cells[place] = fill.get((number, place + 1), cells[place])
    return cells


def _merged_down(sheet: Any) -> dict[tuple[int, int], str]:
    """Row and column → text, for the cells below the first one of a merged range."""
    return {
        (row, area.min_col): _text(sheet.cell(area.min_row, area.min_col))
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return _day(value, cell.number_format)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _day(value: date, shown_as: str) -> str:
    """Spreadsheets make 1 May of a typed 2023-05 and show May 2023: what is shown is what was meant."""
    signs = _LITERAL.sub("", shown_as).lower()
    if "y" in signs and "d" not in signs:
        return f"{value:%Y-%m}" if "m" in signs else f"{value:%Y}"
    timed = isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0)
    return value.isoformat() if timed else value.isoformat()[:10]
