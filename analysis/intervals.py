"""How much time passes from one meeting to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.asking import added, in_a_row
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied, tally
from data.dataset import Dataset

UPPER = (0, 7, 30, 90, 365)
"""The last day of each class of gaps; the last class has none."""

CLASSES = ("same day", "1–7 days", "8–30 days", "31–90 days", "91–365 days", "over a year")
MINIMUM = 5
"""Below this number of gaps no median is given."""


@dataclass(frozen=True, eq=False)
class Intervals:
    """Gaps between meetings: ``tally`` per class, and the length of each in days.

    ``left_out`` counts the meetings without an exact day, ``inferred`` the exact days that no source states.
    """

    tally: Tally
    days: np.ndarray
    left_out: int
    inferred: int

    @property
    def median(self) -> float | None:
        """The median gap in days; None for fewer than ``MINIMUM`` gaps."""
        return float(np.median(self.days)) if len(self.days) >= MINIMUM else None

    @property
    def median_between_days(self) -> float | None:
        """The same between the days on which at least one meeting was held: without the gaps of 0 days."""
        apart = self.days[self.days > 0]
        return float(np.median(apart)) if len(apart) >= MINIMUM else None


def intervals(selection: Selection) -> Intervals:
    """Days from each selected meeting to the next one; each gap stands with the meeting that ends it.

    One row of the tally is one class of gaps, counted in events: one gap is one meeting, so reports and
    participations do not apply. Only meetings that are dated to one day have a gap: a month, a year, a
    range of days, ``~`` and ``?`` are left out. Two meetings on one day are 0 days apart.
    """
    held = _days_held(selection)
    days = held.groupby(level=0).agg({"count": "sum", "first": "min"})
    between = np.diff(days.index.to_numpy())
    same = int((days["count"] - 1).sum())
    classes = np.append(-1, np.searchsorted(UPPER, between))[: len(days)]
    gaps = _gaps(selection, days.index.to_numpy(), days["first"].to_numpy(), classes)
    exact, inferred = int(days["count"].sum()), _inferred(selection)
    lengths = np.concatenate([between, np.zeros(same, dtype=np.int64)])
    return Intervals(gaps, lengths, len(selection) - exact, inferred)


@in_a_row
def _days_held(selection: Selection) -> pd.DataFrame:
    """One row is one day (days since 1970, the index): ``count`` of the events dated to it, row number of the first."""
    rows = _exact_rows(selection)
    held, first, count = np.unique(_day(selection.dataset)[rows], return_index=True, return_counts=True)
    return pd.DataFrame({"count": count, "first": selection.dataset.numbers[rows[first]]}, index=held)


@tallied
def _gaps(selection: Selection, days: np.ndarray, first: np.ndarray, classes: np.ndarray) -> Tally:
    """Counts per class of gaps: the first event of each day ends the gap before that day, every other one of 0 days."""
    dataset, rows = selection.dataset, _exact_rows(selection)
    at = np.searchsorted(days, _day(dataset)[rows])
    codes = np.full(len(dataset), -1)
    codes[rows] = np.where(dataset.numbers[rows] == first[at], classes[at], 0)
    return tally(selection, "events", Axis("gap", codes, CLASSES))


@added
def _inferred(selection: Selection) -> int:
    """How many of the days used no source states."""
    basis = selection.dataset.events["date_basis"].iloc[_exact_rows(selection)]
    return int((basis == "inferred").sum())


def _exact_rows(selection: Selection) -> np.ndarray:
    return selection.rows[_exact(selection.dataset)[selection.rows]]


def _day(dataset: Dataset) -> np.ndarray:
    day = dataset.events["first_day"].to_numpy().astype("datetime64[D]")
    return day.astype(np.int64)


def _exact(dataset: Dataset) -> np.ndarray:
    """True for each event that is dated to one day, without ~ and ?."""
    return dataset.keep("exact days", lambda: _is_exact(dataset.events))


def _is_exact(events: pd.DataFrame) -> np.ndarray:
    return ((events["precision"] == "day") & ~events["approximate"] & ~events["uncertain"]).to_numpy()
