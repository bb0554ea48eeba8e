"""Chart = list = file: every extract of a selection holds the rows that the selection counts, and the same ones."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from urllib.parse import parse_qs

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.columns import description
from analysis.extracts import EXTRACTS
from analysis.filters import DEFAULT, Filters
from analysis.links import Links
from analysis.manifest import manifest
from analysis.registry import ARCHIVE
from analysis.selection import Selection, select
from analysis.snapshot import Snapshot
from data.dataset import load
from data.extracts import csv_bytes
from data.schema import TABLES
from data.vocabulary import vocabulary
from tests.conftest import DEFAULT_DATA

TODAY = date(2026, 11, 22)
DATA = load(DEFAULT_DATA)
LINKS = Links("https://example.org", DATA.version)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


FILTERS = st.builds(
    Filters,
    scopes=st.sampled_from([(), ("bilateral",), ("third_party",)]),
    statuses=some(vocabulary("statuses").ids),
    spheres=some(vocabulary("spheres").ids),
    match=st.sampled_from(["any", "all"]),
    types=some(vocabulary("event_types").ids),
    levels=some(vocabulary("levels").ids),
    countries=some(("AZE", "ISR", "IRN", "TUR")),
    press=some(("AZE", "ISR", "RUS")),
    first=st.sampled_from(["", "2010-06", "2023-01"]),
    last=st.sampled_from(["", "2012-12", "2024-03"]),
    text=st.sampled_from(["", "visit", "aliyev herzog"]),
).map(Filters.normal)
"""Many views of the default data; each part is often empty, so that few views select nothing."""

many_views = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows_of(selection: Selection, name: str) -> list[dict[str, str]]:
    """An extract as a reader of its file sees it."""
    text = csv_bytes(EXTRACTS[name].make(selection, LINKS)).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@many_views
@given(FILTERS)
def test_every_file_has_as_many_rows_as_the_screen_says(filters):
    selection = select(DATA, filters)
    lengths = {name: len(extract.make(selection, LINKS)) for name, extract in EXTRACTS.items()}
    assert lengths == {name: extract.length(selection) for name, extract in EXTRACTS.items()}
    assert lengths["events"] == len(selection)
    assert lengths["evidence"] == selection.total("reports")


@many_views
@given(FILTERS)
def test_the_files_hold_the_events_of_the_list(filters):
    selection = select(DATA, filters)
    ids = list(selection.events["event_id"])
    assert [row["event_id"] for row in rows_of(selection, "events")] == ids
    for name in ("participations", "spheres", "evidence", "claims", "agreements"):
        assert {row["event_id"] for row in rows_of(selection, name)} <= set(ids)


@many_views
@given(FILTERS)
def test_those_who_take_part_are_the_participations_that_charts_count(filters):
    selection = select(DATA, filters)
    rows = rows_of(selection, "participations")
    present = [row for row in rows if row["takes_part"] == "true"]
    assert len(present) == selection.total("participations")
    assert all((row["role"] == "discussed") == (row["takes_part"] == "false") for row in rows)


@many_views
@given(FILTERS)
def test_joined_cells_say_the_same_as_the_files_of_their_own(filters):
    selection = select(DATA, filters)
    events = rows_of(selection, "events")
    spheres = sorted(
        (row["event_id"], f"{row['sphere']}: {row['stage']}") for row in rows_of(selection, "spheres")
    )
    assert (
        sorted((e["event_id"], part) for e in events for part in e["spheres"].split("; ") if part) == spheres
    )
    sources = sorted((row["event_id"], row["source_id"]) for row in rows_of(selection, "evidence"))
    assert sorted((e["event_id"], part) for e in events for part in e["sources"].split("; ")) == sources
    assert sum(int(event["n_sources"]) for event in events) == len(sources)


@many_views
@given(FILTERS)
def test_every_source_named_in_a_file_is_in_the_sources_file(filters):
    selection = select(DATA, filters)
    rows = rows_of(selection, "sources")
    known = {row["source_id"] for row in rows}
    named = {
        row["source_id"] for name in ("evidence", "spheres", "claims") for row in rows_of(selection, name)
    }
    assert named == known
    assert len(rows) == len(known)
    assert sum(int(row["selected_events"]) for row in rows) == selection.total("reports")


def test_no_column_of_the_data_set_is_lost():
    selection = select(DATA, Filters(scopes=(), statuses=()))
    homes = {"participants": "participations", "actors": "participations", "event_spheres": "spheres"}
    for table in TABLES.values():
        columns = set(EXTRACTS[homes.get(table.name, table.name)].make(selection, LINKS).columns)
        assert set(table.columns) <= columns, table.name


def test_everything_selected_gives_back_every_cell_of_the_tables():
    selection = select(DATA, Filters(scopes=(), statuses=()))
    homes = {
        "events": "events",
        "participants": "participations",
        "event_spheres": "spheres",
        "evidence": "evidence",
    }
    for table, name in homes.items():
        raw = pd.read_csv(DEFAULT_DATA / f"{table}.csv", dtype=str, keep_default_na=False)
        columns = list(raw.columns)
        got = sorted(tuple(row[column] for column in columns) for row in rows_of(selection, name))
        assert got == sorted(raw.itertuples(index=False, name=None)), table


def test_an_event_is_one_flat_line(tiny):
    data = tiny(
        events=[{"event_id": "a", "date": "2023-05~", "title": "=Title"}],
        participants=[
            {"event_id": "a", "actor_id": "aze-minister", "office": "Minister of Health", "role": "host"},
            {"event_id": "a", "actor_id": "commission", "role": "participant"},
            {"event_id": "a", "actor_id": "irn-state", "role": "discussed", "level": "country"},
        ],
        event_spheres=[
            {"event_id": "a", "sphere": s, "stage": "agreed", "source_id": "isr-paper"}
            for s in ("health", "trade")
        ],
        evidence=[{"event_id": "a", "source_id": id_} for id_ in ("isr-paper", "aze-paper", "paper")],
        claims=[{"event_id": "a", "value": v, "source_id": "isr-paper"} for v in ("2023-05", "2023-06")],
    )
    (row,) = rows_of(select(data, DEFAULT), "events")
    assert row["date_in_words"] == "about May 2023"
    assert (row["first_day"], row["last_day"], row["precision"]) == ("2023-05-01", "2023-05-31", "month")
    assert row["spheres"] == "health: agreed; trade: agreed"
    assert row["actors"] == (
        "Actor aze-minister (host, Minister of Health, AZE); Actor commission (participant); "
        "Actor irn-state (discussed, IRN)"
    )
    assert row["sides"] == "ISR; AZE"
    assert row["n_sources"] == "3"
    assert row["disputed"] == "date"
    assert row["title"] == "=Title"
    said = EXTRACTS["participations"].rows_in_words(select(data, DEFAULT))
    assert said == "3 rows (2 participations and 1 subject of talks)"


def test_nothing_selected_gives_headers_only(tiny):
    selection = select(tiny(), DEFAULT)
    for name, extract in EXTRACTS.items():
        assert rows_of(selection, name) == []
        assert extract.rows_in_words(selection) == "no rows"
        assert len(extract.make(selection, LINKS).columns) > 5


@pytest.mark.parametrize("name", EXTRACTS)
def test_every_column_is_described(name):
    for column in EXTRACTS[name].make(select(DATA, DEFAULT), LINKS).columns:
        assert description(name, column)


@pytest.mark.parametrize("excel", [False, True])
def test_the_archive_says_what_it_holds(excel):
    selection = select(DATA, Filters(spheres=("health",), first="2022-01"))
    packed = zipfile.ZipFile(io.BytesIO(ARCHIVE.content(Snapshot(selection, LINKS, TODAY, "reports", excel))))
    said = json.loads(packed.read("manifest.json"))
    assert packed.testzip() is None
    assert set(packed.namelist()) == {
        *(f"{name}.csv" for name in EXTRACTS),
        "nodes.csv",
        "edges.csv",
        "manifest.json",
    }
    for file in said["files"]:
        text = packed.read(file["path"]).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert rows[0] == [column["name"] for column in file["columns"]]
        assert len(rows) - 1 == file["rows"]
    assert said["totals"]["reports"] == selection.total("reports")
    assert said["counting_unit"] == "reports"
    assert said["data_hash"] == DATA.version
    assert said["filters"] == "Bilateral events that occurred, in the sphere of Health, from January 2022 on."
    assert said["query"] == "sphere=health&from=2022-01&unit=reports"
    assert said["csv"]["formulas_defused"] is excel
    assert packed.read("events.csv").startswith(b"\xef\xbb\xbf") is excel


def test_the_manifest_leads_back_to_the_same_selection():
    filters = Filters(scopes=(), spheres=("health", "trade"), match="all", text="aliyev").normal()
    selection = select(DATA, filters)
    packed = zipfile.ZipFile(io.BytesIO(ARCHIVE.content(Snapshot(selection, LINKS, TODAY))))
    query = json.loads(packed.read("manifest.json"))["query"]
    assert Filters.from_query(parse_qs(query), DATA) == (filters, [])


def test_the_manifest_says_how_to_cite_version_view_and_day():
    snapshot = Snapshot(select(DATA, Filters(spheres=("water",))), LINKS, TODAY)
    words = manifest(snapshot, [])["citation"]
    assert DATA.version in words
    assert "22 November 2026" in words
    assert "in the sphere of Water" in words
    assert LINKS.page("events", {"sphere": "water"}) in words
