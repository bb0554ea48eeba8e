"""Extracts over HTTP give exactly the rows of the screen, or say in whole sentences why there are none."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from analysis import extracts as tables_of_extracts
from analysis import registry
from analysis.actors import ACTORS
from analysis.choices import VIEW_KEYS
from analysis.encounters import TIES
from analysis.extracts import EXTRACTS, sources_used
from analysis.files import TABLES
from analysis.filters import DEFAULT, Filters
from analysis.links import Links
from analysis.parameters import MANY, MEANINGS, known
from analysis.parts import parts
from analysis.rapport import VERSION
from analysis.registry import FILES, MANIFEST
from analysis.selection import UNITS, Selection, select
from analysis.snapshot import Snapshot
from data.extracts import BOM, csv_bytes
from data.store import stored
from tests.analysis.strategies import filters
from tests.asgi import HOST, Answer, Client
from tests.conftest import DEFAULT_DATA
from ui import extracts
from ui.context import data_folder
from ui.downloads import name_of
from ui.extracts import LONGEST, extract_routes
from ui.snippets import SNIPPETS
from ui.state import FILTER_KEYS

DATA = stored(DEFAULT_DATA).dataset
CLIENT = Client(Starlette(routes=extract_routes("")))
KEYS = {
    "participations": ("participants", ["actor_id", "role"]),
    "spheres": ("event_spheres", ["sphere", "stage", "source_id"]),
    "evidence": ("evidence", ["source_id", "paragraphs"]),
    "claims": ("claims", ["field", "value", "source_id"]),
    "agreements": ("agreements", ["agreement_id"]),
}


def ask(file: str, query: Any = (), **more: str) -> Answer:
    return CLIENT.ask(f"/extract/{file}", query, **more)


def table(answer: Answer, columns: list[str] | None = None) -> pd.DataFrame:
    assert answer.status == 200, answer.body
    return pd.read_csv(io.BytesIO(answer.body), keep_default_na=False, dtype=str, usecols=columns)


@cache
def as_published(file: str) -> pd.DataFrame:
    return pd.read_csv(DEFAULT_DATA / f"{file}.csv", keep_default_na=False, dtype=str)


def on_screen(selection: Selection, name: str) -> list[tuple[str, ...]]:
    """The keys of the rows that belong to the selected events, from the files of the data set alone."""
    file, columns = KEYS[name]
    raw = as_published(file)
    wanted = raw["event_id"].isin(set(selection.events["event_id"]))
    return sorted(raw.loc[wanted, ["event_id", *columns]].itertuples(index=False, name=None))


@settings(max_examples=100)
@given(filters(DATA), st.sampled_from([*KEYS, "sources"]))
def test_every_file_has_exactly_the_rows_of_the_screen(wanted, name):
    selection = select(DATA, wanted)
    query = wanted.to_query()
    events = table(ask("events.csv", query), ["event_id"])
    assert events["event_id"].tolist() == selection.events["event_id"].tolist()
    columns = ["source_id"] if name == "sources" else ["event_id", *KEYS[name][1]]
    other = table(ask(f"{name}.csv", query), columns)
    if name == "sources":
        used = DATA.sources["source_id"].iloc[sources_used(selection)]
        assert other["source_id"].tolist() == used.tolist()
    else:
        keys = other[columns].itertuples(index=False, name=None)
        assert sorted(keys) == on_screen(selection, name)


@settings(max_examples=40)
@given(filters(DATA), st.sampled_from([*UNITS]))
def test_the_manifest_counts_what_the_page_counts(wanted, unit):
    selection = select(DATA, wanted)
    said = ask("manifest.json", wanted.to_query() | {"unit": unit}).json
    assert said["filters"] == wanted.describe(DATA)
    assert said["events_selected"] == len(selection)
    assert (
        said["events_selected"] + sum(said["set_aside"].values()) == said["events_in_data_set"] == len(DATA)
    )
    assert said["totals"] == {name: selection.total(name) for name in UNITS}
    assert said["counting_unit"] == unit
    assert Filters.from_query(parse_qs(said["query"]), DATA) == (wanted, [])
    rows = {file["path"]: file["rows"] for file in said["files"] if "rows" in file}
    assert rows.keys() >= TABLES.keys()
    for name, extract in EXTRACTS.items():
        assert rows[f"{name}.csv"] == len(extract.make(selection, Links("", DATA.version)))


@settings(max_examples=25)
@given(filters(DATA), st.sampled_from([*ACTORS]), st.sampled_from([*TIES]), st.integers(1, 3))
def test_the_network_takes_the_options_of_its_page(wanted, who, tie, least):
    query = wanted.to_query() | {"who": who, "tie": tie, "least": str(least)}
    nodes, edges = (table(ask(name, query)) for name in ("nodes.csv", "edges.csv"))
    assert set(edges["source"]) | set(edges["target"]) == set(nodes["id"])
    assert (edges["weight"].astype(int) >= least).all()
    assert set("; ".join(edges["events"]).split("; ")) <= {*select(DATA, wanted).events["event_id"], ""}


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_button_and_address_give_the_same_file_of_the_same_name(name, excel):
    file = FILES[name]
    query: dict[str, Any] = {"sphere": ["health", "energy"], "unit": "reports"}
    if excel and not file.understands("flavour"):
        return
    snapshot = Snapshot(
        select(DATA, Filters(spheres=("health", "energy")).normal()), Links(f"http://{HOST}", DATA.version),
        date.today(), "reports", excel,
    )  # fmt: skip
    answer = ask(name, query | ({"flavour": "excel"} if excel else {}))
    assert answer.status == 200
    assert answer.body == file.content(snapshot)
    assert name_of(file, snapshot) in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == file.media
    if file.ending == "csv":
        assert answer.body.startswith(BOM) is excel


@pytest.mark.parametrize("name", TABLES)
def test_every_row_carries_a_permanent_link_to_its_own_thing(name):
    rows = table(ask(name, {"scope": "any", "status": "any"}))
    if name == "edges.csv":
        rows["link"], rows["event_id"] = (
            rows[column].str.split("; ").str[0] for column in ("links", "events")
        )
    key = next(column for column in ("event_id", "source_id", "id") if column in rows)
    for link, id_ in zip(rows["link"], rows[key], strict=True):
        parts = urlsplit(link)
        query = parse_qs(parts.query)
        assert (parts.netloc, query.pop("version")) == (HOST, [DATA.version])
        assert list(query.values()) == [[id_]]


def test_links_begin_with_the_setting_where_the_server_cannot_know_its_address(monkeypatch):
    monkeypatch.setenv("RAPPORT_URL", "https://example.org/rapport/")
    links = table(ask("events.csv", {"sphere": "water"}))["link"]
    assert links.str.startswith("https://example.org/rapport/events?event=").all()


def test_an_address_below_a_path_links_below_it():
    client = Client(Starlette(routes=extract_routes("/below/")))
    answer = client.ask("/below/extract/events.csv", {"sphere": "water"})
    assert table(answer)["link"].str.startswith(f"http://{HOST}/below/events?event=").all()
    assert client.ask("/below/extract").headers["location"] == "extract/"


BAD: list[tuple[str, str, str, dict[str, Any]]] = [
    ("events.csv", "spher=health", "spher", {"nearest": "sphere"}),
    ("events.csv", "SPHERE=health", "SPHERE", {"nearest": "sphere"}),
    ("events.csv", "event=2023-05-30-x", "event", {}),
    ("events.csv", "sphere=helth", "sphere", {"nearest": "health"}),
    ("events.csv", "sphere=", "sphere", {"value": ""}),
    ("events.csv", "sphere", "sphere", {"value": ""}),
    ("events.csv", "sphere=health&sphere=%20", "sphere", {"value": ""}),
    ("events.csv", "sphere=health%00", "sphere", {"nearest": "health"}),
    ("events.csv", "sphere=%ff%fe", "sphere", {}),
    ("events.csv", "q=", "q", {"value": ""}),
    ("events.csv", "from=2023", "from", {"allowed": ["YYYY-MM"]}),
    ("events.csv", "to=2023-13", "to", {"allowed": ["YYYY-MM"]}),
    ("events.csv", "from=2023-01&from=2023-02", "from", {"value": "2023-02"}),
    ("events.csv", "match=some", "match", {"allowed": ["any", "all"]}),
    ("events.csv", "unit=report", "unit", {"nearest": "reports"}),
    ("events.csv", "unit=reports&unit=reports", "unit", {"value": "reports"}),
    ("events.csv", "flavour=exel", "flavour", {"nearest": "excel"}),
    ("events.csv", "who=persons", "who", {}),
    ("events.csv", "b.sphere=health", "b.sphere", {}),
    ("events.csv", "version=", "version", {"value": ""}),
    ("events.csv", "actor=ilham-aliyef", "actor", {"nearest": "ilham-aliyev"}),
    ("nodes.csv", "who=everybody", "who", {"allowed": [*ACTORS]}),
    ("nodes.csv", "least=0", "least", {"value": "0"}),
    ("nodes.csv", "least=0000000001" + "9" * 5000, "least", {}),
    ("nodes.csv", "least=1000", "least", {"value": "1000"}),
    ("events.csv", "q=%CC%81", "q", {"value": ""}),
    ("nodes.csv", "least=1e3", "least", {"value": "1e3"}),
    ("nodes.csv", "least=٣", "least", {"value": "٣"}),
    ("network.gexf", "flavour=excel", "flavour", {}),
    ("comparison.csv", "b.sphere=helth", "b.sphere", {"nearest": "health"}),
    ("comparison.csv", "b.unit=events", "b.unit", {}),
    ("", "sphere=helth", "sphere", {"nearest": "health"}),
]


@pytest.mark.parametrize(("file", "query", "parameter", "facts"), BAD)
def test_what_is_not_understood_gives_no_file_and_says_so(file, query, parameter, facts):
    answer = ask(file, query)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("application/json")
    (problem,) = answer.json["problems"]
    assert problem["parameter"] == parameter
    assert facts.items() <= problem.items()
    assert answer.json["error"].endswith(".")


def test_all_problems_are_told_at_once():
    problems = ask("events.csv", "spher=x&sphere=helth&from=2023&flavour=exel").json["problems"]
    assert [problem["parameter"] for problem in problems] == ["spher", "flavour", "sphere", "from"]


def test_an_address_of_another_version_gives_no_other_rows():
    assert ask("events.csv", {"version": DATA.version}).status == 200
    answer = ask("events.csv", {"version": "0123456789ab"})
    assert answer.status == 409
    assert (answer.json["made_on"], answer.json["loaded"]) == ("0123456789ab", DATA.version)
    assert "take “version” out of the address" in answer.json["error"]


def test_what_is_no_extract_is_told_with_the_nearest_name():
    answer = ask("event.csv")
    assert (answer.status, answer.json["nearest"]) == (404, "events.csv")
    assert ask("../app.py").status == ask("events.csv/").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_extracts_can_only_be_read(method):
    answer = ask("events.csv", method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_query_without_end_and_a_host_that_is_none_are_refused():
    assert ask("events.csv", "q=" + "a" * LONGEST).status == 414
    for host in ('a"onload=', "a/b", "a b", "", "a\r\nX: y"):
        assert ask("events.csv", host=host).status == 400


def test_a_data_set_that_cannot_be_used_says_why_and_not_where(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_DATA", str(tmp_path / "hidden" / "nothing"))
    answer = ask("events.csv")
    assert answer.status == 503
    assert answer.json["problems"][0]["file"] == "nothing"
    assert str(tmp_path) not in answer.body.decode()


def test_the_name_of_a_data_set_cannot_reach_into_the_header(tiny):
    data = tiny()
    data = replace(data, about=replace(data.about, name='x"\r\nSet-Cookie: a=b; é/../'))
    snapshot = Snapshot(select(data, DEFAULT), Links("", data.version), date(2026, 11, 22))
    assert re.fullmatch(r"[a-z0-9._-]+", name_of(FILES["events.csv"], snapshot))


@pytest.mark.parametrize("name", ["events.csv", "nodes.csv", "manifest.json", "extract.zip", ""])
def test_head_and_unchanged_need_no_work(name, monkeypatch):
    whole = ask(name)

    def nobody(_: Snapshot) -> Iterator[bytes]:
        raise AssertionError("The file was made.")

    lazy = {name: replace(file, chunks=nobody) for name, file in FILES.items()}
    monkeypatch.setattr(extracts, "FILES", lazy)
    monkeypatch.setattr(extracts, "index_page", lambda _: "")
    head = ask(name, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    same = ("etag", "last-modified", "content-type", "link", "content-disposition", "x-content-type-options")
    assert [head.headers.get(key) for key in same] == [whole.headers.get(key) for key in same]
    assert "access-control-allow-origin" not in whole.headers
    for condition in (
        {"if_none_match": whole.headers["etag"]},
        {"if_none_match": f'"x", {whole.headers["etag"].removeprefix("W/")}'},
        {"if_modified_since": whole.headers["last-modified"]},
    ):
        answer = ask(name, **condition)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == whole.headers["etag"]


def test_only_another_file_has_another_tag():
    def tag(file: str = "events.csv", query: Any = (), **more: str) -> str:
        return ask(file, query, **more).headers["etag"]

    assert tag() == tag(query={"scope": "Bilateral"}) == tag(query={"version": DATA.version})
    assert tag(query={"sphere": ["health", "trade"]}) == tag(query={"sphere": ["Trade", "health"]})
    others = [
        tag(), tag("spheres.csv"), tag(query={"sphere": "health"}), tag(query={"flavour": "excel"}),
        tag(host="other.example"), tag("nodes.csv"), tag("nodes.csv", {"least": "2"}),
    ]  # fmt: skip
    assert len(set(others)) == len(others)
    for condition in (
        {"if_none_match": '"x"'},
        {"if_modified_since": "yesterday"},
        {"if_modified_since": ""},
    ):
        assert ask("sources.csv", **condition).status == 200
    old = {"if_none_match": '"x"', "if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert ask("sources.csv", **old).status == 200


def test_a_long_table_comes_in_pieces_that_make_up_the_whole(monkeypatch):
    everything = {"scope": "any", "status": "any"}
    whole = {name: ask(name, everything).body for name in [*TABLES, "comparison.csv"]}
    for name, extract in EXTRACTS.items():
        selection = select(DATA, Filters(scopes=(), statuses=()))
        made = csv_bytes(extract.make(selection, Links(f"http://{HOST}", DATA.version)))
        assert whole[f"{name}.csv"] == made
    for module in (tables_of_extracts, registry):
        monkeypatch.setattr(module, "parts", lambda selection: parts(selection, 37))
    for name, body in whole.items():
        answer = ask(name, everything)
        assert answer.body == body, name
    assert len(ask("events.csv", everything).pieces) > 10


def test_the_archive_holds_every_table_and_its_manifest():
    answer = ask("extract.zip", {"sphere": "health", "who": "countries"})
    packed = zipfile.ZipFile(io.BytesIO(answer.body))
    assert packed.testzip() is None
    assert packed.namelist() == [*TABLES, "manifest.json"]
    for name in TABLES:
        query = {"sphere": "health"} | ({"who": "countries"} if FILES[name].understands("who") else {})
        assert packed.read(name) == ask(name, query).body
    for file in json.loads(packed.read("manifest.json"))["files"]:
        rows = table(Answer(200, {}, [packed.read(file["path"])]))
        assert (len(rows), list(rows)) == (file["rows"], [column["name"] for column in file["columns"]])
        assert all(column["description"] for column in file["columns"])


def test_the_manifest_leads_to_every_file_of_the_view():
    said = ask("manifest.json", {"sphere": "health", "flavour": "excel", "least": "2"}).json
    for file in said["files"]:
        parts = urlsplit(file["link"])
        answer = CLIENT.ask(parts.path, parts.query)
        assert (answer.status, parts.path) == (200, f"/extract/{file['path']}")
        if "rows" in file:
            assert len(table(answer)) == file["rows"]
    assert said["links"]["view"] == f"http://{HOST}/events?sphere=health&version={DATA.version}"
    described = re.search("<(.*)>", ask("nodes.csv", {"least": "2", "sphere": "health"}).headers["link"])
    assert described is not None
    parts = urlsplit(described[1])
    assert CLIENT.ask(parts.path, parts.query).json["query"] == "sphere=health&least=2"


def test_two_views_side_by_side():
    rows = table(ask("comparison.csv", {"sphere": "health", "b.sphere": "water"}))
    first, second = (
        set(select(DATA, Filters(spheres=(name,))).events["event_id"]) for name in ("health", "water")
    )
    words = {(True, False): "A", (False, True): "B", (True, True): "both"}
    for id_, held in zip(rows["event_id"], rows["selection"], strict=True):
        assert held == words[id_ in first, id_ in second]
    assert set(rows["event_id"]) == first | second
    assert {*rows["selection"]} >= {"A", "B"}


def test_an_empty_second_view_is_still_a_second_view():
    query = {"sphere": "water", "b.q": "xyzzy"}
    assert {*table(ask("comparison.csv", query))["selection"]} == {"A"}
    assert {*table(ask("comparison.csv", {"q": "xyzzy", "b.q": "any"}))["selection"]} == {"B"}
    said = ask("manifest.json", query).json
    assert said["query"] == urlencode(query)
    assert said["compared_with"] == Filters(spheres=("water",), text="xyzzy").describe(DATA)
    assert said["links"]["view"] == f"http://{HOST}/compare?{urlencode(query)}&version={DATA.version}"
    assert f"View B: {said['compared_with']}"[:-1] in said["citation"]


def test_the_index_explains_every_file_column_and_parameter():
    answer = ask("", {"sphere": "health"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = answer.body.decode()
    assert "<script" not in page
    assert all(f">{name}</a>" in page for name in FILES)
    assert all(f"<dt>{key}</dt>" in page for key in MEANINGS)
    assert set(MEANINGS) == {key for key in known(MANIFEST) if not key.startswith("b.")}
    assert "Bilateral events that occurred, in the sphere of Health." in page
    for column in table(ask("events.csv", {"sphere": "water"})):
        assert f"<dt>{column}</dt>" in page


def test_markup_of_data_and_of_the_address_stays_text(monkeypatch):
    page = ask("", {"q": "<script>alert(1)</script>\"'"}).body.decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets_name_the_address_of_the_view(name):
    address = f"http://{HOST}/extract/events.csv?{urlencode({'q': 'two words'})}"
    assert f'"{address}"' in SNIPPETS[name](address)


def test_the_version_of_rapport_is_the_one_that_is_cited():
    cited = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.*)$", cited, re.MULTILINE)[1] == VERSION  # type: ignore[index]


def test_files_understand_the_filters_of_the_pages():
    assert VIEW_KEYS == FILTER_KEYS
    assert MANY <= VIEW_KEYS < set(known(MANIFEST))


def test_the_default_data_are_what_is_served():
    assert data_folder() == DEFAULT_DATA
