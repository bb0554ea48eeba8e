"""The brief on actors: who takes part most often on each side, and in which office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.asking import merged, narrowing
from analysis.brief.behind import ACTORS, actor_behind, events_behind
from analysis.brief.model import Section, Table, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import paragraph
from analysis.network import network
from analysis.overview import top_actors
from analysis.selection import UNITS, Selection, unit_of_actors
from analysis.tally import Tally
from analysis.words import both, count, sentence
from data.countries import country_name

NAME, HEADING = "actors", "Main actors"
MOST = {"first": 5, "second": 5, "others": 3}
"""How many rows the table of a side has."""

OFFICE = "Office in these events, first to last year"
FEW_PAIRS = 3
MET = "Pairs of people of different countries who take part in the same event of a type that counts as a meeting."


def actor_section(notes: Notes) -> Section:
    """How many take part, the main ones of each side in a table, and who met whom most often."""
    ranked = top_actors(notes.selection, notes.unit)
    if ranked.table.empty:
        text = "The sources name no person or institution in the selected events."
        return Section(NAME, HEADING, (paragraph((text,)),))
    opening = paragraph(_taking_part(notes, ranked), _pairs(notes), _left_out(ranked))
    return Section(NAME, HEADING, (opening, *_tables(notes, ranked)))


def _taking_part(notes: Notes, ranked: Tally) -> Words:
    """How many of which side."""
    first, second = notes.selection.dataset.about.sides.words
    sides = ranked.table["side"].value_counts()
    third = "of a third country" if sides.get("third") == 1 else "of third countries"
    words = {
        "first": f"of {first}", "second": f"of {second}", "third": third, "none": "of no single country",
    }  # fmt: skip
    parts = both([f"{sides[side]:,} {name}" for side, name in words.items() if side in sides])
    events = "event" if len(notes.selection) == 1 else "events"
    total, cited = len(ranked.table), notes.cite(ACTORS, events_behind(notes.selection.rows))
    if total == 1:
        return (f"One person or institution, {parts[2:]}, takes part in the selected {events}.", *cited)
    return (f"{total:,} people and institutions take part in the selected {events}: {parts}.", *cited)


def _left_out(ranked: Tally) -> Words:
    """How many the tables have no room for; the order of equal counts is that of the data set."""
    shown = sum(min(int((_group(ranked) == group).sum()), most) for group, most in MOST.items())
    more, unit = len(ranked.table) - shown, UNITS[ranked.unit][1]
    if not more:
        return ()
    return (
        f"The tables show {shown:,} of them, those with most {unit} first, and leave out {more:,}; the order of equal "
        "counts says nothing.",
    )


def _group(ranked: Tally) -> pd.Series:
    """The table in which each actor belongs."""
    return ranked.table["side"].replace({"third": "others", "none": "others"})


def _pairs(notes: Notes) -> Words:
    """Which two people of different countries share most meetings."""
    whole = network(notes.selection, unit="events")
    ties = whole.ties
    if ties.table.empty:
        return ("No two people of different countries share a meeting in the selection.",)
    top = ties.table[ties.table["count"] == ties.table["count"].max()]
    often = count(int(top["count"].iloc[0]), "meeting")
    pairs = [" with ".join(pair) for pair in zip(top["source_label"], top["target_label"], strict=True)]
    if len(top) > FEW_PAIRS:
        rows = whole.tied.rows
        first = "" if len(top) == len(ties.table) else f", and {len(top):,} of them share the first place"
        text = f"{len(ties.table):,} pairs of people of different countries share meetings{first}, with {often} each."
        return (text, *notes.cite(MET, events_behind(rows)))
    behind = [
        events_behind(ties.events(int(row)), label=pair) for row, pair in zip(top.index, pairs, strict=True)
    ]
    subject = "the pair with the most shared meetings is"
    if len(top) > 1:
        subject, often = "the pairs with the most shared meetings are", f"{often} each"
    if len(ties.table) == 1:
        subject = "the only pair that shares a meeting is"
    return (
        f"Among people of different countries, {subject} {both(pairs)}: {often}.",
        *notes.cite(MET, *behind),
    )


def _tables(notes: Notes, ranked: Tally) -> Iterator[Table]:
    """One table per side that has actors; what belongs to neither country of the pair shares one."""
    sides = notes.selection.dataset.about.sides
    names = dict(zip(("first", "second"), sides.labels, strict=True))
    number = sentence(UNITS[unit_of_actors(notes.unit)][1])
    for side, name in names.items():
        rows = ranked.table.index[ranked.table["side"] == side][: MOST[side]]
        if len(rows):
            cells = tuple(_row(notes, ranked, int(row)) for row in rows)
            yield Table(name, ("Actor", OFFICE, number), cells, frozenset({2}))
    others = ranked.table.index[_group(ranked) == "others"][: MOST["others"]]
    if len(others):
        both_sides = f"Events with {both(sides.words)}"
        columns = ("Actor", "Country", OFFICE, number, both_sides)
        cells = tuple(_other_row(notes, ranked, int(row)) for row in others)
        yield Table("Third countries and international bodies", columns, cells, frozenset({3, 4}))


def _row(notes: Notes, ranked: Tally, row: int) -> tuple[Words, ...]:
    number = f"{int(ranked.table['count'].iloc[row]):,}"
    cited = notes.cite("", actor_behind(ranked, row))
    actor = notes.selection.dataset.row_of_actor[ranked.table["actor"].iloc[row]]
    return (str(ranked.table["label"].iloc[row]),), (offices(notes.selection, actor),), (number, *cited)


def _other_row(notes: Notes, ranked: Tally, row: int) -> tuple[Words, ...]:
    """With the number of events in which people of both countries of the pair take part as well."""
    name, office, number = _row(notes, ranked, row)
    rows, among = ranked.events(row), replace(ranked, selection=of_both(ranked.selection)).events(row)
    label = str(ranked.table["label"].iloc[row])
    cited = number[1:]
    if len(among) < len(rows):
        how = "Events in which both countries of the pair take part as well."
        cited = notes.cite(how, events_behind(among, label=label))
    actor = notes.selection.dataset.row_of_actor[ranked.table["actor"].iloc[row]]
    code = notes.selection.dataset.actors["country"].iloc[actor]
    return (
        name,
        (country_name(code) if code else "International",),
        office,
        number,
        (f"{len(among):,}", *cited),
    )


@narrowing
def of_both(selection: Selection) -> Selection:
    """The selected events in which both countries of the pair take part."""
    events = selection.dataset.events
    return selection.narrowed(((events["level_first"] >= 0) & (events["level_second"] >= 0)).to_numpy())


Held = dict[str, tuple[int, int, int]]
"""Office → first and last year in which it is held, and number of events."""


def _together(answers: list[Held]) -> Held:
    names = dict.fromkeys(office for answer in answers for office in answer)
    spans = {office: [answer[office] for answer in answers if office in answer] for office in names}
    return {
        office: (min(one[0] for one in some), max(one[1] for one in some), sum(one[2] for one in some))
        for office, some in spans.items()
    }


@merged(_together)
def _held(selection: Selection, actor: int) -> Held:
    whole, rows = selection.dataset.participants, selection.numbers("participants")
    own = rows[whole["actor"].to_numpy()[rows] == actor]
    held = whole[["event", "office", "takes_part"]].take(own)
    held = held[held["takes_part"] & (held["office"] != "")]
    event, events = held["event"].to_numpy(), selection.dataset.events
    first_year, last_year = (
        (events[name].to_numpy()[event] // 12).tolist() for name in ("first_month", "last_month")
    )
    spans: dict[str, list[tuple[int, int]]] = {}
    for office, first, last in zip(held["office"], first_year, last_year, strict=True):
        spans.setdefault(office, []).append((first, last))
    return {
        office: (min(first for first, _ in years), max(last for _, last in years), len(years))
        for office, years in spans.items()
    }


def offices(selection: Selection, actor: int) -> str:
    """The offices of an actor (a row number) as the selected events have them: the two most frequent, the later first.

    With the years of the first and last selected event in which it is held: ``Minister of Economy (2020–2023)``.
    """
    held_in = [(office, *span) for office, span in sorted(_held(selection, actor).items())]
    if not held_in:
        kind = selection.dataset.actors["kind"].iloc[actor]
        return "Institution" if kind == "institution" else "No office stated"
    most = sorted(held_in, key=lambda one: (-one[3], -one[2], -one[1]))[:2]
    late = sorted(most, key=lambda one: (-one[2], -one[1]))
    said = [f"{office} ({_years(first, last)})" for office, first, last, _ in late]
    more = len(held_in) - len(said)
    return "; ".join(said) + (f"; {count(more, 'more office')}" if more else "")


def _years(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"
