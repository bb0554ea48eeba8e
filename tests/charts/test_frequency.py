"""Meetings over time: sentence, notes, legend, spans that overlap, and a window on a very long axis."""

from datetime import date

import pytest
from plotly import graph_objects as go

from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.meetings import MEETINGS, MEETINGS_AND_TRIPS, meetings
from analysis.periods import LENGTH
from analysis.selection import UNITS, select
from analysis.stacks import STACKS
from charts.frequency import fills, frequency_bars, frequency_sentence
from charts.strip import lanes

EVERYTHING = Filters(scopes=(), statuses=())


def figure(data, by="year", stack="type", unit="events", noun=MEETINGS):
    held = meetings(select(data, EVERYTHING), trips=noun == MEETINGS_AND_TRIPS)
    return frequency_bars(frequency(held, by, stack, unit), noun)


def months(tiny, *dates):
    return tiny(events=[{"date": date} for date in dates])


@pytest.mark.parametrize(
    ("dates", "by", "words"),
    [
        ((), "year", "This selection has no meeting."),
        (("2023",), "month", "No meeting can be placed in a month."),
        (("2023-05",), "quarter", "1 meeting, in the second quarter of 2023."),
        (("2023-05", "2023-05"), "month", "2 meetings, both in May 2023."),
        (("2023-05", "2023-06", "2023-07"), "year", "3 meetings, all in 2023."),
        (("2023", "2023-05"), "month", "1 of 2 meetings, in May 2023."),
        (
            ("2021", "2022-05", "2023-06"),
            "month",
            "2 of 3 meetings from May 2022 to June 2023, never more than one in the same month.",
        ),
        (("2022", "2023"), "year", "2 meetings from 2022 to 2023, never more than one in the same year."),
        (
            ("2022-01", "2023-05", "2023-06"),
            "quarter",
            "3 meetings from the first quarter of 2022 to the second quarter of 2023; "
            "the most in one quarter, 2, in the second quarter of 2023.",
        ),
        (
            ("2021", "2021", "2022", "2022", "2023"),
            "year",
            "5 meetings from 2021 to 2023; the most in one year, 2, in 2021 and 2022.",
        ),
        (
            ("2020", "2021", "2022", "2023") * 2,
            "year",
            "8 meetings from 2020 to 2023; the most in one year, 2, in each of 4 years.",
        ),
    ],
)
def test_the_sentence_is_right_for_none_one_two_and_many(tiny, dates, by, words):
    counts = frequency(meetings(select(months(tiny, *dates), EVERYTHING)), by)
    assert frequency_sentence(counts, MEETINGS) == words


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("by", LENGTH)
def test_each_mark_says_which_events_are_behind_it(dataset, by, stack, unit):
    chart = figure(dataset, by, stack, unit, MEETINGS_AND_TRIPS)
    go.Figure(chart.spec)
    weights = chart.tallies[0].selection.weights(unit)
    for trace in chart.spec["data"]:
        heights = trace["text"] if trace.get("orientation") == "h" else trace["y"]
        for mark, height in zip(trace["customdata"], heights, strict=True):
            assert weights[chart.events(mark)].sum() == height


@pytest.mark.parametrize("stack", STACKS)
def test_no_two_classes_of_a_split_look_the_same_and_the_legend_follows_their_order(dataset, stack):
    chart = figure(dataset, "year", stack, noun=MEETINGS_AND_TRIPS)
    looks = [(trace["marker"]["color"], str(trace["marker"].get("pattern"))) for trace in chart.spec["data"]]
    assert len(set(looks)) == len(looks)
    assert chart.spec["layout"]["legend"]["traceorder"] == "normal"
    order = [
        str(fill) for fill in fills(frequency(meetings(select(dataset, EVERYTHING)), "year", stack)).values()
    ]
    places = [order.index(str(trace["marker"])) for trace in chart.spec["data"] if trace.get("yaxis") != "y2"]
    assert places == sorted(places)


def test_notes_say_what_a_meeting_is_and_what_is_doubtful(tiny):
    data = tiny(
        events=[
            {"event_id": "a", "date": "2023~"},
            {"event_id": "b", "date": "2023-05", "date_basis": "inferred"},
        ],
        participants=[{"event_id": "a", "actor_id": "tur-minister"}],
    )
    assert figure(data, "month").notes == [
        "Counted as meetings: meetings, calls, consultations, forums and credentials. "
        "Third countries take part in 1 of 2 meetings.",
        "1 meeting is not datable to a month and drawn hatched under the bars, over all the time in question.",
        "1 of 2 events rests on an approximate or uncertain date.",
        "In some part inferred: the date of 1 of 2 events.",
    ]


def test_spans_that_overlap_take_lanes_of_their_own():
    year = (date(2023, 1, 1), date(2024, 1, 1))
    june = (date(2023, 6, 1), date(2023, 7, 1))
    later = (date(2024, 1, 1), date(2025, 1, 1))
    assert lanes([year, june, later]) == [0, 1, 0]
    assert lanes([year] * 50) == list(range(50))
    assert lanes([]) == []


def test_many_overlapping_spans_make_the_chart_higher_and_stay_apart(tiny):
    dates = [f"[2023-{month:02}-01..2024-{month:02}-01]" for month in range(1, 11)]
    few, many = figure(months(tiny, *dates[:2])), figure(months(tiny, *dates))
    [strip] = many.spec["data"]
    assert strip["y"] == list(range(10))
    assert many.spec["layout"]["yaxis2"]["range"] == [9.6, -0.6]
    assert many.spec["layout"]["height"] == few.spec["layout"]["height"] + 8 * 13
    assert many.spec["layout"]["yaxis2"]["domain"][1] < many.spec["layout"]["yaxis"]["domain"][0]


def test_hatched_spans_cover_exactly_the_time_in_question(tiny):
    [strip] = figure(months(tiny, "2023"), "month").spec["data"]
    assert strip["base"] == ["2023-01-01"]
    assert strip["x"] == [365 * 24 * 60 * 60 * 1000]
    assert strip["marker"]["pattern"]["shape"] == "/"


def test_a_very_long_axis_opens_on_its_last_ten_years_and_says_so(tiny):
    chart = figure(months(tiny, "1990-01", "2005-03", "2023-12"), "month")
    time = chart.spec["layout"]["xaxis"]
    assert time["range"] == ["2014-01-01T00:00:00", "2024-01-01"]
    assert time["rangeslider"]["range"] == ["1990-01-01", "2024-01-01"]
    assert any("opens on January 2014; 2 events before that" in hint for hint in chart.hints)
    whole = figure(months(tiny, "1990-01", "2005-03", "2023-12"), "quarter").spec["layout"]["xaxis"]
    assert whole["range"] == ["1990-01-01", "2024-01-01"]
    assert "rangeslider" not in whole


def test_text_of_the_data_is_plain_in_labels(tiny):
    data = tiny(events=[{"city": "<b>Baku</b>", "country": "AZE"}])
    [bars] = figure(data, stack="place").spec["data"]
    assert bars["name"] == "&lt;b&gt;Baku&lt;/b&gt;"
    assert bars["customdata"][0][2] == "2023 · &lt;b&gt;Baku&lt;/b&gt;"


@pytest.mark.parametrize(
    ("dates", "by", "labels"),
    [
        (("2018-12-01",), "year", ["2018"]),
        (("2018-12-01", "2019-02"), "quarter", ["Q4 2018", "Q1 2019"]),
        (("2018-12-01", "2019-01-05"), "month", ["Dec 2018", "Jan 2019"]),
    ],
)
def test_few_bars_have_a_label_each(tiny, dates, by, labels):
    axis = figure(months(tiny, *dates), by).spec["layout"]["xaxis"]
    assert axis["ticktext"] == labels
    assert len(axis["tickvals"]) == len(labels)


def test_many_bars_leave_the_labels_to_the_drawing(tiny):
    assert "ticktext" not in figure(months(tiny, "2001", "2009")).spec["layout"]["xaxis"]
