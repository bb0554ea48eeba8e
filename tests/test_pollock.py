"""The score by which readers of polluted tables are compared."""

import pytest

from benchmarks.pollock import score

TRUTH = [["a", "b"], ["1", "2"], ["3", "4"]]


ONE_MISSING = 1 + 3 + (1 / 2 + 1 + 2 / 3) + (2 / 3 + 1 + 4 / 5)


@pytest.mark.parametrize(
    ("loaded", "points"),
    [(TRUTH, 10), (None, 0), ([], 1), ([["x"], ["5"]], 1), ([["a", "b"], ["1", "2"]], ONE_MISSING)],
)
def test_header_records_and_cells_count_three_points_each(loaded, points):
    assert score(TRUTH, loaded) == pytest.approx(points)


def test_nothing_has_to_be_loaded_of_an_empty_file():
    assert score([], None) == 10
