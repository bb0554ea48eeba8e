"""The classes by which meetings are split: each event has exactly one, so that a stack adds up."""

from __future__ import annotations

import numpy as np

from analysis.meetings import trips_only
from analysis.places import LABELS, NONE, OTHER, grouped, places
from analysis.tally import Axis
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


def classes(dataset: Dataset, stack: str) -> Axis:
    """Each event's class; a trip of which no meeting is known is a class of its own, unless the data are of trips only.

    In the split by place, the places where the data set has most meetings are named, whatever is selected: a
    place keeps its colour when a filter changes.
    """
    return dataset.keep(("class", stack), lambda: _apart(dataset, _classes(dataset, stack)))


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
        labels = places(dataset).label | LABELS
        return {id_: labels[id_] for id_ in map(str, classes(dataset, stack).ids) if id_ != TRIP} | trip
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


def _classes(dataset: Dataset, stack: str) -> Axis:
    events = dataset.events
    if stack == "type":
        return Axis("class", events["event_type"].cat.codes.to_numpy(), vocabulary("event_types").ids)
    if stack == "host":
        return Axis("class", events["host"].cat.codes.to_numpy(), SIDES)
    if stack == "room":
        return Axis("class", events["multilateral"].to_numpy().astype(int), ("two", "more"))
    if stack == "place":
        return _by_side(dataset)
    ids = (*vocabulary("levels").ids, NONE)
    level = events["level"].to_numpy()
    return Axis("class", np.where(level < 0, len(ids) - 1, level), ids)


def _by_side(dataset: Dataset) -> Axis:
    """The named places, those of the first country first, then the second and third countries."""
    known = places(dataset)
    held = dataset.events["lone_trip" if trips_only(dataset) else "is_meeting"].to_numpy()
    counts = np.bincount(known.axis.codes[held], minlength=len(known.axis.ids))
    axis = grouped(known.axis, counts, NAMED_PLACES)
    order = {"first": 0, "second": 1, "third": 2, "none": 3}
    late = {OTHER: 1, NONE: 2}
    rank = [order[known.side.get(id_, "none")] + late.get(id_, 0) for id_ in map(str, axis.ids)]
    moved = np.argsort(rank, kind="stable")
    return Axis("class", np.argsort(moved)[axis.codes], tuple(axis.ids[i] for i in moved))
