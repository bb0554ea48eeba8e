"""Counts of signed documents: from each count to the documents, and to the events at which they were signed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.asking import in_a_row
from analysis.selection import Selection
from analysis.tally import Tally

Key = Mapping[str, Hashable]
_OF_SIGNING = {"event_id": "event_id", "date": "signed", "first_day": "first_day", "last_day": "last_day"}


@in_a_row
def _signed(selection: Selection) -> pd.DataFrame:
    table, dataset = selection.of("agreements"), selection.dataset
    events = dataset.events.iloc[table["event"]]
    of_signing = {new: events[name].to_numpy() for name, new in _OF_SIGNING.items()}
    return table.drop(columns="event").assign(**of_signing).set_axis(dataset.numbers[table["event"]])


def signed(selection: Selection) -> pd.DataFrame:
    """One row is one document signed at a selected event, by day of signing: the columns of ``agreements``, and of the
    signing ``event`` (row number), ``event_id``, ``signed`` (EDTF), ``first_day`` and ``last_day``.
    """
    return _signed(selection).rename_axis("event").reset_index()


@dataclass(frozen=True, eq=False, kw_only=True)
class DocumentTally(Tally):
    """Counts of documents. ``events`` leads to their signings, ``documents`` to the documents themselves."""

    signed: pd.DataFrame
    """All that are counted; see ``signed``."""
    chosen: Callable[[Key], np.ndarray]
    """The keys of one row → one boolean per row of ``signed``."""

    def events(self, row: int) -> np.ndarray:
        """Row numbers of the events at which the documents behind row ``row`` were signed."""
        return np.unique(self.signed["event"].to_numpy()[self.documents(row)])

    def documents(self, row: int) -> np.ndarray:
        """Row numbers in ``signed`` of the documents behind row ``row``."""
        return np.flatnonzero(self.chosen({name: self.table[name].iloc[row] for name in self.keys}))


def document_tally(
    selection: Selection,
    documents: pd.DataFrame,
    table: pd.DataFrame,
    keys: tuple[str, ...],
    chosen: Callable[[Key], np.ndarray],
) -> DocumentTally:
    """A table of counts with the way back to its documents and their signings; the unit is ``documents``."""

    def member(key: Key) -> np.ndarray:
        return np.isin(np.arange(len(selection.dataset)), documents["event"][chosen(key)])

    return DocumentTally(selection, "documents", table, keys, member, signed=documents, chosen=chosen)


def per_class(
    selection: Selection,
    documents: pd.DataFrame,
    key: str,
    labels: Mapping[str, str],
    members: Mapping[str, np.ndarray],
) -> DocumentTally:
    """One row is one class that occurs: its id in the column ``key``, ``count`` of documents, ``label``."""
    counts = {id_: int(member.sum()) for id_, member in members.items()}
    rows = [{key: id_, "count": number, "label": labels[id_]} for id_, number in counts.items() if number]
    table = pd.DataFrame(rows, columns=[key, "count", "label"])
    return document_tally(selection, documents, table, (key,), lambda row: members[str(row[key])])


def in_spheres(documents: pd.DataFrame, ids: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Sphere → one boolean per document: the document is in the sphere."""
    listed = [set(text.split(";")) for text in documents["spheres"]]
    return {id_: np.array([id_ in spheres for spheres in listed], dtype=bool) for id_ in ids}
