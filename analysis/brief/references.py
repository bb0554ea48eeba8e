"""The numbered sources at the end of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.brief.model import Reference
from analysis.parts_of import Events
from analysis.press import reporting, source_citation
from data.dataset import Dataset

_CITED = ["publisher", "title", "published", "url"]
MOST = 2_000
"""More sources are no list that anybody prints or reads: the brief then gives the address of the file of them."""


@dataclass(frozen=True, eq=False)
class References:
    """The sources of a brief by date of publication, so that those of one time stand together; undated ones last.

    ``rows`` are row numbers of ``dataset.sources``; the first is number 1. More than ``MOST`` have no numbers.
    """

    dataset: Dataset
    rows: np.ndarray

    @property
    def listed(self) -> bool:
        """Whether the sources are few enough for a numbered list."""
        return len(self.rows) <= MOST

    def numbers(self, sources: np.ndarray) -> tuple[int, ...]:
        """The numbers of sources, ascending."""
        if not self.listed:
            return ()
        return tuple((np.flatnonzero(np.isin(self.rows, sources)) + 1).tolist())

    def written(self) -> tuple[Reference, ...]:
        """Every source with its number, its citation in words and its address."""
        chosen = self.dataset.sources.iloc[self.rows if self.listed else []]
        return tuple(
            Reference(number, source_citation(source), source["url"])
            for number, source in enumerate(chosen[_CITED].to_dict("records"), 1)
        )


def references(dataset: Dataset, events: Events) -> References:
    """The sources that report one of these events (row numbers)."""
    rows = reporting(dataset, events)
    if len(rows) > MOST:
        return References(dataset, rows)
    table = dataset.sources.iloc[rows]
    ordered = table.sort_values(
        ["published_day", "publisher", "source_id"], kind="stable", na_position="last"
    )
    return References(dataset, ordered.index.to_numpy())


def number_ranges(numbers: Sequence[int]) -> str:
    """``1–3, 7, 9 and 10``-like lists of ascending numbers, runs of three and more shortened: ``1–3, 7, 9, 10``."""
    if not numbers:
        return ""
    breaks = [at for at, (low, high) in enumerate(pairwise(numbers), 1) if high > low + 1]
    runs = [numbers[start:end] for start, end in zip([0, *breaks], [*breaks, len(numbers)], strict=True)]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
