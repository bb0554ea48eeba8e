"""The pages of the dashboard and the links between them."""

from __future__ import annotations

from textwrap import shorten

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from analysis.links import DATA
from data.about import About
from data.dataset import Dataset
from ui.access.settings import access
from ui.datasets import CHOSEN, ROOT, titles
from ui.state import from_widgets, key, view_query
from ui.text import literal

PAGES = {
    "overview": ("Overview", "How do the two deal with each other?", ":material/public:"),
    "meetings": ("Meetings", "How often do they meet, at what level, where?", ":material/groups:"),
    "cooperation": (
        "Cooperation",
        "On what do they cooperate, and how far did it get?",
        ":material/handshake:",
    ),
    "network": ("Network", "Who deals with whom?", ":material/hub:"),
    "agreements": ("Agreements", "What was signed, and is it in force?", ":material/contract:"),
    "events": ("Events", "Which events exactly?", ":material/list_alt:"),
    "compare": ("Compare", "What differs between two views?", ":material/compare_arrows:"),
    "brief": ("Brief", "What do I hand on?", ":material/description:"),
    "sources": ("Sources", "What does this rest on?", ":material/newspaper:"),
    "your_data": ("Your data", "Can I see mine?", ":material/upload_file:"),
    "codebook": ("Codebook", "How was it coded?", ":material/menu_book:"),
}
"""Page → name in the navigation, the question it answers (its title), icon."""

ACCOUNT = "account"
"""The one page about the reader instead of the data; only where readers sign in."""
if access():
    PAGES[ACCOUNT] = ("Account", "Who am I here, and which scripts read for me?", ":material/key:")

UNFILTERED = ("codebook", "your_data", ACCOUNT)
"""Pages that say nothing about a selection."""
FITS = 26
"""How many letters of a title the choice of data sets has room for in the sidebar; the list that it opens has more."""


def pages() -> list[StreamlitPage]:
    """All pages, the overview at the root address."""
    return [
        st.Page(
            ROOT / "pages" / f"{name}.py",
            title=title,
            icon=icon,
            url_path=name,
            default=name == "overview",
            help=question,
        )
        for name, (title, question, icon) in PAGES.items()
    ]


def question(name: str, about: About) -> str:
    """The question that a page answers about this data set: its title."""
    return PAGES[name][1].replace("the two", "they") if about.sides.one_and_all else PAGES[name][1]


def masthead(data: Dataset) -> None:
    """Name of the dashboard and of the data set; a choice where there are several, closed with a short title."""
    known = titles()
    with st.container(gap=None):
        st.header("Rapport", anchor=False)
        if len(known) < 2 or len(data.about.title) > FITS:
            st.markdown(f":small[{literal(data.about.title)}]")
    if len(known) > 1:
        names, chosen = [*known], st.session_state[CHOSEN]
        # A new widget whenever another data set opens or a title changes, as when a reader changes the sides of a file:
        # it follows the address, not the reverse. The browser remembers the title, which then is no choice any more.
        widget = f"data-set {chosen} of {' | '.join(known.values())}"
        labels = known | {chosen: shortened(known[chosen])}
        st.selectbox(
            "Data set", names, index=names.index(chosen), format_func=labels.__getitem__, key=widget, on_change=_open,
            args=(widget,), label_visibility="collapsed",
        )  # fmt: skip


def shortened(title: str) -> str:
    """As many whole words of a title as the closed choice has room for, of a longer first word its beginning."""
    if len(title) <= FITS:
        return title
    words = shorten(title, FITS, placeholder=" …")
    return words if len(words) > len(" …") else f"{title[: FITS - 1]}…"


def _open(widget: str) -> None:
    """Another data set opens with its default view: most filters of the one before mean nothing in it."""
    name = st.session_state[widget]
    st.query_params.from_dict({DATA: name} if name else {})


def links(all_pages: list[StreamlitPage]) -> None:
    """Links to the pages that carry the view along: one step in the history, and right in a new tab too."""
    query = view_query(from_widgets(), st.session_state[key("unit")])
    with st.container(gap="xxsmall"):
        for page in all_pages:
            st.page_link(page, query_params=query)
