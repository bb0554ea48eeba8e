"""Data sets are loaded once for everybody, and again when a file changes."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest

from data import store
from data.dataset import load
from data.problems import DataSetError
from data.store import in_memory, stored
from tests.conftest import DEFAULT_DATA


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DEFAULT_DATA, tmp_path / "data")


def test_readers_who_come_at_once_wait_for_one_loading(folder, monkeypatch):
    loadings, together = [], Event()

    def counted(path):
        loadings.append(path)
        together.wait(timeout=5)
        return load(path)

    monkeypatch.setattr(store, "load", counted)
    assert not in_memory(folder)
    with ThreadPoolExecutor(4) as readers:
        found = [readers.submit(stored, folder) for _ in range(4)]
        together.set()
    assert len({id(one.result().dataset) for one in found}) == 1
    assert loadings == [folder]
    assert in_memory(folder)


def test_a_changed_file_is_read_again_and_dates_the_data(folder):
    before = stored(folder)
    sources = folder / "sources.csv"
    sources.write_text(sources.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    moment = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    os.utime(sources, (moment.timestamp(), moment.timestamp()))
    assert not in_memory(folder)
    after = stored(folder)
    assert after.modified == moment > before.modified
    assert stored(folder) is after


def test_what_is_wrong_is_told_to_everybody_and_mended_by_mending_it(folder):
    about = folder / "about.toml"
    text = about.read_text(encoding="utf-8")
    about.write_text("", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(DataSetError) as error:
            stored(folder)
        told.append(error.value.problems)
    assert told[0] == told[1] != []
    about.write_text(text, encoding="utf-8")
    assert len(stored(folder).dataset) > 0


def test_memory_does_not_grow_with_every_data_set(tmp_path):
    for number in range(9):
        with pytest.raises(DataSetError):
            stored(tmp_path / str(number))
    assert len(store._kept) <= store._MOST
