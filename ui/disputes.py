"""Disagreements on the screen: each disputed field with its versions, the coded one first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.disagreement import FIELDS, Dispute, Version, value_words
from analysis.lines import near
from data.dataset import Dataset
from ui.event_list import event_line
from ui.rows import Row, link_rows
from ui.sources import publication, source_address


def dispute_boxes(dataset: Dataset, disputes: Sequence[Dispute]) -> None:
    """Disputed fields of events: link to the card, every version with its source and the reason."""
    data, rows = near(dataset, [dispute.event for dispute in disputes])
    for dispute, row in zip(disputes, rows.tolist(), strict=True):
        with st.container(border=True):
            event_line(data, row)
            st.badge(
                f"Conflict: {FIELDS[dispute.field].lower()}", icon=":material/call_split:", color="orange"
            )
            link_rows(*(_version(dataset, dispute, version) for version in dispute.versions))


def _version(dataset: Dataset, dispute: Dispute, version: Version) -> Row:
    source = dataset.sources.iloc[version.source]
    return Row(
        value_words(dispute.field, version.value),
        source_address(source["source_id"]),
        "Coded here" if version.preferred else "Also reported",
        tuple(filter(None, (f"According to {publication(source)}", version.note))),
    )
