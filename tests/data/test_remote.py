"""Folders by URL: copies for a while, and words that a person can act on."""

from __future__ import annotations

import pickle
import sys

import pytest

from data.remote import StorageError, at_hand, below


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "set" / "shards").mkdir(parents=True)
    (tmp_path / "set" / "about.toml").write_text("name", encoding="utf-8")
    (tmp_path / "set" / "shards" / "more").write_text("deep", encoding="utf-8")
    return tmp_path / "set"


@pytest.mark.parametrize("end", ["", "/"])
def test_the_files_of_a_url_are_copied_and_the_copy_is_gone_afterwards(folder, end):
    with at_hand(folder.as_uri() + end) as here:
        assert here != folder
        assert here.name == "set"
        assert [path.name for path in here.iterdir()] == ["about.toml"]
        assert (here / "about.toml").read_text(encoding="utf-8") == "name"
    assert not here.parent.exists()


def test_what_changed_is_read_anew(folder):
    for text in ("one", "two"):
        (folder / "about.toml").write_text(text, encoding="utf-8")
        with at_hand(folder.as_uri()) as here:
            assert (here / "about.toml").read_text(encoding="utf-8") == text


def test_a_folder_of_this_machine_stays_where_it_is(folder):
    with at_hand(str(folder)) as here:
        assert here == folder
    assert here.is_dir()


@pytest.mark.parametrize("name", ["s3://bucket/folder", "s3://bucket/folder/"])
def test_what_lies_below_a_url(name):
    assert below(name, "shards", "0001") == "s3://bucket/folder/shards/0001"


def test_what_lies_below_a_folder_is_named_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert below("set", "shards", "0001") == str(tmp_path / "set" / "shards" / "0001")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("file:///no/such/folder", "no such bucket or folder"),
        ("/no/such/folder", "name it by a URL"),
        ("nowhere://bucket/folder", "no storage is called nowhere://"),
        (
            "http://user:secret@127.0.0.1:9/folder",
            "^(?!.*secret)http://127.0.0.1:9/folder cannot be read: .*install",
        ),
    ],
)
def test_what_cannot_be_read_is_told(name, words, monkeypatch):
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    with pytest.raises(StorageError, match=words) as told, at_hand(name):
        pass
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError("Forbidden"), "give this machine the right"),
        (TimeoutError("late"), "TimeoutError: late; look"),
    ],
)
def test_a_storage_that_refuses_is_told(error, words, monkeypatch):
    def refuse(*_):
        raise error

    monkeypatch.setattr("data.remote._copy", refuse)
    with pytest.raises(StorageError, match=words), at_hand("file:///somewhere"):
        pass
