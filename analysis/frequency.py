"""How often: counts per year, quarter or month."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.periods import period_axis, span_axis
from analysis.selection import Selection
from analysis.stacks import class_labels, classes
from analysis.tally import Tally, tally


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
    dataset = selection.dataset
    labels = class_labels(dataset, stack)
    placed = tally(selection, unit, period_axis(dataset, by), classes(dataset, stack))
    placed.table["label"] = [labels[id_] for id_ in placed.table["class"]]
    return Frequency(by, stack, placed, tally(selection, unit, span_axis(dataset, by)))
