"""Spheres of cooperation: how many events are in each, when, and which spheres occur together.

An event in two spheres counts once in the total and once in each sphere. Counts per sphere are a bincount over the
numbers of sphere sets and a product with the small sets × spheres matrix, so that this holds by construction.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.periods import LENGTH, extent, period_axis, period_id
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied
from data.dataset import Dataset
from data.vocabulary import vocabulary

NO_SPHERE = "none"
"""Stands beside the spheres for events of which no source names one, so that they do not disappear."""

UNDATED = "undated"
"""Stands beside the periods for events that cannot be placed in one of them."""


def sphere_labels() -> dict[str, str]:
    """Sphere id → label in the order of the vocabulary, ``none`` last."""
    return vocabulary("spheres").column("label") | {NO_SPHERE: "No sphere stated"}


@tallied
def spheres(selection: Selection, unit: str = "events") -> Tally:
    """Counts per sphere: one row of the table is one sphere, or ``none`` for events without any.

    The rows add up to the sphere mentions plus the events without sphere, not to the number of events. An empty
    selection gives an empty table.
    """
    dataset = selection.dataset
    counts = per_set(selection, unit) @ sets_with_none(dataset)
    table = nonzero(counts[:, None], sphere=tuple(sphere_labels()), all=("all",)).drop(columns="all")
    order = {"sphere": tuple(sphere_labels())}
    return Tally(selection, unit, table, ("sphere",), lambda key: in_sphere(dataset, key["sphere"]), order)


@tallied
def sphere_periods(selection: Selection, by: str = "year", unit: str = "events") -> Tally:
    """Counts per sphere and period: one row is one sphere × period that is not zero.

    The period ``undated`` holds what cannot be placed at this resolution: the cells of a sphere add up to its count.
    """
    dataset = selection.dataset
    axis = period_or_undated(dataset, by)
    rows, n_sets = selection.rows, len(dataset.sets)
    cell = axis.codes[rows] * n_sets + dataset.event_set[rows]
    per_cell = np.bincount(cell, selection.weights(unit)[rows], minlength=len(axis.ids) * n_sets)
    counts = (per_cell.reshape(len(axis.ids), n_sets) @ sets_with_none(dataset)).T

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return in_sphere(dataset, key["sphere"]) & axis.member(key["period"])

    table = nonzero(counts, sphere=tuple(sphere_labels()), period=axis.ids)
    order = {"sphere": tuple(sphere_labels())}
    return Tally(selection, unit, table, ("sphere", "period"), member, order)


def period_or_undated(dataset: Dataset, by: str) -> Axis:
    """The axis of all periods with one more class for the events that cannot be placed in one of them."""
    return dataset.keep(("period or undated", by), lambda: _period_or_undated(dataset, by))


def _period_or_undated(dataset: Dataset, by: str) -> Axis:
    placed = period_axis(dataset, by)
    codes = np.where(placed.codes < 0, len(placed.ids), placed.codes)
    return Axis("period", codes, (*placed.ids, UNDATED))


def periods_shown(selection: Selection, by: str) -> list[str]:
    """The ids of all periods that a time axis has to show, those without events too; none for no events at all."""
    if not len(selection.dataset):
        return []
    start, end = (day.year * 12 + day.month - 1 for day in extent(selection, by))
    return [period_id(number, by) for number in range(start // LENGTH[by], end // LENGTH[by])]


@tallied
def sphere_pairs(selection: Selection, unit: str = "events") -> Tally:
    """Counts of events in two spheres at once: ``sets.T @ diag(counts) @ sets``.

    One row of the table is one pair ``first`` × ``second``, each pair once, in the order of the vocabulary; where
    both are the same sphere, the count is that of all its events.
    """
    dataset, ids = selection.dataset, vocabulary("spheres").ids
    together = dataset.sets.T @ (per_set(selection, unit)[:, None] * dataset.sets)

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return in_sphere(dataset, key["first"]) & in_sphere(dataset, key["second"])

    table = nonzero(np.triu(together), first=ids, second=ids)
    return Tally(selection, unit, table, ("first", "second"), member, {"first": ids, "second": ids})


def per_set(selection: Selection, unit: str) -> np.ndarray:
    """The count in ``unit`` of each set of spheres."""
    dataset, rows = selection.dataset, selection.rows
    return np.bincount(dataset.event_set[rows], selection.weights(unit)[rows], minlength=len(dataset.sets))


def sets_with_none(dataset: Dataset) -> np.ndarray:
    """The sets × spheres matrix with one more column, which marks the set that is empty."""
    return np.column_stack([dataset.sets, ~dataset.sets.any(axis=1)])


def in_sphere(dataset: Dataset, sphere: Hashable) -> np.ndarray:
    """One boolean per event: whether it is in the sphere; for ``none``, whether it is in no sphere."""
    column = tuple(sphere_labels()).index(str(sphere))
    return (sets_with_none(dataset)[:, column] > 0)[dataset.event_set]


def nonzero(counts: np.ndarray, **names: Sequence[Hashable]) -> pd.DataFrame:
    """The cells of a matrix that are not zero: two keys, named and listed in ``names``, and their ``count``."""
    places = np.nonzero(counts)
    keys = {
        name: [ids[i] for i in place.tolist()]
        for (name, ids), place in zip(names.items(), places, strict=True)
    }
    return pd.DataFrame(keys | {"count": counts[places].astype(np.int64)})
