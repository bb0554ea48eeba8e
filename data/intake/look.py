"""A look at the bytes of a file before any parser: what would be too much for one is refused in a fraction of a second.

Nothing here depends on what the file is: it searches for bytes, and reads the first rows as a table.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import PurePosixPath

from data.intake.limits import Limits, RefusedError, setting, size
from data.intake.lines import Lines

PACKED = {b"PK\x03\x04": "a zip archive or a workbook", b"\x1f\x8b": "a gzip archive"}
"""First bytes of what is unpacked → what it is."""
_UNREADABLE = {
    b"\xfd7zXZ\0": "is packed with xz; unpack it, or pack it with gzip",
    **{
        b"BZh%d1AY" % level: "is packed with bzip2; unpack it, or pack it with gzip" for level in range(1, 10)
    },
    b"\x28\xb5\x2f\xfd": "is packed with zstd; unpack it, or pack it with gzip",
    b"7z\xbc\xaf": "is packed with 7-Zip; unpack it, or pack it as zip",
    b"Rar!": "is packed with RAR; unpack it, or pack it as zip",
    b"\xd0\xcf\x11\xe0": "is an old Excel file (.xls) or has a password; save it without one as .xlsx or as CSV UTF-8",
}
"""First bytes → why a file is refused, whatever its name."""
_TEXT_NAMES = {".csv", ".tsv", ".tab", ".txt"}
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
"""Marks of encodings in which zero bytes are no fault; the longer ones first, because one begins like another."""
_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
_ROWS = 20
"""How many rows with text are looked at: as many as a header is searched among."""
HEAD = 2_000_000
"""Bytes in which those rows are looked for."""


def look(content: bytes, name: str, limits: Limits) -> None:
    """RefusedError when the file is too large, is what its name denies, or would be too much for a parser.

    What is packed is only looked at from outside: see ``data.intake.archives``.
    """
    if len(content) > limits.file_bytes:
        raise RefusedError(
            f"is {size(len(content))} large; at most {size(limits.file_bytes)} are read. Pack it with gzip, split it, "
            f"or ask the operator to raise {setting('file_mb')} or to convert it on the server"
        )
    _refuse_unreadable(content)
    kind = next((kind for start, kind in PACKED.items() if content.startswith(start)), "")
    ending = PurePosixPath(name).suffix.lower()
    if kind and ending in _TEXT_NAMES:
        raise RefusedError(f"is named {ending} but is {kind}; give it the name that fits, or unpack it first")
    if not kind:
        Lines(limits).take(content)
        look_at_head(content[:HEAD], limits)


def _refuse_unreadable(content: bytes) -> None:
    for start, why in _UNREADABLE.items():
        if content.startswith(start):
            raise RefusedError(why)


def look_at_head(head: bytes, limits: Limits) -> None:
    """RefusedError when the first bytes of a text hold zero bytes or its first rows too many or too equal columns."""
    text = _text(head)
    for number, row in _rows(text):
        if len(row) > limits.columns:
            named = sum(1 for cell in row if cell.strip())
            raise RefusedError(
                f"has {len(row):,} columns in row {number:,}, of which {named:,} are filled; at most "
                f"{limits.columns:,} are read. Delete the columns that are not needed ({setting('columns')} is "
                "the limit)"
            )
    header = next((row for _, row in _rows(text) if sum(1 for cell in row if cell.strip()) > 1), [])
    _refuse_equal(header, limits)


def _refuse_equal(header: list[str], limits: Limits) -> None:
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    for name, often in Counter(names).most_common(1):
        if often > limits.equal_headers:
            what = (
                f"the column name {name[:40]!r} {often:,} times"
                if name
                else f"{often:,} columns without a name"
            )
            raise RefusedError(
                f"has {what} in its header; at most {limits.equal_headers:,} are read. Give every column a name of its "
                f"own ({setting('equal_headers')} is the limit)"
            )


def _text(head: bytes) -> str:
    """The head as text, good enough to find rows and columns in; RefusedError when it is none.

    A single zero byte in a thousand is a blemish of a text and stays what it is; more of them are no text.
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    place = head.find(b"\0")
    if head.count(0) * 1000 <= len(head):
        return head.decode("latin-1")
    encoding = _wide(head[:4096])
    if encoding:
        return head.decode(encoding, "replace")
    line = head.count(b"\n", 0, place) + 1
    raise RefusedError(
        f"holds a zero byte (line {line:,}, byte {place + 1:,}), which no table of text does: it is damaged or of "
        "another kind. Save the table anew as CSV UTF-8 or XLSX"
    )


def _wide(start: bytes) -> str:
    """The encoding of four or two bytes for each letter that a text without a mark is in; empty for none."""
    for far, near, encoding in ((3, 2, "utf-32-le"), (0, 1, "utf-32-be")):
        # The first byte of four is always zero, the second tells one of seventeen planes.
        if not any(start[far::4]) and max(start[near::4], default=99) <= 16:
            return encoding
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        # As far as a table is written with Latin letters, every second byte is zero.
        if start[first::2].count(0) > len(start) // 4 and 0 not in start[1 - first :: 2]:
            return encoding
    return ""


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    """Number and cells of the first rows that are not blank, by the separator that is most frequent in the first."""
    lines = (line for line in io.StringIO(text) if line.strip())
    first = _QUOTED.sub("", next(lines, ""))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count))
    return islice(_readable(rows), _ROWS)


def _readable(rows: Iterable[list[str]]) -> Iterable[tuple[int, list[str]]]:
    try:
        yield from ((number, row) for number, row in enumerate(rows, 1) if row)
    except csv.Error:  # the parser itself tells of it, with its row
        return
