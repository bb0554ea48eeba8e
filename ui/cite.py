"""The heading of a page, and the link and citation of what it shows."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.citation import Citation, cite, cite_entry
from ui.context import View
from ui.datasets import ROOT
from ui.downloads import download, plain_name
from ui.navigation import PAGES, UNFILTERED
from ui.state import page_options, view_query
from ui.text import literal
from ui.things import Thing

_PLACE = "_share"

_copy = st.components.v2.component(
    "rapport_copy_link",
    html="<div class='copy'><button type='button'>Copy link</button>"
    "<span class='said' role='status'></span><span class='place'></span></div>",
    css=(ROOT / "ui" / "cite.css").read_text(encoding="utf-8"),
    js=(ROOT / "ui" / "cite.js").read_text(encoding="utf-8"),
)


def heading(title: str) -> None:
    """The title of the page, with room for what ``share`` puts there once the page has said what it shows."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="bottom",
        key="heading",
        gap="small",
    ):
        st.title(literal(title), anchor=False, width="content")
        st.session_state[_PLACE] = st.container(
            horizontal=True, vertical_alignment="center", gap="medium", width="content", key="share"
        )


def share(here: View, page: str, thing: Thing | None) -> None:
    """“Copy link” and “Cite”, into the heading; to be called after the page has run, when its options are known."""
    if page == "your_data":  # it shows nothing of a data set that could be cited
        return
    query = view_query(here.selection.filters, here.unit) | page_options()
    link = here.links.page(page, query)
    if thing and page != "network":  # the filters have no part in these cards
        link = thing.link(here.links)
    with st.session_state[_PLACE]:
        if not here.shareable:
            st.caption("Your own table, in this session only", width="content")
            return
        _copy(data={"link": link}, key="copy-link", width="content")
        place = st.popover(
            f"Cite this {thing.noun if thing else 'view'}",
            type="tertiary", key=f"cite-{page}-{thing.id if thing else ''}", on_change="rerun",
        )  # fmt: skip
        if place.open:
            with place:
                _citation(_cited(here, page, thing, link))


def _cited(here: View, page: str, thing: Thing | None, link: str) -> Citation:
    today = date.today()
    if thing:
        return cite_entry(here.dataset, thing.title, thing.link(here.links), today)
    title = PAGES[page][1]
    if page in UNFILTERED:
        return cite_entry(here.dataset, title, link, today)
    return cite(here.shown, here.unit, title, link, today)


def _citation(citation: Citation) -> None:
    st.markdown("**As text**")
    st.code(citation.text, language=None, wrap_lines=True)
    for name, text, suffix, kind in (
        ("BibTeX", citation.bibtex, "bib", "application/x-bibtex"),
        ("RIS", citation.ris, "ris", "application/x-research-info-systems"),
    ):
        st.markdown(f"**{literal(name)}**")
        st.code(text.replace("\r\n", "\n"), language=None, wrap_lines=True)
        download(
            f"Download {literal(name)}", text.encode, f"{plain_name(citation.key)}.{suffix}", kind,
            type="tertiary", icon=":material/download:", key=f"cite-{suffix}",
        )  # fmt: skip
