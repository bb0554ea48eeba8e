"""The brief on meetings: how many when, the last one and the next."""

from __future__ import annotations

from analysis.brief.model import Chart, Paragraph, Section, Series
from analysis.brief.notes import Notes
from analysis.brief.summary import how_meetings, meetings_behind
from analysis.cooperation import periods_shown
from analysis.frequency import frequency
from analysis.meetings import meetings
from analysis.overview import met
from analysis.selection import Selection
from data.vocabulary import vocabulary

NAME, HEADING = "meetings", "Meetings"


def meeting_section(notes: Notes) -> Section:
    """The chart of meetings."""
    held = meetings(notes.selection)
    finding = met(notes.selection)
    paragraph = Paragraph((finding, *notes.cite(how_meetings(), meetings_behind(notes))))
    if not len(held):
        return Section(NAME, HEADING, (paragraph,))
    return Section(NAME, HEADING, (paragraph, _chart(held, finding, notes.unit)))


def _chart(held: Selection, finding: str, unit: str) -> Chart:
    by = "year"
    counted = frequency(held, by, "type", unit)
    periods = periods_shown(held, by)
    table = counted.placed.table
    kinds = vocabulary("event_types")
    series = []
    for id_ in (id_ for id_ in kinds.ids if id_ in set(table["class"])):
        counts = table[table["class"] == id_].set_index("period")["count"].reindex(periods, fill_value=0)
        series.append(
            Series(kinds.column("plural")[id_], tuple(counts.tolist()), kinds.column("colour")[id_])
        )
    return Chart(
        "meetings", f"Meetings per {by}, by type ({unit})", finding, tuple(periods), tuple(series), True
    )
