"""Cutting a data set into shards and excerpts: nothing is lost, nothing stands twice, families stay together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import extracts
from analysis.lines import near, whole
from analysis.nested import nested_events
from data.excerpt import excerpt, joined
from data.reading import read_tables
from data.schema import TABLES
from data.shards import cut, in_memory, listed, load_shard, load_together, shards_of, version_of_shards, write
from tests.conftest import DEFAULT_DATA
from tests.shards import same, sharded
from ui.address import links_below

BY_EVENT = ("participants", "event_spheres", "evidence", "claims", "agreements")


@pytest.fixture(scope="module")
def tables():
    return read_tables(DEFAULT_DATA)[0]


@pytest.mark.parametrize("number", [1, 2, 7, 600])
def test_every_row_lies_in_one_shard(tables, number):
    parts = list(cut(tables, number))
    assert len(parts) == number
    for name in ("events", *BY_EVENT):
        together = pd.concat([own[name] for own, _, _ in parts])
        key = list(TABLES[name].columns)
        same(
            together[key].sort_values(key, ignore_index=True),
            tables[name][key].sort_values(key, ignore_index=True),
        )
    places = np.concatenate([places for _, places, _ in parts])
    assert sorted(places.tolist()) == list(range(len(tables["events"])))


@pytest.mark.parametrize("number", [0, -1])
def test_there_is_at_least_one_shard(tables, number):
    with pytest.raises(ValueError, match=f"not in {number}"):
        next(cut(tables, number))


def test_families_stay_together_and_places_are_row_numbers(dataset, tables):
    for shard in in_memory(dataset.about, tables, 7):
        for column, key in (("parent", "parent_id"), ("reaction", "reaction_to")):
            assert ((shard.events[column] >= 0) == (shard.events[key] != "")).all()
        assert shard.events["event_id"].tolist() == dataset.events["event_id"].iloc[shard.numbers].tolist()
        named = dataset.sources["source_id"].iloc[shard.source_numbers].tolist()
        assert shard.sources["source_id"].tolist() == named


def test_shards_are_written_and_read(dataset, tables, tmp_path):
    write(tables, DEFAULT_DATA / "about.toml", tmp_path / "set", 3)
    folders = shards_of(tmp_path / "set")
    assert [folder.name for folder in folders] == ["0000", "0001", "0002"]
    shards = [load_shard(folder) for folder in folders]
    for shard, known in zip(shards, in_memory(dataset.about, tables, 3), strict=True):
        same(shard.events, known.events)
        assert shard.numbers.tolist() == known.numbers.tolist()
        assert shard.source_numbers.tolist() == known.source_numbers.tolist()
    written = listed(tmp_path / "set")
    assert [(one.version, one.events) for one in written] == [(shard.version, len(shard)) for shard in shards]
    assert len(version_of_shards(written)) == 12
    together = load_together(tmp_path / "set")
    for name in ("events", "sources", "actors"):
        same(getattr(together, name), getattr(dataset, name))


@pytest.mark.parametrize("number", [1, 2, 7])
def test_files_of_an_excerpt_are_those_of_the_events(dataset, tables, number):
    other = sharded(dataset, tables, number)
    rows = np.unique(np.random.default_rng(number).integers(0, len(dataset), 60))
    mask = np.zeros(len(dataset), dtype=bool)
    mask[rows] = True
    known = whole(dataset).narrowed(mask)
    found, own = near(other, rows)
    assert own.tolist() == list(range(len(rows)))
    for extract in extracts.EXTRACTS.values():
        one, two = extract.table(whole(found)), extract.table(known)
        key = list(one.columns)[:1] if extract.by_event else ["source_id"]
        if not extract.by_event:
            one, two = (table.sort_values(key, ignore_index=True) for table in (one, two))
        same(one, two)
    links = links_below("http://here", dataset, "")
    same_trip = [{**event, "trip": None, "reaction_to": None} for event in nested_events(whole(found), links)]
    assert same_trip == [
        {**event, "trip": None, "reaction_to": None} for event in nested_events(known, links)
    ]


def test_an_excerpt_with_family_knows_its_trip(dataset, tables):
    row = int(np.flatnonzero(dataset.events["parent"] >= 0)[0])
    found, own = near(sharded(dataset, tables, 7), np.array([row]), family=True)
    event = found.events.iloc[own[0]]
    assert event["event_id"] == dataset.events["event_id"].iloc[row]
    assert found.events["event_id"].iloc[event["parent"]] == event["parent_id"]


def test_an_excerpt_of_nothing_is_empty(dataset):
    none = excerpt(dataset, np.empty(0, dtype=np.int64))
    assert len(joined([none, none])) == 0
