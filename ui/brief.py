"""The page of the brief: words of one's own, sections, both files, and the brief as it will be read."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from analysis.brief.compose import SECTIONS, compose
from analysis.brief.model import Brief
from ui.context import View
from ui.datasets import ROOT
from ui.downloads import content_hash, download, file_name
from ui.handout.docx import docx
from ui.handout.html import html
from ui.shared import anew, shared
from ui.state import several

HEADING, REMARK = 120, 1200
_SAID = "_said"
_show = st.components.v2.component(
    "rapport_brief",
    html="<iframe sandbox='allow-same-origin allow-popups allow-popups-to-escape-sandbox' title='The brief'></iframe>",
    css=(ROOT / "ui" / "brief.css").read_text(encoding="utf-8"),
    js=(ROOT / "ui" / "brief.js").read_text(encoding="utf-8"),
)


def brief_page(here: View) -> None:
    """What the reader sets, the two files made at the click, and below them the brief itself."""
    heading = _own("heading", "Heading", here.dataset.about.title, HEADING)
    remark = _own("remark", "A remark of your own", "Stands below the heading", REMARK)
    without = several("without", "Leave out", SECTIONS)
    wanted = tuple(name for name in SECTIONS if name not in without)
    work_out = anew if heading or remark else shared
    brief = work_out(
        compose,
        here.selection,
        here.unit,
        here.links,
        date.today(),
        sections=wanted,
        heading=heading,
        remark=remark,
    )
    page = work_out(html, brief)
    _files(here, brief, content_hash(page))
    _show(data={"page": page}, key="brief")


def _own(name: str, label: str, hint: str, longest: int) -> str:
    """Words that stay in the session and out of the address, also while another page is open."""
    said = st.session_state.setdefault(_SAID, {})
    draw = st.text_area if name == "remark" else st.text_input
    said[name] = draw(label, said.get(name, ""), max_chars=longest, placeholder=hint)[:longest]
    return str(said[name])


def _files(here: View, brief: Brief, content: str) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    with st.container(horizontal=True):
        for ending, label, make, media in (
            ("html", "Download HTML to read and print", partial(html, brief), "text/html"),
            ("docx", "Download Word document to edit", partial(docx, brief), word),
        ):
            download(
                label, make, file_name(here.selection, "brief", ending), media, content,
                key=f"brief-{ending}", icon=":material/download:", wrap=True,
            )  # fmt: skip
