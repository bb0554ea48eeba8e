"""Sides: which side a country is on, and what the two are called, for two countries and for one against all."""

import pytest

from data.sides import Sides

PAIR, ONE = Sides("AZE", "ISR"), Sides("USA", "*")


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (PAIR, ["first", "second", "third", "none"]),
        (ONE, ["second", "second", "second", "none"]),
        (Sides("TUR", "*"), ["second", "second", "first", "none"]),
    ],
)
def test_every_country_is_on_one_side(sides, expected):
    assert sides.of(["AZE", "ISR", "TUR", ""]).tolist() == expected
    assert [sides.side(code) for code in ("AZE", "ISR", "TUR", "")] == expected


def test_no_countries_are_on_no_side():
    assert PAIR.of([]).tolist() == []
    assert not ONE.both([])


@pytest.mark.parametrize(
    ("sides", "codes", "both"),
    [
        (PAIR, {"AZE", "ISR"}, True),
        (PAIR, {"AZE", "TUR"}, False),
        (ONE, {"USA", "TUR"}, True),
        (ONE, {"TUR", "ISR"}, False),
        (ONE, {"USA"}, False),
        (ONE, {"USA", ""}, False),
        (ONE, {"USA", "*"}, True),
    ],
)
def test_both_sides_are_there(sides, codes, both):
    assert sides.both(codes) is both


def test_names_in_lists_and_in_sentences():
    assert PAIR.labels == PAIR.words == ("Azerbaijan", "Israel")
    assert ONE.labels == ("United States", "Other countries")
    assert ONE.words == ("the United States", "other countries")
    assert (PAIR.nouns, ONE.nouns) == (("country", "countries"), ("side", "sides"))
    assert (PAIR.codes, ONE.codes) == (("AZE", "ISR"), ("USA",))
