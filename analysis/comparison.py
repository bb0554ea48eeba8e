"""``Comparison``: two selections of one data set, and the same classes counted in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.choices import Refused
from analysis.cooperation import spheres as count_spheres
from analysis.filters import Filters
from analysis.overview import top_actors
from analysis.selection import Selection, select
from analysis.tally import Axis, Tally, tally
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
        return self._of(self.first.mask | self.second.mask)

    @cached_property
    def shared(self) -> Selection:
        """The events that both views hold."""
        return self._of(self.first.mask & self.second.mask)

    def _of(self, mask: np.ndarray) -> Selection:
        return Selection(self.dataset, self.filters, mask, ())

    @cached_property
    def held(self) -> Axis:
        """Which view holds an event: ``A``, ``B`` or ``both``; none for the other events."""
        return Axis("held", self.first.mask + 2 * self.second.mask.astype(int) - 1, HELD)

    def narrowed(self, part: Callable[[Selection], Selection]) -> Comparison:
        """The comparison of a part of both views, such as their meetings."""
        return Comparison(part(self.first), part(self.second))


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
    return tally(comparison.either, unit, comparison.held)


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
    codes = comparison.dataset.events["event_type"].cat.codes.to_numpy()
    return _by(comparison, unit, Axis("event_type", codes, vocabulary("event_types").ids))


def levels(comparison: Comparison, unit: str = "events") -> Pair:
    """Both views by the highest level of those who take part for the dyad; ``none`` where it has nobody there."""
    level, ids = comparison.dataset.events["level"].to_numpy(), (*vocabulary("levels").ids, NO_LEVEL)
    codes = np.where(level < 0, len(ids) - 1, level)
    return _by(comparison, unit, Axis("level", codes, ids))


def _by(comparison: Comparison, unit: str, axis: Axis) -> Pair:
    return pair(comparison, lambda selection: tally(selection, unit, axis))
