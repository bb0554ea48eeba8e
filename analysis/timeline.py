"""Events by type over time: one mark per event, or one per type and year where there are too many."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.filters import Filters
from analysis.kinds import type_axis
from analysis.periods import period_axis, span_axis
from analysis.selection import Selection, select
from analysis.tally import SORTED, Tally, tallied, tally
from data.dataset import Dataset
from data.dates import when
from data.vocabulary import vocabulary

SORTED["event"] = lambda row: row
LIMIT = 1_500
"""Above this number of events single marks can be neither told apart nor hit, and a page gets heavy."""


def type_order() -> tuple[str, ...]:
    """The ids of all event types, families together, in the order in which the vocabulary names the families."""
    family = vocabulary("event_types").column("family")
    families = list(dict.fromkeys(family.values()))
    return tuple(sorted(family, key=lambda id_: families.index(family[id_])))


@tallied
def event_marks(selection: Selection) -> Tally:
    """One row is one event, by first possible day; ``count`` is 1.

    Columns that describe the mark: ``event_type``; ``level`` (id of the highest level present, or empty);
    ``first_day``, ``last_day``; ``form``: ``day`` for a known day, ``lasted`` for something that took those days,
    ``within`` for an event whose day is not known; ``doubtful`` for an approximate or uncertain date; ``words``.
    An event that only carries the dates of the trip it belongs to has no known day.
    """
    events = selection.events
    levels = np.array([*vocabulary("levels").ids, ""])
    columns = ["event_id", "event_type", "first_day", "last_day", "title"]
    table = (
        events[columns]
        .reset_index(drop=True)
        .assign(event=selection.dataset.numbers[selection.rows], count=1)
    )
    table["event_type"] = table["event_type"].astype(str)
    table["level"] = levels[events["level"]]
    table["form"] = _form(events)
    table["doubtful"] = (events["approximate"] | events["uncertain"]).to_numpy()
    table["words"] = [when(*said) for said in zip(events["date"], events["days_of_trip"], strict=True)]

    def member(key: Mapping) -> np.ndarray:
        return selection.dataset.numbers == key["event"]

    return Tally(selection, "events", table, ("event",), member)


def _form(events: pd.DataFrame) -> np.ndarray:
    lasted = (events["precision"] == "duration") & ~events["days_of_trip"]
    return np.select([events["precision"] == "day", lasted], ["day", "lasted"], "within")


def year_cells(selection: Selection) -> tuple[Tally, Tally]:
    """Type × year for selections too large for single marks: what lies in one year, and what may lie in several.

    One row is ``event_type`` × ``period`` (a year), or ``event_type`` × ``span``.
    """
    return _per_type(selection, "period"), _per_type(selection, "span")


@tallied
def _per_type(selection: Selection, of: str) -> Tally:
    when = {"period": period_axis, "span": span_axis}[of](selection.dataset, "year")
    return tally(selection, "events", type_axis(selection.dataset), when)


def everything(dataset: Dataset) -> Selection:
    """All events, whatever the reader filters: what the coverage by sources is measured on."""
    return dataset.keep("everything", lambda: select(dataset, Filters(scopes=(), statuses=())))
