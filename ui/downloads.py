"""Download buttons: the same table for scripts and for Excel, and every extract of a selection.

Streamlit knows a file of more than 1 MiB again by its name, its length and three samples of it. So that no reader
gets another file that is the same in these, the name ends with a hash of the content, or of all it is made of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis.extracts import EXTRACTS
from analysis.files import File
from analysis.links import Query
from analysis.registry import ARCHIVE, FILES
from analysis.selection import Selection
from analysis.snapshot import Snapshot
from data.dataset import Dataset
from data.extracts import csv_bytes
from data.vocabulary import fold
from ui.context import View
from ui.text import literal

STREAMED = 100_000
"""From so many events on files are not made in memory."""
_SHORT, _HASH = 40, 8
"""Letters of the filters, and of the hash, in the name of a file."""


def download(
    label: str, make: Callable[[], bytes | str], name: str, media: str, content: str = "", **style: Any
) -> None:
    """A button for a file that is made at the click; ``content`` is the hash for its name, or empty where the same
    name always means the same file.
    """
    stem, _, ending = name.rpartition(".")
    named = f"{stem}_{content[:_HASH]}.{ending}" if content else name
    st.download_button(label, make, named, media, on_click="ignore", **style)


def content_hash(content: bytes | str) -> str:
    """The hash of what is in a file."""
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()


def csv_buttons(table: pd.DataFrame, name: str, selection: Selection, made_of: str = "") -> None:
    """Two buttons that make the file at the click; its name says data set, table, filters, version and content.

    ``made_of`` says what decides the content of a table that may be too long to be written at every run.
    """
    content = content_hash(made_of or csv_bytes(table))
    with st.container(horizontal=True):
        for excel, label in ((False, "Download CSV"), (True, "CSV for Excel")):
            download(
                label, partial(csv_bytes, table, excel), file_name(selection, name, "csv", excel), "text/csv", content,
                key=f"csv-{name}-{excel}", icon=":material/download:", type="tertiary",
            )  # fmt: skip


def extract_buttons(here: View) -> None:
    """Every extract of the selection as a file of its own, and all of them in one archive with a manifest."""
    with st.expander(
        "Download the selected events (CSV, JSON, ZIP)", icon=":material/download:", key="extracts"
    ):
        choices = {False: "Scripts (UTF-8)", True: "Excel"}
        excel = st.segmented_control(
            "CSV for", list(choices), format_func=choices.__getitem__, default=False, required=True, key="csv-flavour",
            help="For Excel a byte order mark is added, and text that a spreadsheet would run as a formula gets a "
            "leading apostrophe. For scripts the values stay as they are.",
        )  # fmt: skip
        snapshot = Snapshot(here.selection, here.links, date.today(), here.unit, bool(excel))
        with st.container(horizontal=True, gap="small"):
            file_button(
                ARCHIVE,
                snapshot,
                "All tables with manifest (ZIP)",
                type="secondary",
                icon=":material/folder_zip:",
            )
            for extract in EXTRACTS.values():
                words = f"{extract.label}: {extract.rows_in_words(here.selection)}"
                file_button(FILES[f"{extract.name}.csv"], snapshot, literal(words))
            file_button(FILES["events.json"], snapshot, "Events with everything nested (JSON)")
        st.caption(literal(f"Filters: {here.selection.filters.describe(here.dataset)}"))


def file_button(file: File, snapshot: Snapshot, label: str, **style: Any) -> None:
    """A button that makes the file at the click; the address of the file gives the same bytes.

    Of very many events it is the address, which sends the file while it is made: a button needs all of it in memory.
    A reader's own table has no address.
    """
    address = snapshot.links.extract(file.name, file.query(snapshot))
    if address and len(snapshot.selection) > STREAMED:
        st.link_button(label, address, key=f"address-{file.name}-{snapshot.excel}", wrap=True, **style)
        return
    flavour = "-excel" if snapshot.excel else ""
    make, key = partial(file.content, snapshot), f"file-{file.name}{flavour}"
    download(label, make, name_of(file, snapshot), file.media, key=key, wrap=True, **style)


def name_of(file: File, snapshot: Snapshot) -> str:
    """What a reader's machine calls the file: ``data-set_table_filters_version_hash.csv``, at its address too."""
    query = {key: values for key, values in file.query(snapshot).items() if key != "flavour"}
    excel = snapshot.excel and file.understands("flavour")
    content = file.identity(snapshot)[:_HASH]
    return _name(snapshot.selection.dataset, file.stem, query, file.ending, excel, content)


def file_name(selection: Selection, table: str, ending: str, excel: bool = False) -> str:
    """The same for a table that is no extract, such as the one behind a chart."""
    return _name(selection.dataset, table, selection.filters.to_query(), ending, excel)


def _name(dataset: Dataset, table: str, query: Query, ending: str, excel: bool, content: str = "") -> str:
    """Long filters are cut and told apart by a hash of the whole query; nothing but plain letters stands in it."""
    text = urlencode(query, doseq=True)
    words = plain_name(text) or "default-view"
    if len(words) > _SHORT:
        words = f"{words[:_SHORT].rstrip('-')}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"
    name = plain_name(dataset.about.name) or "data-set"
    parts = [
        name,
        table,
        words,
        dataset.version,
        *(["excel"] if excel else []),
        *([content] if content else []),
    ]
    return f"{'_'.join(parts)}.{ending}"


def plain_name(text: str) -> str:
    """A text as part of the name of a file: lower-case letters, digits and hyphens; empty when it has none."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
