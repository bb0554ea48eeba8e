"""Every page and card over a data set whose every text is hostile: nothing of it is live where it could act."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from tests.hostile import README, STRINGS, hostile_folder
from tests.ui.opened import opened
from ui.navigation import PAGES
from ui.rows import Row
from ui.text import demoted, literal

ROOT = Path(__file__).parents[2]
CARDS = (("events", "event", "e0"), ("network", "actor", "aze-0"), ("sources", "source", "aze-paper-0"))
OTHERS = (("sources", "show", "articles"), ("sources", "show", "disagreements"))
VIEWS = [*((page, "", "") for page in PAGES if page not in ("sources", "codebook")), *CARDS, *OTHERS]

LIVE = re.compile(
    r"(?<!\\)(?:<\w|\]\((?!#)|:(?:red\[|streamlit:|smile:|material_)|\$\\sqrt|\*\*zq|~~zq|https?://elsewhere"
    r"|www\.elsewhere|@elsewhere|zq -> )"
)
"""What would be markup if it stood in Markdown as it is."""

PLAIN = {
    "options", "alt", "code_text", "id", "spec", "json", "json_data", "mixed_data", "data", "element_id", "help_url",
    "raw_values", "default_values", "placeholder", "html_content", "css_content", "js_content",
}  # fmt: skip
"""Fields of Streamlit's messages that are shown as plain text, or are read by components of the dashboard as text."""

OWN_TAGS = re.compile(r"</?b>|<br>|</?span(?: style=\"[^\"]*\")?>|<extra></extra>")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return hostile_folder(STRINGS, tmp_path_factory.mktemp("sinks") / "hostile")


def run(page: str, folder: Path, monkeypatch, **query: str) -> AppTest:
    monkeypatch.setenv("RAPPORT_DATA", str(folder))
    return opened(page, query)


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def texts(message: Message) -> Iterator[tuple[str, str]]:
    """Field → text of a message and of those within it."""
    for field, value in message.ListFields():
        for one in value if hasattr(value, "extend") else [value]:
            if isinstance(one, Message):
                yield from texts(one)
            elif isinstance(one, str):
                yield field.name, one


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.parametrize(
    ("page", "name", "value"), VIEWS, ids=["-".join(filter(None, view)) for view in VIEWS]
)
def test_no_text_of_the_data_is_live(page, name, value, folder, monkeypatch):
    app = run(page, folder, monkeypatch, **({name: value} if name else {}))
    assert [error.message for error in app.exception] == []
    protos = [node.proto for node in nodes(app._tree) if isinstance(getattr(node, "proto", None), Message)]
    found = [(field, text) for proto in protos for field, text in texts(proto)]
    assert any("zq" in text for _, text in found) or page == "your_data"
    assert [(field, text) for field, text in found if field not in PLAIN and LIVE.search(text)] == []
    for spec in (text for field, text in found if field == "spec"):
        assert [text for text in strings(json.loads(spec)) if "<" in OWN_TAGS.sub("", text)] == []


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,<script>", "//elsewhere.invalid", " https://x.invalid"]
)
def test_what_is_no_address_of_the_web_is_no_link(text):
    assert Row("Title", text, outside=True).href == ""
    assert Row("Title", "https://x.invalid/a", outside=True).href == "https://x.invalid/a"


def test_a_picture_in_a_document_is_not_fetched():
    assert "\\![zq](https://elsewhere" in demoted(README)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("https://a.b", "https\\::color[]\\/\\/a\\.b"),
        ("www.a.b", "www:color[]\\.a\\.b"),
        ("a@b", "a\\@:color[]b"),
        (":smile: 12:30", "\\::color[]smile\\: 12\\:30"),
        ("a <-> b", "a \\<:color[]\\-:color[]\\> b"),
        ("\ufeffa", ":color[]\ufeffa"),
        (" a\n b ", "a b"),
    ],
)
def test_text_that_streamlit_acts_on_after_the_escapes_is_parted(text, escaped):
    assert literal(text) == escaped
