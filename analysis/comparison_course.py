"""Meetings of two views per period, each over the whole time that it covers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.comparison import Comparison
from analysis.comparison_basis import apart, cut, window
from analysis.cooperation import UNDATED, period_or_undated
from analysis.meetings import meetings
from analysis.periods import LENGTH, period_id
from analysis.selection import Selection
from analysis.tally import Tally, tallied, tally

PER = {"fitting": "Fitting", "year": "Year", "quarter": "Quarter", "month": "Month"}
"""Lengths of period that a reader can ask for; the fitting one depends on how much time the views cover."""
SHORT = (("month", 18), ("quarter", 48))
"""Up to how many months of the longer view a period of this length is the fitting one."""

MOST = 60
"""More periods than these, with a bar for each view in them, are too thin to be seen and clicked."""


@dataclass(frozen=True, eq=False)
class Course:
    """Meetings per period. ``apart``: the views cover different times, and each has a time axis of its own.

    ``periods`` are the ids of the periods that each view covers, those without a meeting too; the same for both
    unless they are apart. Of those in ``cut`` the filters of the view take a part only. One row of a tally is one
    period that has meetings, or ``undated``.
    """

    by: str
    apart: bool
    periods: tuple[list[str], list[str]]
    tallies: tuple[Tally, Tally]
    cut: tuple[list[str], list[str]]

    @property
    def table(self) -> pd.DataFrame:
        """One row per view and period in it: ``view``, ``period``, ``count``; what has no period comes last."""
        parts = [_filled(*side) for side in zip("AB", self.periods, self.tallies, strict=True)]
        return pd.concat(parts, ignore_index=True)


def _filled(view: str, periods: list[str], one: Tally) -> pd.DataFrame:
    counts = dict(zip(one.table["period"], one.table["count"], strict=True))
    shown = [*periods, *([UNDATED] if UNDATED in counts else [])]
    return pd.DataFrame({
        "view": view, "period": shown, "count": np.array([counts.get(id_, 0) for id_ in shown], dtype=np.int64)
    })  # fmt: skip


def course(comparison: Comparison, by: str, unit: str = "events") -> Course:
    """The meetings of both views per year, quarter or month; two empty views give empty tables."""
    held = comparison.narrowed(meetings)
    first, second = held.first, held.second
    counted = (
        _per_period(first, unit, by),
        _per_period(second, unit, by),
    )
    windows = [_window(one, counts, by) for one, counts in zip((first, second), counted, strict=True)]
    different = apart(comparison)
    if not different:
        whole = min(low for low, _ in windows), max(high for _, high in windows)
        windows = [whole, whole]
    ids = [[period_id(number, by) for number in range(low, high + 1)] for low, high in windows]
    parts = [[period_id(number, by) for number in cut(one, LENGTH[by])] for one in (first, second)]
    return Course(by, different, (ids[0], ids[1]), counted, (parts[0], parts[1]))


@tallied
def _per_period(selection: Selection, unit: str, by: str) -> Tally:
    return tally(selection, unit, period_or_undated(selection.dataset, by))


def _window(selection: Selection, counted: Tally, by: str) -> tuple[int, int]:
    """The numbers of the first and last period of a view: those of its filters, widened to hold every meeting.

    A trip or a talk that began before the first month of the filters belongs to the period in which it began.
    """
    low, high = (month // LENGTH[by] for month in window(selection))
    placed = [_number(id_, by) for id_ in counted.table["period"] if id_ != UNDATED]
    return min([low, *placed]), max([high, *placed])


def _number(id_: str, by: str) -> int:
    year, _, part = id_.partition("-")
    within = int(part.lstrip("Q")) - 1 if part else 0
    return int(year) * (12 // LENGTH[by]) + within


def by_that_fits(comparison: Comparison, asked: str) -> tuple[str, list[str]]:
    """The length of period in which the views can be drawn, nearest to the one asked for; a note when it is another."""
    months = _months(comparison)
    if asked == "fitting":
        return next((by for by, most in SHORT if months <= most), "year"), []
    wide = [by for by in LENGTH if by == "year" or months / LENGTH[by] <= MOST]
    if asked in wide:
        return asked, []
    note = f"The views cover too much time to tell single {asked}s apart; shorten their period to see them."
    return wide[-1], [note]


def _months(comparison: Comparison) -> int:
    first, second = window(comparison.first), window(comparison.second)
    if apart(comparison):
        return max(last - low + 1 for low, last in (first, second))
    return max(first[1], second[1]) - min(first[0], second[0]) + 1
