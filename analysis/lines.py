"""A few events of any data set with everything that is known of them: what lists, cards and files are made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.asking import Sharded
from analysis.filters import DEFAULT
from analysis.selection import Selection
from data.dataset import Dataset
from data.excerpt import excerpt, joined


def near(dataset: Any, rows: np.ndarray, family: bool = False) -> tuple[Dataset, np.ndarray]:
    """A data set in this process that holds these events (row numbers), and their row numbers in it, in the same order.

    Of a data set in one piece that is the data set itself; of shards an excerpt, with ``family`` also of the trips and
    answers that belong to the events.
    """
    if not isinstance(dataset, Sharded):
        return dataset, rows
    parts = dataset.ask(_own, np.unique(rows), family)
    found = joined([part for part in parts if len(part)] or parts[:1])
    return found, np.searchsorted(found.numbers, rows)


def whole(dataset: Dataset) -> Selection:
    """All events of an excerpt."""
    return Selection(dataset, DEFAULT, np.ones(len(dataset), dtype=bool), ())


def _own(dataset: Dataset, rows: np.ndarray, family: bool) -> Dataset:
    """The excerpt of those events that lie in this shard."""
    first, last = np.searchsorted(rows, [dataset.numbers[0], dataset.numbers[-1] + 1]) if len(dataset) else (0, 0)
    asked = rows[first:last]
    at = np.searchsorted(dataset.numbers, asked)
    own = at[dataset.numbers[at] == asked] if len(asked) else at
    return excerpt(dataset, _with_family(dataset, own) if family else own)


def _with_family(dataset: Dataset, rows: np.ndarray) -> np.ndarray:
    """The events, the trips and acts that they belong to, and what belongs to them or to the same trip."""
    parent, reaction = (dataset.events[name].to_numpy() for name in ("parent", "reaction"))
    above = np.concatenate([parent[rows], reaction[rows]])
    known = np.union1d(rows, above[above >= 0])
    below = np.flatnonzero(np.isin(parent, known) | np.isin(reaction, rows))
    return np.union1d(known, below)
