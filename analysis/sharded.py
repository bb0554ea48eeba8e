"""``ShardedDataset`` and ``ShardedSelection``: what ``Dataset`` and ``Selection`` are, for events that lie in shards.

Each shard is a ``Dataset`` of its own, kept by whoever answers for it (``Pool``). It holds all actors, so that their
row numbers are the same everywhere, and knows the place of each of its events among those of all shards: these places
are the row numbers that leave a shard.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Protocol, TypeVar

import numpy as np
import pandas as pd

from analysis.asking import Function, Sharded
from analysis.filters import Filters
from analysis.rows import Rows, added_up, blocks
from analysis.selection import Selection, Step, counted, select
from analysis.tally import within
from data.about import About
from data.dataset import Dataset
from data.releases import History

T = TypeVar("T")
FEWEST_KEPT, MOST_KEPT, KEPT = 8, 500, 32_000_000
"""Selections that a shard keeps, because a page asks some twenty questions of the same few: as many as fit into so many
bytes, each taking up to nine for every event."""


MOST_COMPARED = 1 << 16
"""Bytes of the arrays of a question up to which it is compared with others."""


class Compared:
    """What is equal when its ``_value`` is."""

    def _value(self) -> tuple[Any, ...]:
        raise NotImplementedError

    def __hash__(self) -> int:
        return hash(self._value())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._value() == other._value()


@dataclass(frozen=True, eq=False)
class Recipe(Compared):
    """How a selection is made of any shard: the filters, then the functions that narrow what they leave.

    It is small and has a value of its own: that is what travels instead of a selection.
    """

    filters: Filters
    then: tuple[partial, ...] = ()

    def of(self, shard: Dataset) -> Selection:
        """The selection of one shard."""
        made: dict[Recipe, Selection] = shard.keep("made", dict)
        if self not in made:
            if len(made) >= max(FEWEST_KEPT, min(MOST_KEPT, KEPT // (9 * len(shard) + 1))):
                made.pop(next(iter(made)))
            made[self] = self._narrowed(shard)
        return made[self]

    def _narrowed(self, shard: Dataset) -> Selection:
        if not self.then:
            return select(shard, self.filters)
        *before, last = self.then
        made = _here(last, shard)
        narrowed: Selection = made.func(
            Recipe(self.filters, tuple(before)).of(shard), *made.args, **made.keywords
        )
        return narrowed

    def _value(self) -> tuple[Any, ...]:
        return self.filters, *map(_value, self.then)


@dataclass(frozen=True, eq=False)
class Question(Compared):
    """A function of a data set, or of a selection when there is a recipe for one.

    Two are equal when the same is asked.
    """

    function: Function
    recipe: Recipe | None
    args: tuple[Any, ...]
    named: dict[str, Any]

    def answer(self, shard: Dataset) -> Any:
        """What the function says of one shard."""
        subject = shard if self.recipe is None else self.recipe.of(shard)
        return self.function(subject, *(_here(one, shard) for one in self.args), **self.named)

    @property
    def has_value(self) -> bool:
        """Whether it can be compared with others: tables cannot, and large arrays are not worth it."""
        if _bytes((self.recipe, self.args, *self.named.values())) > MOST_COMPARED:
            return False
        try:
            hash(self)
        except TypeError:
            return False
        return True

    def _value(self) -> tuple[Any, ...]:
        return self.function, self.recipe, *map(_value, self.args), _values(self.named)


class Pool(Protocol):
    """Whoever has the shards."""

    def ask(self, question: Question) -> list[Any]:
        """The answer of each shard, in their order."""


@dataclass(frozen=True, eq=False)
class ShardedDataset(Sharded):
    """A data set in shards. ``actors`` and ``sources`` are whole, the events lie in the pool."""

    about: About
    version: str
    size: int
    actors: pd.DataFrame
    sources: pd.DataFrame
    pool: Pool
    history: History = field(default_factory=History)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return self.size

    def ask(self, function: Function, *args: Any, **named: Any) -> list[Any]:
        """See ``Sharded``."""
        return self.pool.ask(Question(function, None, tuple(map(_travelling, args)), named))

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """As ``Dataset.keep``."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def selected(self, filters: Filters) -> ShardedSelection:
        """The events that match the filters."""
        return ShardedSelection(self, Recipe(filters))

    @cached_property
    def row_of_actor(self) -> dict[str, int]:
        """Actor id → row number."""
        return {actor_id: row for row, actor_id in enumerate(self.actors["actor_id"])}


@dataclass(frozen=True, eq=False)
class ShardedSelection(Sharded):
    """The events of a sharded data set that a recipe leaves."""

    dataset: ShardedDataset
    recipe: Recipe

    @property
    def filters(self) -> Filters:
        """Those that a step of the recipe gave it (``filters``), else those with which it begins."""
        given = (
            step.keywords["filters"] for step in reversed(self.recipe.then) if "filters" in step.keywords
        )
        return next(given, self.recipe.filters)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Each filter's share in the accounting."""
        return self._counted[1]

    def __len__(self) -> int:
        return self._counted[0]

    @cached_property
    def _counted(self) -> tuple[int, tuple[Step, ...]]:
        many, steps = zip(*self.ask(counted), strict=True)
        removed = (
            Step(same[0].field, same[0].label, sum(step.removed for step in same))
            for same in zip(*steps, strict=True)
        )
        return sum(many), tuple(removed)

    def total(self, unit: str) -> int:
        """As ``Selection.total``."""
        return sum(self.ask(Selection.total, unit))

    def ask(self, function: Function, *args: Any, **named: Any) -> list[Any]:
        """See ``Sharded``."""
        return self.dataset.pool.ask(Question(function, self.recipe, tuple(map(_travelling, args)), named))

    def where(self, question: partial, key: Mapping[str, Hashable]) -> Rows:
        """As ``Selection.where``; the question is that of the tally."""
        return self.then(within, question, tuple(key.items())).rows

    def then(self, function: Function, *args: Any, **named: Any) -> ShardedSelection:
        """See ``Sharded``."""
        step = partial(function, *map(_travelling, args), **named)
        return ShardedSelection(self.dataset, Recipe(self.recipe.filters, (*self.recipe.then, step)))

    @cached_property
    def rows(self) -> Rows:
        """Row numbers of the selected events, by first possible day."""
        return Rows(self)

    @cached_property
    def blocks(self) -> np.ndarray:
        """How many of them lie in each block of row numbers."""
        return added_up(self.ask(blocks))


def everywhere(argument: Any, change: Callable[[Any], Any]) -> Any:
    """The argument with ``change`` made of it, or of all that it holds when it is a function with arguments given."""
    if isinstance(argument, partial):
        named = {name: everywhere(value, change) for name, value in argument.keywords.items()}
        return partial(argument.func, *(everywhere(one, change) for one in argument.args), **named)
    return change(argument)


def _value(argument: Any) -> Any:
    """What is equal when the same is asked: functions that are given arguments are not by themselves."""
    if isinstance(argument, partial):
        return argument.func, *map(_value, argument.args), _values(argument.keywords)
    if isinstance(argument, np.ndarray):
        return argument.dtype.str, argument.shape, argument.tobytes()
    if type(argument) is tuple:
        return tuple(map(_value, argument))
    return type(argument), argument  # 1 is not True


def _values(named: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple((name, _value(named[name])) for name in sorted(named))


def _bytes(argument: Any) -> int:
    """Those of all arrays in it."""
    if isinstance(argument, partial):
        return sum(map(_bytes, (*argument.args, *argument.keywords.values())))
    if isinstance(argument, Recipe):
        return sum(map(_bytes, argument.then))
    if type(argument) is tuple:
        return sum(map(_bytes, argument))
    return getattr(argument, "nbytes", 0)


def _travelling(argument: Any) -> Any:
    """Instead of a selection its recipe."""
    return everywhere(argument, lambda one: one.recipe if isinstance(one, ShardedSelection) else one)


def _here(argument: Any, shard: Dataset) -> Any:
    """Instead of a recipe the selection of a shard."""
    return everywhere(argument, lambda one: one.of(shard) if isinstance(one, Recipe) else one)
