"""The data set in memory: row numbers as keys, whole vocabularies, sphere sets, the incidence matrix."""

import numpy as np
import pandas as pd
import pytest

from data.dataset import load
from data.releases import version_of
from data.schema import TABLES
from data.vocabulary import vocabulary
from tests.tiny import tiny_tables, write_folder

JOINED = ("participants", "event_spheres", "evidence", "claims", "agreements")


def test_events_are_sorted_by_first_possible_day(tiny):
    data = tiny(events=[
        {"event_id": "late", "date": "2023-06-01"},
        {"event_id": "month", "date": "2023-05"},
        {"event_id": "year", "date": "2023"},
        {"event_id": "day", "date": "2023-05-01"},
    ])  # fmt: skip
    assert data.events["event_id"].tolist() == ["year", "day", "month", "late"]
    assert [data.event_row(id_) for id_ in ("year", "late", "none")] == [0, 3, None]


def test_keys_are_row_numbers_of_the_sorted_tables(tiny):
    data = tiny(
        events=[
            {"event_id": "late", "date": "2024"},
            {"event_id": "early", "date": "2020", "reaction_to": "late"},
        ],
        participants=[{"event_id": "late", "actor_id": "b"}, {"event_id": "early", "actor_id": "a"}],
        actors=[{"actor_id": "a"}, {"actor_id": "b"}],
    )
    assert data.participants[["event", "actor"]].to_numpy().tolist() == [[0, 0], [1, 1]]
    assert data.events["reaction"].tolist() == [1, -1]
    assert data.events["parent"].tolist() == [-1, -1]
    assert data.row_of_actor == {"a": 0, "b": 1}


def test_every_key_of_the_default_data_leads_back_to_its_id(dataset):
    for name in JOINED:
        frame = getattr(dataset, name)
        assert frame["event"].dtype == np.int32
        assert frame["event"].is_monotonic_increasing
        assert frame["event"].between(0, len(dataset) - 1).all()
    assert dataset.events["first_day"].is_monotonic_increasing
    assert [dataset.event_row(id_) for id_ in dataset.events["event_id"]] == list(range(len(dataset)))


def test_vocabulary_columns_hold_the_whole_vocabulary_in_its_order(dataset):
    for name, table in TABLES.items():
        for column in table.columns:
            meta = table.meta(column)
            if "vocabulary" in meta and meta.get("form") != "list":
                categories = getattr(dataset, name)[column].cat.categories
                assert tuple(categories) == vocabulary(meta["vocabulary"]).ids


def test_sphere_sets_say_which_spheres_an_event_has(tiny):
    data = tiny(
        events=[{"event_id": "a"}, {"event_id": "b"}, {"event_id": "c"}, {"event_id": "none"}],
        event_spheres=[
            {"event_id": "a", "sphere": "health"}, {"event_id": "a", "sphere": "trade"},
            {"event_id": "b", "sphere": "trade"}, {"event_id": "b", "sphere": "health"},
            {"event_id": "c", "sphere": "trade"},
        ],
    )  # fmt: skip
    names = np.array(vocabulary("spheres").ids)
    found = {
        id_: set(names[data.sets[number] > 0])
        for id_, number in zip(data.events["event_id"], data.event_set, strict=True)
    }
    assert found == {"a": {"health", "trade"}, "b": {"health", "trade"}, "c": {"trade"}, "none": set()}
    assert len(data.sets) == 3


def test_sphere_sets_count_what_the_table_counts(dataset):
    by_sets = np.bincount(dataset.event_set, minlength=len(dataset.sets)) @ dataset.sets
    by_rows = dataset.event_spheres["sphere"].value_counts(sort=False).reindex(vocabulary("spheres").ids)
    assert by_sets.tolist() == by_rows.tolist()


def test_who_was_only_talked_about_is_not_in_the_incidence(tiny):
    data = tiny(
        participants=[
            {"event_id": "a", "actor_id": "aze"},
            {"event_id": "a", "actor_id": "isr"},
            {"event_id": "a", "actor_id": "irn", "role": "discussed"},
        ],
        actors=[{"actor_id": "aze"}, {"actor_id": "irn"}, {"actor_id": "isr"}],
    )
    assert data.participants["takes_part"].tolist() == [True, True, False]
    assert data.incidence.toarray().tolist() == [[1, 0, 1]]


def test_a_data_set_without_events_is_a_data_set(tiny):
    data = tiny()
    assert len(data) == 0
    assert data.incidence.shape == (0, 0)
    assert data.haystack.empty
    assert {column: str(data.events[column].dtype) for column in ("approximate", "uncertain", "is_meeting")} == {
        "approximate": "bool", "uncertain": "bool", "is_meeting": "bool",
    }  # fmt: skip


def test_nobody_writes_into_what_all_sessions_share(dataset):
    with pytest.raises(ValueError, match="read-only"):
        dataset.event_set[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        dataset.sets[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        dataset.events["first_month"].to_numpy()[0] = 1
    with pytest.raises(AttributeError):
        dataset.version = "other"


def test_what_is_kept_is_made_once(tiny):
    data, numbers = tiny(), iter(range(9))
    assert [data.keep("key", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]


def test_searching_knows_names_and_aliases_without_accents(tiny):
    data = tiny(
        events=[{"event_id": "a", "title": "Talks", "summary": "In Bakı."}],
        actors=[{"actor_id": "x", "name": "İlham Əliyev", "aliases": "Ilham Aliyev;Алиев"}],
        participants=[{"event_id": "a", "actor_id": "x"}],
    )
    for part in ("talks", "in baki", "ilham eliyev", "ilham aliyev", "алиев"):
        assert part in data.haystack.iloc[0]


def test_a_source_without_a_date_has_no_month(tiny):
    data = tiny(sources=[{"source_id": "a", "published": ""}, {"source_id": "b", "published": "2023-05~"}])
    assert data.sources["published_day"].isna().tolist() == [True, False]
    assert data.sources[["first_month", "last_month"]].to_numpy().tolist() == [[-1, -1], [24280, 24280]]


def test_the_same_bytes_are_the_same_version(tmp_path):
    first = write_folder(tiny_tables(events=[{"event_id": "a"}]), tmp_path / "first")
    same = write_folder(tiny_tables(events=[{"event_id": "a"}]), tmp_path / "same")
    other = write_folder(tiny_tables(events=[{"event_id": "b"}]), tmp_path / "other")
    assert version_of(first) == version_of(same) != version_of(other)
    assert len(version_of(first)) == 12


def test_loading_takes_the_version_of_the_files(tmp_path):
    rows = {
        "participants": [{"event_id": "a", "actor_id": "aze-m"}, {"event_id": "a", "actor_id": "isr-m"}],
        "evidence": [{"event_id": "a"}],
    }
    folder = write_folder(tiny_tables(**rows), tmp_path / "set")
    data = load(folder)
    assert data.version == version_of(folder)
    assert data.events["first_day"].tolist() == [pd.Timestamp("2023-05-30")]
