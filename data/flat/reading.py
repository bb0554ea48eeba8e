"""The bytes of a file → the sheet that holds the table; what is no table is refused with what to do instead."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice

from data.flat import delimited, workbook
from data.flat.columns import fits
from data.flat.dialect import Choice
from data.flat.layout import foreign_rows, header_place, long_rows, short_rows
from data.flat.sheet import Grid, Sheet, SheetError

Rows = Iterator[tuple[int, list[str]]]
SEARCHED = 20
"""Among how many rows with text the header is looked for: titles stand above many tables."""
_OTHER = {
    b"\xd0\xcf\x11\xe0": "is an old Excel file (.xls) or has a password; save it without one as .xlsx or as CSV UTF-8",
    b"%PDF": "is a PDF, which holds no table that could be read safely; take the table it was made from",
    b"PAR1": "is a Parquet file; save the table as CSV UTF-8, or zip it with the other tables of its data set",
    b"\x1f\x8b": "is packed with gzip; unpack it first",
    b"7z\xbc\xaf": "is packed with 7-Zip; unpack it first",
    b"Rar!": "is packed with RAR; unpack it first",
}
"""First bytes → why a file is refused."""
_TEXTS = {
    "{": "is JSON; give a table as CSV or XLSX, with one row per event",
    "[": "is JSON; give a table as CSV or XLSX, with one row per event",
    "<": "is a page or XML, even if its name ends in .xls; open it in a spreadsheet and save it as XLSX or CSV UTF-8",
}
_ODF = "is an OpenDocument file (.ods); save it as .xlsx or as CSV UTF-8"
_NO_WORKBOOK = "is an archive, but neither a workbook (.xlsx) nor a data set; give a table as CSV or XLSX"
_BINARY = "is a binary workbook (.xlsb); save it as .xlsx or as CSV UTF-8"


def read_sheet(content: bytes, choice: Choice = Choice()) -> Sheet:  # noqa: B008 (it is frozen)
    """The first sheet with the needed columns, else the first with any text; SheetError when the file is no table.

    Of a text the sheets are the dialects that it may be in, as far as ``choice`` leaves them open. Rows without any
    text are left out; the numbers of the others count them.
    """
    first: tuple[Grid, Rows, list[tuple[int, list[str]]]] | None = None
    fault: SheetError | None = None
    for grid in _grids(content, choice):
        rows = _filled(grid.rows)
        try:
            head = [*islice(rows, SEARCHED)]
        except SheetError as error:
            fault = fault or error
            continue
        if any(fits(cells) for _, cells in head):
            return _sheet(grid, head, rows)
        first = first or ((grid, rows, head) if head else None)
    if fault or first is None:
        raise fault or SheetError("is empty; give a header line and at least one row")
    grid, rows, head = first
    return _sheet(grid, head, rows)


def read_header(content: bytes) -> tuple[str, ...]:
    """The header that ``read_sheet`` would find, from the first rows alone; SheetError when the file is no table."""
    first: tuple[str, ...] = ()
    for grid in _grids(content, Choice()):
        head = _first_rows(grid)
        place = header_place([cells for _, cells in head])
        if head and fits(head[place][1]):
            return tuple(head[place][1])
        first = first or (tuple(head[place][1]) if head else ())
    return first


def _first_rows(grid: Grid) -> list[tuple[int, list[str]]]:
    """As many of the rows that are searched for the header as can be read."""
    rows: list[tuple[int, list[str]]] = []
    with suppress(SheetError):
        for row in islice(_filled(grid.rows), SEARCHED):
            rows.append(row)
    return rows


def _grids(content: bytes, choice: Choice) -> Iterator[Grid]:
    for start, why in _OTHER.items():
        if content.startswith(start):
            raise SheetError(why)
    if content.startswith(b"PK\x03\x04"):
        _check_archive(content)
        return workbook.grids(content)
    return delimited.grids(content, choice)


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {*archive.namelist()}
            kind = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError) as error:
        raise SheetError(f"is a damaged archive or workbook ({error}); save it anew") from error
    if b"opendocument" in kind:
        raise SheetError(_ODF)
    if "xl/workbook.bin" in names:
        raise SheetError(_BINARY)
    if not any(name.lower().startswith("xl/") for name in names):
        raise SheetError(_NO_WORKBOOK)


def _filled(rows: Iterable[list[str]]) -> Rows:
    return ((number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row)))


def _sheet(grid: Grid, head: list[tuple[int, list[str]]], rest: Rows) -> Sheet:
    """The table of a grid that begins with ``head``. What stands in it before the header is ``above``."""
    place = header_place([cells for _, cells in head])
    number, header = head[place]
    if not fits(header):
        _refuse_other_texts(header[0])
    table = head[place + 1 :] + list(rest)
    width = len(header) if grid.ragged else max(len(cells) for _, cells in [*table, (0, header)])
    padded = tuple(cell.strip() for cell in header) + ("",) * (width - len(header))
    above = [(line, " ".join(filter(None, map(str.strip, cells)))) for line, cells in head[:place]]
    if grid.ragged:
        grid.faults.update(long_rows(width, table))
        grid.notes.update(short_rows(width, table))
    grid.faults.update(foreign_rows(header, table))
    return Sheet(padded, number, table, above, grid.how, grid.ragged, grid.faults, grid.notes)


def _refuse_other_texts(start: str) -> None:
    why = _TEXTS.get(start.strip()[:1])
    if why:
        raise SheetError(why)
