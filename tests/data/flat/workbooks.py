"""Workbooks for the tests, made with the same library that reads them, or changed inside."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

HEADER = ("date", "event_type", "actors", "source")


def book_bytes(fill: Callable[[Workbook], object]) -> bytes:
    """A workbook with one empty sheet, filled by ``fill``."""
    book = Workbook()
    fill(book)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def with_rows(*rows: tuple[Any, ...]) -> bytes:
    """A workbook with one sheet of these rows."""

    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(row)

    return book_bytes(fill)


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its files changed."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(sink, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == name else data)
    return sink.getvalue()
