"""Cards and addresses: an actor's card, what became of an id, links made on another version, link and citation."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from analysis.filters import Filters
from analysis.selection import select
from tests.tiny import tiny_tables, write_folder

ROOT = Path(__file__).parents[2]
SIDES = ("aze-minister", "isr-minister")
OLD = "a" * 12


def run(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    app.run()
    assert [error.message for error in app.exception] == []
    return app


def components(app: AppTest) -> list[dict]:
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


def link(app: AppTest) -> dict[str, list[str]]:
    """The parameters of the link that “Copy link” copies."""
    (copied,) = [one["link"] for one in components(app) if "link" in one]
    return parse_qs(urlsplit(copied).query)


def hrefs(app: AppTest) -> list[str]:
    return [row["href"] for one in components(app) for row in one.get("rows", [])]


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption, *app.warning, *app.info))


@pytest.fixture
def retired(tmp_path, monkeypatch) -> None:
    """A released data set in which an event, an actor and a source gave place to others."""
    tables = tiny_tables(
        events=[{"event_id": "e1"}],
        participants=[{"event_id": "e1", "actor_id": id_} for id_ in SIDES],
        evidence=[{"event_id": "e1"}],
    )
    folder = write_folder(tables, tmp_path / "data")
    (folder / "releases.csv").write_text(
        f"version,released,hash,note\n0.9,2025-12-01,{OLD},\n1.0,2026-01-01,{'b' * 12},\n"
    )
    (folder / "ids.csv").write_text(
        "table,id,since,until,now\nevents,e0,0.9,0.9,e1\nactors,old-minister,0.9,0.9,aze-minister\n"
        "sources,s0,0.9,0.9,s1\nevents,gone,0.9,0.9,\n"
    )
    monkeypatch.setenv("RAPPORT_DATA", str(folder))


def test_the_link_carries_filters_options_and_version(dataset):
    app = run("meetings", sphere=["health", "energy"], by="quarter", unit="reports")
    assert link(app) == {
        "sphere": ["energy", "health"], "by": ["quarter"], "unit": ["reports"], "version": [dataset.version],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("events", {"event": "2023-05-30-aliyev-herzog-meeting"}),
        ("network", {"actor": "ilham-aliyev"}),
    ],
)
def test_the_link_of_a_card_is_its_permanent_address(dataset, page, query):
    assert link(run(page, **query)) == {name: [value] for name, value in query.items()} | {
        "version": [dataset.version]
    }


def test_an_actor_has_a_card_with_its_name_as_title(dataset):
    app = run("network", actor="ilham-aliyev")
    row = dataset.row_of_actor["ilham-aliyev"]
    whole = dataset.participants["event"][dataset.participants["actor"] == row].nunique()
    selected = len(select(dataset, Filters(actors=("ilham-aliyev",))))
    assert app.title[0].value == "Ilham Aliyev"
    assert f"**{whole:,} events in the data set, {selected:,} in the current view.**" in words(app)
    assert "network?actor=isaac-herzog" in hrefs(app)


@pytest.mark.parametrize("kind", ["person", "institution", "country"])
def test_an_actor_of_any_kind_outside_the_view_has_a_card(dataset, kind):
    actor = dataset.actors[dataset.actors["kind"] == kind].iloc[0]
    app = run("network", actor=actor["actor_id"], to="1990-01")
    assert actor["name"].split()[0] in app.title[0].value
    assert ", 0 in the current view.**" in words(app)


def test_an_actor_that_is_not_there_names_the_nearest():
    app = run("network", actor="ilham-alijev")
    assert app.title[0].value == "Who deals with whom?"
    assert "There is no actor" in words(app)
    assert "network?actor=ilham-aliyev" in hrefs(app)


def test_a_source_has_its_title_as_the_title_of_its_card(dataset):
    source = dataset.sources.iloc[0]
    app = run("sources", source=source["source_id"])
    assert link(app)["source"] == [source["source_id"]]
    assert not [title.value for title in app.title if title.value == "What does this rest on?"]
    nearest = run("sources", source=source["source_id"][:-1] + "x")
    assert any(href.startswith("sources?source=") for href in hrefs(nearest))


@pytest.mark.parametrize(
    ("page", "key", "old", "new"),
    [
        ("events", "event", "e0", "e1"),
        ("network", "actor", "old-minister", "aze-minister"),
        ("sources", "source", "s0", "s1"),
    ],
)
@pytest.mark.usefixtures("retired")
def test_a_retired_id_leads_to_what_took_its_place(page, key, old, new):
    app = run(page, **{key: old})
    assert "was last part of version 0\\.9 of the data; another took its place\\." in words(app)
    assert f"{page}?{key}={new}" in hrefs(app)


@pytest.mark.usefixtures("retired")
def test_an_id_that_nothing_replaced_says_so():
    assert "nothing took its place" in words(run("events", event="gone"))


def test_the_hash_of_this_version_is_dropped_from_the_address(dataset):
    app = run("meetings", version=dataset.version)
    assert dict(app.query_params) == {}
    assert "This link was made on" not in words(app)


def test_an_unknown_version_is_named_until_the_notice_is_closed(dataset):
    app = run("meetings", version="0123456789ab")
    assert "an unknown version of the data, 0123456789ab" in words(app)
    assert link(app) == {"version": [dataset.version]}
    app.pills(key="filter_spheres").set_value(["health"]).run()
    assert "This link was made on" in words(app)
    app.button(key="version-close").click().run()
    assert "This link was made on" not in words(app)
    assert dict(app.query_params) == {"sphere": ["health"]} or dict(app.query_params) == {"sphere": "health"}


@pytest.mark.usefixtures("retired")
def test_an_older_release_is_named_with_number_and_day():
    app = run("overview", version=OLD)
    assert f"version 0\\.9 of 1 December 2025 \\({OLD}\\)\\. You see version 1\\.0" in words(app)
    assert "changed since its release" in words(app)
