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
    views = comparison.first, comparison.second
    a, b = ({id_: measure.value(view) for id_, measure in MEASURES.items()} for view in views)
    shown = [id_ for id_ in MEASURES if a[id_] or b[id_]]
    either = {id_: MEASURES[id_].value(comparison.either) for id_ in shown}
    sides = zip((*views, comparison.either), (a, b, either), ((views[0],), (views[1],), views), strict=True)
    return Pair(
        *(_tally(selection, [(id_, counts[id_]) for id_ in shown], of) for selection, counts, of in sides)
    )


def _tally(selection: Selection, counts: list[tuple[str, int]], of: tuple[Selection, ...]) -> Tally:
    """The counts of one selection; the events behind them are those that the selections ``of`` count."""
    table = pd.DataFrame({
        "measure": pd.Series([id_ for id_, _ in counts], dtype=object),
        "count": np.array([number for _, number in counts], dtype=np.int64),
        "label": [MEASURES[id_].label for id_, _ in counts],
    })  # fmt: skip

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return np.logical_or.reduce([MEASURES[str(key["measure"])].part(one).mask for one in of])

    return Tally(selection, COUNTS, table, ("measure",), member)
