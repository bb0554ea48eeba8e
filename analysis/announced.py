"""What came last, and what was announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.selection import Selection, select


def latest(selection: Selection, most: int = 5) -> np.ndarray:
    """Row numbers of the last events of a selection by their first possible day, the latest first."""
    return selection.rows[::-1][:most]


def announced(selection: Selection, today: date) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers of the planned events under the same filters except status: those still ahead, and those overdue.

    Ahead is what may still happen: its last possible day is ``today`` or later. Overdue is what should have happened
    and of which the sources say nothing more.
    """
    planned = select(selection.dataset, replace(selection.filters, statuses=("planned",)))
    open_still = (planned.events["last_day"] >= pd.Timestamp(today)).to_numpy()
    return planned.rows[open_still], planned.rows[~open_still]
