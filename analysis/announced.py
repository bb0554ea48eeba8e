"""What came last, and what was announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.asking import narrowing, united
from analysis.selection import Selection, select


def latest(selection: Selection, most: int = 5) -> np.ndarray:
    """Row numbers of the last events of a selection by their first possible day, the latest first."""
    return _last(selection, most)[-most:][::-1]


@united
def _last(selection: Selection, most: int) -> np.ndarray:
    return selection.dataset.numbers[selection.rows[-most:]]


@narrowing
def ahead(selection: Selection, day: pd.Timestamp, over: bool = False) -> Selection:
    """The selected events that may still happen on ``day`` or later; with ``over`` the others."""
    may = (selection.dataset.events["last_day"] >= day).to_numpy()
    return selection.narrowed(~may if over else may)


def still_ahead(selection: Selection, today: date) -> Selection:
    """The planned events under the same filters except status that may still happen."""
    return ahead(_planned(selection), pd.Timestamp(today))


def _planned(selection: Selection) -> Selection:
    return select(selection.dataset, replace(selection.filters, statuses=("planned",)))


def announced(selection: Selection, today: date) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers of the planned events under the same filters except status: those still ahead, and those overdue.

    Ahead is what may still happen: its last possible day is ``today`` or later. Overdue is what should have happened
    and of which the sources say nothing more.
    """
    overdue = ahead(_planned(selection), pd.Timestamp(today), over=True)
    return still_ahead(selection, today).rows, overdue.rows
