"""Rows of links: what the event list, the card and its evidence are made of.

A page link of Streamlit cuts its label on a phone, and a link in Markdown leaves the session for a new tab. This
small component draws real links that wrap, open in the same session, and can be opened in a new tab or copied. It
also keeps the address right within one page, where a page link of Streamlit changes the page and not the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

import streamlit as st

from analysis.links import web
from ui.context import view
from ui.datasets import ROOT

_draw = st.components.v2.component(
    "rapport_rows",
    html="<ul role='list'></ul>",
    css=(ROOT / "ui" / "rows.css").read_text(encoding="utf-8"),
    js=(ROOT / "ui" / "rows.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Row:
    """One row: ``text`` links to ``href`` unless that is empty; ``lead`` stands in front, ``facts`` one per line below.

    All of them are plain text and shown as they are. ``outside`` leads to the web, in a new tab; an ``href`` that does
    not (``javascript:``) is no link then.
    """

    text: str
    href: str = ""
    lead: str = ""
    facts: tuple[str, ...] = ()
    outside: bool = False

    def __post_init__(self) -> None:
        if self.outside:
            object.__setattr__(self, "href", web(self.href))


def link_rows(*rows: Row) -> None:
    """Draws the rows below each other."""
    _mount(rows, bar=False)


def link_bar(*rows: Row) -> None:
    """Draws the rows beside each other, as a reader expects of the links to previous and next."""
    _mount(rows, bar=True)


def _mount(rows: tuple[Row, ...], *, bar: bool) -> None:
    _draw(data={"bar": bar, "rows": [asdict(row) for row in rows]}, key=f"rows-{next(view().numbers)}")


def address(page: str, query: Mapping[str, str | list[str]]) -> str:
    """The address of a page of the dashboard, relative so that it holds wherever the dashboard is served."""
    return f"{page}?{urlencode(query, doseq=True)}" if query else page
