"""At what level: who meets whom by rank."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from analysis.asking import narrowing
from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied, tally
from data.dataset import Dataset
from data.vocabulary import vocabulary

NOBODY = "none"


@tallied
def level_pairs(selection: Selection, unit: str = "events") -> Tally:
    """Who met whom by rank: one row is a pair of the highest levels present, ``first`` × ``second`` country.

    ``none`` stands for a side of which nobody is named, so that the cells add up to the whole selection.
    """
    return tally(selection, unit, *(_side(selection.dataset, side) for side in ("first", "second")))


@narrowing
def one_sided(selection: Selection) -> Selection:
    """The events in which nobody of one side, or of both, is named."""
    events = selection.dataset.events
    return selection.narrowed(((events["level_first"] < 0) | (events["level_second"] < 0)).to_numpy())


def level_labels(pairs: Tally, side: str) -> dict[Hashable, str]:
    """Level → label of the levels that occur on one side, in the order of rank, ``none`` last."""
    present = set(pairs.table[side])
    labels = vocabulary("levels").column("label") | {NOBODY: "Nobody named"}
    return {id_: label for id_, label in labels.items() if id_ in present}


def _side(dataset: Dataset, side: str) -> Axis:
    ids = vocabulary("levels").ids
    level = dataset.events[f"level_{side}"].to_numpy()
    return Axis(side, np.where(level < 0, len(ids), level), (*ids, NOBODY))
