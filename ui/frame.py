"""The main script: data set, filters and navigation around the page that is open."""

from __future__ import annotations

import streamlit as st

from analysis.foresight import begin
from analysis.selection import Selection, select
from data.conversion.cluster import ClusterError
from data.dataset import Dataset
from data.problems import DataSetError
from data.turns import turn
from ui.broken import show_problems, show_unknown
from ui.cite import heading, share
from ui.context import View
from ui.datasets import ROOT, UnknownDataError, open_now
from ui.filters import accounting, sidebar_filters, sphere_filter, unit_filter
from ui.navigation import ACCOUNT, UNFILTERED, links, masthead, pages, question
from ui.shared import share_answers, shared
from ui.state import follow_url, from_widgets, write_url
from ui.text import literal
from ui.things import open_thing
from ui.versions import version_in_words, version_notice
from ui.waiting import place_for_waiting, show_cluster

st.set_page_config(page_title="Rapport", page_icon=ROOT / "ui" / "favicon.svg", layout="wide")


def main() -> None:
    """Draws the frame, then the page in it; the URL is written last, when the page has said what it shows."""
    all_pages = pages()
    page = st.navigation(all_pages, position="hidden")
    name = page.url_path or "overview"
    try:
        data = open_now()
    except DataSetError as error:
        show_problems(error)
        return
    except UnknownDataError as error:
        show_unknown(error)
        return
    follow_url(data, name)
    top, bottom = st.container(), st.container()
    thing = open_thing(data, name)
    # These cards have their own title; the filters stand below it, so that nobody takes them for the event's spheres.
    card = thing is not None and name in ("events", "sources")
    header, body = (bottom, top) if card else (top, bottom)
    with st.sidebar:
        masthead(data)
        links(all_pages)
        sidebar_filters(data)
        unit = unit_filter()
        st.markdown(f":small[Data version {literal(version_in_words(data))}]")
    selection = _selected(data, name)
    here = st.session_state["view"] = View(selection, unit)
    with top:
        version_notice(data)
    with header:
        if not card:
            heading(thing.title if thing else question(name, data.about))
        sphere_filter(data, drawn=name not in UNFILTERED)
        if name not in UNFILTERED:
            # The Network page says itself what became of an actor that is not here.
            accounting(selection, unsaid=("actor",) if name == "network" else ())
    try:
        with body:
            page.run()
        if name != ACCOUNT:
            share(here, name, thing)
    finally:
        write_url(selection.filters, unit)


def _selected(data: Dataset, name: str) -> Selection:
    begin(name)
    share_answers(data)
    return shared(select, data, from_widgets())


with turn():
    place_for_waiting()
    try:
        main()
    except ClusterError as error:
        show_cluster(error)
