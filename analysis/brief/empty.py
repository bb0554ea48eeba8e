"""The brief of nothing: which filters leave no event."""

from __future__ import annotations

from analysis.brief.model import Section
from analysis.brief.pieces import paragraph
from analysis.selection import LABELS, Selection, regained
from analysis.words import both, count, sentence

NAME, HEADING = "summary", "Nothing is selected"


def nothing(selection: Selection) -> Section:
    """One paragraph: the filters in words, and what lifting one of them would bring."""
    dataset = selection.dataset
    if not len(dataset):
        return Section(NAME, HEADING, (paragraph(("The data set holds no event.",)),))
    filters = selection.filters.describe(dataset).removesuffix(".")
    helpful = {field: number for field, number in regained(dataset, selection.filters).items() if number}
    found = f"None of the {len(dataset):,} events of the data set matches the filters ({filters})."
    if len(dataset) == 1:
        found = f"The one event of the data set does not match the filters ({filters})."
    if not helpful:
        blame = "No single filter is to blame: only several of them together leave nothing."
        return Section(NAME, HEADING, (paragraph((found,), (blame,)),))
    lifted = [
        f"without the filter on {LABELS[field]} there would be {count(number, 'event')}"
        for field, number in helpful.items()
    ]
    return Section(NAME, HEADING, (paragraph((found,), (f"{sentence(both(lifted))}.",)),))
