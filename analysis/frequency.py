"""Meeting frequency: how often, at what level, on which side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.periods import period_axis, span_axis
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tally
from data.about import country_name
from data.dataset import Dataset
from data.derive import HOSTS
from data.vocabulary import vocabulary

STACKS = {"type": "Type", "level": "Level", "host": "Host side", "room": "Bilateral or with others"}


def meetings(selection: Selection, trips: bool = False) -> Selection:
    """The selected events that the codebook counts as meetings.

    A trip is not counted beside its own meetings; with ``trips`` the trips of which no meeting is known are added.
    """
    events = selection.dataset.events
    wanted = events["is_meeting"] | (events["lone_trip"] & trips)
    return selection.narrowed(wanted.to_numpy())


def lone_trips(selection: Selection) -> Selection:
    """The selected trips of which no meeting is known."""
    return selection.narrowed(selection.dataset.events["lone_trip"].to_numpy())


@dataclass(frozen=True, eq=False)
class Frequency:
    """Counts per period (``placed``) and, for what cannot be placed at this resolution, per span (``undated``)."""

    by: str
    stack: str
    placed: Tally
    undated: Tally


def frequency(selection: Selection, by: str = "year", stack: str = "type", unit: str = "events") -> Frequency:
    """How many events lie in each period, split by a class.

    One row of ``placed.table`` is one period × class: ``period``, ``class``, ``count``, ``label``. One row of
    ``undated.table`` is one span of possible dates. An empty selection gives empty tables.
    """
    dataset = selection.dataset
    labels = class_labels(dataset, stack)
    placed = tally(selection, unit, period_axis(dataset, by), classes(dataset, stack))
    placed.table["label"] = [labels[id_] for id_ in placed.table["class"]]
    return Frequency(by, stack, placed, tally(selection, unit, span_axis(dataset, by)))


def classes(dataset: Dataset, stack: str) -> Axis:
    """Each event's class for stacking; every event has one, so that the stack adds up to the whole."""
    return dataset.keep(("class", stack), lambda: _classes(dataset, stack))


def _classes(dataset: Dataset, stack: str) -> Axis:
    events = dataset.events
    if stack == "type":
        return Axis("class", events["event_type"].cat.codes.to_numpy(), vocabulary("event_types").ids)
    if stack == "host":
        return Axis("class", events["host"].cat.codes.to_numpy(), HOSTS)
    if stack == "room":
        return Axis("class", events["multilateral"].to_numpy().astype(int), ("two", "more"))
    ids = (*vocabulary("levels").ids, "none")
    level = events["level"].to_numpy()
    return Axis("class", np.where(level < 0, len(ids) - 1, level), ids)


def class_labels(dataset: Dataset, stack: str) -> dict[str, str]:
    """Class id → label, in the order in which the classes are stacked."""
    if stack == "type":
        return vocabulary("event_types").column("label")
    if stack == "level":
        return vocabulary("levels").column("label") | {"none": "Level not stated"}
    if stack == "room":
        return {"two": "The two countries only", "more": "With third countries"}
    first, second = (country_name(code) for code in dataset.about.dyad)
    return {"first": f"In {first}", "second": f"In {second}", "third": "In a third country", "none": "Place not stated or remote"}


def level_matrix(selection: Selection, unit: str = "events") -> Tally:
    """Who met whom by rank: one row is one pair of the highest levels present (first country × second country)."""
    events, ids = selection.dataset.events, vocabulary("levels").ids
    first = Axis("first", events["level_first"].to_numpy(), ids)
    second = Axis("second", events["level_second"].to_numpy(), ids)
    return tally(selection, unit, first, second)


def days_between(selection: Selection) -> pd.DataFrame:
    """Days from one meeting to the next: one row is one meeting whose day is known and that had one before it.

    Columns ``event`` (row number), ``day``, ``days`` since the previous meeting on another day or the same (0).
    Meetings known only to the month or year are left out, because a gap to them is not known.
    """
    events = selection.events
    exact = events[events["precision"] == "day"].sort_values("first_day", kind="stable")
    table = pd.DataFrame({"event": exact.index, "day": exact["first_day"].to_numpy()})
    table["days"] = table["day"].diff().dt.days
    return table.dropna().astype({"days": int}).reset_index(drop=True)
