"""What changed from view A to view B: a few counts that every comparison begins with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.comparison import Comparison, Pair
from analysis.coverage import in_conflict, sources_per_event
from analysis.meetings import lone_trips, meetings
from analysis.selection import Selection
from analysis.tally import Tally

COUNTS = "counts"
"""The unit of this table: each of its rows counts something else."""


@dataclass(frozen=True)
class Measure:
    """One thing that is counted: ``value`` of a selection, and ``part``, the selected events behind it."""

    label: str
    value: Callable[[Selection], int]
    part: Callable[[Selection], Selection]


def _events(label: str, part: Callable[[Selection], Selection]) -> Measure:
    return Measure(label, lambda selection: len(part(selection)), part)


def _with(mask: Callable[[Selection], np.ndarray]) -> Callable[[Selection], Selection]:
    return lambda selection: selection.narrowed(mask(selection))


def _different(table: str, column: str) -> Callable[[Selection], int]:
    return lambda selection: int(selection.of(table)[column].nunique())


def _present(selection: Selection) -> pd.DataFrame:
    rows = selection.of("participants")
    return rows[rows["takes_part"]]


def _countries(selection: Selection) -> int:
    countries = selection.dataset.actors["country"].iloc[_present(selection)["actor"]]
    return int(countries[countries != ""].nunique())


def _having(table: str) -> Callable[[Selection], Selection]:
    """Cuts a selection to the events that have a row in the table."""
    return _with(lambda selection: np.isin(np.arange(len(selection.dataset)), selection.of(table)["event"]))


_TAKING_PART = _with(lambda selection: selection.weights("participations") > 0)

MEASURES = {
    "events": _events("Events", lambda selection: selection),
    "meetings": _events("Meetings", meetings),
    "trips": _events("Trips without a known meeting", lone_trips),
    "spheres": Measure("Spheres named", _different("event_spheres", "sphere"), _having("event_spheres")),
    "actors": Measure("Actors taking part", lambda one: int(_present(one)["actor"].nunique()), _TAKING_PART),
    "countries": Measure("Countries taking part", _countries, _TAKING_PART),
    "participations": Measure("Participations", lambda one: one.total("participations"), _TAKING_PART),
    "agreements": Measure("Documents signed", lambda one: len(one.of("agreements")), _having("agreements")),
    "reports": Measure("Reports", lambda one: one.total("reports"), _having("evidence")),
    "sources": Measure("Sources", _different("evidence", "source"), _having("evidence")),
    "single": _events("Events with a single source", _with(lambda one: sources_per_event(one.dataset) == 1)),
    "conflict": _events("Events on which sources disagree", _with(lambda one: in_conflict(one.dataset))),
}  # fmt: skip
"""Measure → what it counts, in the order of the table."""


def change(comparison: Comparison) -> Pair:
    """One row is one measure that is not zero in both views: ``measure``, ``a``, ``b``, ``difference``, ``label``.

    Behind a difference stand the events that either view counts.
    """
    first, second = comparison.first, comparison.second
    shown = [id_ for id_, measure in MEASURES.items() if measure.value(first) or measure.value(second)]
    return Pair(
        _tally(first, shown, (first,)),
        _tally(second, shown, (second,)),
        _tally(comparison.either, shown, (first, second)),
    )


def _tally(selection: Selection, shown: list[str], of: tuple[Selection, ...]) -> Tally:
    table = pd.DataFrame({
        "measure": pd.Series(shown, dtype=object),
        "count": np.array([MEASURES[id_].value(selection) for id_ in shown], dtype=np.int64),
        "label": [MEASURES[id_].label for id_ in shown],
    })  # fmt: skip

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return np.logical_or.reduce([MEASURES[str(key["measure"])].part(one).mask for one in of])

    return Tally(selection, COUNTS, table, ("measure",), member)
