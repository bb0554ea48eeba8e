"""At what level: the highest rank of each side, and the sides of which nobody is named."""

import pytest

from analysis.filters import Filters
from analysis.level_pairs import level_labels, level_pairs, one_sided
from analysis.selection import UNITS, select

EVERYTHING = Filters(scopes=(), statuses=())


@pytest.fixture
def talks(tiny):
    return tiny(
        participants=[
            {"event_id": "a", "actor_id": "aze-president", "level": "head_of_state"},
            {"event_id": "a", "actor_id": "aze-aide", "level": "official"},
            {"event_id": "a", "actor_id": "isr-minister", "level": "minister"},
            {"event_id": "b", "actor_id": "aze-minister", "level": "minister"},
            {"event_id": "b", "actor_id": "isr-minister", "level": "minister"},
            {"event_id": "c", "actor_id": "isr-aide", "level": "official"},
            {"event_id": "c", "actor_id": "aze-premier", "level": "minister", "role": "discussed"},
        ]
    )


def test_a_cell_counts_events_by_the_highest_level_of_each_side(talks):
    table = level_pairs(select(talks, EVERYTHING)).table
    assert list(table.itertuples(index=False, name=None)) == [
        ("head_of_state", "minister", 1),
        ("minister", "minister", 1),
        ("none", "official", 1),
    ]


def test_a_side_of_which_nobody_is_named_is_counted(talks):
    assert list(one_sided(select(talks, EVERYTHING)).events["event_id"]) == ["c"]


def test_only_levels_that_occur_in_the_order_of_rank(talks):
    pairs = level_pairs(select(talks, EVERYTHING))
    assert list(level_labels(pairs, "first")) == ["head_of_state", "minister", "none"]
    assert list(level_labels(pairs, "second")) == ["minister", "official"]


@pytest.mark.parametrize("unit", UNITS)
def test_every_cell_leads_to_the_events_that_it_counts(dataset, unit):
    selection = select(dataset, EVERYTHING)
    pairs = level_pairs(selection, unit)
    assert pairs.total == selection.total(unit)
    for row, count in enumerate(pairs.table["count"]):
        assert selection.weights(unit)[pairs.events(row)].sum() == count
