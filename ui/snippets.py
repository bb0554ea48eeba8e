"""“Use this view in a script”: lines for Python and R that read the current view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from analysis.registry import FILES
from analysis.snapshot import Snapshot
from ui.context import View
from ui.rows import Row, link_rows


def python_snippet(address: str) -> str:
    """Lines for pandas; ids and dates stay text, and an empty cell is an empty text rather than not a number."""
    return f'import pandas as pd\n\nevents = pd.read_csv(\n    "{address}",\n    keep_default_na=False,\n)\n'


def r_snippet(address: str) -> str:
    """Lines for R without any package."""
    return f'events <- read.csv(\n  "{address}",\n  encoding = "UTF-8",\n  na.strings = character()\n)\n'


def shell_snippet(address: str) -> str:
    """One line for a shell; the file gets the name that the button gives it."""
    return f'curl --fail-with-body -OJ "{address}"\n'


SNIPPETS: Mapping[str, Callable[[str], str]] = {
    "Python (pandas)": python_snippet,
    "R": r_snippet,
    "Shell (curl)": shell_snippet,
}


def script_snippets(here: View) -> None:
    """The snippets for the events of a view, each with a button that copies it; none for a reader's own table."""
    if not here.shareable:
        return
    snapshot, file = Snapshot(here.selection, here.links, date.today(), here.unit), FILES["events.csv"]
    address = snapshot.links.extract(file.name, file.query(snapshot))
    with st.expander("Use this view in a script", icon=":material/code:", key="snippets"):
        for tab, snippet in zip(st.tabs(list(SNIPPETS)), SNIPPETS.values(), strict=True):
            tab.code(snippet(address), language=None, wrap_lines=True)
        link_rows(Row("All files and parameters", _index(snapshot), outside=True))
        st.caption(
            "The address keeps to this version of the data: if another one is loaded there, the script is told so "
            "instead of getting other rows."
        )


def _index(snapshot: Snapshot) -> str:
    return snapshot.links.extract("", snapshot.query())
