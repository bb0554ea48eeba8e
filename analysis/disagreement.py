"""Disagreement: what incompatible versions sources give, and which one was coded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.asking import added, listed
from analysis.lines import near
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


@listed(key=lambda dispute: dispute.event)
def disputes(selection: Selection, field: str = "") -> list[Dispute]:
    """The disputes of the selected events, on one ``field`` or (empty) on any, by date of the event."""
    claims, dataset = selection.of("claims"), selection.dataset
    wanted = claims if not field else claims[claims["field"] == field]
    ordered = wanted.sort_values(
        ["event", "field", "preferred"], ascending=[True, True, False], kind="stable"
    )
    groups: dict[tuple[int, str], list[Version]] = {}
    for row in ordered.to_dict("records"):
        version = Version(
            row["value"], int(dataset.source_numbers[row["source"]]), bool(row["preferred"]), row["note"]
        )
        groups.setdefault((int(dataset.numbers[row["event"]]), row["field"]), []).append(version)
    return [Dispute(event, name, tuple(versions)) for (event, name), versions in groups.items()]


def disputed_fields(selection: Selection) -> dict[str, int]:
    """Field → number of disputes of the selected events, most disputed first; empty when nothing is disputed."""
    counts = _per_field(selection)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], [*FIELDS, pair[0]].index(pair[0]))))


@added
def _per_field(selection: Selection) -> dict[str, int]:
    pairs = selection.of("claims")[["event", "field"]].drop_duplicates()
    return {str(field): int(number) for field, number in pairs["field"].value_counts().items()}


def dispute_table(selection: Selection, field: str = "") -> pd.DataFrame:
    """One row per version: event id, title, field, value, whether it was coded, source id, publisher, note."""
    dataset, found = selection.dataset, disputes(selection, field)
    data, rows = near(dataset, np.array([dispute.event for dispute in found], dtype=np.int64))
    lines = [
        (
            data.events["event_id"].iat[row], data.events["title"].iat[row], dispute.field,
            version.value, "yes" if version.preferred else "no", dataset.sources["source_id"].iat[version.source],
            dataset.sources["publisher"].iat[version.source], version.note,
        )
        for dispute, row in zip(found, rows.tolist(), strict=True)
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
