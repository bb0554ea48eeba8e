"""How far cooperation got: the stages that spheres reached, and when they first did."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.cooperation import nonzero
from analysis.selection import Selection
from analysis.tally import Tally
from data.dates import day_words, in_words, read
from data.vocabulary import vocabulary


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
    return Tally(selection, unit, table, ("sphere", "stage"), member)


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
    events = selection.dataset.events[["first_day", "last_day", "date"]]
    mentions = selection.of("event_spheres")[["sphere", "stage", "event"]].join(events, on="event")
    groups = mentions.sort_values(["last_day", "first_day"], kind="stable").groupby(
        ["sphere", "stage"], observed=True
    )
    first = groups.head(1).set_index(["sphere", "stage"]).sort_index()
    at_latest = groups["first_day"].min() < first["first_day"]
    rows = zip(first.index, first["event"], first["date"], at_latest, strict=True)
    return {
        (sphere, stage): Reached(sphere, stage, int(event), date, bool(late))
        for (sphere, stage), event, date, late in rows
    }


def furthest(reached: dict[tuple[str, str], Reached]) -> dict[str, Reached]:
    """Sphere → when it first got to its furthest stage, from what ``first_reached`` gives."""
    return {sphere: first for (sphere, _), first in reached.items()}
