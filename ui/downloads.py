"""Download buttons: the same table for scripts and for Excel."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.selection import Selection
from data.extracts import csv_bytes


def csv_buttons(table: pd.DataFrame | Callable[[], pd.DataFrame], name: str, selection: Selection) -> None:
    """Two buttons that make the file at the click; its name carries the data set and its version.

    A table that takes time to make is given as the function that makes it.
    """
    make = table if callable(table) else lambda: table
    stem = f"{selection.dataset.about.name}-{name}-{selection.dataset.version}"
    with st.container(horizontal=True):
        for excel, label in ((False, "Download CSV"), (True, "CSV for Excel")):
            st.download_button(
                label, lambda excel=excel: csv_bytes(make(), excel), f"{stem}{'-excel' if excel else ''}.csv", "text/csv",
                key=f"csv-{name}-{excel}", on_click="ignore", icon=":material/download:", type="tertiary",
            )  # fmt: skip
