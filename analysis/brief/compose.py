"""Composes a brief: every section from the same selection, then the notes, then the numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from analysis.brief import actors, chronicle, documents, doubts, limits, meetings, spheres, summary
from analysis.brief.empty import nothing
from analysis.brief.model import Brief, Section
from analysis.brief.notes import Notes
from analysis.brief.references import References, references
from analysis.citation import cite, edition
from analysis.links import Links
from analysis.machine import coded_by_machine
from analysis.selection import UNITS, Selection
from analysis.words import count
from data.dates import day_words

_MAKERS: dict[str, tuple[str, Callable[[Notes], Section]]] = {
    summary.NAME: (summary.HEADING, summary.summary),
    meetings.NAME: (meetings.HEADING, meetings.meeting_section),
    spheres.NAME: (spheres.HEADING, spheres.sphere_section),
    actors.NAME: (actors.HEADING, actors.actor_section),
    documents.NAME: (documents.HEADING, documents.agreement_section),
    chronicle.NAME: (chronicle.HEADING, chronicle.event_section),
    doubts.NAME: (doubts.HEADING, doubts.doubt_section),
    limits.NAME: (limits.HEADING, limits.limit_section),
}
SECTIONS = {name: label for name, (label, _) in _MAKERS.items()}
"""Section → its heading, in the order of the brief; each can be left out."""


def compose(
    selection: Selection,
    unit: str,
    links: Links,
    day: date,
    *,
    sections: Iterable[str] = tuple(SECTIONS),
    heading: str = "",
    remark: str = "",
) -> Brief:
    """The brief of a selection as of ``day``; ``heading`` and ``remark`` are the reader's own words.

    Sentences count events (documents, sources), charts and tables count in ``unit``. For an empty selection the only
    section says which filters leave nothing.
    """
    notes, wanted = Notes(selection, unit, links, day), set(sections)
    made = [make(notes) for name, (_, make) in _MAKERS.items() if name in wanted and len(selection)]
    sources = references(selection.dataset, notes.rows)
    title = heading.strip() or selection.dataset.about.title
    address = links.page("overview", notes.query(selection.filters))
    return Brief(
        heading=title,
        remark=remark.strip(),
        facts=tuple(_facts(notes, address, sources).items()),
        sections=tuple(made) if len(selection) else (nothing(selection),),
        notes=notes.written(sources),
        references=sources.written(),
        citation=cite(selection, unit, heading.strip() or "Brief", address, day).text,
    )


def _facts(notes: Notes, address: str, sources: References) -> dict[str, str]:
    """What a reader has to know of any number in the brief."""
    dataset, selection = notes.selection.dataset, notes.selection
    about, unit = dataset.about, UNITS[notes.unit][1]
    facts = {
        "View": selection.filters.describe(dataset),
        "Events": f"{len(selection):,} of {count(len(dataset), 'event')} in the data set",
        "Data": f"{about.title}, {edition(about, dataset.version)}",
        "As of": day_words(notes.day),
    }
    if told := coded_by_machine(about):
        facts["Coding"] = told
    if address:
        facts["Address"] = address
    if notes.unit != "events":
        facts["Counting unit"] = (
            f"Sentences count events; the chart of meetings, the spheres and the actors count {unit}."
        )
    return facts | _sources(sources, notes.links.extract("sources.csv", notes.query(selection.filters)))


def _sources(sources: References, file: str) -> dict[str, str]:
    """How many sources there are and where their addresses stand; ``file`` is empty when nothing has an address."""
    many = count(len(sources.rows), "source")
    if not sources.listed:
        return {"Sources": f"{many}, too many for a list on paper{f': {file}' if file else ''}"}
    if not len(sources.rows):
        return {}
    order = ", numbered by date of publication" if len(sources.rows) > 1 else ""
    where = f"; every title is a link, and the addresses are in {file}" if file else ""
    return {"Sources": f"{many}{order}{where}"}
