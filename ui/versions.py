"""A link that was made on another version of the data says so, as long as the reader stays on its page."""

from __future__ import annotations

import streamlit as st

from analysis.links import VERSION
from data.about import OPENED
from data.dataset import Dataset
from data.dates import in_words
from ui.state import drop_page_parameter, page_parameter
from ui.text import literal


def version_in_words(dataset: Dataset) -> str:
    """``1.0, 22 November 2026, 82702a5b0622``; a version whose files changed since its release says so.

    A file that the reader opened has no release.
    """
    if dataset.about.version == OPENED:
        return f"of a file of your own, {dataset.version}"
    about, released = dataset.about, {one.version for one in dataset.history.releases}
    changed = about.version in released and dataset.history.release(dataset.version) is None
    words = f"{about.version}, {in_words(about.released)}, {dataset.version}"
    return f"{words}, changed since its release" if changed else words


def version_notice(dataset: Dataset) -> None:
    """The notice, for an address with the hash of another version; the hash of this one is dropped from the address."""
    asked = st.query_params.get(VERSION, "")
    if asked in ("", dataset.version):
        return
    page_parameter(VERSION)
    with st.container(border=True, key="version-notice", gap="xsmall"):
        st.markdown(f":material/history: {literal(_made_on(dataset, asked))}")
        st.caption(
            "Events may have been added, corrected or retired in between: what the link finds, and its counts, "
            "may differ."
        )
        st.button(
            "Close", icon=":material/close:", type="tertiary", key="version-close", on_click=drop_page_parameter,
            args=(VERSION,),
        )  # fmt: skip


def _made_on(dataset: Dataset, asked: str) -> str:
    release = dataset.history.release(asked)
    if release:
        made = f"version {release.version} of {in_words(release.released)} ({release.hash})"
    else:
        made = f"an unknown version of the data, {asked[:40]}"
    about = dataset.about
    seen = f"version {about.version} of {in_words(about.released)} ({dataset.version})"
    return f"This link was made on {made}. You see {seen}."
