"""Vocabularies: what people type finds its id, and every file is complete."""

import re

import pytest

from data.vocabulary import MEETING_TYPES, NAMES, fold, nearest, vocabulary


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        (" Əliyev Café", "eliyev cafe"),
        ("İSRAİL", "israil"),
        ("ışık", "isik"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Sa’ar", "sa'ar"),
        ("", ""),
    ],
)
def test_folding_makes_spellings_equal(typed, folded):
    assert fold(typed) == folded


def test_a_label_is_the_words_for_an_id_and_an_unknown_id_stands_for_itself():
    assert vocabulary("event_types").label("visit") == "Trip"
    assert vocabulary("spheres").label("sorcery") == "sorcery"


@pytest.mark.parametrize(
    ("text", "close"), [("helth", "health"), ("Agricultur", "agriculture"), ("zzzzzzzz", None), ("", None)]
)
def test_the_nearest_value_is_offered(text, close):
    assert vocabulary("spheres").nearest(text) == close


def test_nearest_of_nothing_is_nothing():
    assert nearest("health", []) is None


def test_an_unknown_vocabulary_is_an_error():
    with pytest.raises(FileNotFoundError):
        vocabulary("sorceries")


@pytest.mark.parametrize("name", NAMES)
def test_every_vocabulary_has_unique_ids_and_labels(name):
    words = vocabulary(name)
    assert words.ids
    assert len(set(words.ids)) == len(words.ids)
    labels = [fold(label) for label in words.column("label").values()]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", ["spheres", "event_types"])
def test_colours_are_six_hex_digits(name):
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in vocabulary(name).column("colour").values())


def test_meetings_are_what_the_codebook_marks():
    assert MEETING_TYPES == ("meeting", "call", "consultation", "forum", "credentials")


@pytest.mark.parametrize("name", ["levels", "stages"])
def test_ranks_follow_the_order_of_the_file(name):
    ranks = [int(rank) for rank in vocabulary(name).column("rank").values()]
    assert ranks == list(range(1, len(ranks) + 1))
