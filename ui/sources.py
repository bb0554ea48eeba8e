"""Sources on the screen: one line, a list to search, and the card of one source."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis.lines import near
from analysis.links import web
from analysis.press import language_name, reports_of, source_citation, told_by
from analysis.words import count, sentence
from data.countries import in_sentence
from data.dataset import Dataset
from data.dates import in_words
from data.vocabulary import fold
from ui.cite import heading
from ui.context import view
from ui.event_list import event_line
from ui.rows import Row, address, link_rows
from ui.state import drop_page_parameter, view_query
from ui.text import literal
from ui.things import missing

PAGE_SIZE = 20


def source_list(dataset: Dataset, rows: np.ndarray, title: str, name: str) -> None:
    """The sources in ``rows``, latest first, twenty at a time, each with a link to its card."""
    day = dataset.sources["published_day"].iloc[rows]
    latest = np.where(day.isna(), np.iinfo(np.int64).max, -day.to_numpy().astype(np.int64))
    ordered = rows[np.argsort(latest, kind="stable")]
    with st.container(border=True, key=f"sources-{name}"):
        st.markdown(f"**{literal(title)}**: {count(len(rows), 'source')}")
        pages = max(1, -(-len(rows) // PAGE_SIZE))
        number = st.pagination(pages, key=f"page-{name}-{len(rows)}") if pages > 1 else 1
        shown = ordered[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        link_rows(*(source_line(dataset, int(row)) for row in shown))


def source_line(dataset: Dataset, row: int) -> Row:
    """One source: date, title with a link to its card, publisher."""
    source = dataset.sources.iloc[row]
    day = sentence(in_words(source["published"])) if source["published"] else "Undated"
    return Row(source["title"], source_address(source["source_id"]), day, (source["publisher"],))


def source_address(source_id: str) -> str:
    """The address of a source's card under the current filters, with the section to which the way back leads."""
    here = view()
    section = st.query_params.get_all("show")[:1]
    query = view_query(here.selection.filters, here.unit) | ({"show": section} if section else {})
    return address("sources", query | {"source": [source_id]})


def publication(source: pd.Series) -> str:
    """``AzerNews, 30 December 2022``; a source without a date says so."""
    day = f", {in_words(source['published'])}" if source["published"] else ", undated"
    return f"{source['publisher']}{day}"


def found(dataset: Dataset, rows: np.ndarray, text: str) -> np.ndarray:
    """The sources of ``rows`` whose title, publisher or id holds every word of ``text``."""
    words = fold(text).split()
    if not words:
        return rows
    haystack = dataset.keep("sources as text", lambda: _haystack(dataset))
    return np.array([row for row in rows if all(word in haystack[row] for word in words)], dtype=np.int64)


def _haystack(dataset: Dataset) -> list[str]:
    sources = dataset.sources
    return [fold(text) for text in sources["title"] + " " + sources["publisher"] + " " + sources["source_id"]]


def source_card(dataset: Dataset, source_id: str) -> None:
    """One source: its citation, its address, and the events it reports with the paragraphs."""
    match = np.flatnonzero(dataset.sources["source_id"] == source_id)
    st.button(
        "All sources", icon=":material/arrow_back:", on_click=drop_page_parameter, args=("source",), type="tertiary",
    )  # fmt: skip
    if len(match):
        _card(dataset, int(match[0]))
    else:
        missing(dataset, "sources", source_id)
        st.caption("Every source can be found under “Articles” on this page.")


def _card(dataset: Dataset, row: int) -> None:
    source = dataset.sources.iloc[row]
    st.set_page_config(page_title=f"{source['title']} – Rapport")
    heading(source["title"])
    published = (
        f"published {in_words(source['published'])}"
        if source["published"]
        else "without a date of publication"
    )
    side = f"press of {in_sentence(source['side'])}" if source["side"] else "publisher’s country not known"
    facts = (
        source["publisher"],
        published,
        side,
        f"in {language_name(source['language'])}" if source["language"] else "",
        source["source_id"],
    )
    st.markdown(literal(" · ".join(filter(None, facts))))
    if source["title"].startswith("["):
        st.caption("The title in brackets is the coder’s description of the page, not its headline.")
    address_ = web(source["url"])
    if address_:
        st.link_button("Open the article", address_, icon=":material/open_in_new:", key="open-card")
    elif not source["url"]:
        st.caption("The data set gives no address for this source.")
    st.code(citation(source), language=None, wrap_lines=True)
    _reported(dataset, row)


def citation(source: pd.Series) -> str:
    """``Publisher: “Title”. 30 May 2023. https://…``; a source without a date says so."""
    return f"{source_citation(source)} {source['url']}"


def _reported(dataset: Dataset, row: int) -> None:
    reports, selected = reports_of(dataset, row), told_by(view().selection, np.array([row]))
    st.markdown(
        f"**Reports {count(len(reports), 'event')}**, {len(selected):,} of them within the current filters."
    )
    data, events = near(dataset, reports.index)
    for event, paragraphs in zip(events.tolist(), reports, strict=True):
        event_line(data, event)
        st.caption(literal(_place(paragraphs)))


def _place(paragraphs: str) -> str:
    if not paragraphs:
        return "Paragraph not recorded"
    several = any(mark in paragraphs for mark in "-;")
    return f"Paragraph{'s' if several else ''} {paragraphs.replace('-', '–').replace(';', ', ')}"
