"""``Tally``: a table of counts and the way back from each count to its events."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, ParamSpec

import numpy as np
import pandas as pd

from analysis.asking import Sharded
from analysis.selection import Member, Selection

P = ParamSpec("P")


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
    orders: Mapping[str, tuple[Hashable, ...]] = field(default_factory=dict)
    """Key → all its ids in the order of the rows, where they are the same whatever the data set."""

    def events(self, row: int) -> np.ndarray:
        """Row numbers of the events behind row ``row`` of the table; IndexError when there is no such row."""
        key = {name: self.table[name].iloc[row] for name in self.keys}
        return self.selection.where(self.member, key)

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

    def member(self, id_: Hashable) -> np.ndarray:
        """True for what is in this class; nothing is in a class that the axis does not have, as in a shard without."""
        return self.codes == (self.ids.index(id_) if id_ in self.ids else -2)


def tally(selection: Selection, unit: str, *axes: Axis) -> Tally:
    """Counts in ``unit`` per combination of the axes' classes; events without a class on an axis are left out."""
    rows = selection.rows
    table = cells(axes, rows, selection.weights(unit)[rows])

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return np.logical_and.reduce([axis.member(key[axis.name]) for axis in axes])

    return Tally(selection, unit, table, tuple(axis.name for axis in axes), member, orders(*axes))


_OWN = ("period", "span", "place")
SORTED: dict[str, Callable[[Hashable], Any]] = {"place": str, "first": str, "second": str}
"""Key → what its ids are sorted by, where each data set has its own."""


def orders(*axes: Axis) -> dict[str, tuple[Hashable, ...]]:
    """The ids of each axis by its name, where they are the same whatever the data set."""
    return {axis.name: axis.ids for axis in axes if axis.name not in _OWN}


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


def tallied(function: Callable[P, Tally]) -> Callable[P, Tally]:
    """For functions that count a selection, each event by itself: counts of shards are added, class by class.

    The table must not be cut or ranked: that has to wait until all is counted.
    """

    @wraps(function)
    def asked(*args: P.args, **named: P.kwargs) -> Tally:
        selection, *rest = args
        if isinstance(selection, Sharded):
            again: Any = asked
            return _of_shards(selection, partial(again, *rest, **named))
        return function(*args, **named)

    return asked


def member_of(selection: Any, question: partial) -> Any:
    """The ``member`` of a tally that is made of answers: ``question`` of a selection gives it, of shards in each."""
    if isinstance(selection, Sharded):
        return question
    return question.func(selection, *question.args, **question.keywords)


Answer = tuple[str, pd.DataFrame, tuple[str, ...], Mapping[str, tuple[Hashable, ...]]]


def _of_shards(selection: Any, question: partial) -> Tally:
    answers: list[Answer] = selection.ask(_counts, question)
    unit, first, keys, _ = answers[0]
    orders = answers[0][3]
    together = pd.concat([table for _, table, _, _ in answers], ignore_index=True)
    how = {name: "sum" if name == "count" else "first" for name in first.columns if name not in keys}
    table = together.groupby([*keys], sort=False, observed=True).agg(how).reset_index()[[*first.columns]]
    ranks = [_ranks(selection.dataset, key, table[key], orders) for key in reversed(keys)]
    table = table.take(np.lexsort(ranks)).reset_index(drop=True)
    return Tally(selection, unit, table, keys, question, orders)


def _counts(selection: Selection, question: partial) -> Answer:
    """What travels of a tally."""
    tally = _tally(selection, question)
    return tally.unit, tally.table, tally.keys, tally.orders


def within(selection: Selection, question: partial, key: tuple[tuple[str, Hashable], ...]) -> Selection:
    """The selected events of a shard in one class of a tally."""
    return selection.narrowed(member_in(selection, question)(dict(key)))


def member_in(selection: Selection, question: partial) -> Member:
    """The ``member`` of a tally in a shard, from the question that makes the tally, or its member, there."""
    found = _tally(selection, question)
    return found.member if isinstance(found, Tally) else found


def _tally(selection: Selection, question: partial) -> Any:
    tally: Any = question.func(selection, *question.args, **question.keywords)
    return tally


def _ranks(dataset: Any, key: str, ids: pd.Series, orders: Mapping[str, tuple[Hashable, ...]]) -> list[Any]:
    """Where each id stands in the order of the rows."""
    if key in orders:
        place = {id_: at for at, id_ in enumerate(orders[key])}
        return [place[id_] for id_ in ids]
    if key in SORTED:
        place = {id_: at for at, id_ in enumerate(sorted(set(ids), key=SORTED[key]))}
        return [place[id_] for id_ in ids]
    return [dataset.row_of_actor[id_] for id_ in ids]
