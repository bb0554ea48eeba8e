"""Disagreements on the screen: each disputed field with its versions, the coded one first."""

from __future__ import annotations

import streamlit as st

from analysis.disagreement import FIELDS, Dispute, Version, value_words
from data.dataset import Dataset
from ui.event_list import event_line
from ui.rows import Row, link_rows
from ui.sources import publication, source_address


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
