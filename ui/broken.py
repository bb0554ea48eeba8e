"""The screen for a data set that cannot be used."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from analysis.links import DATA
from analysis.words import count
from data.problems import DataSetError
from ui.datasets import OWN, ROOT, UnknownDataError, titles
from ui.text import literal


def show_problems(error: DataSetError) -> None:
    """Every problem as a row: file, row, column, value, rule and the nearest allowed value."""
    st.title("This data set cannot be opened", anchor=False)
    number = len(error.problems)
    st.error(
        f"{literal(error.folder)} has {count(number, 'problem')}. Nothing is shown until "
        f"{'it is' if number == 1 else 'they are'} mended, because every number would rest on it.",
        icon=":material/error:",
    )
    table = pd.DataFrame([asdict(problem) for problem in error.problems])
    st.dataframe(table, hide_index=True, alt="The problems of the data set")
    st.caption("The same list on the command line: `python -m data.check FOLDER`")


def show_unknown(error: UnknownDataError) -> None:
    """The link names a data set that is not here: what that means, and which ones are."""
    st.title("This data set is not here", anchor=False)
    if error.name == OWN:
        st.warning(
            "The link shows a table that somebody opened in a session of their own. Such a table is gone with its "
            "session and is never kept on the server: open the file again on the page Your data.",
            icon=":material/link_off:",
        )
        st.page_link(
            ROOT / "pages" / "your_data.py", label="Open a file of your own", icon=":material/upload_file:"
        )
    else:
        st.warning(f"The link names the data set “{literal(error.name)}”.", icon=":material/link_off:")
    for name, title in titles().items():
        st.page_link(
            ROOT / "pages" / "overview.py", label=literal(title), query_params={DATA: name} if name else {}
        )
