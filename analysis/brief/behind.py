"""What stands behind a count: its events, and the filters that list exactly these."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.filters import Filters
from analysis.meetings import meetings
from analysis.overview import leaders
from analysis.parts_of import Events
from analysis.selection import Selection
from analysis.tally import Tally
from analysis.words import both, count, sentence
from data.vocabulary import MEETING_TYPES, vocabulary

MEETINGS = "Counted as meetings: {}."
SPHERES = "An event in two spheres counts in each."
ACTORS = "An event counts for everyone who takes part in it; a mere subject of the talks does not take part."


@dataclass(frozen=True, eq=False)
class Behind:
    """What one count rests on: its ``label``, the row numbers of its events, and the filters that should list them.

    ``page`` and ``options`` lead elsewhere than to the list of events, for what is no event: documents and sources.
    ``section`` names the part of the page Sources whose chart opens the events that no filters list.
    """

    label: str
    rows: Events
    filters: Filters | None = None
    page: str = "events"
    options: tuple[tuple[str, str], ...] = ()
    section: str = ""


def events_behind(rows: Events, filters: Filters | None = None, label: str = "", section: str = "") -> Behind:
    """Events that are called no more than that, or ``label`` with their number."""
    many = count(len(rows), "event")
    return Behind(f"{sentence(label)}: {many}" if label else many, rows, filters, section=section)


def meetings_behind(selection: Selection) -> Behind:
    """The meetings of a selection."""
    rows = meetings(selection).rows
    return Behind(count(len(rows), "meeting"), rows, of_types(selection.filters, MEETING_TYPES))


def how_meetings() -> str:
    """What is counted as a meeting, as a sentence for a note."""
    plural = vocabulary("event_types").column("plural")
    return MEETINGS.format(both([plural[id_].lower() for id_ in MEETING_TYPES]))


def sphere_behind(named: Tally, row: int) -> Behind:
    """The events of one sphere: a row of ``top_spheres``."""
    filters = in_sphere_too(named.selection.filters, str(named.table["sphere"].iloc[row]))
    return events_behind(named.events(row), filters, str(named.table["label"].iloc[row]))


def actor_behind(people: Tally, row: int) -> Behind:
    """The events of one actor: a row of ``top_actors``."""
    actor, filters = str(people.table["actor"].iloc[row]), people.selection.filters
    only = replace(filters, actors=(actor,)) if not filters.actors or actor in filters.actors else None
    return events_behind(people.events(row), only, str(people.table["label"].iloc[row]))


def leading(ranked: Tally) -> list[int]:
    """The rows of a ranking that its sentence names; all that share the first place where it names none."""
    table = ranked.table
    shown = leaders(table)
    return list(shown.index if len(shown) else table.index[table["count"] == table["count"].max()])


def of_types(filters: Filters, types: tuple[str, ...]) -> Filters:
    """The same filters, cut to event types; a type that they leave out stays out."""
    return replace(filters, types=tuple(id_ for id_ in types if id_ in (filters.types or types)))


def in_sphere_too(filters: Filters, sphere: str) -> Filters:
    """The same filters, cut to the events that are in ``sphere`` as well; of alternatives only it is left."""
    if sphere in filters.spheres and filters.match == "any":
        return replace(filters, spheres=(sphere,))
    wanted = {*filters.spheres, sphere}
    spheres = tuple(id_ for id_ in vocabulary("spheres").ids if id_ in wanted)
    return replace(filters, spheres=spheres, match="all" if len(spheres) > 1 else "any")
