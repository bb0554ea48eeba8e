"""What changed from view A to view B: a few counts that every comparison begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis.asking import narrowing, united
from analysis.comparison import Comparison, Pair
from analysis.coverage import in_conflict, sources_per_event
from analysis.kinds import documents
from analysis.meetings import lone_trips, meetings
from analysis.parts_of import having
from analysis.press import told
from analysis.selection import Member, Selection, taking_part
from analysis.tally import Tally, member_of
from data.keys import distinct

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


@narrowing
def _attended(selection: Selection) -> Selection:
    return selection.narrowed(selection.weights("participations") > 0)


@narrowing
def _single(selection: Selection) -> Selection:
    return selection.narrowed(sources_per_event(selection.dataset) == 1)


@narrowing
def _in_conflict(selection: Selection) -> Selection:
    return selection.narrowed(in_conflict(selection.dataset))


@united
def _spheres(selection: Selection) -> np.ndarray:
    return selection.of("event_spheres")["sphere"].astype(str).unique()


@united
def _actors(selection: Selection) -> np.ndarray:
    return distinct(taking_part(selection)[1])


def _countries(selection: Selection) -> int:
    countries = selection.dataset.actors["country"].iloc[_actors(selection)]
    return int(countries[countries != ""].nunique())


MEASURES = {
    "events": _events("Events", lambda selection: selection),
    "meetings": _events("Meetings", meetings),
    "trips": _events("Trips without a known meeting", lone_trips),
    "spheres": Measure("Spheres named", lambda one: len(_spheres(one)), lambda one: having(one, "event_spheres")),
    "actors": Measure("Actors taking part", lambda one: len(_actors(one)), _attended),
    "countries": Measure("Countries taking part", _countries, _attended),
    "participations": Measure("Participations", lambda one: one.total("participations"), _attended),
    "agreements": Measure("Documents signed", documents, lambda one: having(one, "agreements")),
    "reports": Measure("Reports", lambda one: one.total("reports"), lambda one: having(one, "evidence")),
    "sources": Measure("Sources", lambda one: len(told(one)), lambda one: having(one, "evidence")),
    "single": _events("Events with a single source", _single),
    "conflict": _events("Events on which sources disagree", _in_conflict),
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

    return Tally(selection, COUNTS, table, ("measure",), member_of(selection, partial(_behind, *of)))


def _behind(_: Selection, *of: Selection) -> Member:
    return lambda key: np.logical_or.reduce([MEASURES[str(key["measure"])].part(one).mask for one in of])
