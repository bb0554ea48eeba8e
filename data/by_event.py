"""Where the rows of each event lie: finding those of a few events without looking at all the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

FEW = 0.25
"""Up to this share of all events their rows are looked up; for more of them, walking the whole table is faster."""


@dataclass(frozen=True, eq=False)
class ByEvent:
    """The rows of a table that is sorted by event: those of event ``e`` begin at ``starts[e]``.

    ``event`` is the table's column of row numbers of events.
    """

    event: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, event: np.ndarray, n_events: int) -> ByEvent:
        """For a column that ascends."""
        return cls(event, np.append(0, np.cumsum(np.bincount(event, minlength=n_events))))

    def rows(self, mask: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Row numbers of the rows whose event is chosen, ascending.

        ``mask`` has one boolean per event; ``chosen`` are the numbers of those that are true.
        """
        if len(chosen) > FEW * len(mask):
            return np.flatnonzero(mask[self.event])
        first = self.starts[chosen]
        many = self.starts[chosen + 1] - first
        before = np.cumsum(many) - many
        return np.repeat(first - before, many) + np.arange(many.sum())
