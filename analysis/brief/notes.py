"""The notes of a brief: for every count how it was counted, where its events are listed, and what reports them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from analysis.brief.model import Mark, Note, Words
from analysis.brief.references import References
from analysis.filters import Filters
from analysis.links import Links
from analysis.press import reporting
from analysis.selection import Selection, select
from analysis.words import count, sentence
from data.dates import when
from data.vocabulary import vocabulary

FEW = 12
"""Up to so many events a note names one by one where no address lists exactly these."""


@dataclass(frozen=True, eq=False)
class Behind:
    """What one count rests on: its ``label``, the row numbers of its events, and the filters that should list them.

    ``page`` and ``options`` lead elsewhere than to the list of events, for what is no event: documents and sources.
    """

    label: str
    rows: np.ndarray
    filters: Filters | None = None
    page: str = "events"
    options: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class Notes:
    """Takes down the notes of one brief in the order in which they are first called."""

    selection: Selection
    unit: str
    links: Links
    day: date
    _kept: dict[int, tuple[str, tuple[Behind, ...]]] = field(default_factory=dict)

    def cite(self, how: str, *counts: Behind) -> Words:
        """The mark of a note that says ``how`` something was counted; nothing when there is no event behind it.

        What was cited before in the same words gets the same number.
        """
        there = tuple(one for one in counts if len(one.rows))
        if not there:
            return ()
        for number, (known, behind) in self._kept.items():
            if known == how and _same(behind, there):
                return (Mark(number),)
        self._kept[len(self._kept) + 1] = how, there
        return (Mark(len(self._kept)),)

    @property
    def rows(self) -> np.ndarray:
        """Row numbers of all events behind the notes."""
        rows = [one.rows for _, behind in self._kept.values() for one in behind]
        return np.unique(np.concatenate(rows)) if rows else np.empty(0, np.int64)

    def written(self, references: References) -> tuple[Note, ...]:
        """The notes with the numbers of their sources."""
        return tuple(
            self._note(number, how, behind, references) for number, (how, behind) in self._kept.items()
        )

    def _note(self, number: int, how: str, behind: tuple[Behind, ...], references: References) -> Note:
        rows = np.unique(np.concatenate([one.rows for one in behind]))
        sources = references.numbers(reporting(self.selection.dataset, rows))
        told = f"{sentence(count(len(rows), 'event'))}, reported by {count(len(sources), 'source')}."
        links = tuple(link for one in behind for link in self._addresses(one))
        return Note(number, f"{how} {told}", links, sources)

    def _addresses(self, one: Behind) -> list[tuple[str, str]]:
        """The address that lists exactly these events; else the events themselves; else the narrowest view of them."""
        filters = one.filters or self.selection.filters
        if one.page != "events":
            return [(one.label, self._view(filters, one.page, one.options))]
        listed = select(self.selection.dataset, filters).rows
        if np.array_equal(listed, one.rows):
            return [(one.label, self._view(filters))]
        if len(one.rows) <= FEW:
            return [self._event(int(row)) for row in one.rows]
        if not np.isin(one.rows, listed).all():
            filters = self.selection.filters
        return [(f"{one.label}, among others in the view", self._view(filters))]

    def _event(self, row: int) -> tuple[str, str]:
        event = self.selection.dataset.events.iloc[row]
        words = f"{sentence(when(event['date'], event['days_of_trip']))}: {event['title']}"
        return words, self.links.event(event["event_id"])

    def _view(self, filters: Filters, page: str = "events", options: tuple[tuple[str, str], ...] = ()) -> str:
        unit = {} if self.unit == "events" else {"unit": [self.unit]}
        return self.links.page(page, {**filters.to_query(), **unit, **dict(options)})


def _same(one: tuple[Behind, ...], other: tuple[Behind, ...]) -> bool:
    return len(one) == len(other) and all(
        a.label == b.label and np.array_equal(a.rows, b.rows) for a, b in zip(one, other, strict=True)
    )


def of_types(filters: Filters, types: tuple[str, ...]) -> Filters:
    """The same filters, cut to event types."""
    return replace(filters, types=tuple(id_ for id_ in types if id_ in (filters.types or types)))


def in_sphere_too(filters: Filters, sphere: str) -> Filters:
    """The same filters, cut to the events that are in ``sphere`` as well; of several alternatives it is the only one."""
    if sphere in filters.spheres and filters.match == "any":
        return replace(filters, spheres=(sphere,))
    wanted = {*filters.spheres, sphere}
    spheres = tuple(id_ for id_ in vocabulary("spheres").ids if id_ in wanted)
    return replace(filters, spheres=spheres, match="all" if len(spheres) > 1 else "any")
