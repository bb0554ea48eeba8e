"""Disagreement: what incompatible versions sources give, and which one was coded."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.selection import Selection
from analysis.words import both, sentence
from data.dates import in_words

FIELDS = {
    "date": "Date", "status": "Status", "event_type": "Type of event", "title": "Title", "summary": "Summary",
    "participants": "Participants", "spheres": "Spheres", "kind": "Kind of document", "city": "City",
    "country": "Country",
}  # fmt: skip
"""Field of a claim → what a reader calls it."""


@dataclass(frozen=True)
class Version:
    """One source's version of a field; ``source`` is a row number of ``Dataset.sources``."""

    value: str
    source: int
    preferred: bool
    note: str


@dataclass(frozen=True)
class Dispute:
    """One field of one event on which sources disagree; the preferred versions come first."""

    event: int
    field: str
    versions: tuple[Version, ...]


def disputes(selection: Selection, field: str = "") -> list[Dispute]:
    """The disputes of the selected events, on one ``field`` or (empty) on any, by date of the event."""
    claims = selection.of("claims")
    wanted = claims if not field else claims[claims["field"] == field]
    ordered = wanted.sort_values(
        ["event", "field", "preferred"], ascending=[True, True, False], kind="stable"
    )
    groups: dict[tuple[int, str], list[Version]] = {}
    for row in ordered.to_dict("records"):
        version = Version(row["value"], int(row["source"]), bool(row["preferred"]), row["note"])
        groups.setdefault((int(row["event"]), row["field"]), []).append(version)
    return [Dispute(event, name, tuple(versions)) for (event, name), versions in groups.items()]


def disputed_fields(selection: Selection) -> dict[str, int]:
    """Field → number of disputes of the selected events, most disputed first; empty when nothing is disputed."""
    pairs = selection.of("claims")[["event", "field"]].drop_duplicates()
    counts = pairs["field"].value_counts()
    return {str(field): int(number) for field, number in counts.items()}


def dispute_table(selection: Selection, field: str = "") -> pd.DataFrame:
    """One row per version: event id, title, field, value, whether it was coded, source id, publisher, note."""
    dataset = selection.dataset
    lines = [
        (
            dataset.events["event_id"].iat[dispute.event], dataset.events["title"].iat[dispute.event], dispute.field,
            version.value, "yes" if version.preferred else "no", dataset.sources["source_id"].iat[version.source],
            dataset.sources["publisher"].iat[version.source], version.note,
        )
        for dispute in disputes(selection, field)
        for version in dispute.versions
    ]  # fmt: skip
    return pd.DataFrame(
        lines, columns=["event_id", "title", "field", "value", "coded", "source_id", "publisher", "note"]
    )


def value_words(field: str, value: str) -> str:
    """One version of a field in words: a date in full, a list with its last two joined by "and"."""
    if field == "date":
        return sentence(in_words(value))
    return sentence(both(value.split(";")) if field in ("participants", "spheres") else value)
