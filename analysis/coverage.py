"""Coverage: how much press an event rests on, from which side, and what the selected events leave open."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.cooperation import NO_SPHERE, in_sphere
from analysis.press import side_axis, told_by_classes
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied, tally
from data.dataset import Dataset
from data.sides import SIDES

STRENGTHS = {
    "0": "No source",
    "1": "1 source",
    "2": "2 sources",
    "3-5": "3 to 5 sources",
    "6+": "6 sources or more",
}
PRESS = ("both", "first", "second", "neither", "unknown")
"""Whose press reports an event; ``unknown`` when the country of none of its publishers is known."""
SUPPORTS = {
    "none": "No source",
    "single": "Single source",
    "one_publisher": "Several sources, one publisher",
    "confirmed": "Confirmed",
}
"""Confirmed: at least two sources of different publishers. They need not be independent of each other."""


@tallied
def strength(selection: Selection, unit: str = "events") -> Tally:
    """How many sources an event has, and whose press they are: one row is one ``strength`` × ``press``."""
    dataset = selection.dataset
    return tally(selection, unit, *strength_axes(dataset))


def strength_axes(dataset: Dataset) -> tuple[Axis, Axis]:
    """The number of sources of every event, in classes, and whose press they are."""
    return dataset.keep("strength", lambda: _strength_axes(dataset))


def _strength_axes(dataset: Dataset) -> tuple[Axis, Axis]:
    number = sources_per_event(dataset)
    codes = np.searchsorted([1, 2, 3, 6], number, side="right")
    side = side_axis(dataset).codes[dataset.evidence["source"]]
    first, second = (_any(dataset, side == position) for position in (0, 1))
    # An event without any source is in the press of neither; that of an unknown country may be anybody's.
    elsewhere = _any(dataset, side == SIDES.index("third")) | (number == 0)
    press = np.select([first & second, first, second, elsewhere], [0, 1, 2, 3], 4)
    return Axis("strength", codes, tuple(STRENGTHS)), Axis("press", press, PRESS)


def press_labels(dataset: Dataset) -> dict[str, str]:
    """Which of the two sides' press reports an event."""
    first, second = dataset.about.sides.words
    return {
        "both": f"Press of both {dataset.about.sides.nouns[1]}",
        "first": f"Press of {first}, not of {second}",
        "second": f"Press of {second}, not of {first}",
        "neither": "Press of neither",
        "unknown": "Press of a country not known",
    }


@tallied
def support(selection: Selection, unit: str = "events") -> Tally:
    """How well events are supported: one row is one ``support`` × ``sources_agree`` (``agree`` or ``conflict``)."""
    dataset = selection.dataset
    agree = dataset.keep(
        "agreement of sources",
        lambda: Axis("sources_agree", in_conflict(dataset).astype(int), ("agree", "conflict")),
    )
    return tally(selection, unit, support_axis(dataset), agree)


def support_axis(dataset: Dataset) -> Axis:
    """The badge of every event: single source, several sources of one publisher, confirmed."""
    return dataset.keep("support", lambda: _support_axis(dataset))


def _support_axis(dataset: Dataset) -> Axis:
    _, by_event, _ = told_by_classes(dataset, ["publisher"])
    publishers = np.diff(by_event.starts)
    number = sources_per_event(dataset)
    return Axis(
        "support", np.select([number == 0, number == 1, publishers == 1], [0, 1, 2], 3), tuple(SUPPORTS)
    )


def sources_per_event(dataset: Dataset) -> np.ndarray:
    """One number per event: how many sources report it."""
    return np.bincount(dataset.evidence["event"], minlength=len(dataset))


def in_conflict(dataset: Dataset) -> np.ndarray:
    """One boolean per event: its sources disagree on a field."""
    return np.isin(np.arange(len(dataset)), dataset.claims["event"])


def _any(dataset: Dataset, rows: np.ndarray) -> np.ndarray:
    return np.isin(np.arange(len(dataset)), dataset.evidence["event"][rows])


LIMITS = {
    "single": "Rests on one source",
    "inferred": "Date inferred in some part",
    "approximate": "Date approximate or uncertain",
    "day_unknown": "Day not known",
    "conflict": "Sources disagree on something",
    "sphereless": "No sphere named",
    "cityless": "City not known (calls left out)",
}


@tallied
def limits(selection: Selection, unit: str = "events") -> Tally:
    """What the selected events leave open: one row is one limit; an event may stand in several."""
    members = selection.dataset.keep("limits", lambda: _limits(selection.dataset))
    weights = selection.weights(unit)
    counts = {id_: int(weights[selection.mask & members[id_]].sum()) for id_ in LIMITS}
    table = pd.DataFrame(
        {"limit": [*counts], "count": [*counts.values()], "label": [LIMITS[id_] for id_ in counts]}
    )
    table = table[table["count"] > 0].reset_index(drop=True)
    order = {"limit": tuple(LIMITS)}
    return Tally(selection, unit, table, ("limit",), lambda key: members[str(key["limit"])], order)


def _limits(dataset: Dataset) -> dict[str, np.ndarray]:
    events = dataset.events
    found = {
        "single": sources_per_event(dataset) == 1,
        "inferred": events["date_basis"] == "inferred",
        "approximate": events["approximate"] | events["uncertain"],
        "day_unknown": ~events["precision"].isin(["day", "duration"]) | events["days_of_trip"],
        "conflict": in_conflict(dataset),
        "sphereless": in_sphere(dataset, NO_SPHERE),
        "cityless": (events["city"] == "") & (events["event_type"] != "call"),
    }
    return {id_: np.asarray(member, dtype=bool) for id_, member in found.items()}
