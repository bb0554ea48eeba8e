"""Which events filters leave, whatever their order, and what each of them took away."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import DEFAULT, FIELDS, Filters
from analysis.selection import LABELS, UNITS, regained, select
from tests.analysis.strategies import filters

ALL = Filters(scopes=(), statuses=())


def ids(data, chosen):
    return data.events["event_id"].iloc[select(data, chosen).rows].tolist()


@given(st.data())
def test_the_order_of_filters_never_changes_the_events(dataset, data):
    view = data.draw(filters(dataset))
    alone = []
    for field in set(FIELDS) - {"match", "first", "last"}:
        alone.append(select(dataset, replace(ALL, match=view.match, **{field: getattr(view, field)})).mask)
    alone.append(select(dataset, replace(ALL, first=view.first, last=view.last)).mask)
    assert (select(dataset, view).mask == np.logical_and.reduce(alone)).all()


@given(st.data())
def test_the_accounting_adds_up_to_the_data_set(dataset, data):
    view = data.draw(filters(dataset))
    selection = select(dataset, view)
    assert len(selection) + sum(step.removed for step in selection.steps) == len(dataset)
    assert all(step.removed >= 0 for step in selection.steps)
    assert [step.field for step in selection.steps] == [
        field for field in LABELS if field in {step.field for step in selection.steps}
    ]
    for field, number in regained(dataset, view).items():
        assert number >= len(selection)
        assert number == len(select(dataset, view.without(field)))


@given(st.data())
def test_any_sphere_is_the_union_and_all_spheres_the_intersection(dataset, data):
    spheres = data.draw(
        st.lists(st.sampled_from(["political", "trade", "health", "energy"]), min_size=2, unique=True)
    )
    single = [select(dataset, replace(ALL, spheres=(sphere,))).mask for sphere in spheres]
    either = select(dataset, replace(ALL, spheres=tuple(spheres)))
    both = select(dataset, replace(ALL, spheres=tuple(spheres), match="all"))
    assert (either.mask == np.logical_or.reduce(single)).all()
    assert (both.mask == np.logical_and.reduce(single)).all()


def test_the_default_view_is_bilateral_and_occurred(tiny):
    data = tiny(events=[
        {"event_id": "plain"},
        {"event_id": "third", "scope": "third_party"},
        *({"event_id": status, "status": status} for status in ("planned", "cancelled", "claimed")),
    ])  # fmt: skip
    assert ids(data, DEFAULT) == ["plain"]
    assert ids(data, Filters(statuses=())) == ["cancelled", "claimed", "plain", "planned"]
    assert ids(data, Filters(scopes=("third_party",))) == ["third"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-05", "2023-05", ["year", "month", "trip", "day", "between"]),
        ("2023-06", "2023-06", ["year", "trip", "between"]),
        ("2023-07", "", ["year"]),
        ("2024-01", "", []),
        ("", "2023-04", ["year"]),
        ("", "2022-12", []),
    ],
)
def test_an_event_matches_when_its_possible_span_touches_the_period(tiny, first, last, expected):
    data = tiny(events=[
        {"event_id": "day", "date": "2023-05-30"},
        {"event_id": "month", "date": "2023-05"},
        {"event_id": "year", "date": "2023"},
        {"event_id": "trip", "date": "2023-05-29/2023-06-02"},
        {"event_id": "between", "date": "[2023-05-31..2023-06-02]"},
    ])  # fmt: skip
    assert ids(data, Filters(first=first, last=last)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eliyev", ["a"]),
        ("ƏLİYEV", ["a"]),
        ("алиев", ["a"]),
        ("baku gas", ["a"]),
        ("gas   BAKU", ["a"]),
        ("gas jerusalem", []),
        ("jerusalem", ["b"]),
        ("a", ["a", "b"]),
        (".*", []),
    ],
)
def test_search_finds_every_word_in_any_order_without_accents(tiny, text, expected):
    data = tiny(
        events=[
            {"event_id": "a", "title": "Gas talks", "summary": "Held in Baku."},
            {"event_id": "b", "title": "Visit", "summary": "Held in Jerusalem."},
        ],
        actors=[{"actor_id": "x", "name": "İlham Əliyev", "aliases": "Алиев"}],
        participants=[{"event_id": "a", "actor_id": "x"}],
    )
    assert ids(data, Filters(text=text)) == expected


@pytest.fixture
def room(tiny):
    """One meeting of two ministers about a third country, told by two presses, and one of ambassadors."""
    return tiny(
        participants=[
            {"event_id": "a", "actor_id": "aze-minister", "level": "minister"},
            {"event_id": "a", "actor_id": "isr-minister", "level": "minister"},
            {"event_id": "a", "actor_id": "irn", "level": "country", "role": "discussed"},
            {"event_id": "b", "actor_id": "isr-envoy", "level": "ambassador"},
        ],
        evidence=[
            {"event_id": "a", "source_id": "aze-paper"},
            {"event_id": "a", "source_id": "isr-paper"},
            {"event_id": "b", "source_id": "isr-paper"},
        ],
    )


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filters(countries=("AZE",)), ["a"]),
        (Filters(countries=("AZE", "ISR")), ["a", "b"]),
        (Filters(countries=("IRN",)), []),
        (Filters(actors=("irn",)), ["a"]),
        (Filters(actors=("isr-envoy", "aze-minister")), ["a", "b"]),
        (Filters(levels=("minister",)), ["a"]),
        (Filters(levels=("country",)), []),
        (Filters(press=("ISR",)), ["a", "b"]),
        (Filters(press=("AZE",)), ["a"]),
        (Filters(types=("call",)), []),
    ],
)
def test_a_country_that_was_only_discussed_does_not_take_part(room, chosen, expected):
    assert ids(room, chosen) == expected


def test_units_count_events_reports_and_participations(room):
    selection = select(room, DEFAULT)
    assert {unit: selection.total(unit) for unit in UNITS} == {"events": 2, "reports": 3, "participations": 3}
    with pytest.raises(KeyError):
        selection.weights("articles")


def test_the_rows_of_a_table_are_those_of_the_selected_events(room):
    selection = select(room, Filters(countries=("AZE",)))
    assert len(selection.of("participants")) == 3
    assert len(selection.of("evidence")) == 2
    assert selection.events["event_id"].tolist() == ["a"]


def test_a_selection_can_only_be_narrowed(room):
    selection = select(room, Filters(countries=("AZE",)))
    narrower = selection.narrowed(np.array([False, True]))
    assert len(narrower) == 0
    assert narrower.steps == selection.steps


def test_no_events_at_all_are_a_selection_too(tiny):
    selection = select(tiny(), Filters(spheres=("health",), text="x", first="2020-01", press=("ISR",)))
    assert len(selection) == 0
    assert selection.total("reports") == 0
    assert selection.events.empty
