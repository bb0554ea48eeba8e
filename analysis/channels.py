"""Channels: through which offices, levels or fields the two sides deal with each other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.encounters import Links, encounters, link
from analysis.selection import Selection, unit_of_actors
from analysis.tally import Tally, tallied
from data.dataset import Dataset
from data.vocabulary import vocabulary

CHANNELS = {"sector": "Field", "level": "Level", "office": "Office"}
MOST_CLASSES = 12
"""How many classes of each country the matrix holds; of more, those with most events."""


@tallied
def channels(selection: Selection, by: str = "sector", tie: str = "met", unit: str = "events") -> Tally:
    """Which class of the first country's participants deals with which class of the second's.

    One row is one pair of classes, ``first`` × ``second``, with the events (or reports) in which a participant of the
    one and a participant of the other are tied; an event counts once in every cell that it touches, so the cells add up
    to more than the events. Classes are sectors or levels (ids), or offices as held at the time (text; an
    institution stands for itself; persons without a stated office and countries have none). Participations count as
    events, as for every tie.
    """
    unit = unit_of_actors(unit)
    names, pairs = _links(selection.dataset, by, tie)
    counts = pairs.counts(selection, unit)
    full = np.flatnonzero(counts)
    first, second = (names[pairs.ends[full, end]] for end in (0, 1))
    table = pd.DataFrame({"first": first, "second": second, "count": counts[full]})

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        wanted = (names[pairs.ends] == [key["first"], key["second"]]).all(axis=1)
        return pairs.member(np.flatnonzero(wanted), len(selection.dataset))

    return Tally(selection, unit, table, ("first", "second"), member, _orders(by))


def _orders(by: str) -> dict[str, tuple[str, ...]]:
    """Levels and sectors stand in the order of their vocabulary, offices in that of their texts."""
    if by == "office":
        return {}
    ids = vocabulary({"level": "levels", "sector": "sectors"}[by]).ids
    return {"first": ids, "second": ids}


def busiest(whole: Tally, side: str, most: int = MOST_CLASSES) -> list[str]:
    """The classes of one side with the largest sums, the largest first, at most ``most``."""
    sums = whole.table.groupby(side, sort=True)["count"].sum().sort_values(ascending=False, kind="stable")
    return [str(id_) for id_ in sums.index[:most]]


def cut(whole: Tally, rows: list[str], columns: list[str]) -> Tally:
    """The tally with only these classes of the first and the second country."""
    inside = whole.table["first"].isin(rows) & whole.table["second"].isin(columns)
    return replace(whole, table=whole.table[inside].reset_index(drop=True))


def _links(dataset: Dataset, by: str, tie: str) -> tuple[np.ndarray, Links]:
    return dataset.keep(("channels", by, tie), lambda: _make_links(dataset, by, tie))


def _make_links(dataset: Dataset, by: str, tie: str) -> tuple[np.ndarray, Links]:
    """The names of the classes, and the links from a class of the first country to one of the second."""
    names, classes = _classes(dataset, by)
    side = dataset.about.sides.of(dataset.actors["country"])[dataset.participants["actor"]]
    pairs = encounters(dataset, tie)
    ends = []
    for one, other in (("left", "right"), ("right", "left")):
        first, second = pairs[one].to_numpy(), pairs[other].to_numpy()
        facing = (side[first] == "first") & (side[second] == "second")
        ends.append((pairs["event"].to_numpy()[facing], classes[first[facing]], classes[second[facing]]))
    return names, link(dataset, *(np.concatenate(column) for column in zip(*ends, strict=True)))


def _classes(dataset: Dataset, by: str) -> tuple[np.ndarray, np.ndarray]:
    """The names of all classes, and the class number of each participation (or -1)."""
    rows = dataset.participants
    if by == "level":
        return np.array(vocabulary("levels").ids, dtype=object), rows["level"].cat.codes.to_numpy()
    actors = dataset.actors.iloc[rows["actor"]]
    if by == "sector":
        return np.array(vocabulary("sectors").ids, dtype=object), actors["sector"].cat.codes.to_numpy()
    own_name = (actors["kind"] == "institution").to_numpy()
    office = np.where(own_name, actors["name"].to_numpy(dtype=object), rows["office"].to_numpy(dtype=object))
    codes, names = pd.factorize(pd.Series(office).where(office != ""), sort=True)
    return np.asarray(names, dtype=object), codes
