"""Tables → CSV files (RFC 4180, UTF-8), for scripts or for Excel."""

from __future__ import annotations

import pandas as pd

BOM = b"\xef\xbb\xbf"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: pd.DataFrame, excel: bool = False) -> bytes:
    """The table as CSV with CRLF line ends.

    For Excel a byte order mark is put in front, and text cells that a spreadsheet would run as a formula get a leading
    apostrophe; for scripts the values stay as they are.
    """
    frame = table.map(_defused) if excel else table
    body = frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8")
    return BOM + body if excel else body


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
