"""Where: places by name, the rest together, the unknown apart."""

import numpy as np
import pytest

from analysis.filters import Filters
from analysis.places import all_places, grouped, most, places, where
from analysis.selection import UNITS, select
from analysis.stacks import class_labels, classes, named_places
from analysis.tally import Axis

EVERYTHING = Filters(scopes=(), statuses=())


def test_a_place_is_a_city_in_a_country(tiny):
    data = tiny(
        events=[
            {"city": "Baku", "country": "AZE"},
            {"city": "Baku", "country": "AZE"},
            {"city": "Davos", "country": "CHE"},
            {"country": "ISR"},
            {},
            {"event_type": "call", "country": "AZE"},
        ]
    )
    table = where(select(data, EVERYTHING)).table
    assert list(table.itertuples(index=False, name=None)) == [
        ("Baku, AZE", 2, "Baku", "first"),
        ("Davos, CHE", 1, "Davos, Switzerland", "third"),
        ("ISR", 1, "Israel, city not stated", "second"),
        ("none", 2, "Not stated or remote", "none"),
    ]


def test_the_country_of_the_host_stands_in_for_a_place_that_is_not_stated(tiny):
    data = tiny(
        events=[{"event_id": "a"}, {"event_id": "b"}],
        participants=[
            {"event_id": "a", "actor_id": "aze-president", "role": "host"},
            {"event_id": "b", "actor_id": "tur-president", "role": "host"},
        ],
    )
    labels = where(select(data, EVERYTHING)).table["label"].tolist()
    assert sorted(labels) == ["A third country, not stated which", "Azerbaijan, city not stated"]


def test_the_less_frequent_places_stand_together_but_never_one_alone(tiny):
    often = {"Agdam": 1, "Baku": 3, "Davos": 2, "Gabala": 1}
    data = tiny(
        events=[{"city": city, "country": "AZE"} for city, many in often.items() for _ in range(many)] + [{}]
    )
    whole = all_places(select(data, EVERYTHING))
    assert most(whole, 2) == ("Baku, AZE", "Davos, AZE")
    assert most(whole, 3) == ("Baku, AZE", "Davos, AZE", "Agdam, AZE", "Gabala, AZE")
    axis = Axis("place", np.arange(5), ("a", "b", "c", "d", "none"))
    assert grouped(axis, ("b", "c")).ids == ("b", "c", "other", "none")
    assert grouped(axis, ("b", "c")).codes.tolist() == [2, 0, 1, 2, 3]


def test_split_by_place_follows_the_sides_and_stays_when_a_filter_changes(dataset):
    named, known = named_places(dataset), places(dataset)
    axis = classes(dataset, "place", tuple(named))
    sides = [known.side[id_] for id_ in axis.ids if id_ in known.side and id_ != "none"]
    assert sides == sorted(sides)
    assert axis.ids == (*named, "other", "none", "trip")
    assert list(class_labels(dataset, "place")) == list(axis.ids)


@pytest.mark.parametrize("unit", UNITS)
def test_every_bar_leads_to_the_events_that_it_counts(dataset, unit):
    selection = select(dataset, EVERYTHING)
    tally = where(selection, unit, top=3)
    assert len(tally.table) == 5
    assert tally.total == selection.total(unit)
    for row, count in enumerate(tally.table["count"]):
        assert selection.weights(unit)[tally.events(row)].sum() == count


def test_every_event_is_at_its_own_place(dataset):
    axis = places(dataset).axis
    for event, code in zip(dataset.events.itertuples(), axis.codes, strict=True):
        country = event.country or ("third" if event.host == "third" else event.host_country)
        stated = [] if event.event_type == "call" else [part for part in (event.city, country) if part]
        assert axis.ids[code] == (", ".join(stated) or "none")


def test_nothing_selected_is_nowhere(dataset):
    assert where(select(dataset, Filters(text="no such word anywhere"))).table.empty
