"""One interaction, from filters to the counts of all pages, in Rapport: what is measured, and its answer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.actors import links
from analysis.agreements import by_kind
from analysis.channels import channels
from analysis.cooperation import NO_SPHERE, sphere_pairs, sphere_periods
from analysis.coverage import strength, support
from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.level_pairs import level_pairs
from analysis.meetings import meetings
from analysis.overview import top_actors
from analysis.press import publication, publishers
from analysis.reciprocity import reciprocity
from analysis.selection import Selection, select
from analysis.sphere_actors import sphere_actors
from analysis.stages import stages
from analysis.tally import Tally
from data.dataset import Dataset

SELECTIVE = Filters(scopes=(), statuses=(), spheres=("energy", "health"), first="2021-01", last="2023-12")
EVERYTHING = Filters(scopes=(), statuses=())
KINDS = ("person", "institution", "country")
Answer = dict[str, list[int]]
"""Table → its counts in ascending order: what two ways have to agree on."""


def rapport(dataset: Dataset, filters: Filters) -> Answer:
    """Rapport: one mask, rows found by event, bincounts."""
    selection = select(dataset, filters)
    return {name: sorted(table(selection)) for name, table in TABLES.items()}


def _counts(tally: Tally) -> list[int]:
    return tally.table["count"].tolist()


def _of_spheres(tally: Tally) -> list[int]:
    return tally.table.loc[tally.table["sphere"] != NO_SPHERE, "count"].tolist()


def _ties(selection: Selection) -> list[int]:
    counts = links(selection.dataset, "persons", "met", "between").counts(selection, "events")
    return counts[np.flatnonzero(counts)].tolist()


def _apart(pairs: Tally) -> list[int]:
    return pairs.table.loc[pairs.table["first"] != pairs.table["second"], "count"].tolist()


def _support(selection: Selection) -> list[int]:
    return support(selection).table.groupby("support")["count"].sum().tolist()


TABLES: dict[str, Callable[[Selection], list[int]]] = {
    "meetings per year and type": lambda s: _counts(frequency(meetings(s), "year", "type").placed),
    "meetings per year and host": lambda s: _counts(frequency(meetings(s), "year", "host").placed),
    "levels of both sides": lambda s: _counts(level_pairs(meetings(s))),
    "trips per year and direction": lambda s: _counts(reciprocity(s).placed),
    "spheres per year": lambda s: _of_spheres(sphere_periods(s, "year")),
    "spheres and stages": lambda s: _counts(stages(s)),
    "pairs of spheres": lambda s: _apart(sphere_pairs(s)),
    "spheres and institutions": lambda s: _of_spheres(sphere_actors(s)),
    "actors": lambda s: _counts(top_actors(s, kinds=KINDS)),
    "ties between persons": _ties,
    "channels between fields": lambda s: _counts(channels(s)),
    "documents per kind": lambda s: _counts(by_kind(s)),
    "sources per year and side": lambda s: _counts(publication(s).placed),
    "events per publisher": lambda s: publishers(s)["events"].tolist(),
    "number and side of sources": lambda s: _counts(strength(s)),
    "support": _support,
}
"""The counts of all pages."""
