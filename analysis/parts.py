"""A selection in pieces of neighbouring events, so that a file of any length begins at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.lines import near
from analysis.selection import Selection

STEP = 5_000
"""How many selected events one piece of a file holds: a tenth of a second of work, a few megabytes of text."""


@dataclass(frozen=True, eq=False)
class Part(Selection):
    """Neighbouring events of a selection: a selection of its own that finds its rows of other tables by place."""

    first: int
    last: int
    known_as: np.ndarray
    """The row numbers of its events in the data set of the whole selection."""

    def of(self, table: str) -> pd.DataFrame:
        """As of every selection; the tables are sorted by event, so that the rest of them is not looked at."""
        frame: pd.DataFrame = getattr(self.dataset, table)
        near = frame.iloc[slice(*np.searchsorted(frame["event"].to_numpy(), [self.first, self.last]))]
        return near[self.mask[near["event"].to_numpy()]]


def parts(selection: Selection, size: int = STEP) -> Iterator[Part]:
    """The selection in runs of up to ``size`` events, in order; an empty one is one empty part."""
    rows = selection.rows
    for start in range(0, max(len(rows), 1), size):
        some = np.asarray(rows[start : start + size])
        dataset, own = near(selection.dataset, some)
        mask = np.zeros(len(dataset), dtype=bool)
        mask[own] = True
        first, last = (own[0], own[-1] + 1) if len(own) else (0, 0)
        yield Part(dataset, selection.filters, mask, selection.steps, int(first), int(last), some)
