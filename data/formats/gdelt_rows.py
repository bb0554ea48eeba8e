"""Raw rows of GDELT event files: tab-separated without header (57, 58 or 61 columns, also mixed), or with a header."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from typing import BinaryIO, Literal

import numpy as np
import pandas as pd

from data.formats.codes import ROWS, column

Part = tuple[pd.DataFrame, pd.Series]
"""Rows that can be told apart (columns ``NEEDED``), and for all others how many columns they have; by line."""

_SECOND = tuple(column("gdelt_columns", "also"))
_FIRST = tuple(name for name in _SECOND if "ADM2" not in name)
WIDTHS = {57: _FIRST[:-1], 58: _FIRST, 61: _SECOND}
"""GDELT 1.0 until March 2013 (without addresses of reports), GDELT 1.0 since, GDELT 2.0 → the columns of a row."""

_ACTOR = ("Code", "Name", "CountryCode", "Type1Code", "Type2Code", "Type3Code")
NEEDED = (
    "GLOBALEVENTID", "SQLDATE", *(f"Actor{end}{part}" for end in (1, 2) for part in _ACTOR), "IsRootEvent",
    "EventCode", "EventRootCode", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "ActionGeo_Type",
    "ActionGeo_FullName", "ActionGeo_CountryCode", "DATEADDED", "SOURCEURL",
)  # fmt: skip
MUST = ("GLOBALEVENTID", "SQLDATE", "EventCode", "Actor1CountryCode", "Actor2CountryCode")
"""Columns without which a file with a header is of no use."""


def parts(file: BinaryIO) -> Iterator[Part]:
    """The file in parts of at most ``ROWS`` rows. ValueError when it is no GDELT event file."""
    first = file.readline()
    header = header_of(first)
    return _below(file, *header) if header else _tabs(chain([first], file))


def header_of(line: bytes) -> tuple[list[str], str] | None:
    """The columns of a header line (GDELT's names where they are known) and what separates them; None for data."""
    text = line.decode("utf-8-sig", "replace").rstrip("\r\n")
    for separator in ("\t", ","):
        names = [_name(cell) for cell in text.split(separator)]
        if {*MUST} <= {*names}:
            return names, separator
    return None


def _name(cell: str) -> str:
    """Exact names only: ``Actor_1_Country_Code`` of a renamed file is ``Actor1Code``, no country."""
    return _NAMES.get(cell.strip(' "').casefold(), cell)


_NAMES = {
    name.casefold(): gdelt
    for gdelt, also in column("gdelt_columns", "also").items()
    for name in (gdelt, also)
}


def _tabs(lines: Iterator[bytes]) -> Iterator[Part]:
    start = 1
    while batch := list(islice(lines, ROWS)):
        part = _told_apart(batch, start)
        if start == 1 and part[0].empty:
            raise ValueError("is no file of GDELT events: no row has 57, 58 or 61 columns")
        yield part
        start += len(batch)


def _told_apart(lines: Sequence[bytes], start: int) -> Part:
    widths = np.array([line.count(b"\t") + 1 for line in lines])
    frames = []
    for width in WIDTHS:
        at = np.flatnonzero(widths == width)
        if at.size:
            content = b"".join([lines[place] for place in at.tolist()]).replace(b"\r\n", b"\n")
            frames.append(_frame(content, width).set_axis(at + start, axis=0))
    odd = np.flatnonzero(~np.isin(widths, [*WIDTHS]))
    rows = pd.concat(frames).sort_index() if frames else pd.DataFrame(columns=[*NEEDED], dtype="str")
    return rows, pd.Series(widths[odd], odd + start)


def _frame(content: bytes, width: int) -> pd.DataFrame:
    """Only a line feed ends a row and quotes are literal: both stand in the names of places and in addresses."""
    wanted = [name for name in WIDTHS[width] if name in NEEDED]
    read = pd.read_csv(
        BytesIO(content.removeprefix(b"\xef\xbb\xbf")), sep="\t", names=[*WIDTHS[width]], usecols=wanted, dtype=str,
        keep_default_na=False, quoting=csv.QUOTE_NONE, lineterminator="\n", encoding_errors="replace",
    )  # fmt: skip
    return read.reindex(columns=[*NEEDED], fill_value="")


def _below(file: BinaryIO, header: Sequence[str], separator: str) -> Iterator[Part]:
    """The rows below a header. Its names say where each column is, so other columns may stand among them."""
    text = TextIOWrapper(file, "utf-8", errors="replace", newline="")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL
    rows = csv.reader(text, delimiter=separator, quoting=quoting)
    places = {name: header.index(name) for name in NEEDED if name in header}
    start = 2
    try:
        while batch := [_cells(row, len(header), places) for row in islice(rows, ROWS)]:
            yield _picked(batch, places, start)
            start += len(batch)
    except csv.Error as error:
        raise ValueError(f"cannot be read after row {start - 1 + rows.line_num:,}: {error}") from error
    finally:
        text.detach()


def _cells(row: list[str], width: int, places: dict[str, int]) -> list[str] | int:
    """The cells that are needed, or how many cells there are when the row does not fit under its header."""
    return [row[place] for place in places.values()] if len(row) == width else len(row)


def _picked(batch: Sequence[list[str] | int], places: dict[str, int], start: int) -> Part:
    whole = {place: row for place, row in enumerate(batch, start) if isinstance(row, list)}
    odd = {place: row for place, row in enumerate(batch, start) if isinstance(row, int)}
    rows = pd.DataFrame([*whole.values()], columns=[*places], index=[*whole], dtype="str")
    return rows.reindex(columns=[*NEEDED], fill_value=""), pd.Series(odd, dtype=int)
