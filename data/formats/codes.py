"""Code lists of the formats: kinds of acts, countries, sectors. One CSV file each beside this module."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parent / "codes"
ROWS = 50_000
"""How many raw rows are worked on at once."""


@cache
def table(name: str) -> pd.DataFrame:
    """One code list as text; its first column is the code. FileNotFoundError when there is none."""
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)


@cache
def column(name: str, wanted: str) -> dict[str, str]:
    """Code → one column of a code list, in the order of the list."""
    frame = table(name)
    return dict(zip(frame.iloc[:, 0], frame[wanted], strict=True))


def lookup(codes: pd.Series, name: str, wanted: str) -> pd.Series:
    """The column ``wanted`` for each code; an empty text for a code that the list does not have."""
    return codes.map(column(name, wanted)).fillna("")


def cameo(codes: pd.Series, wanted: str) -> pd.Series:
    """Like ``lookup`` in the CAMEO codes; codes lost their leading zero in many files: ``36`` is ``036``."""
    known = column("cameo", wanted)
    whole = {code: known[_known(code)] if _known(code) else "" for code in codes.unique()}
    return codes.map(whole)


def _known(code: str) -> str:
    """The code as the list has it: itself, or with the zero that a spreadsheet took away; else an empty text."""
    kinds = column("cameo", "event_type")
    return next((form for form in (code, f"0{code}") if form in kinds), "")


def read_raw(file: BinaryIO, separator: str, names: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
    """A raw file in parts of ``ROWS`` rows; the index holds the lines as a spreadsheet numbers them.

    Codes stay text with their zeros, quotes are literal, ``NA`` may be Namibia or a name. ``names`` are the columns
    of a file without header.
    """
    start = 1 if names else 2
    for part in pd.read_csv(
        file, sep=separator, names=None if names is None else [*names], header=None if names else 0, chunksize=ROWS,
        dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE, encoding_errors="replace",
    ):  # fmt: skip
        yield part.set_axis(np.arange(start, start + len(part)), axis=0)
        start += len(part)
