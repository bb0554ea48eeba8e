"""Every page runs for every kind of request: default, filtered, empty, nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.filters import DEFAULT, Filters
from analysis.selection import select
from tests.ui.opened import opened
from ui.navigation import ACCOUNT, PAGES, UNFILTERED

ROOT = Path(__file__).parents[2]
FILTERED = [name for name in PAGES if name not in UNFILTERED]
QUERIES: dict[str, dict[str, str | list[str]]] = {
    "default": {},
    "filtered": {"sphere": ["health", "Energy"], "from": "2022-01", "unit": "reports"},
    "everything": {"scope": "any", "status": "any", "unit": "participations"},
    "one event": {"q": "Herzog wreath"},
    "third party": {"scope": "third_party"},
    "empty": {"sphere": "water", "to": "1992-01"},
    "nonsense": {
        "sphere": "helth",
        "from": "2023-99",
        "unit": "apples",
        "by": "decade",
        "event": "no-such-event",
        "page": "-3",
    },
}


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption, *app.warning))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_every_request(page, query):
    app = opened(page, query)
    assert [error.message for error in app.exception] == []
    assert [title.value for title in app.title][:1] == [PAGES[page][1]]


@pytest.mark.parametrize("page", FILTERED)
def test_the_accounting_line_says_how_many_of_how_many(page, dataset):
    app = opened(page, QUERIES["filtered"])
    filters, _ = Filters.from_query({"sphere": ["health", "energy"], "from": ["2022-01"]}, dataset)
    assert f"**{len(select(dataset, filters)):,} of {len(dataset):,} events selected.**" in words(app)


@pytest.mark.parametrize("page", [name for name in FILTERED if name != "sources"])
def test_an_empty_view_names_the_filter_that_empties_it(page):
    app = opened(page, QUERIES["empty"])
    labels = [button.label for button in app.button]
    assert any(label.startswith("Lift the filter on period") for label in labels)
    assert "Reset filters" in labels


def test_lifting_the_filter_that_empties_a_view_brings_events_back(dataset):
    app = opened("meetings", QUERIES["empty"])
    app.button(key="empty_period").click().run()
    filters = Filters(spheres=("water",))
    assert f"**{len(select(dataset, filters)):,} of" in words(app)
    assert app.query_params == {"sphere": "water"}


def test_nonsense_in_a_link_is_named_and_the_default_view_shown(dataset):
    app = opened("meetings", QUERIES["nonsense"])
    notices = " ".join(warning.value for warning in app.warning)
    assert all(word in notices for word in ("helth", "health", "apples"))
    assert f"**{len(select(dataset, DEFAULT)):,} of" in words(app)


def test_a_sphere_is_one_click_and_lands_in_the_url_by_its_id():
    app = opened("meetings", {})
    app.pills(key="filter_spheres").set_value(["health"]).run()
    assert app.query_params == {"sphere": "health"}


def test_set_aside_events_are_one_click_away(dataset):
    app = opened("meetings", {})
    app.button(key="lift_scopes").click().run()
    assert f"**{len(select(dataset, Filters(scopes=()))):,} of" in words(app)


def test_reset_brings_the_default_view_back():
    app = opened("meetings", QUERIES["filtered"])
    next(button for button in app.button if button.label == "Reset filters").click().run()
    assert dict(app.query_params) == {}


def test_a_broken_data_set_shows_every_problem_and_no_page(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_DATA", str(tmp_path))
    app = opened("overview", {})
    assert app.title[0].value == "This data set cannot be opened"
    table = app.dataframe[0].value
    assert {"events.csv", "about.toml", "claims.csv"} <= set(table["file"])
    assert not app.exception


@pytest.mark.parametrize("page", [name for name in UNFILTERED if name != ACCOUNT])
def test_a_page_that_shows_no_events_keeps_the_spheres_without_the_choice(page):
    app = opened(page, {"sphere": "health"})
    assert "filter_spheres" not in [pills.key for pills in app.pills]
    app.run()
    app.switch_page("../pages/meetings.py").run()
    assert app.pills(key="filter_spheres").value == ["health"]
