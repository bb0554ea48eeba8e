"""The main script: data set, filters and navigation around the page that is open."""

from __future__ import annotations

import streamlit as st

from analysis.selection import select
from data.problems import DataSetError
from ui.broken import show_problems
from ui.context import ROOT, View, dataset
from ui.filters import accounting, sidebar_filters, sphere_filter, unit_filter
from ui.state import follow_url, from_widgets, key, view_query, write_url
from ui.text import literal

PAGES = {
    "overview": ("Overview", "How do the two deal with each other?", ":material/public:"),
    "meetings": ("Meetings", "How often do they meet, at what level, where?", ":material/groups:"),
    "cooperation": ("Cooperation", "On what do they cooperate, and how far did it get?", ":material/handshake:"),
    "network": ("Network", "Who deals with whom?", ":material/hub:"),
    "agreements": ("Agreements", "What was signed, and is it in force?", ":material/contract:"),
    "events": ("Events", "Which events exactly?", ":material/list_alt:"),
    "sources": ("Sources", "What does this rest on?", ":material/newspaper:"),
    "codebook": ("Codebook", "How was it coded?", ":material/menu_book:"),
}
"""Page → name in the navigation, the question it answers (its title), icon."""

UNFILTERED = ("codebook",)

st.set_page_config(page_title="Rapport", page_icon=ROOT / "ui" / "favicon.svg", layout="wide")


def pages() -> list:
    return [
        st.Page(ROOT / "pages" / f"{name}.py", title=title, icon=icon, url_path=name, default=name == "overview", help=question)
        for name, (title, question, icon) in PAGES.items()
        if (ROOT / "pages" / f"{name}.py").exists()
    ]


def navigation(all_pages: list) -> None:
    """Links to the pages that carry the view along: one step in the history, and right in a new tab too."""
    query = view_query(from_widgets(), st.session_state[key("unit")])
    st.subheader("Rapport", anchor=False)
    with st.container(gap=None):
        for page in all_pages:
            st.page_link(page, query_params=query)


def main() -> None:
    all_pages = pages()
    page = st.navigation(all_pages, position="hidden")
    try:
        data = dataset()
    except DataSetError as error:
        show_problems(error)
        return
    name = page.url_path or "overview"
    follow_url(data, name)
    st.title(PAGES[name][1], anchor=False)
    header = st.container()
    with st.sidebar:
        navigation(all_pages)
        sidebar_filters(data)
        unit = unit_filter()
        st.caption(f"{literal(data.about.title)}, version {data.about.version} ({data.version})")
    selection = select(data, from_widgets())
    st.session_state["view"] = View(selection, unit)
    with header:
        sphere_filter(data)
        if name not in UNFILTERED:
            accounting(selection)
    try:
        page.run()
    finally:
        write_url(selection.filters, unit)


main()
