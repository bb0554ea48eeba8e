"""Days of COLT: ISO, or with slashes, whose order the whole column tells."""

from __future__ import annotations

import pandas as pd

SLASHES = r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})(?: .*)?"


NO_DAY = "is no day, or its day and month cannot be told apart"


def dates(start: pd.Series, end: pd.Series, year: pd.Series) -> pd.DataFrame:
    """The EDTF ``date`` of each trip, and what is wrong with ``TripStartDate`` and ``TripEndDate`` (else empty).

    Without a first day it is the year; the last day may be missing.
    """
    first, last = _days(start, end)
    date = first.where((last == "") | (last == first), first + "/" + last)
    date = date.where(first != "", year.where(year.str.fullmatch(r"[12]\d{3}"), ""))
    wrong = pd.Series("", start.index).mask(date == "", "holds no day, and there is no year")
    wrong = wrong.mask(start.str.contains(r"\d") & (first == ""), NO_DAY)
    late = pd.Series("", start.index).mask((last != "") & (last < first), "lies before the first day")
    late = late.mask(end.str.contains(r"\d") & (last == ""), NO_DAY)
    return pd.DataFrame({"date": date, "TripStartDate": wrong, "TripEndDate": late})


def _days(start: pd.Series, end: pd.Series) -> tuple[pd.Series, pd.Series]:
    both = pd.concat([start, end], keys=["start", "end"])
    parts = both.str.extract(f"^{SLASHES}$")
    order = _order(parts)
    slashed = (
        parts["year"] + "-" + parts[order[0]].str.zfill(2) + "-" + parts[order[1]].str.zfill(2)
        if order
        else ""
    )
    iso = both.str.extract(r"^(\d{4}-\d{2}-\d{2})")[0]
    told = iso.fillna(slashed).fillna("")
    days = told.where(pd.to_datetime(told, format="%Y-%m-%d", errors="coerce").notna(), "")
    return days.loc["start"], days.loc["end"]


def _order(parts: pd.DataFrame) -> tuple[str, str] | None:
    """Which of the two numbers is the month and which the day: a number above 12 is a day. None when nothing tells."""
    above = {part: (parts[part].dropna().astype(int) > 12).any() for part in ("one", "two")}
    if above["one"] == above["two"]:
        return None
    return ("two", "one") if above["one"] else ("one", "two")
