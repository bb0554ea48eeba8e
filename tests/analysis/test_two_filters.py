"""Two views in one query: what view B does not name is as in view A, and nothing is silently ignored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import DEFAULT, Filters
from analysis.two_filters import TwoFilters, changes, in_words, prefixed, second_filters, valid_changes
from tests.analysis.strategies import filters


@settings(max_examples=25)
@given(data=st.data())
def test_any_two_filters_come_back_from_one_query(dataset, data):
    first, second = data.draw(filters(dataset)), data.draw(filters(dataset))
    query = TwoFilters.of(first, second).to_query()
    assert Filters.from_query(query, dataset) == (first, [])
    assert second_filters(first, query, dataset) == (second, [])


@settings(max_examples=25)
@given(data=st.data())
def test_what_differs_is_all_that_is_said_of_view_b(dataset, data):
    first, second = data.draw(filters(dataset)), data.draw(filters(dataset))
    assert (changes(first, second) == {}) == (first == second)
    assert valid_changes(prefixed(changes(first, second)), dataset) == (changes(first, second), [])


def test_view_b_follows_view_a_in_what_it_does_not_name(dataset):
    first = Filters(spheres=("energy",), first="2020-01", text="baku")
    second, refused = second_filters(first, {"b.sphere": ["Health"]}, dataset)
    assert second == Filters(spheres=("health",), first="2020-01", text="baku")
    assert not refused


@pytest.mark.parametrize(
    ("query", "field"),
    [({"b.sphere": ["any"]}, "spheres"), ({"b.from": ["any"]}, "first"), ({"b.q": ["ANY"]}, "text")],
)
def test_any_lifts_a_filter_for_view_b_alone(dataset, query, field):
    first = Filters(spheres=("energy",), first="2020-01", text="baku")
    second, refused = second_filters(first, query, dataset)
    assert not getattr(second, field)
    assert second == replace(first, **{field: type(getattr(first, field))()})
    assert not refused


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"b.sphere": ["helth"]}, "“helth” is no value of “b.sphere” in this data set. Did you mean health?"),
        ({"b.from": ["2023-13"]}, "“2023-13” is no value of “b.from” in this data set. Did you mean a month"),
        ({"b.match": ["some"]}, "“some” is no value of “b.match” in this data set. Did you mean any or all?"),
        (
            {"b.spere": ["health"]},
            "“health” is no value of “b.spere” in this data set. Did you mean b.sphere?",
        ),
        ({"b.unit": ["reports"]}, "“reports” is no value of “b.unit” in this data set."),
    ],
)
def test_junk_is_named_and_view_b_is_as_view_a(dataset, query, words):
    first = Filters(spheres=("energy",), first="2020-01")
    second, refused = second_filters(first, query, dataset)
    assert second == first
    assert [str(part).startswith(words) for part in refused] == [True]


def test_of_junk_and_a_value_the_value_is_taken(dataset):
    second, refused = second_filters(DEFAULT, {"b.sphere": ["helth", "Energy"]}, dataset)
    assert second.spheres == ("energy",)
    assert [part.value for part in refused] == ["helth"]


def test_all_of_the_spheres_can_be_asked_for_view_b_alone(dataset):
    first = Filters(spheres=("energy", "health"))
    assert second_filters(first, {"b.match": ["ALL"]}, dataset)[0].match == "all"


def test_both_views_are_said_in_a_sentence_each(dataset):
    pair = TwoFilters.of(DEFAULT, Filters(spheres=("energy",)))
    assert pair.describe(dataset) == (
        "View A: Bilateral events that occurred. "
        "View B: Bilateral events that occurred, in the sphere of Energy."
    )


def test_a_change_in_words(dataset):
    assert in_words("sphere", ["energy", "health"], dataset) == "Sphere of cooperation: Energy and Health"
    assert in_words("from", ["2020-01"], dataset) == "From: January 2020"
    assert in_words("q", ["2020-01"], dataset) == "Search: 2020-01"
    assert in_words("place", ["any"], dataset) == "Country where it took place: any"
