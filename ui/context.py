"""What a page works on: the data set, the current selection and the counting unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import streamlit as st

from analysis.links import Links
from analysis.selection import Selection
from data.dataset import Dataset
from ui.address import page_links
from ui.datasets import CHOSEN, OWN, folder_of


@dataclass(frozen=True, eq=False)
class View:
    """The selection that every number on a page is counted from, and the unit in which it is counted."""

    selection: Selection
    unit: str
    numbers: Iterator[int] = field(default_factory=count)
    """Keys for elements that are drawn several times in one run."""
    instead: list[Selection] = field(default_factory=list)
    """What the page shows instead of the selection of the filters, such as two views; empty on most pages."""

    @property
    def dataset(self) -> Dataset:
        """The data set that the selection is of."""
        return self.selection.dataset

    @property
    def shown(self) -> Selection:
        """What the page shows, for its citation; complete when the page has run."""
        return self.instead[-1] if self.instead else self.selection

    @property
    def shareable(self) -> bool:
        """Whether an address can lead to this view: a table that a reader opened is gone with the session."""
        return st.session_state.get(CHOSEN, "") != OWN

    @property
    def links(self) -> Links:
        """Permanent addresses, for everything that leaves the screen."""
        return page_links(self.dataset)


def data_folder() -> Path | None:
    """The folder of the data set that is open; None for a reader's own table."""
    name = st.session_state.get(CHOSEN, "")
    return None if name == OWN else folder_of(name)


def view() -> View:
    """The view of this run, as the frame prepared it for the page."""
    return st.session_state["view"]
