"""How much time passes from one meeting to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.selection import Selection
from analysis.tally import Axis, Tally, tally
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
    dataset, rows = selection.dataset, selection.rows
    exact = rows[_exact(dataset)[rows]]
    days = np.diff(dataset.events["first_day"].to_numpy()[exact]).astype("timedelta64[D]").astype(np.int64)
    codes = np.full(len(dataset), -1)
    codes[exact[1:]] = np.searchsorted(UPPER, days)
    inferred = int((dataset.events["date_basis"].iloc[exact] == "inferred").sum())
    gaps = tally(selection, "events", Axis("gap", codes, CLASSES))
    return Intervals(gaps, days, len(rows) - len(exact), inferred)


def _exact(dataset: Dataset) -> np.ndarray:
    """True for each event that is dated to one day, without ~ and ?."""
    return dataset.keep("exact days", lambda: _is_exact(dataset.events))


def _is_exact(events: pd.DataFrame) -> np.ndarray:
    return ((events["precision"] == "day") & ~events["approximate"] & ~events["uncertain"]).to_numpy()
