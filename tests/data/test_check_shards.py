"""Folders of shards in which something is missing, damaged or of another version: named, and never a traceback."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from data.check import main
from data.problems import DataSetError
from data.reading import read_tables
from data.releases import version_of
from data.shards import FOLDER, LIST, PLACES, listed, load_shard, load_together, write
from tests.conftest import DEFAULT_DATA


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("shards") / "set"
    write(read_tables(DEFAULT_DATA)[0], DEFAULT_DATA / "about.toml", folder, 3)
    return folder


@pytest.fixture
def folder(whole, tmp_path) -> Path:
    shutil.copytree(whole, tmp_path / "set")
    return tmp_path / "set"


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def garble(path: Path) -> None:
    path.write_text("{ no more", encoding="utf-8")


def relist(**values: object) -> Callable[[Path], None]:
    """Changes what the list says of the second shard."""

    def change(path: Path) -> None:
        shards = json.loads(path.read_text(encoding="utf-8"))
        shards[1] |= values
        path.write_text(json.dumps(shards), encoding="utf-8")

    return change


def rewrite(change: Callable[[pd.DataFrame], object]) -> Callable[[Path], None]:
    """Changes a table."""

    def changed(path: Path) -> None:
        table = pd.read_parquet(path)
        table = found if isinstance(found := change(table), pd.DataFrame) else table
        table.to_parquet(path, index=False)

    return changed


def first(column: str, value: object) -> Callable[[Path], None]:
    """Changes the first cell of a column."""
    return rewrite(lambda table: table.assign(**{column: [value, *table[column][1:]]}))


BROKEN: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "no list": (LIST, remove, "shards.json: is missing"),
    "broken list": (LIST, garble, "shards.json: cannot be read"),
    "list of something else": (LIST, lambda path: path.write_text('[{"name": 1}]'), "shards.json: cannot be read"),
    "empty list": (LIST, lambda path: path.write_text("[]"), "does not list the name"),
    "a way out of the folder": (LIST, relist(name="../../elsewhere"), "does not list the name"),
    "number as text": (LIST, relist(events="many"), "does not list the name"),
    "missing shard": ("shards/0001", remove, "shards/0001: is missing and stands in shards.json"),
    "no shards": ("shards", remove, "shards/0000: is missing"),
    "other version": (LIST, relist(version="0123456789ab"), "shards.json says 0123456789ab"),
    "other number": (LIST, relist(events=7), "events, shards.json says 7"),
    "twice in the list": (LIST, relist(name="0000"), "'0000' stands twice"),
    "not in the list": (LIST, relist(name="0000"), "shards/0001: does not stand in shards.json"),
    "no actors": ("actors.parquet", remove, "actors.parquet: is missing"),
    "broken sources": ("sources.parquet", garble, "sources.parquet: cannot be read"),
    "other actors": ("actors.parquet", first("name", "Somebody"), "are not the actors of the whole data set"),
    "other sources": ("sources.parquet", first("title", "Another"), "are not those of the whole data set"),
    "no description": ("about.toml", remove, "about.toml: is missing"),
    "other description": (
        "about.toml", lambda path: path.write_text(path.read_text() + "# more\n"), "is not the about.toml of the whole",
    ),
    "no places": (f"shards/0002/{PLACES}", remove, "shards/0002/places.parquet: is missing"),
    "broken places": (f"shards/0002/{PLACES}", garble, "shards/0002/places.parquet: cannot be read"),
    "places of text": (f"shards/0002/{PLACES}", rewrite(lambda table: table.assign(place="x")), "cannot be read"),
    "too few places": (f"shards/0002/{PLACES}", rewrite(lambda table: table[1:]), "places for"),
    "falling places": (f"shards/0002/{PLACES}", first("place", 10_000), "places of events that do not ascend"),
    "places twice": (f"shards/0001/{PLACES}", first("place", 0), "do not give each of 495 events its own place"),
    "a broken event": (
        "shards/0001/events.parquet", first("event_type", "vist"),
        "shards/0001/events.parquet, row 2, column event_type: 'vist' must be one of",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named(folder, name, capsys):
    file, change, told = BROKEN[name]
    change(folder / file)
    assert main([str(folder)]) == 1
    assert told in capsys.readouterr().out


def test_what_is_whole_is_counted(whole, capsys):
    assert main([str(whole)]) == 0
    assert "no problems in 495 events" in capsys.readouterr().out


def test_all_problems_of_all_shards_at_once(folder, capsys):
    for shard in ("0000", "0002"):
        first("country", "XYZ")(folder / FOLDER / shard / "events.parquet")
    assert main([str(folder)]) == 1
    told = capsys.readouterr().out
    assert all(f"shards/{shard}/events.parquet, row 2, column country" in told for shard in ("0000", "0002"))


def test_places_that_are_not_the_order_of_time(folder, capsys):
    """Two neighbours that lie in two shards change places."""
    paths = [folder / FOLDER / shard / PLACES for shard in ("0000", "0001")]
    tables = [pd.read_parquet(path) for path in paths]
    events = [table["of"] == "events" for table in tables]
    one, other = (set(table["place"][mask]) for table, mask in zip(tables, events, strict=True))
    last = next(place for place in sorted(one) if place + 1 in other)
    for table, mask, path, was, now in zip(
        tables, events, paths, (last, last + 1), (last + 1, last), strict=True
    ):
        table.loc[mask & (table["place"] == was), "place"] = now
        table.to_parquet(path, index=False)
    assert main([str(folder)]) == 1
    assert "is the first event whose place is not that of the order of time" in capsys.readouterr().out


def test_a_document_in_two_shards(folder, capsys):
    tables = {
        one.parent: pd.read_parquet(one) for one in sorted(folder.glob(f"{FOLDER}/*/agreements.parquet"))
    }
    (_, there), (shard, _) = [one for one in tables.items() if len(one[1])][:2]
    id_ = there["agreement_id"].iloc[0]
    first("agreement_id", id_)(shard / "agreements.parquet")
    shards = [asdict(one) for one in listed(folder)]
    next(one for one in shards if one["name"] == shard.name)["version"] = version_of(shard)
    (folder / LIST).write_text(json.dumps(shards), encoding="utf-8")
    assert main([str(folder)]) == 1
    assert f"column agreement_id: {id_!r} stands in two shards" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["no list", "broken list", "empty list", "a way out of the folder", "number as text"]
)
def test_a_list_that_cannot_be_used(folder, name):
    BROKEN[name][1](folder / LIST)
    for asked in (listed, load_together):
        with pytest.raises(DataSetError, match=r"shards\.json.*cut the data set anew"):
            asked(folder)


@pytest.mark.parametrize("name", ["no places", "broken places", "places of text", "too few places"])
def test_a_shard_without_its_places(folder, name):
    BROKEN[name][1](folder / FOLDER / "0002" / PLACES)
    with pytest.raises(DataSetError, match=r"places\.parquet.*cut the data set anew"):
        load_shard(folder / FOLDER / "0002")


@pytest.mark.parametrize("name", ["missing shard", "other version", "no actors", "broken sources"])
def test_shards_that_do_not_make_one_piece(folder, name):
    file, change, _ = BROKEN[name]
    change(folder / file)
    with pytest.raises(DataSetError):
        load_together(folder)


def test_a_shard_of_another_version_or_that_is_gone(folder):
    shard = folder / FOLDER / "0001"
    with pytest.raises(
        DataSetError, match=r"not of 0123456789ab as shards\.json says; copy the folder again"
    ):
        load_shard(shard, "0123456789ab")
    assert load_shard(shard, listed(folder)[1].version).on_disk
    with pytest.raises(DataSetError, match="is not a folder"):
        load_shard(folder / FOLDER / "0007")


def test_what_is_wrong_travels(folder):
    """From the worker that finds it to whoever asked."""
    remove(folder / FOLDER / "0001" / PLACES)
    with pytest.raises(DataSetError) as caught:
        load_shard(folder / FOLDER / "0001")
    there = pickle.loads(pickle.dumps(caught.value))
    assert (str(there), there.folder, there.problems) == (str(caught.value), "0001", caught.value.problems)


def test_one_piece_has_no_shards():
    assert listed(DEFAULT_DATA) == []
    with pytest.raises(DataSetError, match=r"shards\.json: is missing"):
        load_together(DEFAULT_DATA)
