"""How far cooperation got: the stages that spheres reached, and when they first did."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from analysis.asking import merged
from analysis.cooperation import nonzero
from analysis.selection import Selection
from analysis.tally import Tally, tallied
from data.dates import day_words, in_words, read
from data.vocabulary import vocabulary


@tallied
def stages(selection: Selection, unit: str = "events") -> Tally:
    """One row is one sphere × stage; its count is that of the events in which the sphere got as far as the stage.

    An event has one stage per sphere, the furthest, so the stages of a sphere add up to the count of the sphere.
    """
    dataset = selection.dataset
    spheres, ranks = vocabulary("spheres").ids, vocabulary("stages").ids
    mentions = selection.of("event_spheres")
    cell = (
        mentions["sphere"].cat.codes.to_numpy(np.int64) * len(ranks) + mentions["stage"].cat.codes.to_numpy()
    )
    counts = np.bincount(
        cell, selection.weights(unit)[mentions["event"]], minlength=len(spheres) * len(ranks)
    )

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        rows = dataset.event_spheres
        there = (rows["sphere"] == key["sphere"]) & (rows["stage"] == key["stage"])
        mask = np.zeros(len(dataset), dtype=bool)
        mask[rows["event"][there]] = True
        return mask

    table = nonzero(counts.reshape(len(spheres), -1), sphere=spheres, stage=ranks)
    return Tally(selection, unit, table, ("sphere", "stage"), member, {"sphere": spheres, "stage": ranks})


@dataclass(frozen=True)
class Reached:
    """When a sphere first got to a stage.

    ``event`` is the row number of the event whose last possible day comes first: by then the stage had been reached.
    ``at_latest`` is true when another event, dated less exactly, may have been before it.
    """

    sphere: str
    stage: str
    event: int
    date: str
    at_latest: bool

    @property
    def words(self) -> str:
        """The date for a reader: ``10 July 2023``, ``about 2014``, ``by June 2006``."""
        if not self.at_latest:
            return in_words(self.date)
        span = read(self.date)
        return f"by {day_words(span.last_day) if span.precision == 'between' else in_words(self.date)}"

    @property
    def year(self) -> str:
        """The year, with ≤ when it may have been earlier, ~ when it is approximate, ? when it is uncertain."""
        span = read(self.date)
        early = self.at_latest or span.first_day.year < span.last_day.year
        sign = "≤" if early else "~" if span.approximate else ""
        return f"{sign}{span.last_day.year}{'?' if span.uncertain else ''}"


def first_reached(selection: Selection) -> dict[tuple[str, str], Reached]:
    """(sphere, stage) → when it was first reached, in the order of both vocabularies; empty for no events."""
    found = _first(selection)
    return {
        key: Reached(*key, found[key].event, found[key].date, found[key].before < found[key].first_day)
        for key in product(vocabulary("spheres").ids, vocabulary("stages").ids)
        if key in found
    }


class _Found(NamedTuple):
    """Of the first event at a stage: its row number, dates and text; ``before`` is the first day that any may have."""

    before: int
    last_day: int
    event: int
    first_day: int
    date: str


_Firsts = dict[tuple[str, str], _Found]


def _earliest(answers: list[_Firsts]) -> _Firsts:
    keys = dict.fromkeys(key for answer in answers for key in answer)
    found = {key: [answer[key] for answer in answers if key in answer] for key in keys}
    return {
        key: min(some, key=lambda one: (one.last_day, one.event))._replace(
            before=min(one.before for one in some)
        )
        for key, some in found.items()
    }


@merged(_earliest)
def _first(selection: Selection) -> _Firsts:
    keys = list(product(vocabulary("spheres").ids, vocabulary("stages").ids))
    events, numbers = selection.dataset.events, selection.dataset.numbers
    first_day, last_day = (events[name].to_numpy().astype(np.int64) for name in ("first_day", "last_day"))
    cell, event = _mentions(selection)
    begins, ends = (np.full(len(keys), np.iinfo(np.int64).max) for _ in range(2))
    np.minimum.at(begins, cell, first_day[event])
    np.minimum.at(ends, cell, last_day[event])
    candidates = np.flatnonzero(last_day[event] == ends[cell])
    occurring, position = np.unique(cell[candidates], return_index=True)
    rows = event[candidates][position].tolist()
    return {
        keys[at]: _Found(
            int(begins[at]), int(ends[at]), int(numbers[row]), int(first_day[row]), events["date"].iloc[row]
        )
        for at, row in zip(occurring.tolist(), rows, strict=True)
    }


def _mentions(selection: Selection) -> tuple[np.ndarray, np.ndarray]:
    """Of every sphere mention in the selection: the number of its cell (sphere × stage), and its event."""
    mentions = selection.of("event_spheres")
    sphere, stage = (mentions[name].cat.codes.to_numpy(np.int64) for name in ("sphere", "stage"))
    return sphere * len(vocabulary("stages").ids) + stage, mentions["event"].to_numpy()


def furthest(reached: dict[tuple[str, str], Reached]) -> dict[str, Reached]:
    """Sphere → when it first got to its furthest stage, from what ``first_reached`` gives."""
    return {sphere: first for (sphere, _), first in reached.items()}
