"""The brief on single events: the last ones, and those announced."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.announced import announced, latest, still_ahead
from analysis.brief.behind import events_behind
from analysis.brief.model import Block, Section, Table, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import paragraph
from analysis.event_words import kind, place
from analysis.lines import near
from analysis.parts_of import Events, without
from analysis.words import count, sentence
from data.dates import day_words, when

NAME, HEADING = "events", "Last and next events"
MOST = 5
AHEAD = "Planned events under the same filters except status, that may still be ahead."
OVERDUE = "Planned events under the same filters except status, whose last possible day has passed."


def event_section(notes: Notes) -> Section:
    """The last five events, the next five announced, and how many announced ones have no known outcome."""
    selection = notes.selection
    ahead, overdue = announced(selection, notes.day)
    past = latest(without(selection, still_ahead(selection, notes.day)), MOST)
    blocks: list[Block] = []
    if len(past):
        caption = "The last event" if len(past) == 1 else f"The last {len(past)} events, the latest first"
        blocks.append(_table(notes, past, caption))
    blocks.append(paragraph(_announced(notes, ahead), _open(notes, overdue)))
    if len(ahead):
        caption = "Announced" if len(ahead) <= MOST else f"Announced: the first {MOST}"
        blocks.append(_table(notes, ahead[:MOST], caption))
    return Section(NAME, HEADING, tuple(blocks))


def _table(notes: Notes, rows: Events, caption: str) -> Table:
    """One row is one event."""
    data, own = near(notes.selection.dataset, rows)
    cells = []
    for row, (_, event) in zip(rows, data.events.iloc[own].iterrows(), strict=True):
        cited = notes.cite("", events_behind(np.array([row])))
        day = sentence(when(event["date"], event["days_of_trip"]))
        cells.append(((day,), (event["title"], *cited), (kind(event),), (place(event) or "Not stated",)))
    return Table(caption, ("Date", "Event", "Type", "Place"), tuple(cells))


def _announced(notes: Notes, ahead: Events) -> Words:
    if not len(ahead):
        return (f"No planned event is dated {day_words(notes.day)} or later.",)
    verb = "is" if len(ahead) == 1 else "are"
    text = f"{sentence(count(len(ahead), 'event'))} {verb} announced for {day_words(notes.day)} or later."
    return (text, *notes.cite(AHEAD, events_behind(ahead)))


def _open(notes: Notes, overdue: Events) -> Words:
    if not len(overdue):
        return ()
    if len(overdue) == 1:
        text = "The day of one announced event has passed, and the sources do not say what became of it."
    else:
        many = f"{len(overdue):,} announced events"
        text = f"The day of {many} has passed, and the sources do not say what became of them."
    return (
        text,
        *notes.cite(OVERDUE, events_behind(overdue, replace(notes.selection.filters, statuses=("planned",)))),
    )
