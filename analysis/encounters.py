"""Encounters: which two participations of one event make a tie, and how ties are counted over a selection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.selection import Selection
from data.by_event import ByEvent
from data.dataset import Dataset
from data.keys import distinct

TIES = {"met": "Met", "signed": "Signed", "hosted": "Hosted", "any": "Any shared event"}

DEFINITIONS = {
    "met": "both take part in the same event of a type that the codebook counts as a meeting",
    "signed": "both take part in the same signing, other than as witnesses",
    "hosted": "one is coded as host and the other as visitor of the same event, a trip or anything in it",
    "any": "both take part in the same event of any type; a trip counts beside the meetings in it",
}
"""When two participants of one event are tied."""


def encounters(dataset: Dataset, tie: str) -> pd.DataFrame:
    """The pairs of participations that make a tie; does not depend on filters.

    One row is one pair: ``event``, ``left`` and ``right`` (row numbers of ``participants``). For ``hosted`` the host
    stands left; otherwise every pair stands once, in the order of the table. KeyError for an unknown tie.
    """
    return dataset.keep(("encounters", tie), lambda: _encounters(dataset, tie))


def _encounters(dataset: Dataset, tie: str) -> pd.DataFrame:
    rows = dataset.participants[["event", "role"]][dataset.participants["takes_part"]].reset_index(
        names="row"
    )
    kind = dataset.events["event_type"].to_numpy()[rows["event"]]
    everyone = np.ones(len(rows), dtype=bool)
    wanted = {
        "met": dataset.events["is_meeting"].to_numpy()[rows["event"]],
        "signed": (kind == "signing") & (rows["role"] != "witness"),
        "hosted": everyone,
        "any": everyone,
    }[tie]
    rows = rows.loc[wanted]
    left, right = (rows[rows["role"] == role] if tie == "hosted" else rows for role in ("host", "visitor"))
    pairs = left.merge(right, on="event", suffixes=("_left", "_right"))
    if tie != "hosted":
        pairs = pairs[pairs["row_left"] < pairs["row_right"]]
    pairs = pairs.rename(columns={"row_left": "left", "row_right": "right"})
    return pairs[["event", "left", "right"]].reset_index(drop=True)


@dataclass(frozen=True, eq=False)
class Links:
    """Which pairs of classes come together in which events; does not depend on filters.

    ``ends`` has one row per distinct pair (two numbers of the caller's classes). ``event`` and ``link`` have one entry
    per event and pair, by event, each pair at most once per event: counting over a selection is one ``bincount``.
    """

    ends: np.ndarray
    event: np.ndarray
    link: np.ndarray
    places: ByEvent

    def counts(self, selection: Selection, unit: str) -> np.ndarray:
        """How often each pair comes together in the selected events, in ``unit``."""
        chosen = self.chosen(selection)
        weights = selection.weights(unit)[self.event[chosen]]
        return np.bincount(self.link[chosen], weights, minlength=len(self.ends)).astype(np.int64)

    def chosen(self, selection: Selection) -> np.ndarray:
        """The entries of ``event`` and ``link`` whose event is selected."""
        return self.places.rows(selection.mask, selection.rows)

    def member(self, links: np.ndarray, n_events: int) -> np.ndarray:
        """One boolean per event of the data set: one of these links comes together in it."""
        mask = np.zeros(n_events, dtype=bool)
        mask[self.event[np.isin(self.link, links)]] = True
        return mask


def link(dataset: Dataset, event: np.ndarray, left: np.ndarray, right: np.ndarray) -> Links:
    """Links from one row per encounter and the class numbers of its two ends; -1 means no class, and is left out."""
    known = (left >= 0) & (right >= 0)
    event, left, right = (column[known].astype(np.int64) for column in (event, left, right))
    # Pairs as single numbers: sorting rows of three numbers takes many times as long.
    classes = right.max(initial=0) + 1
    pairs, number = np.unique(left * classes + right, return_inverse=True)
    once = distinct(event * max(len(pairs), 1) + number)
    event, number = np.divmod(once, max(len(pairs), 1))
    ends = np.stack(np.divmod(pairs, classes), axis=1)
    return Links(ends, event, number, ByEvent.of(event, len(dataset)))
