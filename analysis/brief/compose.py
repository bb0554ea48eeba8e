"""Composes a brief: every section from the same selection, then the notes, then the numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from analysis.brief import meetings, summary
from analysis.brief.model import Brief, Paragraph, Section
from analysis.brief.notes import Notes
from analysis.brief.references import references
from analysis.citation import cite
from analysis.links import Links
from analysis.selection import UNITS, Selection
from analysis.words import count
from data.dates import day_words, in_words

_MAKERS: dict[str, tuple[str, Callable[[Notes], Section]]] = {
    summary.NAME: (summary.HEADING, summary.summary),
    meetings.NAME: (meetings.HEADING, meetings.meeting_section),
}
SECTIONS = {name: label for name, (label, _) in _MAKERS.items()}
"""Section → its heading, in the order of the brief; each can be left out."""


def compose(
    selection: Selection,
    unit: str,
    links: Links,
    day: date,
    sections: Iterable[str] = tuple(SECTIONS),
    heading: str = "",
    remark: str = "",
) -> Brief:
    """The brief of a selection as of ``day``; ``heading`` and ``remark`` are the reader's own words.

    Sentences count events; charts and tables count in ``unit``.
    """
    notes = Notes(selection, unit, links, day)
    wanted = set(sections)
    made = (
        tuple(make(notes) for name, (_, make) in _MAKERS.items() if name in wanted)
        if len(selection)
        else (Section("summary", "In short", (Paragraph(("No event is selected.",)),)),)
    )
    sources = references(selection.dataset, notes.rows)
    title = heading.strip() or selection.dataset.about.title
    query = {**selection.filters.to_query(), **({} if unit == "events" else {"unit": [unit]})}
    address = links.page("overview", query)
    return Brief(
        heading=title,
        remark=remark.strip(),
        facts=_facts(selection, unit, address, day),
        sections=made,
        notes=notes.written(sources),
        references=sources.written(),
        citation=cite(selection, unit, title, address, day).text,
    )


def _facts(selection: Selection, unit: str, address: str, day: date) -> tuple[tuple[str, str], ...]:
    about, dataset = selection.dataset.about, selection.dataset
    facts = {
        "View": selection.filters.describe(dataset),
        "Events": f"{len(selection):,} of {count(len(dataset), 'event')} in the data set",
        "Counting unit": UNITS[unit][1],
        "Data": f"{about.title}, version {about.version} ({dataset.version}), released on {in_words(about.released)}",
        "Made on": day_words(day),
        "Address": address,
    }
    return tuple(facts.items())
