"""Every page and every file of a data set in shards: the same, to the byte, as of one in one piece."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from analysis.registry import FILES
from data.dataset import Dataset
from data.reading import read_tables
from data.store import Stored
from tests.asgi import Client
from tests.conftest import DEFAULT_DATA
from tests.shards import sharded
from tests.ui.opened import opened
from ui import datasets, extracts

BUTTON = re.compile(r'(url|file_id|deferred_file_id): "[^"]*"')
"""Streamlit names a file that can be saved by a number of its own."""
EVENT, ACTOR, SOURCE = "2009-elbit-azerbaijan-subsidiary-opening", "ilham-aliyev", "azvision-2016-02-12-1"
ALL = {"scope": "any", "status": "any"}
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("overview", {}), ("overview", ALL), ("overview", {"q": "no such thing at all"}), ("overview", {"from": "2022-01"}),
    ("meetings", {"sphere": "energy"}), ("meetings", {"by": "month", "stack": "place", "trips": "add"}),
    ("cooperation", {"unit": "reports", "by": "quarter", "who": "sector"}), ("cooperation", {"show": "first"}),
    ("network", {"who": "both", "tie": "any", "reach": "all", "least": "2"}), ("network", {"who": "countries"}),
    ("network", {"actor": ACTOR}), ("network", {"actor": "nobody", "unit": "participations"}),
    ("agreements", {"day": "2024-01-01"}), ("agreements", {"sphere": "health"}),
    ("events", {}), ("events", {"order": "oldest", "page": "3"}), ("events", {"event": EVENT}),
    ("events", {"event": EVENT, "order": "oldest", "sphere": "energy"}), ("events", {"event": "2016-no-such-visit"}),
    ("sources", {}), ("sources", {"show": "press", "by": "month"}), ("sources", {"show": "disagreements"}),
    ("sources", {"show": "articles"}), ("sources", {"show": "limits", "press": "ISR"}), ("sources", {"source": SOURCE}),
    ("compare", {}), ("compare", {"b.sphere": "energy", "b.from": "2020-01", "unit": "reports"}),
    ("brief", {}), ("brief", {"sphere": ["energy", "defence"], "unit": "participations"}),
    ("codebook", {}),
]  # fmt: skip
VIEWS = [
    {}, ALL, {"sphere": "energy", "from": "2021-03", "b.sphere": "defence"}, {"q": "no such thing at all"},
    {"who": "both", "tie": "any", "reach": "all", "least": "2", "press": "ISR"},
]  # fmt: skip


@pytest.fixture(scope="module")
def pieces(dataset) -> list[Dataset]:
    """The data set in one piece, and in 1, 2 and 7 shards."""
    tables, _ = read_tables(DEFAULT_DATA)
    return [dataset, *(sharded(dataset, tables, number) for number in (1, 2, 7))]


def drawn(app: AppTest) -> list[tuple[str, str]]:
    """The kind and the content of every element, in their order."""
    assert not app.exception
    found: list[tuple[str, str]] = []

    def walk(block: Any) -> None:
        for element in getattr(block, "children", {}).values():
            found.append((element.type, BUTTON.sub("", str(getattr(element, "proto", "")))))
            walk(element)

    walk(app._tree)
    return found


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_a_page_over_shards_is_the_page_over_one_piece(pieces, page, query, monkeypatch):
    monkeypatch.setenv("RAPPORT_DATA", str(DEFAULT_DATA))
    pages = []
    # A brief asks hundreds of questions of each shard.
    for piece in (pieces[0], pieces[2 if page == "brief" else 1 + len(str(query)) % 3]):
        monkeypatch.setattr(datasets, "_loaded", lambda _, piece=piece: piece)
        pages.append(drawn(opened(page, query)))
    assert len(pages[0]) > 40
    assert pages[1] == pages[0]


@pytest.mark.parametrize("page", ["meetings", "network", "compare"])
def test_a_page_that_was_foreseen_is_the_same_page(pieces, page, monkeypatch):
    monkeypatch.setenv("RAPPORT_DATA", str(DEFAULT_DATA))
    monkeypatch.setattr(datasets, "_loaded", lambda _: pieces[2])
    for sphere in ("health", "trade", "culture"):
        before = len(pieces[2].pool.sent)
        shown = drawn(opened(page, {"sphere": sphere}))
    foreseen = [questions for questions in pieces[2].pool.sent[before:] if len(questions) > 1]
    assert foreseen
    monkeypatch.setattr(datasets, "_loaded", lambda _: pieces[0])
    assert shown == drawn(opened(page, {"sphere": "culture"}))


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_shards_is_the_file_of_one_piece(pieces, name, number, monkeypatch):
    monkeypatch.setenv("RAPPORT_DATA", str(DEFAULT_DATA))
    client = Client(Starlette(routes=extracts.extract_routes("")))
    for view in VIEWS if number == 2 else VIEWS[2:3]:
        understood = {key: value for key, value in view.items() if FILES[name].understands(key)}
        answers = []
        for piece in (pieces[0], pieces[number]):
            stored = Stored(piece, datetime(2026, 1, 2, tzinfo=UTC))
            monkeypatch.setattr(extracts, "opened", lambda *_, stored=stored: stored)
            answers.append(client.ask(f"/extract/{name}", understood))
        assert answers[0].status == 200, answers[0].body
        assert answers[1].body == answers[0].body
        assert answers[1].headers == answers[0].headers
