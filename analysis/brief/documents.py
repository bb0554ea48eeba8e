"""The brief on agreements: what was signed, and what the sources say of its term."""

from __future__ import annotations

import numpy as np

from analysis.agreements import STATES, by_state, in_force, register
from analysis.brief.behind import Behind, events_behind
from analysis.brief.model import Section, Table, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import paragraph
from analysis.lines import event_row
from analysis.parts_of import having
from analysis.words import count
from data.dates import day_words

NAME, HEADING = "agreements", "Agreements"
MOST = 8
ORDER = ("force", "unstated", "future", "expired")
STATED = (
    "In force and expired rest on a stated beginning and end; a stated year counts from its first to its last day. "
    "An end that no source states is not taken for an open end."
)


def agreement_section(notes: Notes) -> Section:
    """How many are in force as far as is stated, and a table: first those in force, the latest first."""
    selection, day = notes.selection, notes.day
    found = by_state(selection, day)
    finding = in_force(found, day)
    if len(selection) == 1 and not found.total:
        finding = "No document was signed at the selected event."
    signings = having(selection, "agreements").rows
    page = Behind(
        count(found.total, "document"), signings, selection.filters, "agreements", (("day", day.isoformat()),)
    )
    opening = paragraph((finding, *notes.cite(STATED, page)), _left_out(found.total))
    return (
        Section(NAME, HEADING, (opening, _table(notes)))
        if found.total
        else Section(NAME, HEADING, (opening,))
    )


def _left_out(total: int) -> Words:
    more = total - MOST
    if more <= 0:
        return ()
    verb = "is" if more == 1 else "are"
    order = "those in force first, then those without a fully stated term, the latest first"
    return (f"The table shows {MOST} of them, {order}; {more:,} more {verb} left out.",)


def _table(notes: Notes) -> Table:
    """One row is one document; its note leads to the signing."""
    documents = register(notes.selection, notes.day)
    rank = {STATES[id_]: place for place, id_ in enumerate(ORDER)}
    shown = documents.sort_values("state", key=lambda column: column.map(rank), kind="stable")[:MOST]
    rows = tuple(_row(notes, row) for row in shown.to_dict("records"))
    columns = ("Document", "Kind", "Signed", "Spheres", f"Term at {day_words(notes.day)}")
    return Table("Documents signed", columns, rows)


def _row(notes: Notes, document: dict) -> tuple[Words, ...]:
    signing = event_row(notes.selection.dataset, document["event_id"])
    cited = notes.cite("Its signing.", events_behind(np.array([signing])))
    term = " to ".join(filter(None, (document["valid_from"], document["valid_to"])))
    state = (
        f"{document['state']}: {term}"
        if document["valid_from"] and document["valid_to"]
        else document["state"]
    )
    return (
        (document["title"], *cited), (document["kind"],), (document["signed"],),
        (document["spheres"].replace("; ", ", "),), (state,),
    )  # fmt: skip
