"""The four numbers of the overview, each with its years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.asking import added
from analysis.meetings import meetings
from analysis.periods import UNDATED, months, period_numbers
from analysis.press import told
from analysis.reciprocity import trips
from analysis.selection import Selection
from data.dataset import Dataset


@dataclass(frozen=True)
class Headline:
    """One number. ``per_year`` has one count per year from ``first_year`` on, zeros included; ``undated`` counts
    what cannot be placed in one year, so that both together are ``total``."""

    name: str
    total: int
    first_year: int
    per_year: tuple[int, ...]
    undated: int


def headlines(selection: Selection) -> tuple[Headline, ...]:
    """Meetings, trips, documents signed and sources of a selection, over the same years; none for no events.

    A source counts once, in the year in which it was published, however many of the events it reports. A document
    counts in the year of its signing.
    """
    if not len(selection):
        return ()
    dataset = selection.dataset
    published = dataset.keep("year of source", lambda: _published(dataset.sources))[told(selection)]
    first, last = months(selection) or (0, 0)
    sources = _counts(published)
    known = sources.keys() - {UNDATED}
    low, high = min([first // 12, *known]), max([last // 12, *known])
    years = {
        "meetings": per_year(meetings(selection)),
        "trips": per_year(trips(selection)),
        "documents": documents_per_year(selection),
        "sources": sources,
    }
    return tuple(_headline(name, counts, low, high) for name, counts in years.items())


@added
def per_year(selection: Selection) -> dict[int, int]:
    """Year → events that lie in it; ``UNDATED`` → those that cannot be placed in one year."""
    return _counts(_years(selection.dataset)[selection.rows])


@added
def documents_per_year(selection: Selection) -> dict[int, int]:
    """The same of the documents signed, each in the year of its signing."""
    signed = selection.dataset.agreements["event"].to_numpy()[selection.numbers("agreements")]
    return _counts(_years(selection.dataset)[signed])


def _years(dataset: Dataset) -> np.ndarray:
    return dataset.keep("year of event", lambda: period_numbers(dataset.events, "year"))


def _counts(years: np.ndarray) -> dict[int, int]:
    return dict(zip(*(part.tolist() for part in np.unique(years, return_counts=True)), strict=True))


def _published(sources: pd.DataFrame) -> np.ndarray:
    return period_numbers(sources.assign(placed_month=sources["last_month"]), "year")


def _headline(name: str, counts: dict[int, int], low: int, high: int) -> Headline:
    each = tuple(counts.get(year, 0) for year in range(low, high + 1))
    return Headline(name, sum(counts.values()), low, each, counts.get(UNDATED, 0))
