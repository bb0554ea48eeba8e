"""A few events of any data set with everything that is known of them: what lists, cards and files are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.asking import Sharded, united
from analysis.filters import DEFAULT
from analysis.selection import Selection
from data.dataset import Dataset
from data.excerpt import excerpt, joined


def near(dataset: Any, rows: Iterable[int], family: bool = False) -> tuple[Dataset, np.ndarray]:
    """A data set in this process that holds these events (row numbers), and their row numbers in it, in the same order.

    Of a data set in one piece that is the data set itself; of shards an excerpt, with ``family`` also of the trips and
    answers that belong to the events.
    """
    numbers = np.asarray(rows, dtype=np.int64)
    if not isinstance(dataset, Sharded):
        return dataset, numbers
    if not len(numbers):
        return dataset.once(
            near, lambda: replace(dataset.ask(_nothing)[0], places=None, source_places=None)
        ), numbers
    found = joined([part for part in dataset.ask(_own, np.unique(numbers), family) if part is not None])
    own = np.searchsorted(found.numbers, numbers)
    return replace(found, places=None, source_places=None), own


def event_row(dataset: Dataset, event_id: str) -> int | None:
    """The row number of an event id; None when there is no such event."""
    found = _rows_of(dataset, event_id)
    return int(found[0]) if len(found) else None


@united
def _rows_of(dataset: Dataset, event_id: str) -> np.ndarray:
    row = dataset.event_row(event_id)
    return dataset.numbers[[] if row is None else [row]]


@united
def ids_like(dataset: Dataset, beginning: str, most: int) -> np.ndarray:
    """Up to ``most`` ids of events that begin so, and one more when there are more of them."""
    ids = dataset.events["event_id"]
    near = np.flatnonzero(ids.str.startswith(beginning).to_numpy())[: most + 1]
    return np.unique(ids.iloc[near].to_numpy(object).astype(str))


def whole(dataset: Dataset) -> Selection:
    """All events of an excerpt."""
    return Selection(dataset, DEFAULT, np.ones(len(dataset), dtype=bool), ())


def nothing(dataset: Dataset) -> Selection:
    """No event: for tables without rows."""
    data, _ = near(dataset, [])
    return Selection(data, DEFAULT, np.zeros(len(data), dtype=bool), ())


def _nothing(dataset: Dataset) -> Dataset:
    return excerpt(dataset, np.empty(0, dtype=np.int64))


def _own(dataset: Dataset, rows: np.ndarray, family: bool) -> Dataset | None:
    """The excerpt of those events that lie in this shard; None when there are none."""
    own = dataset.here(rows)
    if not len(own):
        return None
    return excerpt(dataset, _with_family(dataset, own) if family else own)


def _with_family(dataset: Dataset, rows: np.ndarray) -> np.ndarray:
    """The events, the trips and acts that they belong to, and what belongs to them or to the same trip."""
    parent, reaction = (dataset.events[name].to_numpy() for name in ("parent", "reaction"))
    above = np.concatenate([parent[rows], reaction[rows]])
    known = np.union1d(rows, above[above >= 0])
    below = np.flatnonzero(np.isin(parent, known) | np.isin(reaction, rows))
    return np.union1d(known, below)
