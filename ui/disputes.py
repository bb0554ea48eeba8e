"""Disagreements on the screen: each disputed field with its versions, the coded one first."""

from __future__ import annotations

import streamlit as st

from analysis.disagreement import Dispute, Version
from data.dataset import Dataset
from data.dates import in_words
from ui.event_list import event_line
from ui.sources import open_source
from ui.text import literal

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
        for version in dispute.versions:
            _version(dataset, dispute, version)


def _version(dataset: Dataset, dispute: Dispute, version: Version) -> None:
    source = dataset.sources.iloc[version.source]
    value = literal(in_words(version.value) if dispute.field == "date" else version.value)
    said = f"**{value}** (coded)" if version.preferred else value
    note = f" – {literal(version.note)}" if version.note else ""
    day = f", {in_words(source['published'])}" if source["published"] else ""
    with st.container(gap=None):
        st.markdown(f"{said}{note}")
        st.button(
            f":small[{literal(source['publisher'] + day)}]",
            key=f"version-{dispute.event}-{dispute.field}-{version.source}", type="tertiary", wrap=True,
            on_click=open_source, args=(source["source_id"],),
        )  # fmt: skip
