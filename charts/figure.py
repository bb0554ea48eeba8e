"""``Figure``: what the panel of a page needs to show one chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.tally import Tally

Remarks = Callable[[np.ndarray], list[str]]
Spec = dict[str, Any]
"""A Plotly figure as a plain dict with ``data`` and ``layout``: twenty times cheaper than ``go.Figure``."""


@dataclass(frozen=True, eq=False)
class Figure:
    """One chart with everything that stands around it.

    ``name`` is the slug for file and element names. ``title`` says what is counted without the unit; the panel adds
    ``unit``. ``sentence`` is the finding in words and the alternative text. ``tallies`` hold the tables; a mark's
    ``customdata`` is ``[tally number, row number, words]``: a click leads back to its events, and what the hover says
    is the heading of their list. ``notes`` say what the
    chart leaves out; ``hints`` say what a reader at the screen can do about it, and are no part of a picture of the
    chart. ``table`` is what a reader can open and download; the first tally's table unless given.
    ``remarks`` give one text for each of some events (row numbers), which stands beside it in the lists of this chart.
    """

    name: str
    title: str
    unit: str
    spec: Spec
    sentence: str
    tallies: Sequence[Tally] = ()
    notes: Sequence[str] = ()
    hints: Sequence[str] = ()
    help: str = ""
    remarks: Remarks | None = None
    own_table: pd.DataFrame | None = field(default=None)

    @property
    def table(self) -> pd.DataFrame:
        """The table behind the chart."""
        return self.tallies[0].table if self.own_table is None else self.own_table

    @property
    def empty(self) -> bool:
        """True when there is nothing to draw."""
        return all(tally.table.empty for tally in self.tallies) and (
            self.own_table is None or self.own_table.empty
        )

    def events(self, customdata: Sequence[int]) -> np.ndarray:
        """Row numbers of the events behind a mark; empty when the mark is none of this figure's."""
        number, row = (int(part) for part in customdata[:2])
        if number >= len(self.tallies) or row >= len(self.tallies[number].table):
            return np.empty(0, dtype=np.int64)
        return self.tallies[number].events(row)
