"""Prepared shards: what is mapped again is what was made, and nothing else is ever taken for it."""

from __future__ import annotations

import logging
import os
import pickle
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data import prepared as kept
from data.dataset import load
from data.prepared import SETTING, prepared
from data.problems import DataSetError
from data.reading import read_tables
from data.shards import load_shard, shards_of, write
from tests.conftest import DEFAULT_DATA
from tests.shards import same

TABLES = (
    "events", "actors", "sources", "participants", "event_spheres", "evidence", "claims", "agreements",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder of prepared shards, not made yet."""
    monkeypatch.setenv(SETTING, str(tmp_path / "prepared"))
    return tmp_path / "prepared"


@pytest.fixture
def shard(tmp_path) -> Path:
    """The second of three shards."""
    write(read_tables(DEFAULT_DATA)[0], DEFAULT_DATA / "about.toml", tmp_path / "set", 3)
    return shards_of(tmp_path / "set")[1]


def refused(*_: object) -> Any:
    raise AssertionError("nobody should ask")


def test_a_shard_is_read_once_and_then_the_same(folder, shard, monkeypatch):
    plain = load_shard(shard)
    first = load_shard(shard)
    monkeypatch.setattr("data.shards.load", refused)
    again = load_shard(shard)
    for one in (first, again):
        assert (one.about, one.version, one.on_disk) == (plain.about, plain.version, plain.on_disk)
        for name in TABLES:
            pd.testing.assert_frame_equal(getattr(one, name), getattr(plain, name))
        for name in ("event_set", "sets", "places", "source_places"):
            assert np.array_equal(getattr(one, name), getattr(plain, name))
        assert (one.incidence != plain.incidence).nnz == 0
        same(one.haystack.to_frame(), plain.haystack.to_frame())
        assert not one.event_set.flags.writeable
    assert [path.suffix for path in folder.iterdir()] == [".shard"]


def test_what_was_worked_out_of_a_shard_is_there_at_the_next_opening(folder, shard, monkeypatch):
    monkeypatch.setattr("data.dataset.WORTH", 0.0)
    first = load_shard(shard)
    made = first.keep("numbers", lambda: np.arange(20_000))
    whole = first.keep(("of", "itself"), lambda: (first, np.arange(20_000)))
    again = load_shard(shard)
    assert np.array_equal(again.keep("numbers", refused), made)
    own, numbers = again.keep(("of", "itself"), refused)
    assert own is again
    assert whole[0] is first
    assert np.array_equal(numbers, made)
    assert not numbers.flags.writeable
    assert again.keep("another", lambda: 7) == 7
    assert load_shard(shards_of(shard.parents[1])[0]).keep("numbers", lambda: 8) == 8


def test_what_changed_while_it_was_read_is_no_shard_and_leaves_nothing(folder, shard, monkeypatch):
    real = load

    def changed(place: Path) -> Any:
        found = real(place)
        (place / "about.toml").write_text((place / "about.toml").read_text() + "\n# another\n")
        return found

    monkeypatch.setattr("data.shards.load", changed)
    with pytest.raises(DataSetError, match="was changed while it was read"):
        load_shard(shard)
    assert not [*folder.iterdir()]


def test_what_is_kept_takes_no_file_descriptors(folder, shard, monkeypatch):
    monkeypatch.setattr("data.dataset.WORTH", 0.0)
    one = load_shard(shard)
    before = next_descriptor()
    for number in range(40):
        one.keep(number, lambda: np.arange(20_000))
    assert len([*folder.iterdir()]) == 41
    assert next_descriptor() == before


def next_descriptor() -> int:
    """The lowest number that no open file has."""
    number = os.open(os.devnull, os.O_RDONLY)
    os.close(number)
    return number


def test_what_is_soon_worked_out_again_takes_no_file(folder, shard):
    one = load_shard(shard)
    assert one.keep("numbers", lambda: 7) == 7
    assert len([*folder.iterdir()]) == 1


def test_what_has_no_form_in_a_file_is_there_all_the_same(folder):
    found = prepared(lambda: "a", lambda: (lambda: 5, np.arange(20_000)))
    assert found[0]() == 5
    assert len(found[1]) == 20_000
    assert not [*folder.iterdir()]


def test_without_the_setting_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    assert prepared(refused, lambda: 7) == 7
    assert not [*tmp_path.iterdir()]


def test_another_name_another_place_or_other_code_is_made_anew(folder, shard, monkeypatch):
    assert [
        prepared(lambda: "a", lambda: 1),
        prepared(lambda: "b", lambda: 2),
        prepared(lambda: "a", int),
    ] == [1, 2, 1]
    load_shard(shard)
    places = pd.read_parquet(shard / "places.parquet")
    places.assign(place=places["place"] + 1).to_parquet(shard / "places.parquet", index=False)
    moved = load_shard(shard)
    assert moved.numbers[0] == places.loc[places["of"] == "events", "place"].iloc[0] + 1
    monkeypatch.setattr(kept, "counting_edition", lambda: "another")
    assert prepared(lambda: "a", lambda: 3) == 3


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-30], lambda content: b"", lambda content: content + b"x"]
)
def test_a_damaged_file_is_made_anew(folder, damage, caplog):
    made = np.arange(10_000)
    prepared(lambda: "a", lambda: made)
    (path,) = folder.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(prepared(lambda: "a", lambda: made), made)
    assert str(path) in caplog.text
    assert np.array_equal(prepared(lambda: "a", refused), made)


def test_a_folder_that_others_may_write_to_is_not_used(folder, caplog):
    folder.mkdir()
    folder.chmod(0o777)
    with caplog.at_level(logging.WARNING):
        assert prepared(lambda: "a", lambda: 5) == 5
    assert "nobody else may write to it" in caplog.text
    assert not [*folder.iterdir()]


def test_a_file_that_others_may_write_to_is_not_opened(folder, caplog):
    prepared(lambda: "a", lambda: 5)
    (path,) = folder.iterdir()
    path.chmod(0o666)
    with caplog.at_level(logging.WARNING):
        assert prepared(lambda: "a", lambda: 6) == 6
    assert "the file has to belong to this user" in caplog.text


def test_what_changed_while_it_was_read_is_not_kept(folder):
    names = iter(["before", "after"])
    assert prepared(lambda: next(names), lambda: 5) == 5
    assert not [*folder.iterdir()]


def test_the_folder_is_for_this_user_alone(folder):
    prepared(lambda: "a", lambda: 5)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_no_file_can_be_written_the_value_is_there_all_the_same(folder, monkeypatch, caplog):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "_write", full)
    with caplog.at_level(logging.WARNING):
        assert prepared(lambda: "a", lambda: 5) == 5
    assert "No space left" in caplog.text


def test_nothing_is_left_of_a_file_that_could_not_be_finished(folder, monkeypatch):
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(AssertionError):
        prepared(lambda: "a", lambda: 5)
    assert not [*folder.iterdir()]


def test_files_that_nobody_asked_for_in_a_month_are_removed(folder):
    prepared(lambda: "old", lambda: 1)
    prepared(lambda: "asked for", lambda: 2)
    (folder / "half.part").touch()
    long_ago = time.time() - 31 * 24 * 3600
    for path in folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    os.utime(folder / "half.part", (long_ago, long_ago))
    prepared(lambda: "asked for", int)
    prepared(lambda: "new", lambda: 3)
    assert len([*folder.iterdir()]) == 2
    assert prepared(lambda: "asked for", int) == 2


def test_what_is_mapped_can_only_be_read_and_travels(folder):
    table = pd.DataFrame(
        {"number": np.arange(20_000), "text": pd.Series(["some text"] * 20_000, dtype="str")}
    )
    found = prepared(lambda: "a", lambda: table)
    assert not found["number"].to_numpy().flags.writeable
    pd.testing.assert_frame_equal(pickle.loads(pickle.dumps(found)), table)
