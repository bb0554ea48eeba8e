"""``Tally``: a table of counts and the way back from each count to its events."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.selection import Selection

Member = Callable[[Mapping[str, Hashable]], np.ndarray]


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts over a selection: no number without its events.

    ``table`` has one row per cell that is not zero: the columns ``keys``, then ``count`` in ``unit``, then anything
    that only describes. ``member`` takes the keys of one row and gives one boolean per event of the *data set*;
    ``events`` cuts it to the selection.
    """

    selection: Selection
    unit: str
    table: pd.DataFrame
    keys: tuple[str, ...]
    member: Member

    def events(self, row: int) -> np.ndarray:
        """Row numbers of the events behind row ``row`` of the table; IndexError when there is no such row."""
        key = {name: self.table[name].iloc[row] for name in self.keys}
        return np.flatnonzero(self.selection.mask & self.member(key))

    @property
    def total(self) -> int:
        """The sum of the cells; events that stand in several cells count in each."""
        return int(self.table["count"].sum())


@dataclass(frozen=True, eq=False)
class Axis:
    """One way to sort every event into at most one class: ``codes`` are positions in ``ids``, -1 for none."""

    name: str
    codes: np.ndarray
    ids: tuple[Hashable, ...]


def tally(selection: Selection, unit: str, *axes: Axis) -> Tally:
    """Counts in ``unit`` per combination of the axes' classes; events without a class on an axis are left out."""
    rows = selection.rows
    table = cells(axes, rows, selection.weights(unit)[rows])

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return np.logical_and.reduce([axis.codes == axis.ids.index(key[axis.name]) for axis in axes])

    return Tally(selection, unit, table, tuple(axis.name for axis in axes), member)


def cells(axes: Sequence[Axis], rows: np.ndarray, weights: np.ndarray) -> pd.DataFrame:
    """The sum of ``weights``, one per row number, in each combination of classes that is not zero, by class."""
    sizes = [len(axis.ids) for axis in axes]
    codes = [axis.codes[rows] for axis in axes]
    placed = np.logical_and.reduce([code >= 0 for code in codes])
    cell = (
        np.ravel_multi_index([code[placed] for code in codes], sizes) if len(rows) else np.empty(0, np.int64)
    )
    sums = np.bincount(cell, weights[placed], minlength=int(np.prod(sizes)))
    full = np.flatnonzero(sums)
    places = (place.tolist() for place in np.unravel_index(full, sizes))
    table = {axis.name: [axis.ids[i] for i in place] for axis, place in zip(axes, places, strict=True)}
    return pd.DataFrame(table | {"count": sums[full].astype(np.int64)})
