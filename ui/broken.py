"""The screen for a data set that cannot be used."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from analysis.words import count
from data.problems import DataSetError
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
