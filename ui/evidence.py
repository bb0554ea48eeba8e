"""What an event rests on: its sources with the paragraphs, and what they disagree on."""

from __future__ import annotations

import streamlit as st

from analysis.disagreement import FIELDS, Dispute, value_words
from analysis.press import language_name
from analysis.record import Record
from analysis.words import both, sentence
from data.countries import in_sentence
from data.dates import in_words
from ui.rows import Row, link_rows
from ui.sources import publication

ROWS_NAMED = 12
"""How many rows of a file are named for one report; the extract names all."""


def evidence(record: Record) -> None:
    """Every source of the event, by date of publication, with the paragraphs."""
    st.subheader("Evidence", anchor=False)
    rows = record.evidence.sort_values("published", kind="stable").to_dict("records")
    link_rows(*(_source(source) for source in rows))
    if any(source["title"].startswith("[") for source in rows):
        st.caption("A title in brackets is the coder’s description of the page, not its headline.")


def _source(source: dict) -> Row:
    day = sentence(in_words(source["published"])) if source["published"] else "Undated"
    side = f"press of {in_sentence(source['side'])}" if source["side"] else "home country not known"
    language = f"in {language_name(source['language'])}" if source["language"] else ""
    facts = " · ".join(filter(None, (source["publisher"], side, language)))
    return Row(source["title"], source["url"], day, (facts, _place(source)), outside=True)


def _place(source: dict) -> str:
    """Paragraphs of an article, or the rows of a machine-coded file."""
    rows = source["raw_rows"].split(";") if source["raw_rows"] else []
    if not rows:
        return paragraphs(source["paragraphs"])
    shown = ", ".join(rows[:ROWS_NAMED])
    more = f" and {len(rows) - ROWS_NAMED:,} more" if len(rows) > ROWS_NAMED else ""
    return f"{'Row' if len(rows) == 1 else 'Rows'} of the file: {shown}{more}"


def paragraphs(cell: str) -> str:
    """Where in a source: ``paragraphs 3–5 of the source``."""
    if not cell:
        return "Paragraph not recorded"
    word = "Paragraphs" if any(mark in cell for mark in "-;") else "Paragraph"
    return f"{word} {both(cell.replace('-', '–').split(';'))} of the source"


def disagreement(record: Record) -> None:
    """Every field on which the sources disagree, each version with its source; nothing when they agree."""
    if not record.disputes:
        return
    st.subheader("What the sources disagree on", anchor=False)
    for dispute in record.disputes:
        st.markdown(f"**{FIELDS[dispute.field]}**")
        link_rows(*_versions(record, dispute))


def _versions(record: Record, dispute: Dispute) -> list[Row]:
    lines = []
    for version in dispute.versions:
        source = record.dataset.sources.iloc[version.source]
        lead = "Coded here" if version.preferred else "Also reported"
        facts = (f"According to {publication(source)}", version.note)
        lines.append(
            Row(
                value_words(dispute.field, version.value),
                source["url"],
                lead,
                tuple(filter(None, facts)),
                outside=True,
            )
        )
    return lines
