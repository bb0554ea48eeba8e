"""The bytes of a CSV or XLSX file → its cells as text, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from charset_normalizer import from_bytes
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
"""Byte order marks; the longer ones first, because one begins like another."""


class SheetError(ValueError):
    """A file is no table that can be read; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A header and rows of text, each with its number as a spreadsheet shows it. ``how`` says how it was read."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    how: str


def read_sheet(content: bytes) -> Sheet:
    """The first sheet of an XLSX file, or a CSV file with comma, semicolon or tab; SheetError for anything else.

    Rows without any text are left out; the numbers of the others count them.
    """
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("is an old Excel file (.xls); save it as .xlsx or as CSV UTF-8")
    text, encoding = decoded(content)
    separator = _separator(text)
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise SheetError(
            f"cannot be read as CSV: {error}; look for a quotation mark without its partner"
        ) from error
    return _sheet(cells, f"CSV with {SEPARATORS[separator]}, {encoding}")


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; SheetError when it is no text."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding.upper().removesuffix("-SIG")
    if b"\0" in content[:4096]:
        raise SheetError("is no text: give a CSV or XLSX file")
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        encoding = best.encoding if best else "cp1252"
        # What looks like Latin-1 comes from Windows: there the same bytes are letters and quotation marks.
        encoding = "cp1252" if encoding in ("latin_1", "iso8859_1", "ascii", "cp1250") else encoding
        return content.decode(encoding, "replace"), encoding.replace("cp125", "Windows-125")


def _separator(text: str) -> str:
    """The separator that the first line has most of, outside quotation marks."""
    line: list[str] = []
    quoted = False
    for sign in text:
        quoted ^= sign == '"'
        if sign in "\r\n" and not quoted and line:
            break
        if not quoted:
            line.append(sign)
    return max(SEPARATORS, key=line.count)


def _workbook(content: bytes) -> Sheet:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        cells = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        name = sheet.title
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise SheetError(f"cannot be read as XLSX: {error}") from error
    return _sheet(cells, f"XLSX, sheet {name}")


def _text(value: object) -> str:
    """A cell as a reader sees it: days without midnight, whole numbers without a point."""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _sheet(cells: list[list[str]], how: str) -> Sheet:
    rows = [(number, tuple(row)) for number, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    if not rows:
        raise SheetError("is empty: give a header line and at least one row")
    return Sheet(tuple(cell.strip() for cell in rows[0][1]), tuple(rows[1:]), how)
