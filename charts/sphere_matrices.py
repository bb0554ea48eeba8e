"""Matrices of spheres: over time, together with each other, and by who takes part."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

import pandas as pd

from analysis.cooperation import (
    NO_SPHERE,
    UNDATED,
    periods_shown,
    sphere_labels,
    sphere_pairs,
    sphere_periods,
    spheres,
)
from analysis.periods import period_words, spans
from analysis.selection import UNITS, Selection
from analysis.sphere_actors import active, sphere_actors, who_labels
from analysis.tally import Tally
from analysis.words import both, count
from charts.cooperation import ALL, MOST_NAMED, counted_once, in_order
from charts.figure import Figure
from charts.matrix import cells, grid, sums

MOST_ACTORS = 20
NOUNS = {"institution": ("institution", "institutions"), "sector": ("sector", "sectors")}


def spheres_over_time(selection: Selection, by: str, unit: str) -> Figure:
    """Spheres down, periods across; what cannot be placed in a period stands in a hatched column of its own."""
    placed, by_sphere = sphere_periods(selection, by, unit), spheres(selection, unit)
    undated = placed.table["period"] == UNDATED
    columns: dict[Hashable, str] = {
        ALL: "All",
        **{id_: _period_label(id_) for id_ in periods_shown(selection, by)},
    }
    columns |= {UNDATED: "Undated"} if undated.any() else {}
    drawn = [replace(cell, look="hatch") if cell.column == UNDATED else cell for cell in cells(placed)]
    return Figure(
        name=f"spheres-by-{by}",
        title=f"Spheres of cooperation per {by}",
        unit=unit,
        spec=grid([*sums(by_sphere, 1, ALL), *drawn], in_order(by_sphere), columns, thin=True),
        sentence=time_sentence(placed, by),
        tallies=(placed, by_sphere),
        notes=_time_notes(selection, by),
        hints=("Pointing at a cell shows its number, and a click lists its events.",),
        own_table=_labelled(placed, {"sphere": sphere_labels()}),
    )


def _period_label(id_: str) -> str:
    return id_.replace("-", " ")


def time_sentence(placed: Tally, by: str) -> str:
    """The sphere and period with the most events: right for none, one and many, and for ties."""
    table = placed.table[(placed.table["sphere"] != NO_SPHERE) & (placed.table["period"] != UNDATED)]
    if table.empty:
        return f"No event with a stated sphere can be placed in a {by}."
    labels = sphere_labels()
    peak = _peak(table)
    top = [
        f"{labels[id_]} in {period_words(period)}"
        for id_, period in zip(peak["sphere"], peak["period"], strict=True)
    ]
    return _most(top, int(table["count"].max()), placed.unit, f"combination of sphere and {by}")


def _time_notes(selection: Selection, by: str) -> list[str]:
    undated = spans(selection, by, "events").total
    notes = [
        "The stronger the colour of a cell, the more; a cell that is too narrow for its number is left without it."
    ]
    if undated:
        notes.append(f"Not datable to a {by}: {count(undated, 'event')}, in the hatched column “Undated”.")
    return notes


def spheres_together(selection: Selection, unit: str) -> Figure:
    """Spheres down and across; a cell counts the events that are in both. On the diagonal: all events of a sphere."""
    pairs = sphere_pairs(selection, unit)
    labels = {id_: label for id_, label in in_order(spheres(selection, unit)).items() if id_ != NO_SPHERE}
    pairs_once = cells(pairs)
    alone = [replace(cell, look="grey", remark=" (all)") for cell in pairs_once if cell.row == cell.column]
    together = [cell for cell in pairs_once if cell.row != cell.column]
    mirrored = [replace(cell, row=cell.column, column=cell.row) for cell in together]
    return Figure(
        name="spheres-together",
        title="Spheres of cooperation that occur together",
        unit=unit,
        spec=grid([*alone, *together, *mirrored], labels, labels),
        sentence=pairs_sentence(pairs),
        tallies=(pairs,),
        notes=["Grey: all events of the sphere, alone or with others. Every pair stands twice, on both sides of the "
            "grey cells.", *counted_once(selection)[1:]],
        hints=["The table below the chart holds every pair once."],
        own_table=_labelled(pairs, {"first": sphere_labels(), "second": sphere_labels()}),
    )  # fmt: skip


def pairs_sentence(pairs: Tally) -> str:
    """The spheres that occur together most often: right for none, one and many, and for ties."""
    table = pairs.table[pairs.table["first"] != pairs.table["second"]]
    if pairs.table.empty:
        return "No sphere of cooperation is stated for the selected events."
    if table.empty:
        return "None of the selected events is in more than one sphere."
    labels = sphere_labels()
    peak = _peak(table)
    top = [f"{labels[a]} with {labels[b]}" for a, b in zip(peak["first"], peak["second"], strict=True)]
    return _most(top, int(table["count"].max()), pairs.unit, "pair of spheres")


def spheres_by_actor(selection: Selection, who: str, unit: str) -> Figure:
    """Institutions or sectors down, spheres across."""
    busy, whole = active(selection, who, unit), sphere_actors(selection, who, unit)
    names = who_labels(selection.dataset, who)
    shown = {id_: names[str(id_)] for id_ in busy.table[who][:MOST_ACTORS]}
    columns: dict[Hashable, str] = {ALL: "All", **in_order(spheres(selection, whole.unit))}
    return Figure(
        name=f"spheres-by-{who}",
        title=f"{NOUNS[who][1].capitalize()} by sphere of cooperation",
        unit=whole.unit,
        spec=grid([*sums(busy, 1, ALL), *cells(whole)], shown, columns),
        sentence=actors_sentence(busy, who, names),
        tallies=(whole, busy),
        notes=_actor_notes(busy, who),
        hints=["The table below the chart holds them all."] if len(busy.table) > MOST_ACTORS else [],
        own_table=_labelled(whole, {who: names, "sphere": sphere_labels()}),
    )


def actors_sentence(busy: Tally, who: str, names: Mapping[str, str]) -> str:
    """How many take part, and who most: right for none, one and many, and for ties."""
    one, many = NOUNS[who]
    if busy.table.empty:
        return f"No {one} is named among the participants of the selected events."
    top = [names[id_] for id_ in _peak(busy.table)[who]]
    units = count(int(busy.table["count"].max()), *UNITS[busy.unit])
    if len(busy.table) == 1:
        return f"The only {one} that takes part is {top[0]}, in {units}."
    share = f"{both(top)}, in {units}" if len(top) == 1 else f"{both(top)}, in {units} each"
    lead = (
        f"the most active: {share}"
        if len(top) <= MOST_NAMED
        else f"{len(top):,} of them share the first place, with {units} each"
    )
    return f"{len(busy.table):,} {many} take part; {lead}."


def _actor_notes(busy: Tally, who: str) -> list[str]:
    notes = [
        "An event counts once for every institution that takes part, and once in each of its spheres."
        if who == "institution"
        else "Sectors of all participants: persons, institutions and countries. An event counts once for a sector, "
        "however many participants belong to it."
    ]
    rest = len(busy.table) - MOST_ACTORS
    if rest > 0:
        most = int(busy.table["count"][MOST_ACTORS])
        notes.append(
            f"Drawn are the {MOST_ACTORS} most active. Left out: {count(rest, *NOUNS[who])} with at most "
            f"{count(most, *UNITS[busy.unit])} each."
        )
    return notes


def _peak(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["count"] == table["count"].max()]


def _most(top: list[str], most: int, unit: str, one: str) -> str:
    """``Most often: A, 5 events.``; up to three that tie are named, more are counted."""
    units = count(most, *UNITS[unit])
    if len(top) <= MOST_NAMED:
        return f"Most often: {both(top)}, {units}{' each' if len(top) > 1 else ''}."
    return f"No {one} stands out: {len(top):,} have {units} each."


def _labelled(tally: Tally, labels: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """The table of a tally with the label beside each id."""
    table = tally.table.copy()
    for key, names in labels.items():
        table.insert(list(table.columns).index(key) + 1, f"{key}_label", [names[id_] for id_ in table[key]])
    return table
