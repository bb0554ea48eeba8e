"""The main script: data set, filters and navigation around the page that is open."""

from __future__ import annotations

import streamlit as st

from analysis.selection import select
from data.dates import in_words
from data.problems import DataSetError
from ui.broken import show_problems
from ui.context import ROOT, View, dataset
from ui.filters import accounting, sidebar_filters, sphere_filter, unit_filter
from ui.navigation import UNFILTERED, links, masthead, pages, question
from ui.state import follow_url, from_widgets, write_url
from ui.text import literal

st.set_page_config(page_title="Rapport", page_icon=ROOT / "ui" / "favicon.svg", layout="wide")


def main() -> None:
    """Draws the frame, then the page in it; the URL is written last, when the page has said what it shows."""
    all_pages = pages()
    page = st.navigation(all_pages, position="hidden")
    try:
        data = dataset()
    except DataSetError as error:
        show_problems(error)
        return
    name = page.url_path or "overview"
    follow_url(data, name)
    top, bottom = st.container(), st.container()
    # An event's card has its own title; the filters stand below it, so that nobody takes them for the event's spheres.
    card = name == "events" and data.event_row(st.query_params.get("event", "")) is not None
    header, body = (bottom, top) if card else (top, bottom)
    with st.sidebar:
        masthead(data.about)
        links(all_pages)
        sidebar_filters(data)
        unit = unit_filter()
        released = literal(in_words(data.about.released))
        st.markdown(f":small[Data version {literal(data.about.version)}, {released}, {data.version}]")
    selection = select(data, from_widgets())
    st.session_state["view"] = View(selection, unit)
    with header:
        if not card:
            st.title(question(name, data.about), anchor=False)
        sphere_filter(data)
        if name not in UNFILTERED:
            accounting(selection)
    try:
        with body:
            page.run()
    finally:
        write_url(selection.filters, unit)


main()
