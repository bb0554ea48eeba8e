"""Everything that a data set knows about one actor: what its card shows, whatever the filters are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.asking import added, merged, narrowing
from analysis.cooperation import sphere_labels
from analysis.kinds import numbers_of_spheres, numbers_of_types
from analysis.selection import Selection
from analysis.timeline import everything
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
    def _events(self) -> Selection:
        return naming(everything(self.dataset), self.row)

    @cached_property
    def _selected(self) -> Selection:
        return naming(self.selection, self.row)

    @property
    def events(self) -> np.ndarray:
        """Row numbers of its events, by first possible day."""
        return self._events.rows

    @property
    def selected(self) -> np.ndarray:
        """Those of them that are in the current view."""
        return self._selected.rows

    @cached_property
    def offices(self) -> list[Office]:
        """The offices it held, in the order in which the events first name them; events without one are left out."""
        return [
            Office(str(name), int(first), int(last), int(many))
            for name, first, last, many in _offices(everything(self.dataset), self.row).itertuples()
        ]

    @cached_property
    def types(self) -> pd.DataFrame:
        """One row is one type of event: ``label``, ``count`` in the data set, ``selected`` in the current view."""
        labels = vocabulary("event_types").column("label").values()
        return _counts(labels, *map(numbers_of_types, (self._events, self._selected)))

    @cached_property
    def spheres(self) -> pd.DataFrame:
        """The same per sphere; an event counts in each of its spheres."""
        labels = [sphere_labels()[id_] for id_ in vocabulary("spheres").ids]
        return _counts(labels, *map(numbers_of_spheres, (self._events, self._selected)))

    @cached_property
    def partners(self) -> pd.DataFrame:
        """One row is one partner: ``actor`` (id), ``label``, ``count`` of shared events in the data set, ``selected``
        in the current view; the most frequent first."""
        actors = self.dataset.actors
        shared, selected = (_beside(one, self.row) for one in (everything(self.dataset), self.selection))
        shared[self.row] = 0
        rows = np.flatnonzero(shared)
        rows = rows[np.lexsort((-selected[rows], -shared[rows]))]
        found = {"actor": "actor_id", "label": "name"}
        table = {name: actors[column].to_numpy()[rows] for name, column in found.items()}
        return pd.DataFrame(table).assign(count=shared[rows], selected=selected[rows])


@narrowing
def naming(selection: Selection, actor: int) -> Selection:
    """The selected events in which an actor (row number) stands in any role."""
    rows = selection.dataset.participants
    mask = np.zeros(len(selection.dataset), dtype=bool)
    mask[rows["event"].to_numpy()[rows["actor"].to_numpy() == actor]] = True
    return selection.narrowed(mask)


def _together(answers: list[pd.DataFrame]) -> pd.DataFrame:
    how = {"first": "min", "last": "max", "events": "sum"}
    offices = pd.DataFrame(pd.concat(answers).groupby(level=0, sort=False).agg(how))
    return offices.sort_values("first", kind="stable")


@merged(_together)
def _offices(selection: Selection, actor: int) -> pd.DataFrame:
    """One row is one office, in the index: first and last event that names it, and how many do."""
    rows = selection.dataset.participants.take(selection.numbers("participants"))
    named = rows[(rows["actor"] == actor) & (rows["office"] != "")]
    events = named.assign(event=selection.dataset.numbers[named["event"]])
    found = pd.DataFrame(
        events.groupby("office", sort=False)["event"].agg(first="min", last="max", events="nunique")
    )
    return found.sort_values("first", kind="stable")


@added
def _beside(selection: Selection, actor: int) -> np.ndarray:
    """One number per actor: the selected events in which it takes part together with this one (row number)."""
    incidence = selection.dataset.incidence
    here = incidence[:, [actor]].toarray().ravel() * selection.mask
    return np.asarray(incidence.T @ here)


def _counts(labels: Iterable[str], whole: np.ndarray, selected: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame({"label": [*labels], "count": whole, "selected": selected})
    return table[table["count"] > 0].sort_values("count", ascending=False, kind="stable", ignore_index=True)


def names(actor: pd.Series) -> Iterator[str]:
    """The other spellings of an actor's name."""
    return filter(None, (alias.strip() for alias in str(actor["aliases"]).split(";")))
