"""Years, quarters and months: which period an event belongs to, and which events cannot be placed.

A period is numbered by its length in months: period ``n`` covers the months ``n × length`` to
``n × length + length - 1`` since year 0. An event belongs to a period when its whole possible span lies in it; a
trip belongs to the period in which it began. Everything else is *undated at this resolution*: it is known, but not
to the period, and is never put on its first day.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

import numpy as np
import pandas as pd

from analysis.asking import spanned
from analysis.selection import Selection, month_number
from analysis.tally import SORTED, Axis, Tally, tallied, tally
from data.dataset import Dataset
from data.dates import month_words

LENGTH = {"year": 12, "quarter": 3, "month": 1}
UNDATED = -1
FEW_YEARS = 4
"""Up to so many years are shown by quarter, a single one by month."""


def period_numbers(events: pd.DataFrame, by: str) -> np.ndarray:
    """The number of each event's period, or -1 when it cannot be placed at this resolution."""
    first = events["first_month"].to_numpy() // LENGTH[by]
    last = events["placed_month"].to_numpy() // LENGTH[by]
    return np.where(first == last, first, UNDATED)


def period_axis(dataset: Dataset, by: str) -> Axis:
    """The axis of all periods from the first to the last that the data set reaches; empty for no events."""
    return dataset.keep(("period", by), lambda: axis_of_periods(dataset.events, by))


def span_axis(dataset: Dataset, by: str) -> Axis:
    """The axis of the spans in which the undated events lie, named ``2023`` or ``2023-05/2023-06``."""
    return dataset.keep(("span", by), lambda: axis_of_spans(dataset.events, by))


def axis_of_periods(events: pd.DataFrame, by: str) -> Axis:
    """The same for any table with the columns ``first_month`` and ``placed_month``; -1 in both stands for no date."""
    numbers = period_numbers(events, by)
    known = numbers[numbers >= 0]
    if not len(known):
        return Axis("period", np.full(len(events), -1), ())
    low, high = int(known.min()), int(known.max())
    codes = np.where(numbers >= 0, numbers - low, -1)
    return Axis("period", codes, tuple(period_id(number, by) for number in range(low, high + 1)))


def axis_of_spans(events: pd.DataFrame, by: str) -> Axis:
    """The same for any table with the columns ``first_month``, ``last_month`` and ``placed_month``."""
    undated = (period_numbers(events, by) == UNDATED) & (events["first_month"] >= 0).to_numpy()
    months = events.loc[undated, ["first_month", "last_month"]].to_numpy()
    spans, position = np.unique(months, axis=0, return_inverse=True)
    codes = np.full(len(events), -1)
    codes[undated] = position.reshape(-1)
    return Axis("span", codes, tuple(span_id(first, last) for first, last in spans))


def period_id(number: int, by: str) -> str:
    """``2023``, ``2023-Q2`` or ``2023-05``."""
    year, month = divmod(number * LENGTH[by], 12)
    return {"year": f"{year}", "quarter": f"{year}-Q{month // 3 + 1}", "month": f"{year}-{month + 1:02}"}[by]


def period_words(id_: str) -> str:
    """``2023``, ``the second quarter of 2023`` or ``May 2023``: ready to stand after "in" and "from"."""
    year, _, part = id_.partition("-")
    if part.startswith("Q"):
        return f"the {('first', 'second', 'third', 'fourth')[int(part[1]) - 1]} quarter of {year}"
    return month_words(date(int(year), int(part), 1)) if part else year


def span_words(id_: str) -> str:
    """``2023``, ``May 2023`` or ``March 2025 to January 2026``."""
    first, _, last = id_.partition("/")
    return f"{period_words(first)} to {period_words(last)}" if last else period_words(first)


def extent(selection: Selection, by: str) -> tuple[date, date]:
    """The first day of the first period and the day after the last one that a time axis has to show.

    That is the period of the filters, else all the time that the data set reaches, so that stretches without
    events are seen as such; and in any case every possible day of the selected events.
    """
    dataset, filters = selection.dataset, selection.filters
    whole = reached(dataset)
    own = months(selection) or whole
    low = month_number(filters.first) if filters.first else whole[0]
    high = month_number(filters.last) if filters.last else whole[1]
    low, high = min(low, own[0]), max(high, own[1])
    length = LENGTH[by]
    start, end = (period_id(number, by) for number in (low // length, high // length + 1))
    return period_start(start), period_start(end)


@spanned
def months(selection: Selection) -> tuple[int, int] | None:
    """The first and the last month that the selected events may touch; None for no events."""
    return (
        _reach(selection.dataset.events[["first_month", "last_month"]].iloc[selection.rows])
        if len(selection)
        else None
    )


def reached(dataset: Dataset) -> tuple[int, int]:
    """``months_of_all`` of a data set that has events."""
    whole = dataset.keep("months reached", lambda: months_of_all(dataset))
    if whole is None:
        raise ValueError("a data set without events reaches no month")
    return whole


@spanned
def months_of_all(dataset: Dataset) -> tuple[int, int] | None:
    """The same of all events of a data set."""
    return _reach(dataset.events) if len(dataset) else None


def _reach(events: pd.DataFrame) -> tuple[int, int]:
    return int(events["first_month"].min()), int(events["last_month"].max())


@tallied
def spans(selection: Selection, by: str, unit: str) -> Tally:
    """Counts per span in which the undated events lie: one row is one ``span``."""
    return tally(selection, unit, span_axis(selection.dataset, by))


def resolution(selection: Selection) -> str:
    """``year``, ``quarter`` or ``month``: the finest with few periods in all the time that a time axis has to show."""
    start, end = extent(selection, "month")
    months = (end.year - start.year) * 12 + end.month - start.month
    return "month" if months <= 12 else "quarter" if months <= 12 * FEW_YEARS else "year"


def period_start(id_: str) -> date:
    """The first day of a period; charts put the bar there and make it as wide as the period."""
    year, _, part = id_.partition("-")
    month = int(part[1]) * 3 - 2 if part.startswith("Q") else int(part or 1)
    return date(int(year), month, 1)


def span_id(first_month: int, last_month: int) -> str:
    """``2023`` for a whole year, otherwise the first and last month: ``2023-05/2023-06``, ``2023-05``."""
    (year, low), (last_year, high) = divmod(int(first_month), 12), divmod(int(last_month), 12)
    if (low, high) == (0, 11) and year == last_year:
        return f"{year}"
    start, end = f"{year}-{low + 1:02}", f"{last_year}-{high + 1:02}"
    return start if start == end else f"{start}/{end}"


def _span_order(span: Hashable) -> tuple[int, int]:
    first, _, last = str(span).partition("/")
    if "-" not in first:
        return int(first) * 12, int(first) * 12 + 11
    return month_number(first), month_number(last or first)


SORTED |= {"period": str, "span": _span_order}
