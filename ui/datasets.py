"""Which data set is open: those that the server has, and a table that a reader opened in this session only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data.about import FILE
from data.dataset import Dataset
from data.store import in_memory, stored

ROOT = Path(__file__).parent.parent
SETTING = "RAPPORT_DATA"
"""Folders of data sets, separated as in PATH; each is a data set, or holds some."""
DEFAULT = ROOT / "data" / "azerbaijan-israel"
PARAMETER = "data"
"""The parameter of an address that names a data set other than the first."""
OWN = "own"
"""Its value for the table that a reader opened."""


@dataclass(frozen=True, eq=False)
class Own:
    """A reader's own table in this session: what it is called, and its data set for the sides that were chosen."""

    name: str
    dataset: Dataset


def folders() -> dict[str, Path]:
    """Name → folder of every data set of the server; the first is the default."""
    setting = os.environ.get(SETTING, "")
    places = [Path(text) for text in setting.split(os.pathsep) if text] or [DEFAULT, DEFAULT.parent]
    found = [folder for place in places for folder in _in(place)]
    return {folder.name: folder for folder in reversed(found)} | {found[0].name: found[0]} if found else {}


def _in(place: Path) -> list[Path]:
    """The place itself when it is a data set or nothing that holds some, so that its problems are told."""
    if (place / FILE).exists() or not place.is_dir():
        return [place]
    return [folder.parent for folder in sorted(place.glob(f"*/{FILE}"))] or [place]


def folder_of(name: str) -> Path | None:
    """The folder of a data set of the server; the default for an empty name, None for an unknown one."""
    known = folders()
    return known.get(name) if name else next(iter(known.values()))


def loaded(folder: Path) -> Dataset:
    """The data set of a folder; a reader who waits for it is told so."""
    if in_memory(folder):
        return stored(folder).dataset
    with st.spinner("Reading the events …"):
        return stored(folder).dataset


def own() -> Own | None:
    """The table that the reader opened in this session."""
    return st.session_state.get("own_data")


def keep_own(name: str, dataset: Dataset) -> None:
    """Keeps a reader's table for this session; it is in the memory of the server and never on its disk."""
    st.session_state["own_data"] = Own(name, dataset)


def forget_own() -> None:
    """Closes the reader's table."""
    st.session_state.pop("own_data", None)
    st.session_state.pop("own_opened", None)
