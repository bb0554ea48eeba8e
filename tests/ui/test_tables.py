"""Tables behind charts on the screen: the rows of the file, without ids and column names."""

import re
from datetime import date

import pytest

from analysis.agreements import terms
from analysis.channels import channels
from analysis.coverage import strength, support
from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.level_pairs import level_pairs
from analysis.meetings import meetings
from analysis.network import network, strongest
from analysis.places import where
from analysis.reciprocity import reciprocity
from analysis.selection import select
from charts.agreement_terms import term_bars
from charts.channels import channel_matrix
from charts.coverage import strength_bars, support_bars
from charts.frequency import frequency_bars
from charts.level_pairs import level_matrix
from charts.network import network_map
from charts.places import place_bars
from charts.reciprocity import reciprocity_bars
from charts.sphere_matrices import spheres_over_time, spheres_together
from charts.timeline import timeline
from tests.ui.opened import opened
from ui.tables import readable


def drawn(whole):
    return network_map(whole, strongest(whole))


CHARTS = {
    "timeline": timeline,
    "frequency": lambda selection: frequency_bars(frequency(meetings(selection), "month", "level")),
    "reciprocity": lambda selection: reciprocity_bars(reciprocity(selection)),
    "levels": lambda selection: level_matrix(level_pairs(meetings(selection))),
    "places": lambda selection: place_bars(where(meetings(selection))),
    "spheres over time": lambda selection: spheres_over_time(selection, "quarter", "events"),
    "spheres together": lambda selection: spheres_together(selection, "events"),
    "channels": lambda selection: channel_matrix(
        channels(selection, "sector", "met", "events"), "sector", "met"
    ),
    "network": lambda selection: drawn(network(selection, "persons", "met", "between", 1, "events")),
    "terms": lambda selection: term_bars(terms(selection, date(2026, 1, 1)), date(2026, 1, 1)),
    "support": lambda selection: support_bars(support(selection)),
    "strength": lambda selection: strength_bars(strength(selection)),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_table_has_the_rows_of_the_file_and_neither_ids_nor_column_names(dataset, chart):
    figure = chart(select(dataset, Filters()))
    shown = readable(figure, dataset)
    assert len(shown) == len(figure.table) > 0
    assert all(re.fullmatch(r"[A-Z][^_]*", heading) for heading in shown.columns), list(shown.columns)
    texts = {text for column in shown for text in shown[column] if isinstance(text, str)}
    assert not {text for text in texts if re.search(r"[a-z]_[a-z]|^[A-Z]{3}$|^(first|second|none)$", text)}
    count = "weight" if "weight" in figure.table else "count"
    if count in figure.table:
        assert shown[figure.unit.capitalize()].tolist() == figure.table[count].tolist()


def test_the_two_countries_head_the_columns_of_their_levels(dataset):
    shown = readable(CHARTS["levels"](select(dataset, Filters())), dataset)
    assert list(shown.columns) == ["Azerbaijan", "Israel", "Events"]
    assert shown.iloc[0].tolist() == ["Head of state", "Head of state", 9]


def test_periods_stand_in_words(dataset):
    shown = readable(CHARTS["frequency"](select(dataset, Filters())), dataset)
    assert shown["Period"].iloc[0] == "October 1995"
    assert {*shown["Dated to one period"]} == {"yes", "no"}


def test_no_page_shows_a_column_name_of_a_file():
    app = opened("meetings", {})
    assert not app.dataframe  # no table is sent before somebody asks for it
    for button in app.button:
        if button.label == "Table and download":
            button.click()
    app.run()
    headings = [list(table.value.columns) for table in app.dataframe]
    assert ["Azerbaijan", "Israel", "Events"] in headings
    assert not [
        heading for columns in headings for heading in columns if heading != heading[:1].upper() + heading[1:]
    ]
