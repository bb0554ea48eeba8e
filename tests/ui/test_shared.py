import json

import plotly.io
import pytest
import streamlit as st
from plotly.tools import return_figure_from_figure_or_data

from analysis.filters import DEFAULT, Filters
from analysis.selection import select
from charts.timeline import timeline
from ui import shared as module
from ui.datasets import CHOSEN, OWN
from ui.ready import Ready
from ui.shared import share_answers, shared


@pytest.fixture(autouse=True)
def _own_session(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})


def test_two_readers_who_ask_the_same_share_one_answer(dataset):
    share_answers(dataset)
    first, other = shared(select, dataset, DEFAULT), shared(select, dataset, Filters(spheres=("energy",)))
    assert shared(select, dataset, DEFAULT) is first
    assert other is not first
    assert (other.mask == select(dataset, Filters(spheres=("energy",))).mask).all()


def test_nothing_is_kept_of_a_table_of_ones_own_or_of_a_large_data_set(dataset, monkeypatch):
    st.session_state[CHOSEN] = OWN
    share_answers(dataset)
    assert shared(select, dataset, DEFAULT) is not shared(select, dataset, DEFAULT)
    st.session_state[CHOSEN] = ""
    monkeypatch.setattr(module, "MOST_EVENTS", len(dataset) - 1)
    share_answers(dataset)
    assert shared(select, dataset, DEFAULT) is not shared(select, dataset, DEFAULT)


def test_a_ready_figure_is_sent_as_streamlit_would_send_it_after_its_check(dataset):
    spec = timeline(select(dataset, DEFAULT)).spec
    checked, ready = (
        plotly.io.to_json(return_figure_from_figure_or_data(each, validate_figure=True), validate=False)
        for each in (spec, Ready(spec))
    )
    assert json.loads(ready) == json.loads(checked)
