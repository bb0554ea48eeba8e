"""The matrix: where cells stand, what is written in them, what they open; labels that are long, equal or hostile."""

import numpy as np
import pandas as pd
import pytest
from plotly import graph_objects as go

from analysis.filters import DEFAULT
from analysis.selection import select
from analysis.tally import Tally
from charts.matrix import ROW_HEIGHT, Cell, cells, grid, matrix, sums
from charts.template import FAINT, shade

ROWS = {"a": "Alpha", "b": "Beta"}
COLUMNS = {"x": "Ex", "y": "Ypsilon", "z": "Zed"}


@pytest.fixture
def counts(tiny):
    table = pd.DataFrame({"down": ["a", "a", "b"], "across": ["x", "y", "y"], "count": [4, 1, 2000]})
    return Tally(
        select(tiny(), DEFAULT), "events", table, ("down", "across"), lambda key: np.zeros(0, dtype=bool)
    )


def squares(spec):
    return go.Figure(spec).data[0]


def written(spec):
    return [text.strip("\u00a0") for text in spec["data"][1]["text"]]


def labels_down(rows, below=None):
    return grid([], rows, COLUMNS, below=below)["layout"]["yaxis"]["ticktext"]


def test_each_cell_stands_in_its_row_and_column_and_opens_its_tally_row(counts):
    spec = matrix(counts, ROWS, COLUMNS)
    drawn = squares(spec)
    middles = [base + height / 2 for base, height in zip(drawn.base, drawn.y, strict=True)]
    assert list(zip(drawn.x, np.round(middles, 6), strict=True)) == [
        ("Ex", 0),
        ("Ypsilon", 0),
        ("Ypsilon", 1),
    ]
    assert [tuple(mark) for mark in drawn.customdata] == [
        (0, 0, "Alpha · Ex"), (0, 1, "Alpha · Ypsilon"), (0, 2, "Beta · Ypsilon"),
    ]  # fmt: skip


def test_the_first_row_is_on_top_and_an_empty_column_has_its_place(counts):
    layout = matrix(counts, ROWS, COLUMNS)["layout"]
    assert layout["yaxis"]["range"] == [1.5, -0.5]
    assert layout["yaxis"]["ticktext"] == ["Alpha", "Beta"]
    assert layout["xaxis"]["categoryarray"] == ["Ex", "Ypsilon", "Zed"]
    assert layout["xaxis"]["range"] == [-0.5, 2.5]


def test_numbers_are_written_apart_from_their_neighbours_and_left_out_where_there_is_no_room(counts):
    spec = matrix(counts, ROWS, COLUMNS)
    assert written(spec) == ["4", "1", "2,000"]
    assert all(text.startswith("\u00a0") and text.endswith("\u00a0") for text in spec["data"][1]["text"])
    assert spec["data"][1]["textposition"] == "outside"
    assert spec["layout"]["uniformtext"]["mode"] == "hide"


def test_only_the_squares_can_be_pointed_at_and_clicked(counts):
    spec = matrix(counts, ROWS, COLUMNS)
    assert "%{text}" in spec["data"][0]["hovertemplate"]
    assert spec["data"][0]["text"] == ["4", "1", "2,000"]
    assert spec["data"][1]["hoverinfo"] == "skip"
    assert "customdata" not in spec["data"][1]


def test_the_shade_goes_by_the_largest_cell_without_the_sums(counts):
    total = Tally(
        counts.selection, "events", pd.DataFrame({"down": ["b"], "count": [9000]}), ("down",), counts.member
    )
    spec = grid([*cells(counts), *sums(total, 1, "z")], ROWS, COLUMNS)
    assert spec["data"][0]["marker"]["color"] == [shade(4 / 2000), shade(1 / 2000), shade(1), FAINT]
    assert spec["data"][0]["customdata"][-1] == [1, 0, "Beta · Zed"]


def test_doubt_is_hatched():
    spec = grid([Cell("a", "x", 1, 0, 0), Cell("a", "y", 1, 0, 1, look="hatch")], ROWS, COLUMNS)
    assert squares(spec).marker.pattern.shape == ("", "/")


def test_a_text_stands_in_place_of_the_count_and_a_remark_behind_the_names():
    spec = grid([Cell("a", "x", 3, 0, 0, text="~2014", remark=", first about 2014")], ROWS, COLUMNS)
    assert written(spec) == ["~2014"]
    assert spec["data"][0]["text"] == ["3"]
    assert spec["data"][0]["customdata"] == [[0, 0, "Alpha · Ex, first about 2014"]]


def test_cells_of_rows_and_columns_that_are_not_drawn_are_left_out(counts):
    assert written(matrix(counts, {"a": "Alpha"}, {"y": "Ypsilon"})) == ["1"]


@pytest.mark.parametrize(("rows", "columns"), [({}, {}), (ROWS, {}), ({}, COLUMNS), (ROWS, COLUMNS)])
def test_a_matrix_without_cells_is_still_a_figure(rows, columns):
    spec = grid([], rows, columns)
    assert len(go.Figure(spec).data[0].x) == 0
    assert spec["layout"]["height"] >= 2 * ROW_HEIGHT


def test_rows_and_columns_of_the_same_name_stay_two():
    drawn = [Cell(row, column, 1, 0, 0) for row in "ab" for column in "xy"]
    spec = grid(drawn, {"a": "Same", "b": "Same"}, {"x": "Twin", "y": "Twin"})
    assert spec["layout"]["yaxis"]["ticktext"] == ["Same", "Same"]
    assert len(set(zip(spec["data"][0]["x"], spec["data"][0]["base"], strict=True))) == 4


def test_a_long_row_label_takes_two_lines_and_then_an_ellipsis():
    long = "Azerbaijan–Israel Joint Intergovernmental Commission on Trade"
    label = labels_down({"a": long})[0]
    assert label == "Azerbaijan–Israel<br>Joint …"
    assert (
        grid([], {"a": long, "b": "B"}, COLUMNS)["layout"]["height"]
        > grid([], ROWS, COLUMNS)["layout"]["height"]
    )


def test_the_line_below_a_row_label_is_smaller():
    first, second = labels_down(ROWS, below={"a": "signed, about 2014"})
    assert first.startswith("Alpha<br><span style=")
    assert ">signed, about 2014<" in first
    assert second == "Beta"


def test_data_text_is_no_markup_in_labels_and_hover():
    spec = grid([Cell("a", "x", 1, 0, 0, remark=" <i>")], {"a": "<b>A</b>"}, {"x": "X&Y"}, below={"a": "<u>"})
    texts = [
        *spec["layout"]["yaxis"]["ticktext"],
        *spec["layout"]["xaxis"]["categoryarray"],
        spec["data"][0]["customdata"][0][2],
    ]
    assert not any(mark in text for text in texts for mark in ("<b>", "<i>", "<u>", "X&Y"))


def test_names_are_never_thinned_out_but_years_may_be():
    years = {str(year): str(year) for year in range(1990, 2026)}
    assert grid([], ROWS, COLUMNS)["layout"]["xaxis"]["dtick"] == 1
    assert "dtick" not in grid([], ROWS, years, thin=True)["layout"]["xaxis"]


def test_turned_column_labels_get_room_of_their_own():
    long = dict.fromkeys(range(12), "A rather long name of a column")
    assert grid([], ROWS, long)["layout"]["height"] > grid([], ROWS, COLUMNS)["layout"]["height"] + 100
