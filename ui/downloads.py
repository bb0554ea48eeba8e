"""Download buttons: the same table for scripts and for Excel, and every extract of a selection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis.extracts import EXTRACTS, Extract
from analysis.manifest import archive
from analysis.selection import Selection
from data.extracts import csv_bytes
from ui.text import literal

_SHORT = 40


def csv_buttons(table: pd.DataFrame | Callable[[], pd.DataFrame], name: str, selection: Selection) -> None:
    """Two buttons that make the file at the click; its name says data set, table, filters and version.

    A table that takes time to make is given as the function that makes it.
    """
    make = table if callable(table) else lambda: table
    with st.container(horizontal=True):
        for excel, label in ((False, "Download CSV"), (True, "CSV for Excel")):
            st.download_button(
                label, partial(_file, make, excel), file_name(selection, name, "csv", excel), "text/csv",
                key=f"csv-{name}-{excel}", on_click="ignore", icon=":material/download:", type="tertiary",
            )  # fmt: skip


def extract_buttons(selection: Selection, unit: str) -> None:
    """Every extract of the selection as a file of its own, and all of them in one archive with a manifest."""
    with st.expander("Download the selected events (CSV, ZIP)", icon=":material/download:", key="extracts"):
        choices = {False: "Scripts (UTF-8)", True: "Excel"}
        excel = st.segmented_control(
            "CSV for", list(choices), format_func=choices.__getitem__, default=False, required=True, key="csv-flavour",
            help="For Excel a byte order mark is added, and text that a spreadsheet would run as a formula gets a "
            "leading apostrophe. For scripts the values stay as they are.",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                "All tables with manifest (ZIP)", partial(archive, selection, unit, excel, date.today()),
                file_name(selection, "extract", "zip", excel), "application/zip", key="zip", on_click="ignore",
                icon=":material/folder_zip:", type="secondary", wrap=True,
            )  # fmt: skip
            for extract in EXTRACTS.values():
                _extract_button(extract, selection, excel)
        st.caption(literal(f"Filters: {selection.filters.describe(selection.dataset)}"))


def _extract_button(extract: Extract, selection: Selection, excel: bool) -> None:
    st.download_button(
        f"{extract.label}: {extract.rows_in_words(selection)}",
        partial(_file, partial(extract.make, selection), excel), file_name(selection, extract.name, "csv", excel),
        "text/csv", key=f"csv-{extract.name}", on_click="ignore", wrap=True,
    )  # fmt: skip


def file_name(selection: Selection, table: str, ending: str, excel: bool = False) -> str:
    """``data-set_table_filters_version.csv``; long filters are cut and told apart by a hash of the whole query."""
    query = urlencode(selection.filters.to_query(), doseq=True)
    words = re.sub(r"[^a-z0-9]+", "-", query.lower()).strip("-") or "default-view"
    if len(words) > _SHORT:
        words = f"{words[:_SHORT].rstrip('-')}-{hashlib.sha256(query.encode()).hexdigest()[:6]}"
    parts = [
        selection.dataset.about.name,
        table,
        words,
        selection.dataset.version,
        *(["excel"] if excel else []),
    ]
    return f"{'_'.join(parts)}.{ending}"


def _file(make: Callable[[], pd.DataFrame], excel: bool) -> bytes:
    return csv_bytes(make(), excel)
