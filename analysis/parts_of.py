"""Selections that are parts of others: with a row in a table, in classes of a tally, in one selection or another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

import numpy as np

from analysis.asking import Sharded, added, narrowing
from analysis.rows import Rows
from analysis.selection import Selection
from analysis.tally import Tally, member_in
from analysis.timeline import everything
from data.dataset import Dataset
from data.keys import distinct

Events = np.ndarray | Rows
"""Row numbers of events, ascending: of shards those of a selection, which are fetched only when they are looked at."""


@narrowing
def having(selection: Selection, table: str) -> Selection:
    """The selected events that have a row in a table of the data set."""
    mask = np.zeros(len(selection.dataset), dtype=bool)
    mask[getattr(selection.dataset, table)["event"].to_numpy()[selection.numbers(table)]] = True
    return selection.narrowed(mask)


@narrowing
def without(selection: Selection, others: Selection) -> Selection:
    """The selected events that are not among the others."""
    return selection.narrowed(~others.mask)


@narrowing
def among(selection: Selection, rows: np.ndarray) -> Selection:
    """The selected events that are among these (row numbers as others know them)."""
    mask = np.zeros(len(selection.dataset), dtype=bool)
    mask[selection.dataset.here(rows)] = True
    return selection.narrowed(mask)


@narrowing
def any_of(selection: Selection, *others: Selection) -> Selection:
    """The selected events that are in one of the others, each once."""
    return selection.narrowed(np.logical_or.reduce([one.mask for one in others]))


@narrowing
def in_classes(
    selection: Selection, question: partial, keys: tuple[tuple[tuple[str, Hashable], ...], ...]
) -> Selection:
    """The selected events in one class or another of a tally."""
    member = member_in(selection, question)
    return selection.narrowed(np.logical_or.reduce([member(dict(key)) for key in keys]))


def class_rows(tally: Tally, key: str, *ids: Hashable) -> Events:
    """Row numbers of the events in some classes of a tally, ascending, each once."""
    rows = tally.table.loc[tally.table[key].isin(ids), [*tally.keys]].to_dict("records")
    keys = [{str(name): id_ for name, id_ in row.items()} for row in rows]
    if not keys:
        return np.empty(0, np.int64)
    if isinstance(tally.selection, Sharded):
        named = tuple(tuple(key.items()) for key in keys)
        assert isinstance(tally.member, partial)
        return in_classes(tally.selection, tally.member, named).rows
    return distinct(np.concatenate([tally.selection.where(tally.member, key) for key in keys]))


def union(dataset: Dataset, some: Sequence[Events]) -> Events:
    """The events that are in one of several sets, each once."""
    if not some:
        return np.empty(0, np.int64)
    if isinstance(dataset, Sharded):
        return any_of(everything(dataset), *(_selection(dataset, one) for one in some)).rows
    return distinct(np.concatenate(some))


def equal(dataset: Dataset, one: Events, other: Events) -> bool:
    """Whether two sets hold the same events."""
    return len(one) == len(other) and inside(dataset, one, other)


def inside(dataset: Dataset, one: Events, other: Events) -> bool:
    """Whether every event of one set is in the other."""
    if isinstance(dataset, Sharded):
        return not _outside(_selection(dataset, one), _selection(dataset, other))
    return bool(np.isin(one, other).all())


@added
def _outside(selection: Selection, other: Selection) -> int:
    return int(np.count_nonzero(selection.mask & ~other.mask))


def _selection(dataset: Dataset, events: Events) -> Selection:
    """The selection whose events these are."""
    if isinstance(events, Rows) and events.whole:
        return events.selection
    return among(everything(dataset), np.asarray(events))
