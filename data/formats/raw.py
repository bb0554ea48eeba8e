"""Raw rows of tab-separated files, and what is wrong with them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import numpy as np
import pandas as pd

from data.formats.acts import ASIDE, aside_frame
from data.formats.codes import ROWS

Widths = Mapping[int, Sequence[str]]
"""How many cells a row may have → the names of its columns."""


@dataclass(frozen=True)
class Fault:
    """One rule that raw rows may break: ``wrong`` says which do, ``column`` holds the cell that is told."""

    column: str
    wrong: pd.Series
    rule: str
    hint: str = ""


def header_of(line: bytes) -> list[str]:
    """The names in a header line; tabs without a name behind them are nothing."""
    return line.decode("utf-8-sig", "replace").rstrip("\r\n\t").split("\t")


def parts(lines: Iterable[bytes], widths: Widths, start: int) -> Iterator[tuple[pd.DataFrame, pd.Series]]:
    """The rows of these lines, in parts of at most ``ROWS``, and for rows of another width how many cells they have.

    The index of both is the line as a spreadsheet numbers it, ``start`` for the first; empty lines are no rows. Codes
    stay text with their zeros, quotes are literal, ``NA`` may be a name.
    """
    lines = iter(lines)
    while batch := list(islice(lines, ROWS)):
        yield _told_apart(batch, widths, start)
        start += len(batch)


def _told_apart(lines: Sequence[bytes], widths: Widths, start: int) -> tuple[pd.DataFrame, pd.Series]:
    trimmed = [_trimmed(line, max(widths)) for line in lines]
    cells = np.array([line.count(b"\t") + 1 for line in trimmed])
    filled = np.array([line.strip() != b"" for line in trimmed])
    frames = []
    for width, names in widths.items():
        at = np.flatnonzero((cells == width) & filled)
        if at.size:
            content = b"\n".join([trimmed[place] for place in at.tolist()])
            frames.append(_frame(content, names).set_axis(at + start, axis=0))
    odd = np.flatnonzero(~np.isin(cells, [*widths]) & filled)
    columns = [*dict.fromkeys(name for names in widths.values() for name in names)]
    empty = pd.DataFrame(columns=columns, dtype="str")
    rows = pd.concat(frames).sort_index().fillna("") if frames else empty
    return rows, pd.Series(cells[odd], odd + start, dtype=int)


def _trimmed(line: bytes, width: int) -> bytes:
    """A line without its end, and without empty cells behind the last column."""
    line = line.rstrip(b"\r\n")
    while line.endswith(b"\t") and line.count(b"\t") >= width:
        line = line[:-1]
    return line


def _frame(content: bytes, names: Sequence[str]) -> pd.DataFrame:
    return pd.read_csv(
        BytesIO(content), sep="\t", names=[*names], dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE,
        lineterminator="\n", skip_blank_lines=False, encoding_errors="replace",
    )  # fmt: skip


def odd_rows(file: str, odd: pd.Series, widths: Widths) -> pd.DataFrame:
    """Rows of another width, set aside."""
    wanted = " or ".join(str(width) for width in widths)
    return aside_frame(file, odd.index.to_series(), "", odd.astype("str"), f"must have {wanted} cells")


def sort_out(file: str, raw: pd.DataFrame, faults: Sequence[Fault]) -> tuple[pd.Series, pd.DataFrame]:
    """Which rows break no rule, and the others with the first rule that each breaks."""
    left, aside = pd.Series(True, raw.index), [pd.DataFrame(columns=[*ASIDE])]
    for fault in faults:
        hit = raw[fault.wrong & left]
        aside.append(
            aside_frame(file, hit.index.to_series(), fault.column, hit[fault.column], fault.rule, fault.hint)
        )
        left &= ~fault.wrong
    return left, pd.concat(aside, ignore_index=True)


def is_day(cells: pd.Series) -> pd.Series:
    """Which cells are days of the calendar such as 2018-11-25."""
    return (
        cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}")
        & pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()
    )
