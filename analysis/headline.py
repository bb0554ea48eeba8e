"""The four numbers of the overview, each with its years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.meetings import meetings
from analysis.periods import UNDATED, period_numbers
from analysis.press import selected_sources
from analysis.selection import Selection


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
    year = dataset.keep("year of event", lambda: period_numbers(dataset.events, "year"))
    told = selected_sources(selection)
    published = dataset.keep("year of source", lambda: _published(dataset.sources))
    trips = np.flatnonzero(selection.mask & (dataset.events["event_type"] == "visit").to_numpy())
    years = {
        "meetings": year[meetings(selection).rows],
        "trips": year[trips],
        "documents": year[selection.of("agreements")["event"]],
        "sources": published[told],
    }
    spans = dataset.events[["first_day", "last_day"]].iloc[selection.rows]
    low, high = spans["first_day"].min().year, spans["last_day"].max().year
    known = published[told][published[told] != UNDATED]
    low, high = min([low, *known]), max([high, *known])
    return tuple(_headline(name, values, low, high) for name, values in years.items())


def _published(sources: pd.DataFrame) -> np.ndarray:
    return period_numbers(sources.assign(placed_month=sources["last_month"]), "year")


def _headline(name: str, years: np.ndarray, low: int, high: int) -> Headline:
    known = years[years != UNDATED]
    per_year = np.bincount(known - low, minlength=high - low + 1)
    return Headline(name, len(years), low, tuple(per_year.tolist()), int((years == UNDATED).sum()))
