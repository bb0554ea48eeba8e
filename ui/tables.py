"""The table behind a chart as it stands on the screen: plain headings and labels; the file keeps ids and columns."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.agreements import STATES
from analysis.cooperation import sphere_labels
from analysis.coverage import STRENGTHS, SUPPORTS, press_labels
from analysis.level_pairs import NOBODY
from analysis.periods import span_words
from analysis.words import sentence
from charts.coverage import AGREEMENT
from charts.figure import Figure
from data.countries import country_name
from data.dataset import Dataset
from data.vocabulary import vocabulary

HEADINGS = {
    "event_type": "Type of event", "label": "Name", "title": "Title", "date": "Date", "level": "Highest level",
    "period": "Period", "dated": "Dated to one period", "class": "Class", "direction": "Direction", "gap": "Gap",
    "place": "Place", "side": "Side", "sphere": "Sphere", "institution": "Institution", "sector": "Sector",
    "first": "First sphere", "second": "Second sphere", "mentioned": "Mentioned", "discussed": "Discussed",
    "agreed": "Agreed", "signed": "Signed", "implemented": "Implemented", "furthest_stage": "Furthest stage",
    "first_reached_words": "First reached", "actor": "Actor", "source": "Actor", "target": "Partner",
    "source_country": "Actor’s country", "target_country": "Partner’s country", "kind": "Kind", "country": "Country",
    "state": "State", "support": "Support", "sources_agree": "Agreement", "strength": "Sources",
    "press": "Reported by", "limit": "What is left open", "measure": "Measure", "view": "View", "a": "View A",
    "b": "View B", "difference": "Difference (B − A)", "held": "Held by",
}  # fmt: skip
"""Column of a table behind a chart → heading; any other column keeps its name with a capital."""

HIDDEN = frozenset({"event_id", "agreement_id", "first_day", "last_day", "first_reached", "end"})
"""Ids and dates for machines: the file holds them, and the screen has the same in words."""


def readable(figure: Figure, dataset: Dataset) -> pd.DataFrame:
    """The rows of the figure's table in the same order, labels instead of ids, headings in plain words.

    A column that has a twin of labels (``sphere`` and ``sphere_label``) is shown by its labels alone. Counts carry the
    unit as their heading. An id without a label stays as it is.
    """
    table = figure.table
    labelled = _labelled(table)
    shown = {}
    for name in table.columns:
        if name in HIDDEN or name in labelled.values():
            continue
        values = table[labelled.get(name, name)]
        shown[_heading(figure, name, labelled, dataset)] = values.map(_words(figure, name, labelled, dataset))
    return pd.DataFrame(shown, index=table.index)


def _labelled(table: pd.DataFrame) -> dict[str, str]:
    """Column of ids → column of its labels; a bare ``label`` belongs to the first column unless it is that."""
    names = list(table.columns)
    twins = {name: f"{name}_label" for name in names if f"{name}_label" in names}
    return twins | ({names[0]: "label"} if "label" in names[1:] else {})


def _heading(figure: Figure, name: str, labelled: dict[str, str], dataset: Dataset) -> str:
    if name in ("first", "second") and name not in labelled:
        return dataset.about.sides.labels[name == "second"]
    if name in ("count", "weight"):
        return sentence(figure.unit)
    return HEADINGS.get(name, sentence(name.replace("_", " ")))


def _words(
    figure: Figure, name: str, labelled: dict[str, str], dataset: Dataset
) -> Callable[[object], object]:
    """What turns a value of the column into words; a number, and what is in words already, is left alone."""
    if name == "period":
        return lambda period: "Undated" if period == "undated" else sentence(span_words(str(period)))
    labels = {} if name in labelled else _labels(figure, name, dataset)
    return lambda value: labels.get(str(value), value) if labels else value


def _labels(figure: Figure, name: str, dataset: Dataset) -> dict[str, str]:
    if name.endswith("country"):
        return {code: country_name(code) for code in dataset.actors["country"].unique() if code}
    first, second = dataset.about.sides.labels
    sides = {"first": first, "second": second, "third": "Other countries", "none": "Not stated"}
    levels = vocabulary("levels").column("label")
    # A sector and a level can have the same id: the name of the chart tells which of them its two sides are.
    classes = vocabulary("sectors").column("label") if figure.name == "channels-sector" else levels
    both_sides = classes | {NOBODY: "Nobody named"}
    return {
        "event_type": vocabulary("event_types").column("label"),
        "kind": vocabulary("actor_kinds").column("label"),
        "level": levels,
        "first": both_sides, "second": both_sides,
        "side": sides,
        "sphere": sphere_labels(),
        "furthest_stage": vocabulary("stages").column("label"),
        "state": STATES,
        "support": SUPPORTS,
        "sources_agree": AGREEMENT,
        "strength": STRENGTHS,
        "press": press_labels(dataset),
    }.get(name, {})  # fmt: skip
