"""Comparisons worth a first look, found in the data: what a reader gets with one click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from analysis.comparison import Comparison
from analysis.filters import Filters
from analysis.overview import top_actors, top_spheres
from analysis.periods import months
from analysis.selection import Selection, month_number, select
from data.dataset import Dataset
from data.dates import in_words

YEARS = 5
"""How many whole years are compared when the reader has not chosen a period."""


@dataclass(frozen=True, eq=False)
class Idea:
    """A comparison that the data can answer, and the words that offer it."""

    name: str
    label: str
    comparison: Comparison


def ideas(selection: Selection) -> list[Idea]:
    """Comparisons near the view of the reader; only those in which both views hold an event and are not the same."""
    found = [
        Idea(name, label, Comparison(select(selection.dataset, first), select(selection.dataset, second)))
        for name, label, first, second in _all(selection.filters, selection.dataset)
    ]
    return [
        idea
        for idea in found
        if len(idea.comparison.first) and len(idea.comparison.second) and not idea.comparison.same
    ]


_Asked = tuple[str, str, Filters, Filters]
"""Name, label, and the filters of both views."""


def _all(filters: Filters, dataset: Dataset) -> Iterator[_Asked]:
    if len(dataset):
        yield from _periods(filters, dataset)
        yield from _top_spheres(filters, dataset)
        yield from _hosts(filters, dataset)
        yield from _persons(filters, dataset)
        yield from _press(filters, dataset)


def _periods(filters: Filters, dataset: Dataset) -> Iterator[_Asked]:
    """The period of the reader and the time of the same length before it; earlier is A, so that more means a rise."""
    if filters.first and filters.last:
        start, end = month_number(filters.first), month_number(filters.last)
    else:
        # The year of the last events is still under way.
        reached = months(select(dataset, filters.without("period")))
        if reached is None:
            return
        end = reached[1] // 12 * 12 - 1
        start = end + 1 - 12 * YEARS
    length = end - start + 1
    before, after = (_within(filters, first, first + length - 1) for first in (start - length, start))
    yield "before", f"{_span(before)}, then {_span(after)}", before, after


def _within(filters: Filters, first: int, last: int) -> Filters:
    return replace(filters, first=_month(first), last=_month(last))


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _span(filters: Filters) -> str:
    """``2016–2020`` for whole years, else ``May 2019 to June 2020``."""
    first, last = filters.first, filters.last
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def _top_spheres(filters: Filters, dataset: Dataset) -> Iterator[_Asked]:
    """The chosen sphere and the most frequent other one, or the two most frequent."""
    table = top_spheres(select(dataset, filters.without("spheres"))).table
    if len(filters.spheres) == 1:
        rest = table[table["sphere"] != filters.spheres[0]]
        chosen = table[table["sphere"] == filters.spheres[0]]
        if rest.empty or chosen.empty:
            return
        (one, label), (other, other_label) = _first(chosen), _first(rest)
        words = f"{label} and {other_label}, the most frequent other sphere"
    elif len(table) > 1:
        (one, label), (other, other_label) = _first(table), _first(table[1:])
        words = f"{label} and {other_label}, the two most frequent spheres"
    else:
        return
    yield "spheres", words, _only(filters, "spheres", one), _only(filters, "spheres", other)


def _first(table: pd.DataFrame) -> tuple[str, str]:
    return str(table.iloc[0, 0]), str(table["label"].iloc[0])


def _hosts(filters: Filters, dataset: Dataset) -> Iterator[_Asked]:
    sides = dataset.about.sides
    if not sides.one_and_all:
        words = "Held in {} and held in {}".format(*sides.words)
        yield "hosts", words, _only(filters, "places", sides.first), _only(filters, "places", sides.second)


def _persons(filters: Filters, dataset: Dataset) -> Iterator[_Asked]:
    table = top_actors(select(dataset, filters.without("actors")), kinds=("person",)).table
    leaders = [table[table["side"] == side] for side in ("first", "second")]
    if all(len(part) for part in leaders):
        (one, name), (other, other_name) = (_first(part) for part in leaders)
        words = f"{name} and {other_name}, the most involved of each side"
        yield "persons", words, _only(filters, "actors", one), _only(filters, "actors", other)


def _press(filters: Filters, dataset: Dataset) -> Iterator[_Asked]:
    sides = dataset.about.sides
    if not sides.one_and_all:
        words = "Reported by the press of {} and of {}".format(*sides.words)
        yield "press", words, _only(filters, "press", sides.first), _only(filters, "press", sides.second)


def _only(filters: Filters, field: str, id_: str) -> Filters:
    """The filters with one value in a field."""
    return replace(filters, **{field: (id_,)}).normal()  # type: ignore[arg-type]
