"""Parts of a workbook that would grow without end in a parser: told from their bytes, as they are unpacked.

Formulas are never computed and links never followed: the reader takes the values that the workbook holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.utils import column_index_from_string

from data.intake.limits import Limits, RefusedError, setting

_DECLARED = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,4})[0-9]""")
_MERGED = re.compile(rb"""mergeCell\s+ref\s*=\s*["']([A-Z]{1,4})(\d+):([A-Z]{1,4})(\d+)""")
_MOST_MERGED = 1_000_000
"""Cells in all merged ranges of a part together; the parser makes each of them."""
_OVERLAP = 200
"""Bytes by which pieces overlap, so that no cell is cut in two."""


def look_at_part(pieces: Iterator[bytes], limits: Limits) -> None:
    """RefusedError for declarations of entities, cells beyond the last column, and merged ranges without end.

    What the sheet says of its own size is not looked at: the parser does not use it.
    """
    tail, merged = b"", 0
    for piece in pieces:
        text = tail + piece
        _refuse_declarations(text)
        for column in {*_CELL.findall(text)}:
            _refuse_far(column, limits)
        merged += sum(_area(*ends) for ends in _MERGED.findall(text))
        if merged > _MOST_MERGED:
            raise RefusedError(
                f"has merged ranges of more than {_MOST_MERGED:,} cells; undo the merging and save the workbook anew"
            )
        tail = text[-_OVERLAP:]


def _refuse_declarations(text: bytes) -> None:
    if _DECLARED.search(text):
        raise RefusedError(
            "is a workbook with a declaration of document types or entities, which no spreadsheet writes; open it "
            "in a spreadsheet and save it anew"
        )


def _refuse_far(column: bytes, limits: Limits) -> None:
    if _number(column) > limits.columns:
        raise RefusedError(
            f"has a cell in column {column.decode()}; at most {limits.columns:,} columns are read. Delete the "
            f"columns that are not needed ({setting('columns')} is the limit)"
        )


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (_number(right) - _number(left) + 1) * (int(bottom[:9]) - int(top[:9]) + 1)


def _number(column: bytes) -> int:
    """The number of a column; names of four letters are beyond any spreadsheet."""
    return column_index_from_string(column.decode()) if len(column) < 4 else 1_000_000
