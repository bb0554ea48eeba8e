"""A list of events, each with a link to its card."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from analysis.event_words import kind, place
from analysis.lines import near
from analysis.words import count, sentence
from charts.figure import Remarks
from data.dataset import Dataset
from data.dates import when
from ui.context import View, view
from ui.rows import Row, address, link_rows
from ui.state import option, page_number, page_parameter, view_query
from ui.text import literal

PAGE_SIZE = 20
ORDERS = {"newest": "Newest first", "oldest": "Oldest first"}


def event_list(
    dataset: Dataset, rows: np.ndarray, title: str, name: str, remarks: Remarks | None = None
) -> None:
    """The events in ``rows``, twenty at a time: date, title with a link to the card, type, place, number of sources.

    What ``remarks`` say of an event stands beside these facts.
    """
    with st.container(border=True, key=f"events-{name}"):
        st.markdown(f"**{literal(title)}**: {count(len(rows), 'event')}")
        pages = number_of_pages(len(rows))
        number = st.pagination(pages, key=f"page-{name}-{len(rows)}") if pages > 1 else 1
        event_lines(dataset, page_of(rows, number), remarks)


def selected_events(here: View) -> None:
    """The events of the selection in the order and on the page that the URL names."""
    with st.container(border=True, key="events-selected"):
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            st.markdown(f"**Selected events**: {count(len(here.selection), 'event')}", width="content")
            order = option("order", "Order", ORDERS)
        rows = here.selection.rows if order == "oldest" else here.selection.rows[::-1]
        listed = f"{order}-{hash(here.selection.filters)}"
        event_lines(here.dataset, page_of(rows, page_number(number_of_pages(len(rows)), listed)))


def order_from_url() -> str:
    """The order of the list from which a card was opened; the card keeps it for the way back and on."""
    return "oldest" if page_parameter("order") == "oldest" else "newest"


def number_of_pages(length: int) -> int:
    """How many pages a list of that length fills; an empty list has one."""
    return max(1, -(-length // PAGE_SIZE))


def page_of(rows: np.ndarray, number: int) -> np.ndarray:
    """The rows on one page; the first page is 1."""
    return rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def event_lines(dataset: Dataset, rows: Sequence[int] | np.ndarray, remarks: Remarks | None = None) -> None:
    """One line per event, in the given order."""
    data, own = near(dataset, rows)
    said = remarks(np.asarray(rows)) if remarks else [""] * len(own)
    link_rows(*(_row(data, row, remark) for row, remark in zip(own.tolist(), said, strict=True)))


def event_line(dataset: Dataset, row: int) -> None:
    """One event as a line of its own; of many events ask for their lines at once."""
    event_lines(dataset, [row])


def _row(dataset: Dataset, row: int, remark: str = "") -> Row:
    event = dataset.events.iloc[row]
    facts = " · ".join(filter(None, (kind(event), place(event), _sources(dataset, row), remark)))
    return Row(
        event["title"],
        event_address(event["event_id"]),
        sentence(when(event["date"], event["days_of_trip"])),
        (facts,),
    )


def _sources(dataset: Dataset, row: int) -> str:
    # The rows of one event lie together, so that a page of a list costs the same for any number of events.
    first, last = np.searchsorted(dataset.evidence["event"].to_numpy(), [row, row + 1])
    return count(int(last - first), "source")


def event_query(event_id: str) -> dict[str, str | list[str]]:
    """URL parameters of an event's card under the current filters."""
    here = view()
    return {**view_query(here.selection.filters, here.unit), "event": event_id}


def event_address(event_id: str) -> str:
    """The address of an event's card under the current filters."""
    return address("events", event_query(event_id))
