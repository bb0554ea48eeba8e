"""Pieces of the overview: its four numbers, what came last, what was announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from analysis.announced import announced, latest
from analysis.filters import Filters
from analysis.headline import Headline, headlines
from analysis.meetings import trips_only
from analysis.selection import Selection
from analysis.words import both, count
from data.dates import day_words
from data.vocabulary import MEETING_TYPES, vocabulary
from ui.context import view
from ui.datasets import ROOT
from ui.event_list import event_lines, event_list
from ui.shared import shared
from ui.state import view_query
from ui.text import literal

_KINDS = both([vocabulary("event_types").column("plural")[id_].lower() for id_ in MEETING_TYPES])
_METRICS = {
    "meetings": ("Meetings", "meetings", "How often", f"Counted as meetings: {_KINDS}."),
    "trips": (
        "Trips",
        "events",
        "Each trip",
        "Whole trips of office-holders to another country; their meetings are counted on their own.",
    ),
    "documents": (
        "Documents signed",
        "agreements",
        "What was signed",
        "Each signed document, in the year of its signing.",
    ),
    "sources": (
        "Sources",
        "sources",
        "What this rests on",
        "Articles and pages that report the selected events, by year of publication.",
    ),
}
"""Number → label, the page that details it, the link's words, what is counted."""


def page_link(page: str, label: str, filters: Filters | None = None) -> None:
    """A link to another page under the same view, or under ``filters`` where a number needs them."""
    here = view()
    query = view_query(filters or here.selection.filters, here.unit)
    st.page_link(
        ROOT / "pages" / f"{page}.py",
        label=label,
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=query,
    )


def metrics(selection: Selection) -> None:
    """The numbers side by side, each with its years and a link to the page that details it.

    A list of trips has neither meetings nor documents: these numbers are left out there.
    """
    lacking = {"meetings", "documents"} if trips_only(selection.dataset) else set()
    numbers = [
        number for number in shared(headlines, selection) if number.total or number.name not in lacking
    ]
    for column, number in zip(st.columns(len(numbers), gap="small"), numbers, strict=True):
        with column:
            _metric(number, selection.filters)


def _metric(number: Headline, filters: Filters) -> None:
    label, page, link, help_ = _METRICS[number.name]
    years = f"{number.first_year} to {number.first_year + len(number.per_year) - 1}"
    verb = "is" if number.undated == 1 else "are"
    undated = f" {number.undated:,} of them {verb} of unknown year and not drawn." if number.undated else ""
    several = len(number.per_year) > 1  # Streamlit draws a single bar twice
    bars = f" Small bars: per year, {years}.{undated}" if several else ""
    with st.container(border=True, gap=None, height="stretch"):
        st.metric(
            label, f"{number.total:,}", chart_data=number.per_year if several else None, chart_type="bar",
            delta_color="off", help=literal(f"{help_}{bars}"),
        )  # fmt: skip
        if number.total:
            page_link(page, link, replace(filters, types=("visit",)) if number.name == "trips" else None)


def latest_events(selection: Selection) -> None:
    """The last events of the selection, the latest first."""
    rows = shared(latest, selection)
    st.subheader("Latest", anchor=False, help="The last selected events by date.")
    event_lines(selection.dataset, rows)


def announcements(selection: Selection, today: date) -> None:
    """What was announced under the same filters except status: still ahead, and of unknown outcome."""
    ahead, overdue = shared(announced, selection, today)
    st.subheader(
        "Announced and still ahead", anchor=False, help="Planned events under the same filters except status."
    )
    if len(ahead):
        event_lines(selection.dataset, ahead[:5])
        if len(ahead) > 5:
            page_link("events", f"All {len(ahead):,}", replace(selection.filters, statuses=("planned",)))
    else:
        st.write(f"No planned event is dated {literal(day_words(today))} or later.")
    if len(overdue):
        with st.expander(f"Announced, outcome not known: {count(len(overdue), 'event')}"):
            st.caption("Their day has passed, and the sources say nothing more about them.")
            event_list(selection.dataset, overdue, "Announced, outcome not known", "overdue")
