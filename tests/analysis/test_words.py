"""English that stays right for none, one, two and many."""

import pytest

from analysis.words import both, count, either, quoted, sentence


@pytest.mark.parametrize(
    ("words", "or_", "and_"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a or b", "a and b"),
        (["a", "b", "c"], "a, b or c", "a, b and c"),
    ],
)
def test_lists(words, or_, and_):
    assert either(words) == or_
    assert both(words) == and_


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no events"), (1, "1 event"), (2, "2 events"), (1204, "1,204 events")]
)
def test_counts(number, words):
    assert count(number, "event") == words


def test_an_irregular_plural():
    assert [count(number, "country", "countries") for number in (0, 1, 2)] == [
        "no countries",
        "1 country",
        "2 countries",
    ]


def test_quotation_and_capital():
    assert quoted("gas") == "“gas”"
    assert sentence("about 2022") == "About 2022"
    assert sentence("") == ""
