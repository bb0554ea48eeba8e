"""The sections of the codebook page: rules, categories, tables, counting, and the search over all definitions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.words import count
from data.codebook import COUNTING, TITLES, chapters, column_table, search, vocabulary_file, vocabulary_table
from data.schema import CODEBOOK_VERSION, TABLES
from ui.context import View
from ui.downloads import csv_buttons
from ui.text import literal


def show_found(text: str) -> None:
    """The definitions that hold every word of the search."""
    table = search(text)
    st.markdown(f"**{count(len(table), 'definition')}** with “{literal(text)}”.")
    if len(table):
        _wrapped(
            table.rename(
                columns={"where": "Where", "term": "Term", "definition": "Definition", "id": "Written as"}
            )
        )


def show_rules(here: View) -> None:
    """The coding rules, chapter by chapter."""
    rules = {heading: body for heading, body in chapters().items() if heading != COUNTING}
    st.caption(
        f"Version {CODEBOOK_VERSION} of the codebook; the data set was coded by version "
        f"{literal(here.dataset.about.codebook_version)}."
    )
    _contents([*rules])
    for number, (heading, body) in enumerate(rules.items()):
        st.subheader(heading, anchor=_anchor(number))
        st.markdown(body)


def show_categories(here: View) -> None:
    """Every vocabulary as a table with its CSV."""
    _contents([*TITLES.values()])
    for number, (name, title) in enumerate(TITLES.items()):
        st.subheader(title, anchor=_anchor(number))
        _wrapped(vocabulary_table(name))
        csv_buttons(vocabulary_file(name), f"codebook-{name}", here.selection)


def show_tables(here: View) -> None:
    """Every table of a data set with its columns and rules."""
    _contents([f"{name}.csv" for name in TABLES])
    for number, table in enumerate(TABLES.values()):
        st.subheader(f"{table.name}.csv", anchor=_anchor(number))
        key = " and ".join(table.key)
        st.markdown(literal(f"{table.row} It is identified by {key}."))
        columns = column_table(table)
        _wrapped(columns)
        csv_buttons(columns, f"codebook-columns-of-{table.name}", here.selection)


def show_counting(here: View) -> None:
    """How the numbers on the other pages come about."""
    st.markdown(chapters()[COUNTING])


def _contents(headings: list[str]) -> None:
    """Links to the headings below, in the order of the page."""
    st.markdown(
        " · ".join(f"[{literal(heading)}](#{_anchor(number)})" for number, heading in enumerate(headings))
    )


def _anchor(number: int) -> str:
    return f"part-{number + 1}"


def _wrapped(table: pd.DataFrame) -> None:
    """A table whose long texts wrap; empty columns are left out."""
    filled = table.loc[:, (table != "").any()]
    st.table(filled.map(literal), hide_index=True)


SECTIONS = {
    "rules": ("Rules", show_rules),
    "categories": ("Categories", show_categories),
    "tables": ("Tables", show_tables),
    "counting": ("Counting", show_counting),
}
"""Id in the URL → label and what draws the section."""
