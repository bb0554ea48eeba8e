"""The timeline as a figure: valid, readable, and every mark leads to its events."""

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from analysis.filters import Filters
from analysis.overview import top_actors, top_spheres
from analysis.selection import UNITS, select
from charts.overview import actor_ranking, coverage_strip, sphere_ranking
from charts.timeline import timeline
from charts.timeline_years import HIGHEST, LOW, timeline_years

FILTERS = [
    Filters(),
    Filters(spheres=("health",)),
    Filters(text="Herzog wreath"),
    Filters(scopes=(), statuses=()),
]


def all_of(dataset):
    return select(dataset, Filters(scopes=(), statuses=()))


def marks(figure):
    """The customdata of every mark that can be clicked."""
    return [mark for trace in figure.spec["data"] for mark in trace.get("customdata", [])]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("draw", [timeline, timeline_years])
def test_every_event_of_the_selection_can_be_clicked(dataset, filters, draw):
    selection = select(dataset, filters)
    figure = draw(selection)
    go.Figure(figure.spec)
    assert {row for mark in marks(figure) for row in figure.events(mark)} == set(selection.rows)


@pytest.mark.parametrize("filters", FILTERS)
def test_the_small_charts_are_valid_and_lead_to_selected_events(dataset, filters):
    selection = select(dataset, filters)
    for unit in UNITS:
        for figure in (
            sphere_ranking(top_spheres(selection, unit)),
            actor_ranking(top_actors(selection, unit)),
        ):
            go.Figure(figure.spec)
            assert all(
                selection.mask[figure.events(mark)].all() and len(figure.events(mark))
                for mark in marks(figure)
            )
    strip = coverage_strip(selection)
    go.Figure(strip.spec)
    assert all(len(strip.events(mark)) for mark in marks(strip))


def test_an_unknown_day_is_a_span_and_never_a_point(tiny):
    figure = timeline(all_of(tiny(events=[{"date": "2023-05"}, {"date": "2023"}, {"date": "2023-05-30"}])))
    visible = [
        trace for trace in figure.spec["data"]
        if trace["type"] == "scatter" and trace.get("customdata") and trace["marker"]["color"] != "rgba(0,0,0,0)"
    ]  # fmt: skip
    assert [mark[2] for trace in visible for mark in trace["customdata"]] == ["30 May 2023 · Meeting"]
    bars = next(trace for trace in figure.spec["data"] if trace["type"] == "bar" and trace.get("customdata"))
    days = [round(length / 86_400_000) for length in bars["x"]]
    assert dict(zip([base[:10] for base in bars["base"]], days, strict=True)) == {
        "2023-05-01": 31,
        "2023-01-01": 365,
    }


def test_an_approximate_day_is_hollow_and_the_legend_says_so(tiny):
    figure = timeline(all_of(tiny(events=[{"date": "2023-05-30~"}])))
    points = next(trace for trace in figure.spec["data"] if trace.get("customdata"))
    assert points["marker"]["symbol"] == ["circle-open"]
    assert "Hollow: approximate or uncertain" in [trace.get("name") for trace in figure.spec["data"]]


def test_symbols_say_the_level(tiny):
    people = [{"event_id": "a", "actor_id": "aze-president", "level": "head_of_state"}]
    figure = timeline(all_of(tiny(events=[{"event_id": "a"}], participants=people)))
    points = next(trace for trace in figure.spec["data"] if trace.get("customdata"))
    assert points["marker"]["symbol"] == ["star"]
    assert points["customdata"] == [[0, 0, "30 May 2023 · Meeting · head of state"]]


def test_marks_of_one_day_do_not_hide_each_other(tiny):
    figure = timeline(all_of(tiny(events=[{}] * 5)))
    points = next(trace for trace in figure.spec["data"] if trace.get("customdata"))
    assert len(set(points["y"])) == 5


@pytest.mark.parametrize(
    ("types", "sentence"),
    [
        (["meeting"], "1 event in 2023, of one type: meeting."),
        (["meeting", "meeting"], "2 events in 2023, of one type: meeting."),
        (["meeting", "meeting", "call"], "3 events in 2023; they are meetings (2) and calls (1)."),
        (["meeting", "call", "forum", "aid"], "4 events in 2023, of 4 types, none of which stands out."),
    ],
)
def test_the_sentence_is_right_for_one_and_many(tiny, types, sentence):
    assert timeline(all_of(tiny(events=[{"event_type": type_} for type_ in types]))).sentence == sentence


def test_doubt_is_counted_below_the_timeline(tiny):
    notes = " ".join(timeline(all_of(tiny(events=[{"date": "2023~"}, {}, {}]))).notes)
    assert "The day is not known for 1 event" in notes
    assert "1 event of 3 rests on an approximate or uncertain date." in notes


def test_bars_grow_with_the_count_and_say_why_there_are_bars(tiny):
    figure = timeline_years(
        all_of(tiny(events=[{"date": "2022"}, {}, {}, {"date": "[2022-12-31..2023-01-01]"}]))
    )
    bars = next(trace for trace in figure.spec["data"] if "orientation" not in trace)
    low, high = bars["y"]
    assert high == 2 * low < 0, "upwards on an axis that runs down"
    assert bars["text"] == [1, 2]
    assert "More than 1,500 events are selected" in figure.notes[0]
    assert "The year is not known for 1 event" in figure.notes[1]


def test_the_lowest_bar_of_a_year_is_seen_and_bars_stay_in_their_row(tiny):
    events = [{"date": "2022-01-01"}] * 300 + [{"date": "2023-01-01", "event_type": "call"}]
    figure = timeline_years(all_of(tiny(events=events)))
    bars = next(trace for trace in figure.spec["data"] if "orientation" not in trace)
    ends = sorted((base + y, base) for base, y in zip(bars["base"], bars["y"], strict=True))
    assert min(foot - top for top, foot in ends) * HIGHEST == pytest.approx(LOW)
    assert all(foot < top for (_, foot), (top, _) in pairwise(ends))


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([], "No actor is named in the selected events."),
        ([("a", "x")], "The only actor is Actor x, with 1 event."),
        ([("a", "x"), ("b", "x"), ("a", "y")], "Actor x comes first of 2 actors, with 2 events."),
        (
            [("a", "x"), ("a", "y")],
            "Actor x and Actor y have 1 event each.",
        ),
    ],
)
def test_the_ranking_names_a_winner_only_where_there_is_one(tiny, people, sentence):
    rows = [{"event_id": event, "actor_id": actor} for event, actor in people]
    dataset = tiny(events=[{"event_id": "a"}, {"event_id": "b"}], participants=rows)
    assert actor_ranking(top_actors(all_of(dataset))).sentence == sentence


def test_the_coverage_does_not_depend_on_the_filters_and_says_where_it_is_thin(tiny):
    events = [{"event_id": "a", "date": "2020"}, {"event_id": "b", "event_type": "forum"}]
    sources = [{"source_id": "s1", "published": "2023-06-01"}, {"source_id": "s2", "published": ""}]
    evidence = [{"event_id": "b", "source_id": "s1"}, {"event_id": "b", "source_id": "s2"}]
    dataset = tiny(events=events, sources=sources, evidence=evidence)
    strip = coverage_strip(select(dataset, Filters(types=("meeting",))))
    assert strip.sentence == (
        "The data set holds 1 source published from 2020 to 2023, the most in 2023 (1); none from 3 of these 4 years. "
        "A low count of events is no finding where the sources are few."
    )
    assert strip.notes == ["1 source without a known year of publication is not drawn."]


@pytest.mark.parametrize(
    ("last", "span"), [("2023-07", "from May 2023 to July 2023"), ("2023-05", "in May 2023")]
)
def test_the_coverage_in_words_speaks_of_the_months_that_are_drawn(tiny, last, span):
    dataset = tiny(events=[{"event_id": "a"}], evidence=[{"event_id": "a"}])
    sentence = coverage_strip(select(dataset, Filters(first="2023-05", last=last))).sentence
    assert sentence.startswith(f"The data set holds 1 source published {span}")


def test_names_in_the_data_are_no_markup(tiny):
    actors = [{"actor_id": "x", "name": "<b>R&D</b>"}]
    dataset = tiny(
        events=[{"event_id": "a"}], actors=actors, participants=[{"event_id": "a", "actor_id": "x"}]
    )
    assert marks(actor_ranking(top_actors(all_of(dataset)))) == [[0, 0, "&lt;b&gt;R&amp;D&lt;/b&gt;"]]
