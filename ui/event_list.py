"""A list of events, each with a link to its card."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.words import count
from data.dataset import Dataset
from data.dates import in_words
from data.vocabulary import vocabulary
from ui.context import ROOT, view
from ui.state import view_query
from ui.text import literal

PAGE_SIZE = 20


def event_list(dataset: Dataset, rows: np.ndarray, title: str, name: str) -> None:
    """The events in ``rows``, twenty at a time: date, type, title with a link to the card."""
    with st.container(border=True, key=f"events-{name}"):
        st.markdown(f"**{literal(title)}**: {count(len(rows), 'event')}")
        for row in _page(rows, name):
            event_line(dataset, int(row))


def _page(rows: np.ndarray, name: str) -> np.ndarray:
    if len(rows) <= PAGE_SIZE:
        return rows
    pages = -(-len(rows) // PAGE_SIZE)
    number = st.number_input(f"Page (of {pages:,})", 1, pages, key=f"page-{name}-{len(rows)}", width=160)
    return rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def event_line(dataset: Dataset, row: int) -> None:
    """One event: its date and type, and its title as a link to the card that keeps the filters."""
    event = dataset.events.iloc[row]
    kind = vocabulary("event_types").label(event["event_type"])
    status = "" if event["status"] == "occurred" else f" · {vocabulary('statuses').label(event['status']).lower()}"
    st.page_link(
        ROOT / "pages" / "events.py",
        label=f"{literal(in_words(event['date']))} · {kind}{status} · **{literal(event['title'])}**",
        query_params=event_query(event["event_id"]),
    )


def event_query(event_id: str) -> dict[str, str | list[str]]:
    """URL parameters of an event's card under the current filters."""
    here = view()
    return {**view_query(here.selection.filters, here.unit), "event": event_id}
