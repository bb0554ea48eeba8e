"""The data sets that the server offers, and which of them opens first."""

import os

import pytest

from tests.tiny import tiny_tables, write_folder
from ui.datasets import DEFAULT, SETTING, folders
from ui.navigation import shortened


def test_without_a_setting_the_default_opens_first_and_all_bundled_ones_are_offered(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    assert [*folders()] == [DEFAULT.name, "united-states-visits"]


def test_the_first_folder_of_the_setting_opens_first(monkeypatch, tmp_path):
    paths = [write_folder(tiny_tables(), tmp_path / name) for name in ("b", "a")]
    monkeypatch.setenv(SETTING, os.pathsep.join(map(str, paths)))
    assert folders() == {"b": paths[0], "a": paths[1]}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Azerbaijan–Israel diplomatic events", "Azerbaijan–Israel …"),
        ("Visits between the United States and the world", "Visits between the …"),
        ("Twenty-six letters at most", "Twenty-six letters at most"),
        ("Azerbaijanisraeldiplomaticevents", "Azerbaijanisraeldiplomati…"),
    ],
)
def test_a_closed_choice_shows_whole_words_of_a_title(title, shown):
    assert shortened(title) == shown
