"""Code lists of the formats: kinds of acts, countries, sectors. One CSV file each beside this module.

The lists in ``codes-plover`` have a licence of their own, which stands beside them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

FOLDERS = tuple(Path(__file__).parent / name for name in ("codes", "codes-plover"))
ROWS = 50_000
"""How many raw rows are worked on at once."""


@cache
def table(name: str) -> pd.DataFrame:
    """One code list as text; its first column is the code. FileNotFoundError when there is none."""
    places = [path for folder in FOLDERS if (path := folder / f"{name}.csv").exists()]
    if not places:
        raise FileNotFoundError(f"no code list {name}")
    return pd.read_csv(places[0], dtype=str, keep_default_na=False)


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
    """The code as the list has it: itself, or with the zero that a spreadsheet took away; else an empty text.

    Codes of acts have three digits or more, so ``19`` is ``019``, express accord, and not the whole class of fights.
    """
    kinds, forms = column("cameo", "event_type"), (code, f"0{code}")
    return next((form for form in (forms if len(code) > 2 else forms[::-1]) if form in kinds), "")
