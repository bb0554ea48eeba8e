"""Which events are meetings, and which trips stand for meetings that nobody reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.asking import anywhere, narrowing
from analysis.selection import Selection
from analysis.words import count
from data.dataset import Dataset


@dataclass(frozen=True)
class Noun:
    """What is counted, for sentences: ``meeting``, ``meetings``."""

    one: str
    many: str

    def count(self, number: int, unit: str = "events") -> str:
        """``no meetings``, ``1 meeting``, ``3 reports of meetings``, ``7 participations in meetings``."""
        if unit == "events":
            return count(number, self.one, self.many)
        if unit == "reports":
            return f"{count(number, 'report')} of {self.many}"
        return f"{count(number, 'participation')} in {self.many}"


MEETINGS = Noun("meeting", "meetings")
MEETINGS_AND_TRIPS = Noun("meeting or trip", "meetings and trips")
TRIPS = Noun("trip", "trips")


def trips_only(dataset: Dataset) -> bool:
    """True for data that hold trips and no meeting at all, such as lists of visits: there the trips are counted."""
    visits, meetings_ = dataset.keep("visits and meetings", lambda: _has(dataset))
    return bool(visits and not meetings_)


@anywhere
def _has(dataset: Dataset) -> np.ndarray:
    """Whether there are visits, and whether there are meetings."""
    events = dataset.events
    return np.array([(events["event_type"] == "visit").any(), events["is_meeting"].any()])


@narrowing
def meetings(selection: Selection, trips: bool = False) -> Selection:
    """The selected events that the codebook counts as meetings.

    A trip is not counted beside its own meetings; with ``trips`` those of which no meeting is known are added.
    """
    held = selection.narrowed(selection.dataset.events["is_meeting"].to_numpy())
    return selection.narrowed(held.mask | lone_trips(selection).mask) if trips else held


@narrowing
def lone_trips(selection: Selection) -> Selection:
    """The selected trips of which no meeting is known: neither one that took place nor one selected beside it.

    The second matters for planned and cancelled trips, whose meetings are planned and cancelled with them.
    """
    events = selection.dataset.events
    parent = events["parent"].to_numpy()[meetings(selection).rows]
    alone = events["lone_trip"].to_numpy().copy()
    alone[parent[parent >= 0]] = False
    return selection.narrowed(alone)


@narrowing
def with_third_countries(held: Selection) -> Selection:
    """Those in which somebody of a third country takes part."""
    return held.narrowed(held.dataset.events["multilateral"].to_numpy())
