"""The sections of the page on sources: support, press over time, disagreements, articles, limits."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis.coverage import limits, strength, support
from analysis.disagreement import FIELDS, dispute_table, disputed_fields, disputes
from analysis.press import (
    events_of_sources,
    languages,
    publication,
    publishers,
    selected_sources,
    silence_words,
)
from analysis.registry import FILES
from analysis.snapshot import Snapshot
from analysis.words import count
from charts.coverage import limit_bars, publication_bars, strength_bars, support_bars
from data.countries import country_name
from data.dates import in_words
from ui.context import View, data_folder
from ui.disputes import dispute_boxes
from ui.downloads import STREAMED, csv_buttons, file_button
from ui.event_list import event_list
from ui.panel import panel
from ui.sources import found, source_list
from ui.state import option
from ui.text import demoted, literal

DISPUTES_PER_PAGE = 10


def show_support(here: View) -> None:
    """How many sources, of how many publishers and of which side stand behind each event."""
    panel(support_bars(support(here.selection, here.unit)), here.selection)
    panel(strength_bars(strength(here.selection, here.unit)), here.selection)


def show_press(here: View) -> None:
    """When the sources were published and by whom."""
    by = option("by", "Per", {"year": "Year", "quarter": "Quarter", "month": "Month"})
    published = publication(here.selection, by)
    mark = panel(publication_bars(published), here.selection)
    if mark:
        tally = (published.placed, published.undated)[mark[0]]
        source_list(here.dataset, tally.sources(mark[1]), "Their sources", "clicked")
    _publishers(here)
    st.subheader("Languages", anchor=False)
    table = languages(here.selection)
    st.dataframe(_dates_in_words(table), hide_index=True, alt="Languages of the sources")
    csv_buttons(table, "languages", here.selection)


def _publishers(here: View) -> None:
    st.subheader("Publishers", anchor=False)
    st.caption("Choose a row to list the events that the publisher reports.")
    table = publishers(here.selection)
    table["side"] = [country_name(code) if code else "not known" for code in table["side"]]
    state = st.dataframe(
        _dates_in_words(table).rename(columns={"Side": "Home country"}), hide_index=True, key="publishers",
        alt="Publishers of the sources", on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    csv_buttons(table, "publishers", here.selection)
    for row in state["selection"]["rows"]:
        if row < len(table):
            name = str(table["publisher"].iat[row])
            member = (here.dataset.sources["publisher"] == name).to_numpy()
            event_list(here.dataset, events_of_sources(here.selection, member), name, "publisher")


def _dates_in_words(table: pd.DataFrame) -> pd.DataFrame:
    """The table for the screen; its file keeps the dates in EDTF."""
    words = {name: [in_words(day) if day else "" for day in table[name]] for name in ("first", "last")}
    return (
        table.assign(**words)
        .rename(columns={"first": "First source", "last": "Last source"})
        .rename(columns=str.capitalize)
    )


def show_disagreements(here: View) -> None:
    """Every field on which sources give incompatible versions."""
    fields = disputed_fields(here.selection)
    if not fields:
        st.info(
            "The sources of the selected events disagree on nothing that is coded.", icon=":material/info:"
        )
        return
    labels = {field: f"{FIELDS[field]} ({number:,})" for field, number in fields.items()}
    field = (
        st.pills(
            "Field in dispute",
            list(labels),
            format_func=lambda field: literal(labels[field]),
            key="disputed-field",
        )
        or ""
    )
    found_here = disputes(here.selection, field)
    st.markdown(
        f"**{count(len(found_here), 'disagreement')}** on {count(len({one.event for one in found_here}), 'event')}. "
        "A vaguer value is no disagreement; only explicit, incompatible versions are listed."
    )
    csv_buttons(dispute_table(here.selection, field), "disagreements", here.selection)
    pages = max(1, -(-len(found_here) // DISPUTES_PER_PAGE))
    number = st.pagination(pages, key=f"page-disputes-{field}-{pages}") if pages > 1 else 1
    dispute_boxes(here.dataset, found_here[(number - 1) * DISPUTES_PER_PAGE : number * DISPUTES_PER_PAGE])


def show_articles(here: View) -> None:
    """All sources of the selected events, to search and to open."""
    text = st.text_input(
        "Search the sources",
        key="search-sources",
        icon=":material/search:",
        placeholder="Title, publisher or id",
    )
    rows = found(here.dataset, selected_sources(here.selection), text or "")
    source_list(here.dataset, rows, "Sources of the selected events", "all")
    if len(rows) > STREAMED:
        snapshot = Snapshot(here.selection, here.links, date.today(), here.unit)
        file_button(
            FILES["sources.csv"], snapshot, "Download CSV", icon=":material/download:", type="tertiary"
        )
        return
    csv_buttons(
        here.dataset.sources.iloc[rows].drop(columns=["published_day", "first_month", "last_month"]),
        "sources",
        here.selection,
        made_of=f"{here.dataset.version} {here.selection.filters.to_query()} {text}",
    )


def show_limits(here: View) -> None:
    """What this data cannot tell: counted for the selection, then in the words of the data set."""
    if len(here.selection):
        panel(limit_bars(limits(here.selection, here.unit)), here.selection)
        st.markdown(silence_words(here.selection))
    st.divider()
    folder = data_folder()
    readme = folder / "README.md" if folder else None
    if readme and readme.is_file():
        st.markdown(demoted(readme.read_text(encoding="utf-8")), anchors=False)
    else:
        st.info(
            "This data set has no README.md: its makers do not say how good it is or what it lacks.",
            icon=":material/info:",
        )


SECTIONS = {
    "support": ("Support", show_support),
    "press": ("Press", show_press),
    "disagreements": ("Disagreements", show_disagreements),
    "articles": ("Articles", show_articles),
    "limits": ("Limits", show_limits),
}
"""Id in the URL → label and what draws the section."""
