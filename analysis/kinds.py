"""What kind of events: counts per type, and how many are no plain bilateral acts."""

from __future__ import annotations

import numpy as np

from analysis.asking import added
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied, tally
from data.dataset import Dataset
from data.vocabulary import vocabulary


def type_axis(dataset: Dataset) -> Axis:
    """The type of each event."""
    codes = dataset.events["event_type"].cat.codes.to_numpy()
    return Axis("event_type", codes, vocabulary("event_types").ids)


@tallied
def types(selection: Selection, unit: str = "events") -> Tally:
    """Counts per type: one row is one ``event_type`` that occurs, in the order of the vocabulary."""
    return tally(selection, unit, type_axis(selection.dataset))


@added
def doubts(selection: Selection) -> dict[str, int]:
    """How many selected events there are of each of these kinds, for sentences about the whole of them.

    ``other``: not bilateral, or not known to have occurred; ``open``: not known to have occurred; ``approximate``: of
    an approximate or uncertain date; ``inferred``: of a date that is inferred in some part.
    """
    events = selection.dataset.events[["scope", "status", "approximate", "uncertain", "date_basis"]]
    events = events.iloc[selection.rows]
    occurred = (events["status"] == "occurred").to_numpy()
    found = {
        "other": ~occurred | (events["scope"] != "bilateral").to_numpy(),
        "open": ~occurred,
        "approximate": (events["approximate"] | events["uncertain"]).to_numpy(),
        "inferred": (events["date_basis"] == "inferred").to_numpy(),
    }
    return {name: int(np.count_nonzero(member)) for name, member in found.items()}


@added
def numbers_of_types(selection: Selection) -> np.ndarray:
    """How many of the selected events are of each type of the vocabulary."""
    axis = type_axis(selection.dataset)
    return np.bincount(axis.codes[selection.rows], minlength=len(axis.ids))


@added
def numbers_of_spheres(selection: Selection) -> np.ndarray:
    """How many of them are in each sphere of the vocabulary; an event counts in each of its spheres."""
    dataset = selection.dataset
    return np.bincount(dataset.event_set[selection.rows], minlength=len(dataset.sets)) @ dataset.sets


@added
def mentions(selection: Selection) -> tuple[int, int]:
    """How many spheres the selected events name, one of each event, and how many events name one."""
    rows = selection.of("event_spheres")["event"]
    return len(rows), int(rows.nunique())


@added
def documents(selection: Selection) -> int:
    """How many documents were signed at the selected events."""
    return len(selection.numbers("agreements"))


@added
def ended_before(selection: Selection, day: np.datetime64) -> int:
    """How many of the selected events were over before a day, whenever they were."""
    last = selection.dataset.events["last_day"].to_numpy()[selection.rows]
    return int(np.count_nonzero(last < day))
