"""The caption of machine-coded data, on pages whose counts it changes."""

from __future__ import annotations

import streamlit as st

from analysis.machine import coded_by_machine
from data.about import About
from ui.text import literal


def machine_coded(about: About) -> None:
    """How often one meeting may stand in the data; nothing where people coded the events."""
    if told := coded_by_machine(about):
        st.caption(literal(told))
