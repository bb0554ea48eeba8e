"""The main script: data set, filters and navigation around the page that is open."""

from __future__ import annotations

import streamlit as st

from analysis.selection import select
from data.problems import DataSetError
from ui.broken import show_problems
from ui.context import ROOT, View, dataset
from ui.filters import accounting, sidebar_filters, sphere_filter, unit_filter
from ui.state import follow_url, from_widgets, write_url

PAGES = {
    "overview": ("Overview", ":material/public:"),
    "meetings": ("Meetings", ":material/groups:"),
    "cooperation": ("Cooperation", ":material/handshake:"),
    "network": ("Network", ":material/hub:"),
    "agreements": ("Agreements", ":material/contract:"),
    "events": ("Events", ":material/list_alt:"),
    "sources": ("Sources", ":material/newspaper:"),
    "codebook": ("Codebook", ":material/menu_book:"),
}
UNFILTERED = ("codebook",)

st.set_page_config(page_title="Rapport", page_icon=":material/handshake:", layout="wide")


def pages() -> list:
    return [
        st.Page(ROOT / "pages" / f"{name}.py", title=title, icon=icon, url_path=name, default=name == "overview")
        for name, (title, icon) in PAGES.items()
        if (ROOT / "pages" / f"{name}.py").exists()
    ]


def main() -> None:
    page = st.navigation(pages(), expanded=True)
    try:
        data = dataset()
    except DataSetError as error:
        show_problems(error)
        return
    name = page.url_path or "overview"
    follow_url(data, name)
    with st.sidebar:
        sidebar_filters(data)
    filters_shown = name not in UNFILTERED
    header = st.container()
    with st.sidebar:
        unit = unit_filter()
        st.caption(f"{data.about.title}, version {data.about.version} ({data.version})")
    selection = select(data, from_widgets())
    st.session_state["view"] = View(selection, unit)
    with header:
        sphere_filter(data)
        if filters_shown:
            accounting(selection)
    write_url(selection.filters, unit)
    page.run()


main()
