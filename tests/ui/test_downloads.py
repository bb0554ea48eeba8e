"""Two files that Streamlit would take for one: as long as each other, the same at both ends and in the middle."""

from __future__ import annotations

from datetime import date
from functools import partial
from unittest.mock import patch

import pandas as pd
import pytest
import streamlit as st
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from analysis.filters import Filters
from analysis.links import Links
from analysis.registry import FILES
from analysis.selection import Selection, select
from analysis.snapshot import Snapshot
from data.extracts import csv_bytes
from ui import downloads

ROWS = 40_000


def table(different: str) -> pd.DataFrame:
    """A table of more than 1 MiB; one row at a quarter of it holds ``different``."""
    titles = [f"{number:06} a title of a certain length" for number in range(ROWS)]
    titles[ROWS // 4] = f"{different:>6} a title of a certain length"
    return pd.DataFrame({"title": titles})


@pytest.fixture
def clicked(monkeypatch) -> list[bytes]:
    """What readers get who click each button that is drawn: through Streamlit's own store of files."""
    storage = MemoryMediaFileStorage("/media")
    manager = MediaFileManager(storage)
    got: list[bytes] = []

    def button(label, make, name, media, **_):
        file_id = manager.add_deferred(make, media, f"{label} {len(got)}", name)
        address = manager.execute_deferred(file_id)
        got.append(storage.get_file(address.rpartition("/")[2]).content)

    monkeypatch.setattr(st, "download_button", button)
    return got


def test_two_tables_that_differ_in_one_row_are_not_mixed_up(clicked, dataset):
    one, other = table("one"), table("other")
    selection: Selection = select(dataset, Filters())
    for shown in (one, other):
        downloads.csv_buttons(shown, "a-table", selection)
    assert clicked[::2] == [csv_bytes(one), csv_bytes(other)]
    assert len(clicked[0]) == len(clicked[2]) > 2**20
    assert len({*clicked}) == 4


def test_without_the_hash_they_would_be(clicked, dataset):
    with patch.object(downloads, "content_hash", lambda _: ""):
        test = partial(test_two_tables_that_differ_in_one_row_are_not_mixed_up, clicked, dataset)
        with pytest.raises(AssertionError):
            test()


@pytest.mark.parametrize(("lasting", "drawn"), [(True, "link_button"), (False, "download_button")])
def test_a_file_of_very_many_events_is_its_address_where_it_has_one(dataset, monkeypatch, lasting, drawn):
    shown = []
    for name in ("link_button", "download_button"):
        monkeypatch.setattr(st, name, lambda *_, name=name, **__: shown.append(name))
    monkeypatch.setattr(downloads, "STREAMED", 0)
    links = Links("https://rapport.example", "0", lasting=lasting)
    snapshot = Snapshot(select(dataset, Filters()), links, date(2026, 1, 1), "events")
    downloads.file_button(FILES["events.csv"], snapshot, "Events")
    assert shown == [drawn]
