"""Pieces of the agreements page: the register, and charts whose marks list documents."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis.documents import DocumentTally
from analysis.selection import Selection
from analysis.words import count
from charts.figure import Figure
from data.dates import day_words
from ui.downloads import csv_buttons
from ui.event_list import event_address
from ui.panel import panel

MOST_DRAWN, MOST_LISTED = 1_000, 2_000
"""Documents that are drawn one by one, and that stand in a table on the screen; a browser stands still for more."""

_SHOWN = {
    "title": "Document",
    "signed": "Signed",
    "state": "State",
    "kind": "Kind",
    "spheres": "Spheres",
    "parties": "Parties",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
}  # fmt: skip


def register_table(documents: pd.DataFrame, selection: Selection, day: date) -> None:
    """The register with a link from each document to its signing, and the same as a file."""
    st.subheader(
        "Register (documents)",
        anchor=False,
        help=f"State at {day_words(day)}. An empty cell: no source states it.",
    )
    _table(documents)
    csv_buttons(
        documents, "agreements", selection,
        made_of=f"{selection.dataset.version} {selection.filters.to_query()} {day}",
    )  # fmt: skip


def document_panel(figure: Figure, selection: Selection, documents: pd.DataFrame) -> None:
    """A panel whose clicked mark lists the documents behind it, below the events at which they were signed."""
    mark = panel(figure, selection)
    if mark:
        tally = figure.tallies[mark[0]]
        assert isinstance(tally, DocumentTally)
        chosen = documents.loc[documents.index.isin(tally.documents(mark[1]))]
        st.caption(f"{count(len(chosen), 'document')} behind the mark")
        _table(chosen)


def _table(documents: pd.DataFrame) -> None:
    shown = documents[:MOST_LISTED][[*_SHOWN]].rename(columns=_SHOWN)
    shown.insert(0, "Signing", [event_address(id_) for id_ in documents["event_id"][:MOST_LISTED]])
    if len(documents) > MOST_LISTED:
        st.caption(f"The latest {MOST_LISTED:,} of {len(documents):,} documents; a file holds all of them.")
    st.dataframe(
        shown, hide_index=True, alt="Register of documents",
        column_config={
            "Signing": st.column_config.LinkColumn("Signing", display_text="Open", width="small"),
            "Document": st.column_config.TextColumn(width=330),
        },
    )  # fmt: skip
