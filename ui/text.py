"""Data text for Streamlit's sinks, which read it as Markdown: shown literally, whatever it holds."""

from __future__ import annotations

import re

_LIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:^=&\"@/])")


def literal(text: object) -> str:
    """``text`` for a label, caption or markdown body: every character that Markdown could act on is escaped."""
    return _LIVE.sub(r"\\\1", " ".join(str(text).split()))


def demoted(document: str, levels: int = 2) -> str:
    """A Markdown document for the inside of a page: headings ``levels`` deeper, its title left out."""
    body = re.sub(r"\A\s*# .*\n", "", document)
    return re.sub(
        r"^(#{1,6})(?= )", lambda marks: "#" * min(6, len(marks[1]) + levels), body, flags=re.MULTILINE
    )
