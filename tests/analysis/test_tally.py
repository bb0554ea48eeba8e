"""No number without its events: every cell of a tally leads back to the events that it counts."""

import numpy as np
import pytest

from analysis.filters import DEFAULT, Filters
from analysis.periods import period_axis
from analysis.selection import UNITS, select
from analysis.tally import Axis, tally


def type_axis(data):
    types = data.events["event_type"].cat
    return Axis("type", types.codes.to_numpy(), tuple(types.categories))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("filters", [DEFAULT, Filters(scopes=(), statuses=()), Filters(spheres=("health",))])
def test_a_count_is_the_weight_of_its_events(dataset, unit, filters):
    selection = select(dataset, filters)
    result = tally(selection, unit, period_axis(dataset, "year"), type_axis(dataset))
    assert len(result.table)
    for row, number in enumerate(result.table["count"]):
        events = result.events(row)
        assert selection.mask[events].all()
        assert selection.weights(unit)[events].sum() == number


def test_events_without_a_class_are_left_out_and_empty_cells_too(tiny):
    data = tiny(events=[{"event_id": "a"}, {"event_id": "b"}, {"event_id": "c"}])
    result = tally(select(data, DEFAULT), "events", Axis("class", np.array([0, 2, -1]), ("x", "y", "z")))
    assert result.table.to_dict("records") == [{"class": "x", "count": 1}, {"class": "z", "count": 1}]
    assert result.total == 2
    assert result.keys == ("class",)
    with pytest.raises(IndexError):
        result.events(2)


def test_units_weigh_differently(tiny):
    data = tiny(
        participants=[
            {"event_id": "a", "actor_id": "x"},
            {"event_id": "a", "actor_id": "y", "role": "discussed"},
        ],
        evidence=[{"event_id": "a", "source_id": source} for source in ("s1", "s2", "s3")],
    )
    axis = Axis("class", np.array([0]), ("x",))
    assert [tally(select(data, DEFAULT), unit, axis).total for unit in UNITS] == [1, 3, 1]


@pytest.mark.parametrize("text", ["", "nothing says this"])
def test_an_empty_selection_gives_an_empty_table(tiny, dataset, text):
    data = dataset if text else tiny()
    selection = select(data, Filters(text=text))
    result = tally(selection, "events", type_axis(data))
    assert result.table.empty
    assert list(result.table.columns) == ["type", "count"]
    assert result.total == 0
