"""Counts of signed documents: from each count to the documents, and to the events at which they were signed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.selection import Selection
from analysis.tally import Tally
from data.dataset import Dataset
from data.vocabulary import vocabulary

Key = Mapping[str, Hashable]


@dataclass(frozen=True, eq=False, kw_only=True)
class DocumentTally(Tally):
    """Counts of documents. ``events`` leads to their signings, ``documents`` to the documents themselves."""

    chosen: Callable[[Key], np.ndarray]
    """The keys of one row → one boolean per document of the data set."""

    def documents(self, row: int) -> np.ndarray:
        """Row numbers in the data set's ``agreements`` of the documents behind row ``row``."""
        key = {name: self.table[name].iloc[row] for name in self.keys}
        signed = self.selection.mask[self.selection.dataset.agreements["event"]]
        return np.flatnonzero(self.chosen(key) & signed)


def document_tally(
    selection: Selection, table: pd.DataFrame, keys: tuple[str, ...], chosen: Callable[[Key], np.ndarray]
) -> DocumentTally:
    """A table of counts with the way back to its documents and their signings; the unit is ``documents``."""
    dataset = selection.dataset

    def member(key: Key) -> np.ndarray:
        return np.isin(np.arange(len(dataset)), dataset.agreements["event"][chosen(key)])

    return DocumentTally(selection, "documents", table, keys, member, chosen=chosen)


def per_class(
    selection: Selection, key: str, labels: Mapping[str, str], members: Mapping[str, np.ndarray]
) -> DocumentTally:
    """One row is one class that occurs: its id in the column ``key``, ``count`` of documents, ``label``."""
    selected = selection.mask[selection.dataset.agreements["event"]]
    counts = {id_: int((selected & member).sum()) for id_, member in members.items()}
    rows = [{key: id_, "count": number, "label": labels[id_]} for id_, number in counts.items() if number]
    table = pd.DataFrame(rows, columns=[key, "count", "label"])
    return document_tally(selection, table, (key,), lambda row: members[str(row[key])])


def in_spheres(dataset: Dataset) -> dict[str, np.ndarray]:
    """Sphere → one boolean per document: the document is in the sphere."""
    return dataset.keep("documents in spheres", lambda: _in_spheres(dataset))


def _in_spheres(dataset: Dataset) -> dict[str, np.ndarray]:
    listed = [set(text.split(";")) for text in dataset.agreements["spheres"]]
    return {
        id_: np.array([id_ in spheres for spheres in listed], dtype=bool) for id_ in vocabulary("spheres").ids
    }
