"""Every page over data that are not the default: no event, one event, and text that markup would act on."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.tiny import tiny_tables, write_folder
from ui.navigation import PAGES

ROOT = Path(__file__).parents[2]
LIVE = "$x^2$ :red[a] **b** [c](http://example.org) <b>d</b> _e_ `f` | g"
SIDES = [{"event_id": "e1", "actor_id": "aze-minister"}, {"event_id": "e1", "actor_id": "isr-minister"}]
NONE = tiny_tables()
ONE = tiny_tables(events=[{"event_id": "e1"}], participants=SIDES, evidence=[{"event_id": "e1"}])
HOSTILE = tiny_tables(
    events=[{"event_id": "e1", "title": LIVE, "summary": LIVE, "city": "$b$", "country": "AZE"}],
    actors=[{"actor_id": "aze-minister", "name": LIVE}],
    participants=SIDES,
    sources=[{"source_id": "s1", "title": LIVE, "publisher": LIVE}],
    evidence=[{"event_id": "e1"}],
    event_spheres=[{"event_id": "e1"}],
    agreements=[{"event_id": "e1", "title": LIVE}],
)


def run(page: str, folder: Path, monkeypatch, **query: str) -> AppTest:
    monkeypatch.setenv("RAPPORT_DATA", str(folder))
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    return app.run()


@pytest.mark.parametrize("tables", [NONE, ONE, HOSTILE], ids=["no event", "one event", "live text"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_small_and_strange_data(page, tables, tmp_path, monkeypatch):
    app = run(page, write_folder(tables, tmp_path / "data"), monkeypatch)
    assert [error.message for error in app.exception] == []
    assert app.title[0].value == PAGES[page][1]


def test_a_sphere_that_the_data_do_not_have_can_still_be_asked_for(tmp_path, monkeypatch):
    app = run("meetings", write_folder(ONE, tmp_path / "data"), monkeypatch, sphere="health")
    assert not app.exception
    assert any("0 of 1 event selected" in text.value for text in app.markdown)


def test_live_text_is_shown_as_it_is_written(tmp_path, monkeypatch):
    app = run("events", write_folder(HOSTILE, tmp_path / "data"), monkeypatch, event="e1")
    assert not app.exception
    heading = app.title[0].value
    assert "\\$x\\^2\\$" in heading
    assert "\\:red\\[a\\]" in heading
