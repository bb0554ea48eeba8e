"""Which data set is open: those that the server has, and a table that a reader opened in this session only."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from analysis.links import DATA
from analysis.opening import opened
from data.about import FILE, read_about
from data.dataset import Dataset
from data.remote import is_url, local
from data.store import in_memory
from ui.waiting import tell

ROOT = Path(__file__).parent.parent
SETTING = "RAPPORT_DATA"
"""Folders of data sets, separated as in PATH; each is a data set, or holds some, or is the URL of one in shards."""
_BETWEEN = f"{re.escape(os.pathsep)}(?!//)"
"""The sign between two folders; in a URL it may stand too."""
DEFAULT = ROOT / "data" / "azerbaijan-israel"
OWN = "own"
"""The name, in addresses, of the table that a reader opened."""
CHOSEN = "_chosen_data"
"""Where the session keeps the name of the data set that is open; empty for the first one of the server."""


class UnknownDataError(LookupError):
    """An address names a data set that is not here; ``name`` is what it says."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, eq=False)
class Own:
    """A reader's own table in this session: its data set for the sides that were chosen, and how it came from its rows.

    ``account`` is empty where the file is a data set itself.
    """

    name: str
    dataset: Dataset
    account: str


def folders() -> dict[str, Path]:
    """Name → folder of every data set of the server; the first is the default."""
    setting = os.environ.get(SETTING, "")
    named = [text for text in re.split(_BETWEEN, setting) if text]
    places = [local(text) if is_url(text) else Path(text) for text in named] or [DEFAULT, DEFAULT.parent]
    found = [folder for place in places for folder in _in(place)]
    known: dict[str, Path] = {}
    for folder in found:
        known.setdefault(folder.name, folder)
    return known


def _in(place: Path) -> list[Path]:
    """The place itself when it is a data set or nothing that holds some, so that its problems are told."""
    if (place / FILE).exists() or not place.is_dir():
        return [place]
    return [folder.parent for folder in sorted(place.glob(f"*/{FILE}"))] or [place]


def folder_of(name: str) -> Path:
    """The folder of a data set of the server; the first for an empty name. UnknownDataError when there is none."""
    known = folders()
    if name and name not in known:
        raise UnknownDataError(name)
    return known[name] if name else next(iter(known.values()))


def open_now() -> Dataset:
    """The data set that the address names. UnknownDataError, or DataSetError with every problem."""
    name = st.query_params.get(DATA, "")
    name = "" if name == first() else name
    if name == OWN:
        mine = own()
        if mine is None:
            raise UnknownDataError(OWN)
        st.session_state[CHOSEN] = OWN
        return mine.dataset
    data = _loaded(folder_of(name))
    st.session_state[CHOSEN] = name
    return data


def first() -> str:
    """The name of the data set that opens without being named."""
    return next(iter(folders()))


def _loaded(folder: Path) -> Dataset:
    """The data set of a folder; a reader who waits for it is told so."""
    if in_memory(folder):
        return opened(folder, tell).dataset
    with st.spinner("Reading the events …"):
        return opened(folder, tell).dataset


def titles() -> dict[str, str]:
    """Name → title of every data set that can be opened now, the reader's own last. The first has an empty name."""
    known = {("" if name == first() else name): _title(folder) for name, folder in folders().items()}
    mine = own()
    return known | ({OWN: mine.dataset.about.title} if mine else {})


def _title(folder: Path) -> str:
    about = read_about(folder)[0]
    return about.title if about else folder.name


def own() -> Own | None:
    """The table that the reader opened in this session."""
    return st.session_state.get("own_data")


def keep_own(name: str, dataset: Dataset, account: str = "") -> None:
    """Keeps a reader's table for this session; it is in the memory of the server and never on its disk."""
    st.session_state["own_data"] = Own(name, dataset, account)


def forget_own() -> None:
    """Closes the reader's table."""
    st.session_state.pop("own_data", None)
    st.session_state.pop("own_opened", None)
