"""The overview: how often they met, on what they cooperate and who was there, in one breath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.cooperation import NO_SPHERE, sphere_labels, spheres
from analysis.kinds import doubts, types
from analysis.meetings import MEETINGS, TRIPS, Noun, lone_trips, meetings, trips_only
from analysis.periods import months
from analysis.selection import Selection, taking_part, unit_of_actors
from analysis.tally import Tally, tallied
from analysis.words import both, count
from data.dataset import Dataset
from data.vocabulary import MEETING_TYPES, vocabulary


def top_spheres(selection: Selection, unit: str = "events") -> Tally:
    """One row is one sphere: ``sphere``, ``count`` of the events in it, ``label``; the most frequent first.

    An event in two spheres counts in each, so the sum is no number of events. Equal counts stay in the order of the
    vocabulary. An empty selection gives an empty table.
    """
    whole = spheres(selection, unit)
    table = whole.table[whole.table["sphere"] != NO_SPHERE]
    return replace(whole, table=_ranked(table.assign(label=table["sphere"].map(sphere_labels()))))


def top_actors(
    selection: Selection, unit: str = "events", kinds: tuple[str, ...] = ("person", "institution")
) -> Tally:
    """One row is one actor of these kinds: ``actor`` (its id), ``count`` of the events it took part in, ``label`` and
    ``side`` (``first`` or ``second`` country of the dyad, ``third`` country, ``none``); the most frequent first.

    An event counts for each of its participants. Countries named as such are left out by default: they stand for
    people whom the source does not name. A subject of the talks does not take part. The participations of one actor
    are its events, so for that unit events are counted.
    """
    whole = _taking_part(selection, unit_of_actors(unit), kinds)
    return replace(whole, table=_ranked(whole.table))


@tallied
def _taking_part(selection: Selection, unit: str, kinds: tuple[str, ...]) -> Tally:
    """The same in the order of the actors."""
    dataset = selection.dataset
    events, actors = taking_part(selection)
    sums = np.bincount(actors, selection.weights(unit)[events], minlength=len(dataset.actors))
    wanted = dataset.keep(("kinds", kinds), lambda: dataset.actors["kind"].isin(kinds).to_numpy())
    some = np.flatnonzero((sums > 0) & wanted)
    table = dataset.keep("actors and sides", lambda: _actors_and_sides(dataset)).take(some)
    table = table.reset_index(drop=True)
    table.insert(1, "count", sums[some].astype(np.int64))

    def member(key: Mapping) -> np.ndarray:
        return dataset.incidence[:, [dataset.row_of_actor[key["actor"]]]].toarray().ravel() > 0

    return Tally(selection, unit, table, ("actor",), member)


def _actors_and_sides(dataset: Dataset) -> pd.DataFrame:
    sides = dataset.about.sides.of(dataset.actors["country"])
    return pd.DataFrame({"actor": dataset.actors["actor_id"], "label": dataset.actors["name"], "side": sides})


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["count"] > 0].sort_values("count", ascending=False, kind="stable", ignore_index=True)


def leaders(table: pd.DataFrame, most: int = 3) -> pd.DataFrame:
    """The first rows of a ranked table, at most ``most``; a tie that does not fit is left out whole."""
    if len(table) <= most:
        return table
    return table[:most][table["count"][:most] > table["count"].iloc[most]]


def lead(selection: Selection) -> str:
    """What a first-time reader should know, in sentences; every count in it is a count of events."""
    if not len(selection):
        return "No event is selected."
    named, people = top_spheres(selection), top_actors(selection, kinds=("person",))
    return " ".join((met(selection), most_named(named), most_involved(people)))


def most_named(spheres: Tally) -> str:
    """Which spheres occur most often, from what ``top_spheres`` gives."""
    return _most(spheres.table, "sphere", "spheres", "named")


def most_involved(people: Tally) -> str:
    """Which people take part most often, from what ``top_actors`` gives."""
    return _most(people.table, "person", "people", "involved")


def met(selection: Selection) -> str:
    """How often, and from when to when; names the two countries only where nothing but their own acts is counted."""
    if trips_only(selection.dataset):
        return _held(lone_trips(selection), TRIPS)
    held = meetings(selection)
    if not len(held):
        none = "The one selected event is no meeting."
        return (
            none if len(selection) == 1 else f"None of the {len(selection):,} selected events is a meeting."
        )
    return _held(held, MEETINGS)


def _held(held: Selection, noun: Noun) -> str:
    if not len(held):
        return f"The selection holds no {noun.one}."
    many, tail = noun.count(len(held)), f"{from_to(held)}{_included(held)}"
    if doubts(held)["other"]:
        return f"The selection holds {many} {tail}."
    pair = both(held.dataset.about.sides.words)
    return f"The sources report {many} between {pair} {tail}."


def _included(held: Selection) -> str:
    """What a reader would not expect among meetings: an ambassador's credentials are counted as one."""
    column = "label" if len(held) == 1 else "plural"
    words, there = vocabulary("event_types").column(column), set(types(held).table["event_type"])
    others = [words[id_].lower() for id_ in MEETING_TYPES if id_ in there and id_ != "meeting"]
    if not others:
        return ""
    if len(held) == 1:
        return f" ({'' if others[0].endswith('s') else 'a '}{others[0]})"
    return f" ({both(others)} included)" if "meeting" in there else f" ({both(others)})"


def from_to(selection: Selection) -> str:
    """``in 2023`` or ``from 1995 to 2026``: the years that its events may touch; ValueError for no events."""
    reached = months(selection)
    if reached is None:
        raise ValueError("no events touch no year")
    first, last = (month // 12 for month in reached)
    return f"in {first}" if first == last else f"from {first} to {last}"


def _most(table: pd.DataFrame, one: str, several: str, how: str) -> str:
    if table.empty:
        return f"No {one} is named in the sources."
    shown = leaders(table)
    if shown.empty:
        top = int(table["count"].max())
        share = (
            f"{int((table['count'] == top).sum()):,} share the first place with {count(top, 'event')} each"
        )
        return f"Of the {several} {how}, {share}."
    noun, verb = (one, "is") if len(shown) == 1 else (several, "are")
    only = "only " if len(table) == 1 else ""
    often = "" if len(shown) == len(table) else " most often"
    return f"The {only}{noun} {how}{often} {verb} {both(in_brackets(shown, 'event'))}."


def in_brackets(table: pd.DataFrame, unit: str = "") -> list[str]:
    """``label (count)`` for each row of a ranked table; the first names the unit when there is one."""
    words = [f"{label} ({number:,})" for label, number in zip(table["label"], table["count"], strict=True)]
    if unit and words:
        words[0] = f"{table['label'].iloc[0]} ({count(int(table['count'].iloc[0]), unit)})"
    return words
