"""The notes of a brief: for every count how it was counted, where its events are listed, and what reports them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from analysis.brief.behind import Behind
from analysis.brief.model import Mark, Note, Words
from analysis.brief.references import References
from analysis.filters import Filters
from analysis.lines import near
from analysis.links import Links
from analysis.parts_of import Events, equal, inside, union
from analysis.press import reporting
from analysis.selection import Selection, select
from analysis.words import count, sentence
from data.dates import when

FEWER = 3
"""The same where a chart opens them: lists of events are long on paper."""

FEW = 12
"""Up to so many events a note names one by one where no address lists exactly these; up to so many sources it lists
again what an earlier note has listed."""


@dataclass(eq=False)
class Notes:
    """Takes down the notes of one brief in the order in which they are first called."""

    selection: Selection
    unit: str
    links: Links
    day: date
    _kept: dict[int, tuple[str, tuple[Behind, ...]]] = field(default_factory=dict)
    _listed: dict[Filters, Events] = field(default_factory=dict)

    def cite(self, how: str, *counts: Behind) -> Words:
        """The mark of a note that says ``how`` something was counted; nothing when there is no event behind it.

        What was cited before in the same words gets the same number.
        """
        there = tuple(one for one in counts if len(one.rows))
        if not there:
            return ()
        for number, (known, behind) in self._kept.items():
            if known == how and self._same(behind, there):
                return (Mark(number),)
        self._kept[len(self._kept) + 1] = how, there
        return (Mark(len(self._kept)),)

    @property
    def rows(self) -> Events:
        """Row numbers of all events behind the notes."""
        return union(
            self.selection.dataset, [one.rows for _, behind in self._kept.values() for one in behind]
        )

    def written(self, references: References) -> tuple[Note, ...]:
        """The notes with the numbers of their sources."""
        found = [self._note(number, how, behind, references) for number, (how, behind) in self._kept.items()]
        first: dict[tuple[int, ...], int] = {}
        for note in found:
            first.setdefault(note.sources, note.number)
        return tuple(
            replace(note, same=first[note.sources])
            if len(note.sources) > FEW and first[note.sources] < note.number
            else note
            for note in found
        )

    def _note(self, number: int, how: str, behind: tuple[Behind, ...], references: References) -> Note:
        rows = union(self.selection.dataset, [one.rows for one in behind])
        reports = reporting(self.selection.dataset, rows)
        sources = references.numbers(reports)
        told = f"reported by {count(len(reports), 'source')}" if len(reports) else "reported by no source"
        links = tuple(dict.fromkeys(link for one in behind for link in self._addresses(one)))
        if len(rows) > 1 and not (len(links) == 1 and count(len(rows), "event") in links[0][0]):
            told = f"{count(len(rows), 'event')}, {told}"
        return Note(number, how, links, sentence(told), sources)

    def _addresses(self, one: Behind) -> list[tuple[str, str]]:
        """The address that lists exactly these events; else the events themselves; else the narrowest view of them.

        A single event has its own address, whatever the filters.
        """
        filters = one.filters or self.selection.filters
        if one.page != "events":
            return [(one.label, self._view(filters, one.page, one.options))]
        listed = self._listed.get(filters)
        if listed is None:
            listed = self._listed[filters] = select(self.selection.dataset, filters).rows
        if len(one.rows) > 1 and equal(self.selection.dataset, listed, one.rows):
            return [(one.label, self._view(filters))]
        if len(one.rows) <= (FEWER if one.section else FEW):
            return self._events(one.rows)
        if one.section:
            address = self._view(filters, "sources", (("show", one.section),))
            return [(f"{one.label}, in a chart of the page Sources", address)]
        if not inside(self.selection.dataset, one.rows, listed):
            filters = self.selection.filters
        return [(f"{one.label}, among the events of this view", self._view(filters))]

    def _events(self, rows: Events) -> list[tuple[str, str]]:
        data, own = near(self.selection.dataset, rows)
        # By column: a row of a table with columns of many kinds takes ten times as long.
        columns: list[Any] = [data.events[name] for name in ("date", "days_of_trip", "title", "event_id")]
        return [
            (f"{sentence(when(day, of_trip))}: {title}", self.links.event(id_))
            for row in own.tolist()
            for day, of_trip, title, id_ in [[column.iat[row] for column in columns]]
        ]

    def _view(self, filters: Filters, page: str = "events", options: tuple[tuple[str, str], ...] = ()) -> str:
        return self.links.page(page, self.query(filters) | {name: [value] for name, value in options})

    def query(self, filters: Filters) -> dict[str, list[str]]:
        """URL parameters of a view in the counting unit of the brief."""
        return filters.to_query() | ({} if self.unit == "events" else {"unit": [self.unit]})

    def _same(self, one: tuple[Behind, ...], other: tuple[Behind, ...]) -> bool:
        return len(one) == len(other) and all(
            a.label == b.label and equal(self.selection.dataset, a.rows, b.rows)
            for a, b in zip(one, other, strict=True)
        )
