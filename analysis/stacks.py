"""The classes by which meetings are split: each event has exactly one, so that a stack adds up."""

from __future__ import annotations

import numpy as np

from analysis.meetings import lone_trips, meetings, trips_only
from analysis.places import LABELS, NONE, OTHER, all_places, grouped, most, places
from analysis.tally import Axis
from analysis.timeline import everything
from data.dataset import Dataset
from data.sides import SIDES
from data.vocabulary import vocabulary

STACKS = {"type": "Type", "level": "Level", "host": "Host", "room": "Countries", "place": "Place"}
IN_WORDS = {
    "type": "type", "level": "highest level present", "host": "host side", "room": "countries taking part",
    "place": "place",
}  # fmt: skip
TRIP = "trip"
NAMED_PLACES = 7


def stacks(dataset: Dataset) -> dict[str, str]:
    """The splits that tell something apart in this data set: id → label, the default first."""
    told: dict[str, str] = {}
    if not trips_only(dataset):
        told["type"] = STACKS["type"]
    told |= {id_: STACKS[id_] for id_ in ("level", "host", "room", "place")}
    if dataset.about.sides.one_and_all:
        del told["room"]
    return told


def classes(dataset: Dataset, stack: str, named: tuple[str, ...] = ()) -> Axis:
    """Each event's class; a trip of which no meeting is known is a class of its own, unless the data are of trips only.

    ``named`` are the places that the split by place names; the others are one class.
    """
    return dataset.keep(("class", stack, named), lambda: _apart(dataset, _classes(dataset, stack, named)))


def named_places(dataset: Dataset) -> dict[str, str]:
    """Id → label of the places where the data set has most meetings, those of the first country first.

    Whatever is selected: a place keeps its colour when a filter changes.
    """
    return {id_: label for id_, (label, _) in _kept_places(dataset).items()}


def sides_of_places(dataset: Dataset) -> dict[str, str]:
    """Id → side of the country of the same places."""
    return {id_: side for id_, (_, side) in _kept_places(dataset).items()}


def _kept_places(dataset: Dataset) -> dict[str, tuple[str, str]]:
    return dataset.keep("named places", lambda: _named_places(dataset))


def _named_places(dataset: Dataset) -> dict[str, tuple[str, str]]:
    held = lone_trips(everything(dataset)) if trips_only(dataset) else meetings(everything(dataset))
    counted = all_places(held)
    table = counted.table
    sides = dict(zip(table["place"], table["side"], strict=True))
    labels = dict(zip(table["place"], table["label"], strict=True))
    order = {"first": 0, "second": 1, "third": 2, "none": 3}
    named = most(counted, NAMED_PLACES)
    return {id_: (labels[id_], sides[id_]) for id_ in sorted(named, key=lambda id_: order[sides[id_]])}


def class_labels(dataset: Dataset, stack: str) -> dict[str, str]:
    """Class id → label, in the order in which the classes are stacked from the bottom."""
    trip = {} if trips_only(dataset) else {TRIP: "Trip without a known meeting"}
    if stack == "type":
        return vocabulary("event_types").column("label") | trip
    if stack == "level":
        return vocabulary("levels").column("label") | {NONE: "Level not stated"} | trip
    if stack == "room":
        return {"two": "The two countries only", "more": "With third countries"} | trip
    if stack == "place":
        named = named_places(dataset)
        return named | {OTHER: LABELS[OTHER], NONE: LABELS[NONE]} | trip
    first, second = dataset.about.sides.words
    hosts = {
        "first": f"In {first}",
        "second": f"In {second}",
        "third": "In a third country",
        "none": LABELS[NONE],
    }
    return hosts | trip


def _apart(dataset: Dataset, axis: Axis) -> Axis:
    if trips_only(dataset):
        return axis
    alone = dataset.events["lone_trip"].to_numpy()
    return Axis("class", np.where(alone, len(axis.ids), axis.codes), (*axis.ids, TRIP))


def _classes(dataset: Dataset, stack: str, named: tuple[str, ...]) -> Axis:
    events = dataset.events
    if stack == "type":
        return Axis("class", events["event_type"].cat.codes.to_numpy(), vocabulary("event_types").ids)
    if stack == "host":
        return Axis("class", events["host"].cat.codes.to_numpy(), SIDES)
    if stack == "room":
        return Axis("class", events["multilateral"].to_numpy().astype(int), ("two", "more"))
    if stack == "place":
        return grouped(places(dataset).axis, named, "class")
    ids = (*vocabulary("levels").ids, NONE)
    level = events["level"].to_numpy()
    return Axis("class", np.where(level < 0, len(ids) - 1, level), ids)
