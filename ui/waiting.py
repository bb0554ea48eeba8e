"""While a cluster is asked: how far it got, on the page of the reader who waits."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.conversion.cluster import ClusterError
from ui.text import literal

PATIENCE = 1.0
"""Seconds that an answer may take before the page says that it is being worked out."""
_PLACE = "_waiting"


def place_for_waiting() -> None:
    """Keeps room for the bar at the top of the page; to be called at the beginning of every run."""
    st.session_state[_PLACE] = st.empty()


def tell(share: float, seconds: float) -> None:
    """Shows the share of the shards that have answered, once a reader has waited for a while; all of them end it.

    Streamlit looks here whether the reader has clicked on, and then leaves the run: the question is cancelled. Files
    are asked for without a page, and nothing is shown.
    """
    if seconds < PATIENCE or get_script_run_ctx(suppress_warning=True) is None:
        return
    place = st.session_state.get(_PLACE)
    if place is None:
        return
    if share < 1:
        text = f"Asking the cluster: {share:.0%} of the events counted, {seconds:.0f} s"
        place.progress(share, literal(text))
    else:
        place.empty()


def show_cluster(error: ClusterError) -> None:
    """Why the cluster gave no answer; nothing is counted then, because a part of the events is no answer."""
    st.session_state[_PLACE].empty()  # nobody is asked any more
    st.error(literal(str(error)), icon=":material/cloud_off:")
    st.caption("No number is shown until all events can be counted.")
    st.button("Ask again", icon=":material/refresh:", key="ask-again")
