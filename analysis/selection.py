"""``Selection``: the events that filters leave, and what each filter took away."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.asking import Sharded, added
from analysis.filters import Filters
from data.dataset import Dataset
from data.vocabulary import fold, vocabulary

Member = Callable[[Mapping[str, Hashable]], np.ndarray]
"""The keys of a class → one boolean per event of the data set."""

UNITS = {
    "events": ("event", "events"),
    "reports": ("report", "reports"),
    "participations": ("participation", "participations"),
}
"""Counting unit → singular and plural. A report is an event × source, a participation an event × actor."""


def unit_of_actors(unit: str) -> str:
    """The unit in which single actors and ties between them can be counted: ``unit``, or events for participations.

    An actor participates once in each of its events. To weigh these with the participations of everybody would count
    others for it.
    """
    return "events" if unit == "participations" else unit


LABELS = {
    "scopes": "scope", "statuses": "status", "period": "period", "spheres": "sphere", "types": "type",
    "levels": "level", "countries": "country", "actors": "actor", "places": "place",
    "press": "side of the press", "text": "text",
}  # fmt: skip
"""Every filter in the order in which the accounting names them."""


@dataclass(frozen=True)
class Step:
    """One filter's share in the accounting: ``removed`` counts the events that earlier filters had left."""

    field: str
    label: str
    removed: int


@dataclass(frozen=True, eq=False)
class Selection:
    """The events of a data set that match filters. ``mask`` is one boolean per event."""

    dataset: Dataset
    filters: Filters
    mask: np.ndarray
    steps: tuple[Step, ...]

    def __len__(self) -> int:
        return int(np.count_nonzero(self.mask))

    @cached_property
    def rows(self) -> np.ndarray:
        """Row numbers of the selected events, by first possible day."""
        return np.flatnonzero(self.mask)

    @property
    def events(self) -> pd.DataFrame:
        """The selected events; the index holds their row numbers."""
        return self.dataset.events.iloc[self.rows]

    def of(self, table: str) -> pd.DataFrame:
        """The rows of ``participants``, ``event_spheres``, ``evidence``, ``claims`` or ``agreements`` that belong
        to the selected events."""
        frame: pd.DataFrame = getattr(self.dataset, table)
        return frame.take(self.numbers(table))

    def numbers(self, table: str) -> np.ndarray:
        """The row numbers of the same rows, ascending: for counting, without a copy of texts."""
        return self.dataset.by_event(table).rows(self.mask, self.rows)

    def weights(self, unit: str) -> np.ndarray:
        """One number per event of the data set: how much it counts in ``unit``; KeyError for an unknown unit."""
        return self.dataset.keep(("weights", unit), lambda: _weights(self.dataset, unit))

    def total(self, unit: str) -> int:
        """How many events, reports or participations are selected."""
        return int(self.weights(unit)[self.rows].sum())

    def where(self, member: Member, key: Mapping[str, Hashable]) -> np.ndarray:
        """Row numbers of the selected events for which ``member`` of the key is true."""
        return np.flatnonzero(self.mask & member(key))

    def narrowed(self, mask: np.ndarray) -> Selection:
        """The same selection, cut to the events for which ``mask`` is also true."""
        return Selection(self.dataset, self.filters, self.mask & mask, self.steps)


def taking_part(selection: Selection) -> tuple[np.ndarray, np.ndarray]:
    """Events and actors (row numbers) of the participations in the selected events; subjects of the talks take none."""
    rows, participants = selection.numbers("participants"), selection.dataset.participants
    rows = rows[participants["takes_part"].to_numpy()[rows]]
    return participants["event"].to_numpy()[rows], participants["actor"].to_numpy()[rows]


def _weights(dataset: Dataset, unit: str) -> np.ndarray:
    if unit == "events":
        weights = np.ones(len(dataset), dtype=np.int64)
    else:
        table = {"reports": "evidence", "participations": "participants"}[unit]
        frame = getattr(dataset, table)
        rows = frame["event"][frame["takes_part"]] if unit == "participations" else frame["event"]
        weights = np.bincount(rows, minlength=len(dataset))
    weights.flags.writeable = False  # shared by all sessions
    return weights


def counted(selection: Selection) -> tuple[int, tuple[Step, ...]]:
    """How many events are selected, and what each filter took away."""
    return len(selection), selection.steps


def places(selection: Selection) -> np.ndarray:
    """The row numbers of the selected events as others know them."""
    return selection.dataset.numbers[selection.rows]


def select(dataset: Dataset, filters: Filters) -> Selection:
    """The events that match every filter. The order of filters changes the accounting only, never the events."""
    if isinstance(dataset, Sharded):
        return dataset.selected(filters)
    mask, many = np.ones(len(dataset), dtype=bool), len(dataset)
    steps = []
    for field, keep in _masks(dataset, filters):
        mask = mask & keep
        left = int(np.count_nonzero(mask))
        steps.append(Step(field, LABELS[field], many - left))
        many = left
    return Selection(dataset, filters, mask, tuple(steps))


@added
def regained(dataset: Dataset, filters: Filters) -> dict[str, int]:
    """Filter → how many events would be selected without it; for finding the filter that empties a view."""
    masks = dict(_masks(dataset, filters))
    against = np.zeros(len(dataset), dtype=np.uint8)
    for keep in masks.values():
        against += ~keep
    return {field: int(np.count_nonzero(against == ~keep)) for field, keep in masks.items()}


def _masks(dataset: Dataset, filters: Filters) -> Iterator[tuple[str, np.ndarray]]:
    """One boolean per event for each filter that is set, in the order of ``LABELS``."""
    events = dataset.events
    for field, column in (("scopes", "scope"), ("statuses", "status")):
        if getattr(filters, field):
            yield field, _one_of(dataset, "events", column, getattr(filters, field))
    if filters.first or filters.last:
        yield "period", _overlaps(events, filters.first, filters.last)
    if filters.spheres:
        yield "spheres", _in_spheres(dataset, filters.spheres, filters.match)
    if filters.types:
        yield "types", _one_of(dataset, "events", "event_type", filters.types)
    yield from _participant_masks(dataset, filters)
    if filters.places:
        yield "places", events["country"].isin(filters.places).to_numpy()
    if filters.press:
        sides = dataset.sources["side"].isin(filters.press).to_numpy()
        yield "press", _any_row(dataset, dataset.evidence["event"][sides[dataset.evidence["source"]]])
    if filters.text:
        yield "text", _mentions(dataset.haystack, filters.text)


def _participant_masks(dataset: Dataset, filters: Filters) -> Iterator[tuple[str, np.ndarray]]:
    if not (filters.levels or filters.countries or filters.actors):
        return
    rows = dataset.participants
    present = rows["takes_part"].to_numpy()
    if filters.levels:
        of_level = _one_of(dataset, "participants", "level", filters.levels)
        yield "levels", _any_row(dataset, rows["event"][present & of_level])
    if filters.countries:
        ours = dataset.actors["country"].isin(filters.countries).to_numpy()[rows["actor"]]
        yield "countries", _any_row(dataset, rows["event"][present & ours])
    if filters.actors:
        chosen = dataset.actors["actor_id"].isin(filters.actors).to_numpy()[rows["actor"]]
        yield "actors", _any_row(dataset, rows["event"][chosen])


def _one_of(dataset: Dataset, table: str, column: str, ids: tuple[str, ...]) -> np.ndarray:
    """``isin`` for a column of a vocabulary: one look-up by its small numbers; -1, for no value, is the last."""
    place, codes = dataset.keep(("codes", table, column), lambda: _codes(getattr(dataset, table)[column]))
    wanted = np.zeros(len(place) + 1, dtype=bool)
    wanted[[place[id_] for id_ in ids if id_ in place]] = True
    return wanted[codes]


def _codes(column: pd.Series) -> tuple[dict[str, int], np.ndarray]:
    return {id_: number for number, id_ in enumerate(column.cat.categories)}, column.cat.codes.to_numpy()


def _any_row(dataset: Dataset, event_rows: pd.Series) -> np.ndarray:
    mask = np.zeros(len(dataset), dtype=bool)
    mask[event_rows.to_numpy()] = True
    return mask


def _overlaps(events: pd.DataFrame, first: str, last: str) -> np.ndarray:
    low = month_number(first) if first else -1
    high = month_number(last) if last else 12 * 10_000
    return ((events["last_month"] >= low) & (events["first_month"] <= high)).to_numpy()


def month_number(month: str) -> int:
    """Months since year 0 of a text such as ``2023-05``."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _in_spheres(dataset: Dataset, spheres: tuple[str, ...], match: str) -> np.ndarray:
    wanted = np.isin(vocabulary("spheres").ids, spheres)
    chosen = dataset.sets[:, wanted] > 0
    fits = np.asarray(chosen.all(axis=1) if match == "all" else chosen.any(axis=1))
    return fits[dataset.event_set]


def _mentions(haystack: pd.Series, text: str) -> np.ndarray:
    """True where every word of the text occurs, in any order."""
    hits = np.ones(len(haystack), dtype=bool)
    for word in set(fold(text).split()):
        if not hits.any():
            break
        hits &= haystack.str.contains(word, regex=False).to_numpy()
    return hits
