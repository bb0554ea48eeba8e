"""The brief on meetings: how many when and where, the last one and the next."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.announced import latest, still_ahead
from analysis.asking import narrowing
from analysis.brief.behind import Behind, events_behind, of_types
from analysis.brief.course import course_chart, peak, peak_sentence
from analysis.brief.model import Block, Section, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import divided, paragraph
from analysis.event_words import at, place
from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.lines import near
from analysis.meetings import lone_trips, meetings
from analysis.overview import met
from analysis.parts_of import Events, class_rows
from analysis.periods import resolution
from analysis.reciprocity import reciprocity
from analysis.selection import Selection
from analysis.stacks import classes
from analysis.tally import Tally, tallied, tally
from analysis.words import count, quoted
from data.dates import day_words
from data.sides import ALL
from data.vocabulary import MEETING_TYPES

NAME, HEADING = "meetings", "Meetings"
WHERE = "By the country where a meeting took place; calls have no place."
UNSURE = "Meetings of which the data mark the date as approximate or uncertain."
LONE = "Trips in the course of which no meeting is known."
TRIPS = "By the countries of the visitors and the country where the trip led."


def meeting_section(notes: Notes) -> Section:
    """How many per period with a chart; where; the last and the next; trips."""
    held = meetings(notes.selection)
    blocks: list[Block] = []
    if len(held):
        counted = frequency(held, resolution(held))
        blocks.append(paragraph(peak(notes, counted), _doubtful(notes, held), _where(notes, held)))
        drawn = frequency(held, counted.by, unit=notes.unit)
        if drawn.placed.table["period"].nunique() > 1:
            blocks.append(replace(course_chart(drawn), sentence=peak_sentence(counted)))
        blocks.append(paragraph(_last(notes, held), _next(notes)))
    else:
        blocks.append(paragraph((met(notes.selection),), _next(notes)))
    return Section(NAME, HEADING, (*blocks, paragraph(*_trips(notes))))


@narrowing
def _unsure(held: Selection) -> Selection:
    events = held.dataset.events
    return held.narrowed((events["approximate"] | events["uncertain"]).to_numpy())


def _doubtful(notes: Notes, held: Selection) -> Words:
    rows = _unsure(held).rows
    if not len(rows):
        return ()
    text = f"The dates of {len(rows):,} of them are approximate or uncertain."
    if len(rows) == 1:
        text = "The date of one of them is approximate or uncertain."
    if len(held) == 1:
        text = "Its date is approximate or uncertain."
    return (text, *notes.cite(UNSURE, events_behind(rows, of_types(notes.selection.filters, MEETING_TYPES))))


@tallied
def _hosts(held: Selection) -> Tally:
    return tally(held, "events", classes(held.dataset, "host"))


def _where(notes: Notes, held: Selection) -> Words:
    """How many on which side; one alone has its place in the next paragraph."""
    if len(held) < 2:
        return ()
    found = _hosts(held)
    rows = {side: class_rows(found, "class", side) for side in ("first", "second", "third", "none")}
    first, second = held.dataset.about.sides.words
    named = [
        (len(rows["first"]), f"in {first}"), (len(rows["second"]), f"in {second}"),
        (len(rows["third"]), "in third countries" if len(rows["third"]) > 1 else "in a third country"),
    ]  # fmt: skip
    unknown = len(rows["none"])
    if unknown == len(held):
        return (f"The country of {'neither' if len(held) == 2 else 'none'} of them is known.",)
    text = divided(len(held), "meeting", ("is recorded", "are recorded"), named)
    rest = f"; for {unknown:,} no place is recorded, as with calls" if unknown else ""
    filters = of_types(notes.selection.filters, MEETING_TYPES)
    views = [_held_in(filters, code) for code in held.dataset.about.dyad]
    behind = [
        events_behind(rows[side], view, words)
        for side, view, (_, words) in zip(rows, [*views, filters], named, strict=False)
    ]
    return (f"{text}{rest}.", *notes.cite(WHERE, *behind))


def _held_in(filters: Filters, code: str) -> Filters | None:
    """The same filters, cut to meetings in a country; None where all other countries cannot be asked for."""
    if code == ALL:
        return None
    return filters if filters.places else replace(filters, places=(code,))


def _last(notes: Notes, held: Selection) -> Words:
    """The last meeting that took place by the day of the brief."""
    last = latest(_past(held, str(notes.day)), 1)
    if not len(last):
        one = "No source says that it has taken place."
        return (one if len(held) == 1 else "No source says of any of them that it has taken place.",)
    event = _event(held, last)
    what = f"{at(event)}{_where_held(place(event))}: {quoted(event['title'])}"
    text = f"The last meeting reported to have taken place was {what}."
    return (text, *notes.cite("The last by its first possible day.", events_behind(last)))


@narrowing
def _past(held: Selection, day: str) -> Selection:
    events = held.dataset.events
    return held.narrowed(((events["status"] == "occurred") & (events["first_day"] <= day)).to_numpy())


def _event(selection: Selection, rows: Events) -> pd.Series:
    """The first of some events."""
    data, own = near(selection.dataset, rows[:1])
    return data.events.iloc[int(own[0])]


def _where_held(where: str) -> str:
    return f" ({where})" if where else ""


def _next(notes: Notes) -> Words:
    """The first announced meeting that may still be ahead."""
    rows = meetings(still_ahead(notes.selection, notes.day)).rows
    if not len(rows):
        return (f"No meeting is announced for {day_words(notes.day)} or later.",)
    event = _event(notes.selection, rows)
    what = f"{at(event)}{_where_held(place(event))}: {quoted(event['title'])}."
    text = (
        f"One meeting is announced, {what}"
        if len(rows) == 1
        else f"{len(rows):,} meetings are announced, the first {what}"
    )
    how = "Planned events under the same filters except status, that may still be ahead."
    return (text, *notes.cite(how, events_behind(rows)))


def _trips(notes: Notes) -> tuple[Words, ...]:
    """Who travels to whom, and of which trips no meeting is known."""
    going = reciprocity(notes.selection)
    total = going.whole.total
    if not total:
        alone = len(notes.selection) == 1
        return (("The selected event is no trip." if alone else "No trip is among the selected events.",),)
    first, second = notes.selection.dataset.about.sides.words
    ways = {
        "first": f"from {first} to {second}",
        "second": f"from {second} to {first}",
        "other": "elsewhere or in no clear direction",
    }
    there = [(going.count(way), words) for way, words in ways.items()]
    text = f"{divided(total, 'trip', ('leads', 'lead'), there)}."
    rows = {way: class_rows(going.whole, "direction", way) for way in ways}
    filters = of_types(notes.selection.filters, ("visit",))
    behind = [events_behind(rows[way], filters, words) for way, words in ways.items()]
    whole = Behind(count(total, "trip"), going.whole.selection.rows, filters)
    return ((text, *notes.cite(TRIPS, whole, *behind)), _lone(notes, total))


def _lone(notes: Notes, trips: int) -> Words:
    rows = lone_trips(notes.selection).rows
    if not len(rows):
        return ()
    text = f"Of {len(rows):,} of them no meeting is known; they are not counted as meetings."
    if len(rows) == 1:
        text = "Of one of them no meeting is known; it is not counted as a meeting."
    if trips == 1:
        text = "No meeting in its course is known; it is not counted as a meeting."
    return (text, *notes.cite(LONE, events_behind(rows, of_types(notes.selection.filters, ("visit",)))))
