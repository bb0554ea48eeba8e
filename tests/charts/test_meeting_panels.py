"""The other charts of the meetings page: valid figures, marks that lead back, sentences for none, one and many."""

import pytest
from plotly import graph_objects as go

from analysis.filters import Filters
from analysis.intervals import intervals
from analysis.level_pairs import level_pairs
from analysis.meetings import MEETINGS, meetings
from analysis.places import where
from analysis.reciprocity import reciprocity
from analysis.selection import UNITS, select
from charts.intervals import interval_bars, interval_sentence
from charts.level_pairs import level_matrix, level_sentence
from charts.places import place_bars, place_sentence
from charts.reciprocity import direction_words, reciprocity_bars, reciprocity_sentence

EVERYTHING = Filters(scopes=(), statuses=())
PANELS = {
    "reciprocity": lambda selection, unit: reciprocity_bars(reciprocity(selection, "year", unit)),
    "levels": lambda selection, unit: level_matrix(level_pairs(meetings(selection), unit)),
    "intervals": lambda selection, unit: interval_bars(intervals(meetings(selection)), unit),
    "places": lambda selection, unit: place_bars(where(meetings(selection), unit)),
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_each_mark_says_which_events_are_behind_it(dataset, panel, unit):
    chart = panel(select(dataset, EVERYTHING), unit)
    go.Figure(chart.spec)
    weights = chart.tallies[0].selection.weights(chart.unit)
    marks = [
        (mark, number)
        for trace in chart.spec["data"]
        if "customdata" in trace
        for mark, number in zip(trace["customdata"], trace["text"], strict=True)
    ]
    assert marks
    for mark, number in marks:
        assert f"{weights[chart.events(mark)].sum():,}" == str(number).strip()


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_a_selection_without_anything_to_draw_is_said_in_words(dataset, panel):
    chart = panel(select(dataset, Filters(text="no such word anywhere")), "events")
    go.Figure(chart.spec)
    assert chart.empty
    assert chart.sentence.endswith(".")


def travel(tiny, *ways):
    people = {
        "first": ("aze-minister", "ISR"),
        "second": ("isr-minister", "AZE"),
        "other": ("aze-minister", "CHE"),
    }
    return tiny(
        events=[
            {"event_id": f"t{i}", "event_type": "visit", "country": people[way][1]}
            for i, way in enumerate(ways)
        ],
        participants=[
            {"event_id": f"t{i}", "actor_id": people[way][0], "role": "visitor"} for i, way in enumerate(ways)
        ],
    )


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ((), "This selection has no trip."),
        (("first",), "1 trip: 1 from Azerbaijan to Israel and none from Israel to Azerbaijan."),
        (("second", "second"), "2 trips: none from Azerbaijan to Israel and 2 from Israel to Azerbaijan."),
        (
            ("first", "second", "second", "other"),
            "4 trips: 1 from Azerbaijan to Israel, 2 from Israel to Azerbaijan and 1 of no clear direction.",
        ),
    ],
)
def test_the_balance_of_trips_in_words(tiny, ways, words):
    data = travel(tiny, *ways)
    assert (
        reciprocity_sentence(reciprocity(select(data, EVERYTHING)), direction_words(data.about.sides)) == words
    )


def test_trips_none_of_which_has_a_clear_direction_are_drawn(tiny):
    chart = reciprocity_bars(reciprocity(select(travel(tiny, "other"), EVERYTHING)))
    go.Figure(chart.spec)
    assert next(trace["y"] for trace in chart.spec["data"] if trace["type"] == "scatter") == [0]


def test_one_direction_points_up_the_other_down_and_the_unclear_lies_on_the_line(tiny):
    chart = reciprocity_bars(
        reciprocity(select(travel(tiny, "first", "second", "second", "other"), EVERYTHING))
    )
    assert [trace["y"] for trace in chart.spec["data"]] == [[1], [-2], [0]]
    assert chart.spec["layout"]["yaxis"]["ticktext"] == ["2", "1", "0", "1", "2"]
    assert chart.notes == [
        "1 trip has no clear direction: to a third country, by people of both sides or of neither, or to a place "
        "that is not known."
    ]


@pytest.mark.parametrize(("number", "reach"), [(1, 1), (5, 5), (6, 6), (9, 10), (23, 25), (240, 250)])
def test_the_scale_has_few_ticks_and_reaches_the_longest_bar(tiny, number, reach):
    scale = reciprocity_bars(reciprocity(select(travel(tiny, *["first"] * number), EVERYTHING))).spec[
        "layout"
    ]["yaxis"]
    assert scale["tickvals"][-1] == reach
    assert len(scale["tickvals"]) <= 11


def days(tiny, *numbers):
    return intervals(select(tiny(events=[{"date": f"2023-01-{day:02}"} for day in numbers]), EVERYTHING))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1,), "No gap is known: it takes two meetings whose days are known."),
        ((1, 2), "1 gap between meetings is known; below 5 no median is given."),
        ((1, 2, 3), "2 gaps between meetings are known; below 5 no median is given."),
        (
            (1, 2, 4, 7, 11, 16),
            "The median of 5 gaps between meetings is 3 days: at least half are no longer.",
        ),
        (
            (1, 1, 2, 3, 4, 5),
            "The median of 5 gaps between meetings is 1 day: at least half are no longer; "
            "1 meeting was held on the same day as the one before.",
        ),
        (
            (1, 1, 1, 2, 4, 7, 11, 16),
            "The median of 7 gaps between meetings is 2 days: at least half are no longer; 2 meetings were held on the "
            "same day as the one before, and from one day with meetings to the next the median is 3 days.",
        ),
    ],
)
def test_the_median_in_words(tiny, numbers, words):
    assert interval_sentence(days(tiny, *numbers), MEETINGS) == words


def test_gaps_are_counted_in_events_whatever_the_unit(tiny):
    chart = interval_bars(days(tiny, 1, 2), "reports")
    assert chart.unit == "events"
    assert chart.notes == ["A gap lies between two events: this chart counts events, not reports."]


def test_meetings_without_a_certain_day_are_said_to_be_left_out(tiny):
    gaps = intervals(select(tiny(events=[{"date": "2023"}, {"date": "2023-01-01"}]), EVERYTHING))
    assert interval_bars(gaps).notes == [
        "1 meeting is left out: not dated to one day, or the day is approximate or uncertain. Some may lie inside a "
        "gap, which then is shorter in truth."
    ]


def test_days_that_no_source_states_are_counted(tiny):
    inferred = {"date_basis": "inferred", "note": "from the trip"}
    data = tiny(
        events=[{"date": "2023-01-01", **inferred}, {"date": "2023-01-02"}, {"date": "2023", **inferred}]
    )
    assert interval_bars(intervals(select(data, EVERYTHING))).notes[1:] == [
        "1 of the days used is inferred, not stated by a source."
    ]


def places_of(tiny, *cities):
    return where(
        select(tiny(events=[{"city": city, "country": "AZE" if city else ""} for city in cities]), EVERYTHING)
    )


@pytest.mark.parametrize(
    ("cities", "words"),
    [
        ((), "This selection has no meeting."),
        (("",), "No place is known: 1 meeting."),
        (("Baku",), "The most frequent place: Baku, 1 of 1 meeting."),
        (("Baku", "Baku", ""), "The most frequent place: Baku, 2 of 3 meetings."),
        (("Baku", "Quba"), "The most frequent places: Baku and Quba, 1 each of 2 meetings."),
        (("Baku", "Quba", "Shusha", "Ganja"), "4 meetings; no place stands out: 4 places have 1 each."),
    ],
)
def test_the_most_frequent_place_in_words(tiny, cities, words):
    assert place_sentence(places_of(tiny, *cities), MEETINGS) == words


def pairs_of(tiny, *levels):
    rows = [
        {"event_id": f"e{i}", "actor_id": f"{side}-person", "level": level}
        for i, pair in enumerate(levels)
        for side, level in zip(("aze", "isr"), pair, strict=True)
        if level
    ]
    events = [{"event_id": f"e{i}"} for i in range(len(levels))]
    return level_pairs(select(tiny(events=events, participants=rows), EVERYTHING))


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ([], "This selection has no meeting."),
        ([("minister", "")], "No meeting names people of both sides."),
        (
            [("minister", "ambassador")],
            "Most often (Azerbaijan first, Israel second): minister with ambassador, 1 of 1 meeting.",
        ),
        (
            [("minister", "minister"), ("minister", "minister"), ("", "official")],
            "Where both sides are named, most often (Azerbaijan first, Israel second): minister with minister, "
            "2 of 3 meetings.",
        ),
        (
            [("minister", "minister"), ("official", "official")],
            "Most often (Azerbaijan first, Israel second): minister with minister and official with official, "
            "1 each of 2 meetings.",
        ),
        (
            [("minister", level) for level in ("minister", "official", "company", "military")],
            "4 meetings; no pair of levels stands out: 4 pairs have 1 each.",
        ),
    ],
)
def test_the_most_frequent_pair_of_levels_in_words(tiny, levels, words):
    assert level_sentence(pairs_of(tiny, *levels), MEETINGS) == words


def test_the_matrix_says_of_how_many_nobody_is_named(tiny):
    assert level_matrix(pairs_of(tiny, ("minister", ""), ("minister", "official"))).notes == [
        "In 1 of 2 meetings nobody of one side, or of either, is named; such meetings stand under “Nobody named”."
    ]
