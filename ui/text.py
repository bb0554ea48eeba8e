"""Data text for Streamlit's sinks, which read it as Markdown: shown literally, whatever it holds."""

from __future__ import annotations

import re

_LIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:^=&\"@/])")
_AFTERWARDS = re.compile(
    r"(?<=:)(?=//|[\w+-]+:)|(?i:(?<=\bwww)(?=\.))|(?<=@)(?=\S)|^(?=\ufeff)|(?<=\ufeff)$"
    r"|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[>~])(?==)"
)
"""Where Streamlit acts on text after it has undone the escapes: addresses of the web and of mail become links,
``:icon:`` a picture and ``->`` an arrow. A mark of the byte order at an end undoes bold."""

_NOTHING = ":color[]"
"""What Streamlit draws as nothing, and what parts the text in two for whatever looks for a pattern in it."""


def literal(text: object) -> str:
    """``text`` for a label, caption or markdown body: every character that Markdown could act on is escaped."""
    parts = _AFTERWARDS.split(" ".join(str(text).split()))
    return _NOTHING.join(_LIVE.sub(r"\\\1", part) for part in parts)


def demoted(document: str, levels: int = 2) -> str:
    """A Markdown document for the inside of a page: headings ``levels`` deeper, title left out, pictures as links.

    A picture would be fetched from wherever the document says.
    """
    body = re.sub(r"\A\s*# .*\n", "", document)
    body = re.sub(r"!(?=\[)", r"\\!", body)
    return re.sub(
        r"^(#{1,6})(?= )", lambda marks: "#" * min(6, len(marks[1]) + levels), body, flags=re.MULTILINE
    )
