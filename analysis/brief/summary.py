"""The brief in short: what a reader should know first, and the key figures."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.brief.behind import (
    ACTORS,
    SPHERES,
    Behind,
    actor_behind,
    events_behind,
    how_meetings,
    leading,
    meetings_behind,
    of_types,
    sphere_behind,
)
from analysis.brief.model import Paragraph, Section, Table
from analysis.brief.notes import Notes
from analysis.coverage import strength
from analysis.headline import headlines
from analysis.overview import met, most_involved, most_named, top_actors, top_spheres
from analysis.parts_of import class_rows, having
from analysis.reciprocity import trips
from analysis.words import count

NAME, HEADING = "summary", "In short"


def summary(notes: Notes) -> Section:
    """Three sentences and the key figures; the selection has at least one event."""
    selection = notes.selection
    named, people = top_spheres(selection), top_actors(selection, kinds=("person",))
    spheres = [sphere_behind(named, row) for row in leading(named)]
    actors = [actor_behind(people, row) for row in leading(people)]
    paragraph = Paragraph((
        met(selection), *notes.cite(how_meetings(), meetings_behind(selection)),
        f" {most_named(named)}", *notes.cite(SPHERES, *spheres),
        f" {most_involved(people)}", *notes.cite(ACTORS, *actors),
    ))  # fmt: skip
    cells = tuple(
        ((label,), (f"{number:,}", *notes.cite(how, behind)))
        for label, number, how, behind in _figures(notes)
    )
    return Section(
        NAME, HEADING, (paragraph, Table("Key figures", ("What", "Number"), cells, frozenset({1})))
    )


def _figures(notes: Notes) -> Iterator[tuple[str, int, str, Behind]]:
    """Label, number, how it was counted, what stands behind it."""
    selection, filters = notes.selection, notes.selection.filters
    total = {number.name: number.total for number in headlines(selection)}
    meetings, travelled = meetings_behind(selection), trips(selection).rows
    signings = having(selection, "agreements").rows
    told_by_both = class_rows(strength(selection), "press", "both")
    articles, nouns = (("show", "articles"),), selection.dataset.about.sides.nouns[1]
    yield (
        "Selected events", len(selection), "All events under the filters of this brief.",
        events_behind(selection.rows, filters),
    )  # fmt: skip
    yield "Meetings", total["meetings"], how_meetings(), meetings
    yield (
        "Trips", total["trips"], "Whole trips of office-holders; their meetings are counted on their own.",
        Behind(count(len(travelled), "trip"), travelled, of_types(filters, ("visit",))),
    )  # fmt: skip
    yield (
        "Documents signed", total["documents"], "Each document that was signed at a selected event.",
        Behind(count(total["documents"], "document"), signings, filters, "agreements"),
    )  # fmt: skip
    yield (
        f"Events reported by the press of both {nouns}", len(told_by_both),
        f"At least one source from each of the two {nouns}.", events_behind(told_by_both, section="support"),
    )  # fmt: skip
    yield (
        "Sources", total["sources"], "Articles and pages that report the selected events, each counted once.",
        Behind(count(total["sources"], "source"), selection.rows, filters, "sources", articles),
    )  # fmt: skip
