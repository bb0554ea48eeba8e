"""How often: counts per year, quarter or month."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.periods import period_axis, spans
from analysis.selection import Selection
from analysis.stacks import class_labels, classes, named_places
from analysis.tally import Tally, tallied, tally


@dataclass(frozen=True, eq=False)
class Frequency:
    """Counts per period (``placed``) and, for what cannot be placed so exactly, per span (``undated``)."""

    by: str
    stack: str
    placed: Tally
    undated: Tally


def frequency(selection: Selection, by: str = "year", stack: str = "type", unit: str = "events") -> Frequency:
    """How many events lie in each period, split by a class.

    One row of ``placed.table`` is one period × class: ``period``, ``class``, ``count``, ``label``. One row of
    ``undated.table`` is one span of possible dates. An empty selection gives empty tables.
    """
    labels = class_labels(selection.dataset, stack)
    named = tuple(named_places(selection.dataset)) if stack == "place" else ()
    placed = _placed(selection, by, stack, unit, named)
    named_rows = placed.table.assign(label=[labels[id_] for id_ in placed.table["class"]])
    return Frequency(by, stack, replace(placed, table=named_rows), spans(selection, by, unit))


@tallied
def _placed(selection: Selection, by: str, stack: str, unit: str, named: tuple[str, ...]) -> Tally:
    dataset = selection.dataset
    return tally(selection, unit, period_axis(dataset, by), classes(dataset, stack, named))
