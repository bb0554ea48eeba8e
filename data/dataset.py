"""A data set in memory: typed tables whose keys are row numbers, ready for counting.

A selection is one boolean per event, and ``table[selected[table["event"]]]`` is the whole join.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from data.about import About
from data.by_event import ByEvent
from data.check import load_checked
from data.dates import read_all
from data.derive import derive
from data.keys import positions, texts_of
from data.prepared import prepared
from data.reading import Tables, read_history
from data.releases import History, version_of
from data.schema import TABLES
from data.vocabulary import fold, vocabulary

T = TypeVar("T")
WORTH = 0.05
"""Seconds from which on what is worked out of a shard is kept for its next opening."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """One data set, shared read-only by all sessions.

    ``events`` is sorted by first possible day and its row number is the key: the columns ``event`` of
    ``participants``, ``event_spheres``, ``evidence``, ``claims`` and ``agreements`` hold row numbers of ``events``;
    ``actor`` and ``source`` hold row numbers of ``actors`` and ``sources``. Vocabulary columns are categoricals that
    hold the whole vocabulary in its order. ``version`` is a hash over the files: the same bytes, the same version.
    """

    about: About
    version: str
    events: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    participants: pd.DataFrame
    event_spheres: pd.DataFrame
    evidence: pd.DataFrame
    claims: pd.DataFrame
    agreements: pd.DataFrame
    event_set: np.ndarray
    """One small integer per event: the number of its *set* of spheres."""
    sets: np.ndarray
    """Sphere sets × spheres, 0/1: counts per sphere are a bincount over ``event_set`` and a product with this."""
    history: History
    """The releases of the data set, and every id that they had."""
    places: np.ndarray | None = None
    """Of a shard: the place of each of its events among those of all shards, ascending."""
    source_places: np.ndarray | None = None
    """Of a shard: the place of each of its sources among those of all shards, ascending."""
    on_disk: str = ""
    """What the shard is known as in ``data.prepared``, when large columns lie in files instead of in memory."""
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.events)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """``make()``, computed once for this data set: for what depends on no filter, such as the axes of charts."""
        if key not in self._kept:
            self._kept[key] = self._in_a_file(key, make) if self.on_disk else make()
        return self._kept[key]

    def _in_a_file(self, key: Hashable, make: Callable[[], T]) -> T:
        return prepared(lambda: f"{self.on_disk} {key!r}", make, but=self, worth=WORTH)

    def by_event(self, table: str) -> ByEvent:
        """Where the rows of each event lie in one of the tables that have the column ``event``."""
        return self.keep(
            ("by event", table), lambda: ByEvent.of(getattr(self, table)["event"].to_numpy(), len(self))
        )

    @property
    def incidence(self) -> sparse.csr_array:
        """Events × actors, 1 where the actor takes part (a subject of the talks does not)."""
        return self.keep("incidence", self._incidence)

    def _incidence(self) -> sparse.csr_array:
        rows = self.participants[self.participants["takes_part"]]
        ones = np.ones(len(rows), dtype=np.int32)
        return sparse.csr_array(
            (ones, (rows["event"], rows["actor"])), shape=(len(self.events), len(self.actors))
        )

    @property
    def haystack(self) -> pd.Series:
        """One folded text per event for free-text search: title, summary, names and aliases of its participants."""
        return self.keep("haystack", self._haystack)

    def _haystack(self) -> pd.Series:
        names = texts_of((self.actors["name"] + " " + self.actors["aliases"]).map(fold))
        listed = pa.LargeListArray.from_arrays(
            self.by_event("participants").starts, names.take(pa.array(self.participants["actor"]))
        )
        joined = pc.binary_join(listed, pa.scalar(" ", pa.large_string()))
        own = (self.events["title"] + " " + self.events["summary"]).map(fold)
        return own + " " + pd.Series(joined, own.index, "str")

    @cached_property
    def numbers(self) -> np.ndarray:
        """The row number of each event as others know it: its place among those of all shards."""
        return np.arange(len(self)) if self.places is None else self.places

    @cached_property
    def source_numbers(self) -> np.ndarray:
        """The same of each source."""
        return np.arange(len(self.sources)) if self.source_places is None else self.source_places

    def here(self, numbers: np.ndarray) -> np.ndarray:
        """The row numbers of those of some events, known by ``numbers``, that are in this data set."""
        if self.places is None:
            return numbers
        if not len(self):
            return np.empty(0, dtype=np.int64)
        at = np.searchsorted(self.places, numbers).clip(max=len(self) - 1)
        return at[self.places[at] == numbers]

    def event_row(self, event_id: str) -> int | None:
        """The row number of an event id; None when there is no such event."""
        found = np.flatnonzero((self.events["event_id"] == event_id).to_numpy())
        return int(found[0]) if len(found) else None

    @cached_property
    def row_of_actor(self) -> dict[str, int]:
        """Actor id → row number."""
        return {actor_id: row for row, actor_id in enumerate(self.actors["actor_id"])}


def load(folder: Path) -> Dataset:
    """The data set in ``folder``. Raises DataSetError with every problem when it breaks a rule."""
    about, tables = load_checked(folder)
    return build(about, tables, version_of(folder), History.of(read_history(folder)[0]))


def build(about: About, tables: Tables, version: str, history: History | None = None) -> Dataset:
    """A data set from checked tables of text; without a history it was never released."""
    events = _events(tables["events"])
    actors = actors_of(tables["actors"])
    sources = sources_of(tables["sources"])
    keys = {
        "event_id": ("event", events["event_id"]),
        "actor_id": ("actor", actors["actor_id"]),
        "source_id": ("source", sources["source_id"]),
    }
    joined = {
        name: _keyed(_typed(tables[name], name), keys)
        for name in ("participants", "event_spheres", "evidence", "claims", "agreements")
    }
    joined["claims"]["preferred"] = joined["claims"]["preferred"] == "true"
    present = vocabulary("roles").column("takes_part")
    joined["participants"]["takes_part"] = joined["participants"]["role"].map(present).astype(str) == "true"
    event_set, sets = _sphere_sets(len(events), joined["event_spheres"])
    events = derive(events, actors, joined["participants"], about.sides)
    return Dataset(
        about=about, version=version, events=events, actors=actors, sources=sources, event_set=event_set, sets=sets,
        participants=joined["participants"], event_spheres=joined["event_spheres"], evidence=joined["evidence"],
        claims=joined["claims"], agreements=joined["agreements"], history=history or History(),
    )  # fmt: skip


def _events(raw: pd.DataFrame) -> pd.DataFrame:
    events = _typed(raw, "events")
    events = events.join(read_all(events["date"]))
    events = events.sort_values(["first_day", "last_day", "event_id"], ignore_index=True)
    for column, name in (("parent_id", "parent"), ("reaction_to", "reaction")):
        events[name] = positions(events[column], events["event_id"])
    return events


def actors_of(raw: pd.DataFrame) -> pd.DataFrame:
    """The table ``actors`` of a data set, from a table of text."""
    return _typed(raw, "actors").reset_index(drop=True)


def sources_of(raw: pd.DataFrame) -> pd.DataFrame:
    """The table ``sources``, with first day, first and last month of publication: NaT and -1 where unknown."""
    sources = _typed(raw, "sources").reset_index(drop=True)
    spans = read_all(sources["published"])
    sources["published_day"] = spans["first_day"]
    for end in ("first", "last"):
        day = spans[f"{end}_day"].dt
        sources[f"{end}_month"] = (day.year * 12 + day.month - 1).fillna(-1).astype(np.int32)
    return sources


def _typed(raw: pd.DataFrame, name: str) -> pd.DataFrame:
    """Vocabulary columns as categoricals over the whole vocabulary; lists of ids stay text."""
    frame = raw.copy()
    for column in frame.columns:
        meta = TABLES[name].meta(column)
        if "vocabulary" in meta and meta.get("form") != "list":
            ids = vocabulary(meta["vocabulary"]).ids
            frame[column] = pd.Categorical.from_codes(positions(frame[column], ids), pd.Index(ids))
    return frame


def _keyed(frame: pd.DataFrame, keys: dict[str, tuple[str, pd.Series]]) -> pd.DataFrame:
    """Ids replaced by row numbers, sorted by event so that the rows of one event lie together."""
    for column, (key, ids) in keys.items():
        if column in frame.columns:
            frame[key] = positions(frame.pop(column), ids)
    return frame.sort_values("event", kind="stable", ignore_index=True)


def _sphere_sets(n_events: int, event_spheres: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Sets as numbers first, one bit per sphere: sorting numbers is a hundred times as fast as sorting rows."""
    n_spheres = len(vocabulary("spheres").ids)
    bits = 1 << np.arange(n_spheres, dtype=np.int64)[::-1]
    member = np.zeros(n_events, dtype=np.int64)
    np.bitwise_or.at(member, event_spheres["event"].to_numpy(), bits[event_spheres["sphere"].cat.codes])
    found, event_set = np.unique(member, return_inverse=True)
    numbers, sets = event_set.astype(np.int32), (found[:, None] & bits > 0).astype(np.int64)
    for shared in (numbers, sets):  # by all sessions: nobody may write into them
        shared.flags.writeable = False
    return numbers, sets
