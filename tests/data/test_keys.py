"""Finding ids among others, and the rows of some events."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.by_event import FEW, ByEvent
from data.keys import among, distinct, positions

IDS = st.lists(st.sampled_from(["", "NA", "a", "b", "ə", "c"]), max_size=8)


@given(IDS, IDS)
def test_a_cell_stands_where_the_first_equal_id_stands(cells, ids):
    wanted = [ids.index(cell) if cell in ids else -1 for cell in cells]
    assert positions(pd.Series(cells, dtype=str), pd.Series(ids, dtype=str)).tolist() == wanted
    assert positions(cells, tuple(ids)).tolist() == wanted
    assert among(pd.Series(cells, dtype=str), ids).tolist() == [place >= 0 for place in wanted]


@given(st.lists(st.integers(-5, 5)))
def test_each_number_stands_once_and_they_ascend(numbers):
    assert distinct(np.array(numbers, dtype=np.int64)).tolist() == sorted(set(numbers))
    assert distinct(np.array([numbers, numbers], dtype=np.int64)).tolist() == sorted(set(numbers))


@given(st.lists(st.integers(0, 19), max_size=40), st.lists(st.booleans(), min_size=20, max_size=20))
def test_the_rows_of_few_and_of_many_events_are_those_that_a_mask_gives(events, mask):
    column, chosen = np.sort(np.array(events, dtype=np.int32)), np.array(mask)
    for picked in (chosen, chosen & (np.arange(20) < 20 * FEW)):
        rows = ByEvent.of(column, 20).rows(picked, np.flatnonzero(picked))
        assert rows.tolist() == np.flatnonzero(picked[column]).tolist()
