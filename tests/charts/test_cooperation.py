"""Charts of the cooperation page: marks and their events, sentences for none, one, two and many, and what notes say."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from plotly import graph_objects as go

from analysis.cooperation import NO_SPHERE, sphere_pairs, sphere_periods, spheres
from analysis.filters import DEFAULT, Filters
from analysis.selection import UNITS, select
from analysis.sphere_actors import WHO
from analysis.stages import first_reached
from charts.cooperation import CELLS, sphere_stages, stages_sentence
from charts.figure import Figure
from charts.sphere_matrices import (
    MOST_ACTORS,
    pairs_sentence,
    spheres_by_actor,
    spheres_over_time,
    spheres_together,
    time_sentence,
)

EVERYTHING = Filters(scopes=(), statuses=())
FIGURES: dict[str, Callable[..., Figure]] = {
    **{f"stages {show}": partial(sphere_stages, show=show) for show in CELLS},
    **{f"per {by}": partial(spheres_over_time, by=by) for by in ("year", "quarter")},
    "together": spheres_together,
    **{f"by {who}": partial(spheres_by_actor, who=who) for who in WHO},
}


def of(tiny, *events):
    """A selection of events, each given as its spheres (``energy:signed``) and, if it matters, its date."""
    rows = [(event, "2023-05-30") if isinstance(event, str) else event for event in events]
    data = tiny(
        events=[{"event_id": f"e{i}", "date": date} for i, (_, date) in enumerate(rows)],
        event_spheres=[
            {"event_id": f"e{i}", "sphere": name.split(":")[0], "stage": [*name.split(":"), "discussed"][1]}
            for i, (names, _) in enumerate(rows)
            for name in names.split()
        ],
    )
    return select(data, DEFAULT)


def acting(tiny, *events):
    """A selection of events, each given as the institutions that take part."""
    names = sorted({name for event in events for name in event.split()})
    data = tiny(
        events=[{"event_id": f"e{i}"} for i in range(len(events))],
        actors=[{"actor_id": name, "name": name.upper(), "kind": "institution"} for name in names],
        participants=[
            {"event_id": f"e{i}", "actor_id": name}
            for i, event in enumerate(events)
            for name in event.split()
        ],
    )
    return select(data, DEFAULT)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    "filters",
    [EVERYTHING, DEFAULT, Filters(spheres=("health",)), Filters(spheres=("water", "trade"), match="all")],
)
def test_each_mark_says_which_events_are_behind_it(dataset, filters, name, unit):
    figure = FIGURES[name](select(dataset, filters), unit=unit)
    go.Figure(figure.spec)
    drawn, weights = figure.spec["data"][0], select(dataset, filters).weights(figure.unit)
    assert drawn["customdata"]
    for mark, text in zip(drawn["customdata"], drawn["text"], strict=True):
        assert f"{weights[figure.events(mark)].sum():,}" == text


@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_selection_gives_an_empty_figure_with_a_sentence(tiny, dataset, name):
    for selection in (select(tiny(), DEFAULT), select(dataset, Filters(text="no such words anywhere"))):
        figure = FIGURES[name](selection, unit="events")
        go.Figure(figure.spec)
        assert figure.empty
        assert figure.sentence.endswith(".")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((), "No sphere of cooperation is stated for the selected events."),
        (("",), "No sphere of cooperation is stated for the selected events."),
        (("energy:signed", ""), "The only sphere is Energy, with 1 event; it got as far as “signed”."),
        (
            ("energy:signed health", "energy"),
            "Most frequent: Energy, with 2 events. Of 2 spheres, 1 got as far as “signed” and 1 as far as “discussed”.",
        ),
        (
            ("energy health",),
            "Most frequent: Energy and Health, with 1 event each. Of 2 spheres, 2 got as far as “discussed”.",
        ),
        (
            ("energy:signed health:agreed trade:agreed water:mentioned",),
            "No sphere stands out: 4 have 1 event each. "
            "Of 4 spheres, 1 got as far as “signed”, 2 as far as “agreed” and 1 as far as “mentioned”.",
        ),
    ],
)
def test_the_sentence_on_stages(tiny, events, words):
    selection = of(tiny, *events)
    assert stages_sentence(spheres(selection), first_reached(selection)) == words


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((), "No event with a stated sphere can be placed in a month."),
        ((("energy", "2023"),), "No event with a stated sphere can be placed in a month."),
        ((("", "2023-05"),), "No event with a stated sphere can be placed in a month."),
        (("energy",), "Most often: Energy in May 2023, 1 event."),
        (("energy", "energy health"), "Most often: Energy in May 2023, 2 events."),
        (("energy health",), "Most often: Energy in May 2023 and Health in May 2023, 1 event each."),
        (
            ("energy health trade water",),
            "No combination of sphere and month stands out: 4 have 1 event each.",
        ),
    ],
)
def test_the_sentence_on_time(tiny, events, words):
    assert time_sentence(sphere_periods(of(tiny, *events), "month"), "month") == words


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((), "No sphere of cooperation is stated for the selected events."),
        (("energy", "health"), "None of the selected events is in more than one sphere."),
        (("energy health",), "Most often: Energy with Health, 1 event."),
        (("energy health", "health energy trade"), "Most often: Energy with Health, 2 events."),
        (("energy health trade water",), "No pair of spheres stands out: 6 have 1 event each."),
    ],
)
def test_the_sentence_on_pairs(tiny, events, words):
    assert pairs_sentence(sphere_pairs(of(tiny, *events))) == words


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (("",), "No institution is named among the participants of the selected events."),
        (("a",), "The only institution that takes part is A, in 1 event."),
        (("a", "a b"), "2 institutions take part; the most active: A, in 2 events."),
        (("a b",), "2 institutions take part; the most active: A and B, in 1 event each."),
        (("a b c d",), "4 institutions take part; 4 of them share the first place, with 1 event each."),
    ],
)
def test_the_sentence_on_actors(tiny, events, words):
    assert spheres_by_actor(acting(tiny, *events), "institution", "events").sentence == words


def test_nothing_disappears_the_sums_of_the_stages_chart_hold_every_event(tiny):
    figure = sphere_stages(of(tiny, "energy health", "", ""), "events")
    assert figure.table.set_index("sphere")["count"].to_dict() == {"energy": 1, "health": 1, NO_SPHERE: 2}
    assert figure.notes[0] == (
        "Sphere mentions: 2, in 1 of 3 events. An event in two spheres counts once in the total and once in each "
        "sphere. Events without a stated sphere: 2."
    )


def test_the_stages_table_has_one_row_per_sphere_with_its_furthest_stage_and_date(tiny):
    table = sphere_stages(
        of(tiny, ("energy:signed", "2022~"), ("energy", "2020"), ("", "2021")), "events"
    ).table
    assert table.to_dict("records") == [
        {
            "sphere": "energy", "sphere_label": "Energy", "count": 2, "mentioned": 0, "discussed": 1, "agreed": 0,
            "signed": 1, "implemented": 0, "furthest_stage": "signed", "first_reached": "2022~",
            "first_reached_words": "about 2022",
        },
        {
            "sphere": "none", "sphere_label": "No sphere stated", "count": 1, "mentioned": 0, "discussed": 0,
            "agreed": 0, "signed": 0, "implemented": 0, "furthest_stage": "", "first_reached": "",
            "first_reached_words": "",
        },
    ]  # fmt: skip


def test_below_a_sphere_stands_its_furthest_stage_and_since_when(tiny):
    labels = sphere_stages(of(tiny, ("energy:signed", "2022~"), ""), "events").spec["layout"]["yaxis"][
        "ticktext"
    ]
    assert ">signed, about 2022<" in labels[0]
    assert labels[1] == "No sphere stated"


def test_a_long_date_is_given_by_its_year_below_a_sphere_and_in_full_in_the_hover(tiny):
    figure = sphere_stages(of(tiny, ("energy:signed", "[2022-09-01..2022-11-30]")), "events", "first")
    assert ">signed, 2022<" in figure.spec["layout"]["yaxis"]["ticktext"][0]
    captions = [mark[2] for mark in figure.spec["data"][0]["customdata"]]
    assert "Energy · Signed, first between 1 September 2022 and 30 November 2022" in captions


def test_spheres_come_with_the_most_frequent_first_and_no_sphere_last(tiny):
    figure = sphere_stages(of(tiny, "health", "health energy", "", "", ""), "events")
    assert figure.table["sphere"].tolist() == ["health", "energy", NO_SPHERE]


def test_a_filter_on_spheres_is_named_where_other_spheres_are_counted(dataset):
    selection = select(dataset, Filters(spheres=("energy", "health")))
    note = (
        "Selected are events in Energy or Health. Every other sphere is counted only as far as it occurs in these "
        "events."
    )
    assert note in sphere_stages(selection, "events").notes
    assert note in spheres_together(selection, "events").notes
    assert not any("Selected are" in note for note in sphere_stages(select(dataset, DEFAULT), "events").notes)


def test_events_that_did_not_occur_are_said_to_be_among_them(dataset):
    assert not any("no facts" in note for note in sphere_stages(select(dataset, DEFAULT), "events").notes)
    assert any("no facts" in note for note in sphere_stages(select(dataset, EVERYTHING), "events").notes)


def test_what_cannot_be_placed_stands_hatched_in_a_column_of_its_own_and_is_counted_in_the_note(tiny):
    figure = spheres_over_time(
        of(tiny, ("energy health", "2023"), ("energy", "2023-05")), "quarter", "events"
    )
    drawn = figure.spec["data"][0]
    hatched = [
        mark[2]
        for mark, shape in zip(drawn["customdata"], drawn["marker"]["pattern"]["shape"], strict=True)
        if shape
    ]
    assert hatched == ["Energy · Undated", "Health · Undated"]
    assert figure.notes[-1] == "Not datable to a quarter: 1 event, in the hatched column “Undated”."


def test_years_without_events_have_their_column(tiny):
    figure = spheres_over_time(of(tiny, ("energy", "2020"), ("energy", "2023")), "year", "events")
    assert figure.spec["layout"]["xaxis"]["categoryarray"] == ["All", "2020", "2021", "2022", "2023"]


def test_a_pair_stands_twice_in_the_chart_and_once_in_the_table(tiny):
    figure = spheres_together(of(tiny, "energy health", "energy"), "events")
    captions = Counter(mark[2] for mark in figure.spec["data"][0]["customdata"])
    assert captions == {
        "Energy · Energy (all)": 1,
        "Health · Health (all)": 1,
        "Energy · Health": 1,
        "Health · Energy": 1,
    }
    assert figure.table[["first", "second", "count"]].values.tolist() == [
        ["energy", "energy", 2], ["energy", "health", 1], ["health", "health", 1],
    ]  # fmt: skip


def test_institutions_beyond_the_most_active_are_said_to_be_left_out_and_stand_in_the_table(tiny):
    names = [f"inst-{n:02}" for n in range(MOST_ACTORS + 3)]
    figure = spheres_by_actor(acting(tiny, " ".join(names), names[5]), "institution", "events")
    assert len(figure.spec["layout"]["yaxis"]["ticktext"]) == MOST_ACTORS
    assert "INST-05" in figure.spec["layout"]["yaxis"]["ticktext"][0]
    assert figure.table["institution"].nunique() == MOST_ACTORS + 3
    assert any("Left out: 3 institutions with at most 1 event each" in note for note in figure.notes)


def test_the_unit_stands_in_the_figure_and_ids_have_their_labels_in_the_table(dataset):
    figure = spheres_by_actor(select(dataset, DEFAULT), "sector", "reports")
    assert figure.unit == "reports"
    assert list(figure.table.columns) == ["sector", "sector_label", "sphere", "sphere_label", "count"]
