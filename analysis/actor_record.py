"""Everything that a data set knows about one actor: what its card shows, whatever the filters are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.cooperation import sphere_labels
from analysis.selection import Selection
from data.dataset import Dataset
from data.vocabulary import vocabulary


@dataclass(frozen=True)
class Office:
    """An office as the events name it, with the row numbers of the first and last event that do."""

    name: str
    first: int
    last: int
    events: int


@dataclass(frozen=True, eq=False)
class ActorRecord:
    """One actor: its row number in ``dataset.actors``.

    Its events are those in which it stands in any role, also as a subject of the talks; partners are those who take
    part in the same events as the actor does. ``selection`` is the current view, whatever else it filters.
    """

    selection: Selection
    row: int

    @property
    def dataset(self) -> Dataset:
        """The data set that the actor is of."""
        return self.selection.dataset

    @property
    def actor(self) -> pd.Series:
        """The actor's own columns."""
        return self.dataset.actors.iloc[self.row]

    @cached_property
    def _own(self) -> pd.DataFrame:
        return self.dataset.participants[self.dataset.participants["actor"] == self.row]

    @cached_property
    def events(self) -> np.ndarray:
        """Row numbers of its events, by first possible day."""
        return np.unique(self._own["event"].to_numpy())

    @cached_property
    def selected(self) -> np.ndarray:
        """Those of them that are in the current view."""
        return self.events[self.selection.mask[self.events]]

    @cached_property
    def offices(self) -> list[Office]:
        """The offices it held, in the order in which the events first name them; events without one are left out."""
        named = self._own[self._own["office"] != ""]
        found = named.groupby("office", sort=False)["event"].agg(["min", "max", "nunique"]).sort_values("min")
        return [Office(str(name), *map(int, row)) for name, *row in found.itertuples()]

    @cached_property
    def types(self) -> pd.DataFrame:
        """One row is one type of event: ``label``, ``count`` in the data set, ``selected`` in the current view."""
        kinds = self.dataset.events["event_type"].cat.codes.to_numpy()
        return _counts(vocabulary("event_types").column("label"), kinds[self.events], kinds[self.selected])

    @cached_property
    def spheres(self) -> pd.DataFrame:
        """The same per sphere; an event counts in each of its spheres."""
        both = (np.repeat(*self._spheres_of(rows)) for rows in (self.events, self.selected))
        return _counts({id_: sphere_labels()[id_] for id_ in vocabulary("spheres").ids}, *both)

    def _spheres_of(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        sums = self.dataset.sets[self.dataset.event_set[rows]].sum(axis=0)
        return np.arange(len(sums)), sums

    @cached_property
    def partners(self) -> pd.DataFrame:
        """One row is one partner: ``actor`` (id), ``label``, ``count`` of shared events in the data set, ``selected``
        in the current view; the most frequent first."""
        incidence, actors = self.dataset.incidence, self.dataset.actors
        here = incidence[:, [self.row]].toarray().ravel()
        shared, selected = incidence.T @ here, incidence.T @ (here * self.selection.mask)
        shared[self.row] = 0
        rows = np.flatnonzero(shared)
        rows = rows[np.lexsort((-selected[rows], -shared[rows]))]
        found = {"actor": "actor_id", "label": "name"}
        table = {name: actors[column].to_numpy()[rows] for name, column in found.items()}
        return pd.DataFrame(table).assign(count=shared[rows], selected=selected[rows])


def _counts(labels: dict[str, str], whole: np.ndarray, selected: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame(
        {"label": list(labels.values())}
        | {
            name: np.bincount(codes, minlength=len(labels))
            for name, codes in (("count", whole), ("selected", selected))
        }
    )
    return table[table["count"] > 0].sort_values("count", ascending=False, kind="stable", ignore_index=True)


def names(actor: pd.Series) -> Iterator[str]:
    """The other spellings of an actor's name."""
    return filter(None, (alias.strip() for alias in str(actor["aliases"]).split(";")))
