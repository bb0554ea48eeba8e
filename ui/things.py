"""Events, actors and sources that have a page to themselves: which one is open, and what became of one that is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from analysis.lines import event_row, near
from analysis.links import Links
from data.dataset import Dataset
from data.releases import Id
from data.vocabulary import nearest
from ui.rows import Row, address, link_rows
from ui.state import from_widgets, refused
from ui.text import literal


@dataclass(frozen=True)
class Thing:
    """An event, actor or source on whose card the reader is: its page, row number, id and title."""

    page: str
    row: int
    id: str
    title: str

    @property
    def noun(self) -> str:
        """``event``, ``actor`` or ``source``."""
        return _NOUNS[self.page]

    def link(self, links: Links) -> str:
        """Its permanent address, without filters."""
        make = {"events": links.event, "network": links.actor, "sources": links.source}[self.page]
        return make(self.id)


_TITLES = {"events": "title", "network": "name", "sources": "title"}
_TABLES = {"events": "events", "network": "actors", "sources": "sources"}
_NOUNS = {"events": "event", "network": "actor", "sources": "source"}


def open_thing(dataset: Dataset, page: str) -> Thing | None:
    """The event, actor or source that the address names; None on other pages and for an id that nothing has.

    The card of an actor is the Network page under a filter by this actor alone.
    """
    if page not in _TABLES:
        return None
    row = _row(dataset, page, _asked(page))
    if row is None:
        return None
    return Thing(page, row, *_named(dataset, page, row))


def _named(dataset: Dataset, page: str, row: int) -> tuple[str, str]:
    """The id and the title of a row."""
    if page == "events":
        data, (own,) = near(dataset, [row])
        return str(data.events["event_id"].iloc[own]), str(data.events["title"].iloc[own])
    table = getattr(dataset, _TABLES[page])
    return str(table.iloc[row, 0]), str(table[_TITLES[page]].iloc[row])


def _asked(page: str) -> str:
    if page == "network":
        actors = from_widgets().actors
        return actors[0] if len(actors) == 1 else ""
    return str(st.query_params.get(_NOUNS[page], ""))


def _row(dataset: Dataset, page: str, id_: str) -> int | None:
    if page == "events":
        return event_row(dataset, id_)
    if page == "network":
        return dataset.row_of_actor.get(id_)
    match = np.flatnonzero(dataset.sources["source_id"] == id_)
    return int(match[0]) if len(match) else None


def refused_actors() -> list[str]:
    """The actors that the address asked for and that are not in this data set."""
    return [one.value for one in refused() if one.key == "actor"]


def missing(dataset: Dataset, page: str, id_: str, near: Callable[[], str | None] | None = None) -> None:
    """Says that nothing has this id: that it was retired and what took its place, or which id is the nearest."""
    noun, retired = _NOUNS[page], dataset.history.retired(_TABLES[page], id_)
    if retired:
        st.warning(literal(_retired_words(noun, retired)), icon=":material/move_item:")
        offered = retired.now
    else:
        st.warning(f"There is no {noun} “{literal(id_)}” in this data set.", icon=":material/link_off:")
        offered = (near() if near else _nearest(dataset, page, id_)) or ""
    row = _row(dataset, page, offered)
    if row is not None:
        st.markdown("It leads to this one now:" if retired else "Did you mean this one?")
        _, title = _named(dataset, page, row)
        link_rows(Row(title, address(page, {noun: offered}), "", (offered,)))


def _retired_words(noun: str, retired: Id) -> str:
    place = "another took its place" if retired.now else "nothing took its place"
    last = f"was last part of version {retired.until} of the data"
    return f"The {noun} “{retired.id}” {last}; {place}."


def _nearest(dataset: Dataset, page: str, id_: str) -> str | None:
    return nearest(id_, getattr(dataset, _TABLES[page]).iloc[:, 0].tolist())
