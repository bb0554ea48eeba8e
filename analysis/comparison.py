"""``Comparison``: two selections of one data set, and the same classes counted in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.asking import anywhere, narrowing
from analysis.choices import Refused
from analysis.cooperation import spheres as count_spheres
from analysis.filters import Filters
from analysis.kinds import types as count_types
from analysis.overview import top_actors
from analysis.selection import Selection, select
from analysis.tally import Axis, Tally, tallied, tally
from analysis.two_filters import TwoFilters, second_filters
from data.dataset import Dataset
from data.vocabulary import vocabulary

NO_LEVEL = "none"
HELD = ("A", "B", "both")
"""Which of the two views hold an event."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """View A (``first``) and view B (``second``); an event may be in both."""

    first: Selection
    second: Selection

    @property
    def dataset(self) -> Dataset:
        """The data set that both views are of."""
        return self.first.dataset

    @property
    def filters(self) -> TwoFilters:
        """The filters of both views."""
        return TwoFilters.of(self.first.filters, self.second.filters)

    @property
    def same(self) -> bool:
        """True when nothing was changed for view B."""
        return self.first.filters == self.second.filters

    @cached_property
    def either(self) -> Selection:
        """The events of view A or B, each once."""
        return either(self.first, self.second, filters=self.filters)

    @cached_property
    def shared(self) -> Selection:
        """The events that both views hold."""
        return both(self.first, self.second, filters=self.filters)

    def narrowed(self, part: Callable[[Selection], Selection]) -> Comparison:
        """The comparison of a part of both views, such as their meetings."""
        return Comparison(part(self.first), part(self.second))


@narrowing
def either(first: Selection, second: Selection, *, filters: Filters) -> Selection:
    """The events of one selection or the other, each once; ``filters`` describe them."""
    return Selection(first.dataset, filters, first.mask | second.mask, ())


@narrowing
def both(first: Selection, second: Selection, *, filters: Filters) -> Selection:
    """The events that both selections hold."""
    return Selection(first.dataset, filters, first.mask & second.mask, ())


def held_by(comparison: Comparison, events: np.ndarray) -> list[str]:
    """Which view holds each of these events (row numbers): ``A``, ``B``, ``both``, or none of them (empty)."""
    a, b = (holding(view, events).astype(int) for view in (comparison.first, comparison.second))
    return [("", *HELD)[code] for code in a + 2 * b]


@anywhere
def holding(selection: Selection, events: np.ndarray) -> np.ndarray:
    """One boolean for each of these events (row numbers as others know them): it is selected."""
    numbers = selection.dataset.numbers
    if not len(numbers):
        return np.zeros(len(events), dtype=bool)
    at = np.searchsorted(numbers, events).clip(max=len(numbers) - 1)
    return (numbers[at] == events) & selection.mask[at]


def compare(query: Mapping[str, Iterable[str]], dataset: Dataset) -> tuple[Comparison, list[Refused]]:
    """The comparison that a query asks for, and the parts of it that could not be used."""
    first, bad = Filters.from_query(query, dataset)
    second, worse = second_filters(first, query, dataset)
    return Comparison(select(dataset, first), select(dataset, second)), bad + worse


@dataclass(frozen=True, eq=False)
class Pair:
    """The same classes counted in view A, in view B and in either: three tallies whose rows stand for the same class.

    A class that one of the views does not have counts zero there. An event in both views counts in each of them and
    once in either: ``a + b`` is the count of either plus that of the shared events.
    """

    first: Tally
    second: Tally
    either: Tally

    @property
    def tallies(self) -> tuple[Tally, Tally, Tally]:
        """The three tallies in the order in which marks number them."""
        return self.first, self.second, self.either

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per class that either view has: keys, ``a``, ``b``, ``difference`` (b − a), what describes."""
        rows = self.either.table.drop(columns="count")
        a, b = self.first.table["count"], self.second.table["count"]
        for place, (name, values) in enumerate(
            (("a", a), ("b", b), ("difference", b - a)), len(self.either.keys)
        ):
            rows.insert(place, name, values)
        return rows


def pair(comparison: Comparison, make: Callable[[Selection], Tally]) -> Pair:
    """What ``make`` counts of one selection, counted for both views."""
    either = make(comparison.either)
    return Pair(_along(either, make(comparison.first)), _along(either, make(comparison.second)), either)


def _along(either: Tally, one: Tally) -> Tally:
    """The tally of one view with the rows of either."""
    keys = list(one.keys)
    counts = dict(zip(one.table[keys].itertuples(index=False, name=None), one.table["count"], strict=True))
    rows = either.table[keys].itertuples(index=False, name=None)
    table = either.table.assign(count=np.array([counts.get(key, 0) for key in rows], dtype=np.int64))
    return replace(one, table=table)


def overlap(comparison: Comparison, unit: str = "events") -> Tally:
    """How much of either view is only in A, only in B and in both: one row per ``held`` that is not zero."""
    return _held(comparison.either, comparison.first, comparison.second, unit)


@tallied
def _held(either: Selection, first: Selection, second: Selection, unit: str) -> Tally:
    return tally(either, unit, Axis("held", first.mask + 2 * second.mask.astype(int) - 1, HELD))


def spheres(comparison: Comparison, unit: str = "events") -> Pair:
    """Both views by sphere: one row is one sphere, or ``none``; an event in two spheres counts in each."""
    return pair(comparison, lambda selection: count_spheres(selection, unit))


def actors(comparison: Comparison, unit: str = "events") -> Pair:
    """Both views by actor: one row is one person or institution, with ``label``, ``side`` and ``held``.

    ``held`` says where the actor takes part: in ``A`` only, in ``B`` only or in ``both``. Counted in the unit of
    actors: the participations of one actor are its events.
    """
    found = pair(comparison, lambda selection: top_actors(selection, unit))
    a, b = found.first.table["count"] > 0, found.second.table["count"] > 0
    found.table["held"] = np.select([a & b, a, b], ["both", "A", "B"], "")
    return found


def types(comparison: Comparison, unit: str = "events") -> Pair:
    """Both views by type of event: every event has one."""
    return pair(comparison, lambda selection: count_types(selection, unit))


def levels(comparison: Comparison, unit: str = "events") -> Pair:
    """Both views by the highest level of those who take part for the dyad; ``none`` where it has nobody there."""
    return pair(comparison, lambda selection: _levels(selection, unit))


@tallied
def _levels(selection: Selection, unit: str) -> Tally:
    level, ids = selection.dataset.events["level"].to_numpy(), (*vocabulary("levels").ids, NO_LEVEL)
    return tally(selection, unit, Axis("level", np.where(level < 0, len(ids) - 1, level), ids))
