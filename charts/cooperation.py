"""How far cooperation got: spheres down, stages across, and when each stage was first reached."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import pandas as pd

from analysis.cooperation import NO_SPHERE, sphere_labels, spheres
from analysis.kinds import doubts, mentions
from analysis.selection import UNITS, Selection
from analysis.stages import Reached, first_reached, furthest, stages
from analysis.tally import Tally
from analysis.words import both, count, either
from charts.figure import Figure
from charts.matrix import Cell, cells, grid, sums
from data.vocabulary import vocabulary

ALL = "all"
CELLS = {"count": "How often", "first": "Since when"}
"""What is written in the cells: the count, or the year in which the stage was first reached."""

TITLES = {
    "count": "Spheres of cooperation by the stage that they reached",
    "first": "Spheres of cooperation by the year in which they first reached a stage",
}
MOST_NAMED = 3
"""More classes than these that share the first place are counted, not named."""

Firsts = dict[tuple[str, str], Reached]

SHORT = 26
"""Letters of a date in words for which the label of a row has room."""


def sphere_stages(selection: Selection, unit: str, show: str = "count") -> Figure:
    """One row per sphere, most frequent first, with its furthest stage and since when; one column per stage."""
    by_stage, by_sphere, reached = stages(selection, unit), spheres(selection, unit), first_reached(selection)
    rows = in_order(by_sphere)
    columns = {ALL: "All", **vocabulary("stages").column("label")}
    drawn = [*sums(by_sphere, 1, ALL), *_dated(cells(by_stage), reached, show)]
    return Figure(
        name=f"spheres-by-stage-{show}",
        title=TITLES[show],
        unit=unit,
        spec=grid(drawn, rows, columns, below=_furthest_words(reached)),
        sentence=stages_sentence(by_sphere, reached),
        tallies=(by_stage, by_sphere),
        notes=_notes(selection, show),
        help=" ".join(f"{row['label']}: {row['definition']}." for row in vocabulary("stages").rows),
        own_table=_table(by_stage, by_sphere, reached),
    )


def in_order(by_sphere: Tally) -> dict[Hashable, str]:
    """Id → label of the spheres that occur, the most frequent first, events without a sphere last."""
    labels = sphere_labels()
    table = by_sphere.table.sort_values("count", ascending=False, kind="stable")
    ids = [*table["sphere"][table["sphere"] != NO_SPHERE], *table["sphere"][table["sphere"] == NO_SPHERE]]
    return {id_: labels[id_] for id_ in ids}


def counted_once(selection: Selection) -> list[str]:
    """What the sums of a matrix of spheres mean, with the numbers, and what a filter on spheres does to it."""
    many, some = mentions(selection)
    notes = [
        f"Sphere mentions: {many:,}, in {some:,} of {count(len(selection), 'event')}. An event in two spheres "
        f"counts once in the total and once in each sphere. Events without a stated sphere: {len(selection) - some:,}."
    ]
    if selection.filters.spheres:
        last = "and" if selection.filters.match == "all" else "or"
        names = [vocabulary("spheres").label(id_) for id_ in selection.filters.spheres]
        notes.append(
            f"Selected are events in {either(names, last)}. Every other sphere is counted only as far as it occurs "
            "in these events."
        )
    return notes


def stages_sentence(by_sphere: Tally, reached: Firsts) -> str:
    """The most frequent spheres, and how many spheres got how far: right for none, one and many."""
    named = by_sphere.table[by_sphere.table["sphere"] != NO_SPHERE]
    if named.empty:
        return "No sphere of cooperation is stated for the selected events."
    labels = sphere_labels()
    most = int(named["count"].max())
    units = count(most, *UNITS[by_sphere.unit])
    top = [labels[id_] for id_ in named["sphere"][named["count"] == most]]
    if len(named) == 1:
        return f"The only sphere is {top[0]}, with {units}; it got as far as {_got_to(reached)[0][1]}."
    far = [
        f"{number:,} {'got ' * (not place)}as far as {stage}"
        for place, (number, stage) in enumerate(_got_to(reached))
    ]
    each = " each" if len(top) > 1 else ""
    first = (
        f"Most frequent: {both(top)}, with {units}{each}."
        if len(top) <= MOST_NAMED
        else f"No sphere stands out: {len(top):,} have {units} each."
    )
    return f"{first} Of {len(named):,} spheres, {both(far)}."


def _got_to(reached: Firsts) -> list[tuple[int, str]]:
    """How many spheres have which furthest stage, the furthest first."""
    last = [first.stage for first in furthest(reached).values()]
    stages_ = reversed(vocabulary("stages").column("label").items())
    return [(last.count(id_), f"“{label.lower()}”") for id_, label in stages_ if id_ in last]


def _dated(drawn: list[Cell], reached: Firsts, show: str) -> list[Cell]:
    """The cells with the date at which each stage was first reached, written into them when ``show`` is first."""
    firsts = [reached[str(cell.row), str(cell.column)] for cell in drawn]
    return [
        replace(cell, remark=f", first {first.words}", text=first.year if show == "first" else "")
        for cell, first in zip(drawn, firsts, strict=True)
    ]


def _furthest_words(reached: Firsts) -> dict[Hashable, str]:
    """``implemented, 10 July 2023``; a date that needs more room is given by its year."""
    labels = vocabulary("stages").column("label")
    return {
        sphere: f"{labels[first.stage].lower()}, {first.words if len(first.words) <= SHORT else first.year}"
        for sphere, first in furthest(reached).items()
    }


def _notes(selection: Selection, show: str) -> list[str]:
    notes = [
        *counted_once(selection),
        "Below a sphere: its furthest stage, and the first selected event in which it got there. An event has one "
        "stage per sphere, the furthest that a source reports.",
    ]
    if show == "first":
        notes.append(
            "In the cells: the year of the first such event; ≤ for a year at the latest, ~ for about, ? for an "
            "uncertain date. The stronger the colour, the more events."
        )
    others = doubts(selection)["open"]
    if others:
        notes.append(
            f"Planned, cancelled or claimed among them: {count(others, 'event')}. Their stages are no facts."
        )
    return notes


def _table(by_stage: Tally, by_sphere: Tally, reached: Firsts) -> pd.DataFrame:
    """One row per sphere: its count, its count per stage, its furthest stage and since when."""
    order = in_order(by_sphere)
    counts = by_sphere.table.set_index("sphere")["count"]
    wide = by_stage.table.pivot(index="sphere", columns="stage", values="count")
    wide = wide.reindex(index=list(order), columns=vocabulary("stages").ids).fillna(0).astype(int)
    wide.insert(0, "sphere_label", list(order.values()))
    wide.insert(1, "count", counts.reindex(list(order)).to_numpy())
    last = [furthest(reached).get(str(id_)) for id_ in order]
    wide["furthest_stage"] = [first.stage if first else "" for first in last]
    wide["first_reached"] = [first.date if first else "" for first in last]
    wide["first_reached_words"] = [first.words if first else "" for first in last]
    return wide.rename_axis(index="sphere", columns=None).reset_index()
