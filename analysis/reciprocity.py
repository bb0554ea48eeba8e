"""Who travels to whom: trips from the first country to the second, and from the second to the first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.asking import narrowing
from analysis.periods import period_axis, span_axis
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied, tally
from data.dataset import Dataset

DIRECTIONS = ("first", "second", "other")


@dataclass(frozen=True, eq=False)
class Reciprocity:
    """Trips by direction: per period (``placed``), per span if the period is not known (``undated``), in all."""

    by: str
    placed: Tally
    undated: Tally
    whole: Tally

    def count(self, direction: str) -> int:
        """The trips of one direction, whether their period is known or not."""
        table = self.whole.table
        return int(table.loc[table["direction"] == direction, "count"].sum())


def reciprocity(selection: Selection, by: str = "year", unit: str = "events") -> Reciprocity:
    """Who travelled to whom in the selected trips.

    ``direction`` is ``first`` when people of the first country visit the second, ``second`` for the other way
    round, ``other`` for every other trip: to a third country, by people of both sides or of neither, or to a
    place that is not known. A trip that began in one year and ended in the next belongs to the first. An empty
    selection gives empty tables.
    """
    travelled = trips(selection)
    return Reciprocity(by, *(_ways(travelled, unit, by, of) for of in ("period", "span", "")))


@tallied
def _ways(travelled: Selection, unit: str, by: str, of: str) -> Tally:
    """Counts per direction, and per period or span."""
    axes = {"period": [period_axis], "span": [span_axis], "": []}[of]
    dataset = travelled.dataset
    return tally(travelled, unit, *(axis(dataset, by) for axis in axes), directions(dataset))


@narrowing
def trips(selection: Selection) -> Selection:
    """The selected trips, with or without known meetings."""
    return selection.narrowed((selection.dataset.events["event_type"] == "visit").to_numpy())


def directions(dataset: Dataset) -> Axis:
    """The direction of each event, from the countries of its visitors and the side where it took place."""
    return dataset.keep("direction", lambda: _directions(dataset))


def _directions(dataset: Dataset) -> Axis:
    rows = dataset.participants
    side = dataset.about.sides.of(dataset.actors["country"])[rows["actor"]]
    visitor = (rows["role"] == "visitor").to_numpy()
    from_first, from_second = (
        np.isin(dataset.events.index, rows["event"][visitor & (side == one)]) for one in ("first", "second")
    )
    host = dataset.events["host"].to_numpy()
    first = from_first & ~from_second & (host == "second")
    second = from_second & ~from_first & (host == "first")
    return Axis("direction", np.select([first, second], [0, 1], 2), DIRECTIONS)
