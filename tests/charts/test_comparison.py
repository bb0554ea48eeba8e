"""Charts of two views: valid figures, marks that open the events of their side, sentences for none, one and many."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

from analysis import comparison as compared
from analysis.comparison import Comparison
from analysis.comparison_change import change
from analysis.comparison_course import course
from analysis.filters import DEFAULT, Filters
from analysis.selection import UNITS, select
from charts.comparison import change_sentence, change_table, overlap_bar, overlap_sentence, remarks, signed
from charts.comparison_course import course_bars, course_sentence
from charts.comparison_rows import (
    MOST,
    actor_rows,
    actor_sentence,
    difference_sentence,
    level_rows,
    sphere_rows,
    type_rows,
)
from charts.template import SIDES
from ui.tables import readable

OLD, NEW = Filters(first="2016-01", last="2020-12"), Filters(first="2021-01", last="2025-12")
ENERGY, HEALTH = Filters(spheres=("energy",)), Filters(spheres=("health",))
EVERYTHING = Filters(scopes=(), statuses=())
COMPARED = {
    "periods": (OLD, NEW),
    "spheres": (ENERGY, HEALTH),
    "a part": (DEFAULT, ENERGY),
    "A empty": (Filters(text="no such words"), ENERGY),
    "B empty": (ENERGY, Filters(text="no such words")),
    "the same": (EVERYTHING, EVERYTHING),
}


def views(dataset, first, second):
    return Comparison(select(dataset, first), select(dataset, second))


def figures(comparison, unit="events", by="year"):
    return [
        change_table(comparison, change(comparison), []),
        overlap_bar(comparison, compared.overlap(comparison, unit)),
        course_bars(comparison, course(comparison, by, unit)),
        sphere_rows(comparison, compared.spheres(comparison, unit)),
        actor_rows(comparison, compared.actors(comparison, unit)),
        type_rows(comparison, compared.types(comparison, unit)),
        level_rows(comparison, compared.levels(comparison, unit)),
    ]


def marks(figure):
    for trace in figure.spec["data"]:
        yield from ((trace, mark) for mark in trace.get("customdata", ()))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("pair", COMPARED.values(), ids=COMPARED)
def test_every_figure_is_valid_and_its_table_readable(dataset, pair, unit):
    comparison = views(dataset, *pair)
    for figure in figures(comparison, unit):
        go.Figure(figure.spec)
        assert figure.sentence.endswith(".")
        assert len(readable(figure, dataset)) == len(figure.table)


@pytest.mark.parametrize("pair", COMPARED.values(), ids=COMPARED)
def test_a_mark_opens_the_events_of_the_view_that_it_names(dataset, pair):
    comparison = views(dataset, *pair)
    seen = {"View A": comparison.first, "View B": comparison.second}
    for figure in figures(comparison):
        for trace, mark in marks(figure):
            view = seen.get(str(trace.get("name")), comparison.either)
            assert view.mask[figure.events(mark)].all()


def test_a_bar_is_as_long_as_the_events_it_opens(dataset):
    comparison = views(dataset, DEFAULT, ENERGY)
    figure = sphere_rows(comparison, compared.spheres(comparison))
    for trace in figure.spec["data"][:2]:
        assert trace["x"] == [len(figure.events(mark)) for mark in trace["customdata"]]


def test_a_difference_opens_the_events_of_both_views(dataset):
    comparison = views(dataset, OLD, NEW)
    figure = type_rows(comparison, compared.types(comparison))
    bars = [[figure.events(mark) for mark in trace["customdata"]] for trace in figure.spec["data"]]
    for a, b, both in zip(*bars, strict=True):
        assert np.union1d(a, b).tolist() == both.tolist()
    shown = [text.replace("−", "-") for text in figure.spec["data"][2]["text"]]
    assert [int(text) for text in shown] == [len(b) - len(a) for a, b, _ in zip(*bars, strict=True)]


def test_lists_say_which_view_holds_an_event(dataset):
    comparison = views(dataset, DEFAULT, ENERGY)
    said = np.array(remarks(comparison, np.arange(len(dataset))))
    assert set(said[comparison.shared.mask]) == {"In both views"}
    assert set(said[comparison.first.mask & ~comparison.second.mask]) == {"Only in view A"}
    assert set(said[~comparison.either.mask]) == {""}


def test_periods_that_differ_have_axes_of_the_same_length_and_scale(dataset):
    layout = course_bars(c := views(dataset, OLD, NEW), course(c, "year")).spec["layout"]
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    assert layout["xaxis"]["categoryarray"][0] == "2016"
    assert layout["xaxis2"]["categoryarray"][0] == "2021"


def test_views_never_wear_the_colour_of_a_country_and_write_their_letter(dataset):
    comparison = views(dataset, OLD, NEW)
    figure = actor_rows(comparison, compared.actors(comparison))
    for trace, letter in zip(figure.spec["data"][:2], "AB", strict=True):
        assert trace["marker"]["line"]["color"] not in SIDES.values()
        assert all(text.startswith(f"{letter} ") for text in trace["text"])


def test_actors_stand_in_three_groups_and_the_rest_is_said(dataset):
    comparison = views(dataset, OLD, NEW)
    figure = actor_rows(comparison, compared.actors(comparison))
    headings = [tick for tick in figure.spec["layout"]["yaxis"]["ticktext"] if tick.startswith("<b>")]
    held = figure.table["held"].value_counts()
    assert headings == [
        f"<b>Kept: in both views ({held['both']})</b>",
        f"<b>New: only in view B ({held['B']})</b>",
        f"<b>Gone: only in view A ({held['A']})</b>",
    ]
    assert len(figure.spec["data"][0]["x"]) == 3 * MOST
    assert f"{held['B'] - MOST:,} only in view B" in figure.notes[-1]


def meeting(event, *actors, sphere="", year=2023):
    return (
        {"event_id": event, "date": f"{year}-05-30"},
        [{"event_id": event, "actor_id": actor} for actor in actors],
        [{"event_id": event, "sphere": sphere}] if sphere else [],
    )


def small(tiny, *rows):
    parts = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    return tiny(
        events=parts[0], participants=[row for some in parts[1] for row in some],
        event_spheres=[row for some in parts[2] for row in some],
    )  # fmt: skip


def test_sentences_for_nothing_at_all(tiny):
    comparison = views(small(tiny), DEFAULT, ENERGY)
    assert change_sentence(comparison) == "Neither view holds an event."
    assert overlap_sentence(compared.overlap(comparison)) == "Neither view holds anything to count."
    assert difference_sentence(compared.spheres(comparison).table.assign(label=""), "sphere") == (
        "Neither view names a sphere."
    )
    assert actor_sentence(compared.actors(comparison).table) == "Neither view names an actor who takes part."


def test_sentences_for_one_and_two(tiny):
    data = small(
        tiny,
        meeting("e1", "aze-x", "isr-y", sphere="energy"),
        meeting("e2", "aze-x", "isr-z", sphere="health", year=2024),
        meeting("e3", "aze-x", sphere="health", year=2024),
    )
    comparison = views(data, ENERGY, HEALTH)
    assert change_sentence(comparison) == "View A holds 1 event, view B 2: 1 more."
    assert overlap_sentence(compared.overlap(comparison)) == (
        "No event is in both views; 1 event only in view A and 2 events only in view B."
    )
    assert course_sentence(course(comparison, "year")) == "View A has 1 meeting, view B 2."
    assert sphere_rows(comparison, compared.spheres(comparison)).sentence == (
        "Of 2 spheres, view B counts more in 1 and fewer in 1. "
        "It is furthest ahead in Health (+2, from 0 to 2) and furthest behind in Energy (−1, from 1 to 0)."
    )
    assert type_rows(comparison, compared.types(comparison)).sentence == (
        "The only type is Meeting (+1, from 1 to 2)."
    )
    assert actor_sentence(compared.actors(comparison).table) == (
        "1 actor takes part in both views, 1 only in view A and 1 only in view B."
    )


def test_sentences_where_one_view_holds_nothing_or_both_the_same(tiny):
    data = small(tiny, meeting("e1", "aze-x", "isr-y", sphere="energy"))
    assert change_sentence(views(data, ENERGY, HEALTH)) == "View A holds 1 event, view B none: 1 fewer."
    same = views(data, ENERGY, DEFAULT)
    assert change_sentence(same) == "Each view holds 1 event."
    assert overlap_sentence(compared.overlap(same)) == "Both views hold the same 1 event."
    assert (
        sphere_rows(same, compared.spheres(same)).sentence
        == "The only sphere has the same count in both views."
    )
    assert course_sentence(course(same, "year")) == "View A has 1 meeting, view B 1."


@pytest.mark.parametrize(("number", "text"), [(12, "+12"), (-3, "−3"), (0, "0"), (-1200, "−1,200")])
def test_a_difference_has_its_sign(number, text):
    assert signed(number) == text
