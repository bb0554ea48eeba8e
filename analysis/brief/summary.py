"""The brief in short: what a reader should know first, and the key figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.brief.model import Paragraph, Section, Table, Words
from analysis.brief.notes import Behind, Notes, in_sphere_too, of_types
from analysis.coverage import strength
from analysis.headline import headlines
from analysis.meetings import meetings
from analysis.overview import leaders, met, most_involved, most_named, top_actors, top_spheres
from analysis.reciprocity import trips
from analysis.tally import Tally
from analysis.words import both, count
from data.vocabulary import MEETING_TYPES, vocabulary

NAME, HEADING = "summary", "In short"


def meetings_behind(notes: Notes) -> Behind:
    """The meetings of the selection."""
    held = meetings(notes.selection)
    filters = of_types(notes.selection.filters, MEETING_TYPES)
    return Behind(count(len(held), "meeting"), held.rows, filters)


def how_meetings() -> str:
    """What is counted as a meeting, as a sentence for a note."""
    plural = vocabulary("event_types").column("plural")
    return f"Counted as meetings: {both([plural[id_].lower() for id_ in MEETING_TYPES])}."


def summary(notes: Notes) -> Section:
    """Three sentences and a table; the selection has at least one event."""
    selection = notes.selection
    named, people = top_spheres(selection), top_actors(selection, kinds=("person",))
    words: Words = (
        met(selection), *notes.cite(how_meetings(), meetings_behind(notes)),
        " " + most_named(named), *notes.cite(HOW_SPHERES, *sphere_behind(notes, named)),
        " " + most_involved(people), *notes.cite(HOW_ACTORS, *actor_behind(notes, people)),
    )  # fmt: skip
    return Section(NAME, HEADING, (Paragraph(words), _figures(notes)))


HOW_SPHERES = "An event in two spheres counts in each."
HOW_ACTORS = "An event counts for everyone who takes part in it; a mere subject of the talks does not."


def sphere_behind(notes: Notes, named: Tally) -> list[Behind]:
    """The events of the leading spheres."""
    return [sphere_events(notes, named, int(row)) for row in _leading(named)]


def sphere_events(notes: Notes, named: Tally, row: int) -> Behind:
    """The events of one sphere: a row of ``top_spheres``."""
    sphere, label = (str(named.table[name].iloc[row]) for name in ("sphere", "label"))
    rows = named.events(row)
    return Behind(
        f"{label}: {count(len(rows), 'event')}", rows, in_sphere_too(notes.selection.filters, sphere)
    )


def actor_behind(notes: Notes, people: Tally) -> list[Behind]:
    """The events of the leading people."""
    return [actor_events(notes, people, int(row)) for row in _leading(people)]


def actor_events(notes: Notes, people: Tally, row: int) -> Behind:
    """The events of one actor: a row of ``top_actors``."""
    actor, label = (str(people.table[name].iloc[row]) for name in ("actor", "label"))
    rows = people.events(row)
    filters = notes.selection.filters
    only = replace(filters, actors=(actor,)) if not filters.actors or actor in filters.actors else None
    return Behind(f"{label}: {count(len(rows), 'event')}", rows, only)


def _leading(ranked: Tally) -> list[int]:
    """The rows that the sentence names; all that share the first place where it names none."""
    table = ranked.table
    shown = leaders(table)
    return list(shown.index if len(shown) else table.index[table["count"] == table["count"].max()])


def _figures(notes: Notes) -> Table:
    selection, filters = notes.selection, notes.selection.filters
    totals = {number.name: number.total for number in headlines(selection)}
    travelled = trips(selection).rows
    documents = np.unique(selection.of("agreements")["event"])
    press = strength(selection)
    both_sides = selection.narrowed(
        np.isin(np.arange(len(selection.dataset)), _events_of(press, "both"))
    ).rows
    rows = (
        ("Selected events", len(selection), "All events under the filters of this brief.", Behind(count(len(selection), "event"), selection.rows, filters)),
        ("Meetings", totals["meetings"], how_meetings(), meetings_behind(notes)),
        ("Trips to another country", totals["trips"], "Whole trips of office-holders; their meetings are counted on their own.", Behind(count(len(travelled), "trip"), travelled, of_types(filters, ("visit",)))),
        ("Documents signed", totals["documents"], "Each document that was signed at a selected event.", Behind(count(totals["documents"], "document"), documents, filters, "agreements")),
        ("Events reported by the press of both countries", len(both_sides), "At least one source from each of the two countries.", Behind(count(len(both_sides), "event"), both_sides)),
        ("Sources", totals["sources"], "Articles and pages that report the selected events, each counted once.", Behind(count(totals["sources"], "source"), selection.rows, filters, "sources", (("show", "articles"),))),
    )  # fmt: skip
    cells = tuple(
        ((label,), (f"{number:,}", *notes.cite(how, behind))) for label, number, how, behind in rows
    )
    return Table("Key figures", ("What", "Number"), cells, frozenset({1}))


def _events_of(tally: Tally, press: str) -> np.ndarray:
    found = [tally.events(row) for row in np.flatnonzero(tally.table["press"] == press)]
    return np.concatenate(found) if found else np.empty(0, np.int64)
