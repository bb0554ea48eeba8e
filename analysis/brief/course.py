"""How many meetings there were when: the sentence and the chart."""

from __future__ import annotations

import pandas as pd

from analysis.brief.behind import Behind, how_meetings, meetings_behind, of_types
from analysis.brief.model import Chart, Series, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import one_of
from analysis.cooperation import periods_shown
from analysis.frequency import Frequency
from analysis.parts_of import class_rows
from analysis.periods import period_words
from analysis.stacks import class_labels
from analysis.words import both, count
from data.vocabulary import MEETING_TYPES, vocabulary

COUNTED = {
    "events": "Meetings",
    "reports": "Reports of meetings",
    "participations": "Participations in meetings",
}


def peak_sentence(counted: Frequency) -> str:
    """How many can be dated to a period, and which period has most; there is at least one meeting."""
    by, per = counted.by, _per_period(counted)
    placed = int(per.sum())
    total = placed + counted.undated.total
    subject = one_of(placed, total, "meeting")
    if not placed:
        return f"{subject} {'cannot' if total == 1 else 'can'} be dated to a {by}."
    if len(per) == 1:
        return f"{subject} {'is' if placed == 1 else 'are'} dated to {period_words(str(per.index[0]))}."
    known = f"{subject} can be dated to a {by}"
    top = [period_words(str(id_)) for id_ in per.index[per == per.max()]]
    if per.max() == 1:
        return f"{known}; no {by} has more than one."
    if len(top) > 3:
        return f"{known}; the highest number in one {by}, {per.max():,}, is reached in {len(top):,} {by}s."
    return f"{known}; most fall in {both(top)}, with {per.max():,}{' each' if len(top) > 1 else ''}."


def peak(notes: Notes, counted: Frequency) -> Words:
    """The same with its note, which leads to the meetings of the fullest periods where the sentence names them."""
    per = _per_period(counted)
    top = per.index[per == per.max()] if per.size > 1 and per.max() > 1 else []
    fullest = [
        Behind(
            f"{period_words(str(id_))}: {count(int(per.max()), 'meeting')}",
            class_rows(counted.placed, "period", str(id_)),
            of_types(notes.selection.filters, MEETING_TYPES),
        )
        for id_ in top
        if len(top) <= 3
    ]
    return (peak_sentence(counted), *notes.cite(how_meetings(), meetings_behind(notes.selection), *fullest))


def course_chart(counted: Frequency) -> Chart:
    """Bars per period, stacked by type; what cannot be dated to a period is not drawn, and the sentence counts it."""
    held, by, table = counted.placed.selection, counted.by, counted.placed.table
    periods = periods_shown(held, by)
    colours = vocabulary("event_types").column("colour")
    series = tuple(
        Series(label, _counts(table, "class", id_, periods), colours.get(id_, "none"))
        for id_, label in class_labels(held.dataset, counted.stack).items()
        if id_ in set(table["class"])
    )
    title = f"{COUNTED[counted.placed.unit]} per {by}, by type"
    return Chart("meetings", title, peak_sentence(counted), tuple(periods), series, True)


def _counts(table: pd.DataFrame, key: str, id_: str, periods: list[str]) -> tuple[int, ...]:
    per = table[table[key] == id_].groupby("period")["count"].sum()
    return tuple(per.reindex(periods, fill_value=0).astype(int).tolist())


def _per_period(counted: Frequency) -> pd.Series:
    return counted.placed.table.groupby("period", sort=False)["count"].sum()
