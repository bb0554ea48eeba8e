"""The time axis of a selection: all the time in question; a window on it when there are very many periods."""

from __future__ import annotations

from calendar import month_abbr
from datetime import date

import pandas as pd

from analysis.periods import LENGTH, extent, period_id
from analysis.selection import Selection
from charts.figure import Spec
from charts.strip import bar_middle
from charts.template import axis

MOST = 160
"""More periods than this are too thin to be seen and clicked side by side."""

WINDOW = 120
"""How many periods a long axis opens with."""

FEW = 6
"""Up to so many periods each bar has its own label: Plotly would write months below the bar of a year."""


def time_axis(selection: Selection, by: str) -> Spec:
    """The x axis over the whole period of the filters; with very many periods it opens on the last ones.

    Then the strip below the axis shows the whole, and moves and widens what is seen.
    """
    if not len(selection):
        return axis(type="date")
    start, end = extent(selection, by)
    spec = axis(type="date", range=[start.isoformat(), end.isoformat()]) | _few(start, end, by)
    opening = opens_at(selection, by)
    if opening is None:
        return spec
    whole = {"visible": True, "thickness": 0.1, "range": spec["range"], "bgcolor": "rgba(118,123,132,0.10)"}
    return spec | {"range": [opening.isoformat(), end.isoformat()], "rangeslider": whole, "fixedrange": False}


def _few(start: date, end: date, by: str) -> Spec:
    """A label below the middle of every bar, when the bars are few; nothing otherwise."""
    low, high = ((day.year * 12 + day.month - 1) // LENGTH[by] for day in (start, end))
    if high - low > FEW:
        return {}
    periods = [period_id(number, by) for number in range(low, high)]
    return {
        "tickmode": "array",
        "tickvals": [bar_middle(period, by) for period in periods],
        "ticktext": [_short(period) for period in periods],
    }


def _short(period: str) -> str:
    """``2018``, ``Q4 2018`` or ``Nov 2018``, as Plotly writes months."""
    year, _, part = period.partition("-")
    return f"{part} {year}" if part.startswith("Q") else f"{month_abbr[int(part)]} {year}" if part else year


def opens_at(selection: Selection, by: str) -> pd.Timestamp | None:
    """The day on which a long axis opens; None when the whole period is shown."""
    if not len(selection):
        return None
    start, end = (pd.Timestamp(day) for day in extent(selection, by))
    months = (end.year - start.year) * 12 + end.month - start.month
    if months // LENGTH[by] <= MOST:
        return None
    return end - pd.DateOffset(months=WINDOW * LENGTH[by])
