"""What was released stays true: content under a version, and every id that a release ever had."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from data.check import check, load_checked
from data.check import main as check_main
from data.dataset import load
from data.package import FILE, text_of
from data.problems import DataSetError
from data.reading import read_history
from data.release import main, release
from data.releases import History, ids_of, version_of
from data.schema import KEYED, TABLES
from tests.conftest import DEFAULT_DATA
from tests.tiny import tiny_tables, write_folder

PAIR = ("aze-minister", "isr-minister")


def write(folder: Path, *events: str, version: str = "1.0") -> Path:
    """A sound data set with these events, under this version."""
    rows = {
        "events": [{"event_id": id_} for id_ in events],
        "participants": [{"event_id": id_, "actor_id": actor} for id_ in events for actor in PAIR],
        "evidence": [{"event_id": id_} for id_ in events],
    }
    write_folder(tiny_tables(**rows), folder)
    about = folder / "about.toml"
    about.write_text(about.read_text().replace('\nversion = "1.0"', f'\nversion = "{version}"'))
    return folder


def ids(folder: Path) -> list[dict[str, str]]:
    with (folder / "ids.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def edit(folder: Path, id_: str, **cells: str) -> None:
    """Changes the row of an id in ids.csv, as a coder would do by hand."""
    rows = [row | (cells if row["id"] == id_ else {}) for row in ids(folder)]
    with (folder / "ids.csv").open("w", newline="") as file:
        lines = csv.DictWriter(file, rows[0])
        lines.writeheader()
        lines.writerows(rows)


def rules(folder: Path) -> str:
    with pytest.raises(DataSetError) as caught:
        check(folder)
    return str(caught.value)


def test_a_release_has_version_day_hash_and_every_id(tmp_path):
    folder = write(tmp_path / "a", "e1")
    hash_ = version_of(folder)
    assert hash_ in release(folder, "First, with a comma")
    made = load(folder).history.releases
    assert [(one.version, one.released, one.hash, one.note) for one in made] == [
        ("1.0", "2026-01-01", hash_, "First, with a comma")
    ]
    assert [(row["table"], row["id"], row["since"], row["until"]) for row in ids(folder)] == [
        ("events", "e1", "1.0", ""), ("actors", PAIR[0], "1.0", ""), ("actors", PAIR[1], "1.0", ""),
        ("sources", "s1", "1.0", ""),
    ]  # fmt: skip
    assert version_of(folder) == hash_, "the hash depends on what was released"
    check(folder)


def test_releasing_twice_changes_nothing(tmp_path):
    folder = write(tmp_path / "a", "e1")
    release(folder, "")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "released already" in release(folder, "Again")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_another_content_under_a_released_version_is_refused(tmp_path, capsys):
    folder = write(tmp_path / "a", "e1")
    assert main([str(folder)]) == 0
    write(folder, "e1", "e2")
    assert main([str(folder)]) == 1
    assert "give about.toml a new version" in capsys.readouterr().out
    assert check_main([str(folder)]) == 1
    assert len(load(folder)) == 2, "a working copy can be opened before it is released"


def test_the_next_release_appends(tmp_path):
    folder = write(tmp_path / "a", "e1")
    release(folder, "")
    write(folder, "e1", "e2", version="1.1")
    check(folder)
    release(folder, "One more")
    assert [one.version for one in load(folder).history.releases] == ["1.0", "1.1"]
    assert [(row["id"], row["since"]) for row in ids(folder) if row["table"] == "events"] == [
        ("e1", "1.0"), ("e2", "1.1"),
    ]  # fmt: skip


def test_an_id_does_not_vanish_in_silence(tmp_path):
    folder = write(tmp_path / "a", "e1", "e2")
    release(folder, "")
    write(folder, "e2", version="1.1")
    assert "ids.csv, row 2, column until: 'e1' was released and is gone from events.csv" in rules(folder)
    with pytest.raises(DataSetError):
        release(folder, "")
    edit(folder, "e1", until="1.0", now="e2")
    release(folder, "")
    retired = load(folder).history.retired("events", "e1")
    assert retired is not None
    assert (retired.until, retired.now) == ("1.0", "e2")
    assert load(folder).history.retired("events", "e2") is None


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"until": "1.0"}, "'e1' was retired and stands in events.csv again"),
        ({"now": "e2"}, "takes the place of an id that is still in use"),
        ({"until": "1.0", "now": "e9"}, "'e9' is not in events.csv"),
        ({"since": "0.9"}, "'0.9' is not a version in releases.csv"),
        ({"id": "e2"}, "stands twice"),
    ],
)
def test_what_ids_csv_may_not_say(tmp_path, cells, rule):
    folder = write(tmp_path / "a", "e1", "e2")
    release(folder, "")
    edit(folder, "e1", **cells)
    assert rule in rules(folder)


@pytest.mark.parametrize("gone", ["releases", "ids"])
def test_the_two_files_go_together(tmp_path, gone):
    folder = write(tmp_path / "a", "e1")
    release(folder, "")
    (folder / f"{gone}.csv").unlink()
    assert f"{gone}.csv: is missing" in rules(folder)


def test_a_release_file_that_breaks_its_form_is_reported_with_its_row(tmp_path):
    folder = write(tmp_path / "a", "e1")
    (folder / "releases.csv").write_text("version,released,hash,note\n1.0,2026-01-01,abc,\n")
    with pytest.raises(DataSetError, match="row 2, column hash: 'abc' must be twelve hex"):
        load_checked(folder)


def test_a_data_set_without_releases_works(tmp_path):
    folder = write(tmp_path / "a", "e1")
    check(folder)
    assert load(folder).history == History()
    assert "releases" not in json.loads(text_of(folder))


def test_the_data_that_come_with_rapport_are_released():
    about, tables = check(DEFAULT_DATA)
    history = History.of(read_history(DEFAULT_DATA)[0])
    latest = history.releases[-1]
    assert (latest.version, latest.released) == (about.version, about.released)
    assert latest.hash == version_of(DEFAULT_DATA)
    assert set(ids_of(tables)) <= history.ids.keys()
    assert json.loads((DEFAULT_DATA / FILE).read_text())["releases"][-1]["hash"] == latest.hash


def test_every_table_with_ids_of_its_own_is_kept():
    assert {name for name, table in TABLES.items() if len(table.key) == 1} == set(KEYED)
