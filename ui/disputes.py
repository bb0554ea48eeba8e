"""Disagreements on the screen: each disputed field with its versions, the coded one first."""

from __future__ import annotations

import streamlit as st

from analysis.disagreement import Dispute, Version
from analysis.words import both, sentence
from data.dataset import Dataset
from data.dates import in_words
from ui.event_list import event_line
from ui.rows import Row, link_rows
from ui.sources import publication, source_address

FIELDS = {
    "date": "Date", "status": "Status", "event_type": "Type of event", "title": "Title", "summary": "Summary",
    "participants": "Participants", "spheres": "Spheres", "kind": "Kind of document", "city": "City",
    "country": "Country",
}  # fmt: skip
"""Field of a claim → what a reader calls it."""


def dispute_box(dataset: Dataset, dispute: Dispute) -> None:
    """One disputed field of one event: link to the card, every version with its source and the reason."""
    with st.container(border=True):
        event_line(dataset, dispute.event)
        st.badge(f"Conflict: {FIELDS[dispute.field].lower()}", icon=":material/call_split:", color="orange")
        link_rows(*(_version(dataset, dispute, version) for version in dispute.versions))


def _version(dataset: Dataset, dispute: Dispute, version: Version) -> Row:
    source = dataset.sources.iloc[version.source]
    return Row(
        value_words(dispute.field, version.value),
        source_address(source["source_id"]),
        "Coded here" if version.preferred else "Also reported",
        tuple(filter(None, (f"According to {publication(source)}", version.note))),
    )


def value_words(field: str, value: str) -> str:
    """One version of a field in words: a date in full, a list with its last two joined by "and"."""
    if field == "date":
        return sentence(in_words(value))
    return sentence(both(value.split(";")) if field in ("participants", "spheres") else value)
