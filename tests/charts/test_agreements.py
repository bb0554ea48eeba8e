"""The charts of the register: valid, every mark leads to documents, and nothing is claimed that is not stated."""

from datetime import date

import plotly.graph_objects as go
import pytest

from analysis.agreements import by_kind, by_sphere, by_state, terms
from analysis.filters import Filters
from analysis.selection import select
from charts.agreement_terms import term_bars
from charts.agreements import kind_bars, sphere_bars, state_bars

DAY = date(2026, 11, 22)


def signed(tiny, *rows):
    events = [{"event_id": "a", "event_type": "signing"}]
    return select(tiny(events=events, agreements=[{"event_id": "a", **row} for row in rows]), Filters())


def figures(selection, day=DAY):
    return [
        state_bars(by_state(selection, day), day), kind_bars(by_kind(selection)),
        sphere_bars(by_sphere(selection)), term_bars(terms(selection, day), day),
    ]  # fmt: skip


@pytest.mark.parametrize("day", [date(1950, 1, 1), date(2023, 6, 1), DAY, date(2100, 1, 1)])
def test_figures_are_valid_and_every_mark_leads_to_its_documents(dataset, day):
    for figure in figures(select(dataset, Filters()), day):
        go.Figure(figure.spec)
        clickable = [mark for trace in figure.spec["data"] for mark in trace.get("customdata", [])]
        assert clickable
        assert all(
            len(figure.events(mark)) and len(figure.tallies[0].documents(mark[1])) for mark in clickable
        )


STATED = {"valid_from": "2023", "valid_to": "2030"}
EXPIRED = {"valid_from": "2023", "valid_to": "2024"}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No document was signed at the selected events."),
        (
            [STATED],
            "As of 22 November 2026 and as far as its term is stated, the one document is in force.",
        ),
        (
            [{}],
            "The one document has no fully stated term, so whether it is in force on 22 November 2026 is not known.",
        ),
        (
            [{}, {}],
            "None of the 2 documents has a fully stated term, so whether they are in force on 22 November 2026 is not "
            "known.",
        ),
        (
            [EXPIRED, {}],
            "As of 22 November 2026 and as far as terms are stated, 1 of 2 documents has expired; 1 has no fully "
            "stated term, so whether it is in force is not known.",
        ),
        (
            [STATED, STATED, EXPIRED, {}, {}],
            "As of 22 November 2026 and as far as terms are stated, 2 of 5 documents are in force and 1 has expired; "
            "2 have no fully stated term, so whether they are in force is not known.",
        ),
    ],
)
def test_the_sentence_says_what_is_not_known(tiny, rows, sentence):
    assert state_bars(by_state(signed(tiny, *rows), DAY), DAY).sentence == sentence


def test_a_state_without_documents_keeps_its_row(tiny):
    axis = state_bars(by_state(signed(tiny, {}), DAY), DAY).spec["layout"]["yaxis"]
    assert axis["categoryarray"] == [
        "In force (stated)",
        "Expired (stated)",
        "Not yet signed or in force",
        "Term not stated",
    ]


def test_a_bar_ends_with_the_stated_year_or_fades_to_an_open_ring(tiny):
    figure = term_bars(terms(signed(tiny, STATED, {"spheres": "health"}), DAY), DAY)
    bars = [trace for trace in figure.spec["data"] if trace["type"] == "bar" and trace.get("customdata")]
    solid, *fading = bars
    assert solid["x"] == [(date(2030, 12, 31) - date(2023, 5, 30)).days * 86_400_000]
    assert [trace["marker"]["opacity"] for trace in fading] == [0.5, 0.3, 0.12]
    rings = [
        trace
        for trace in figure.spec["data"]
        if trace.get("customdata") and trace["marker"].get("symbol") == "circle-open"
    ]
    assert [len(trace["x"]) for trace in rings] == [1]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([{}], "1 document signed in 2023; its end is not stated."),
        ([STATED], "1 document signed in 2023; its end is stated."),
        (
            [{"spheres": "health;energy"}, {}],
            "2 documents signed in 2023; an end is stated for none of them.",
        ),
        ([STATED, {}], "2 documents signed in 2023; an end is stated for 1 of them."),
    ],
)
def test_the_terms_in_words_count_a_document_once(tiny, rows, sentence):
    assert term_bars(terms(signed(tiny, *rows), DAY), DAY).sentence == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No document was signed at the selected events."),
        ([{}], "The only kind is agreement, with 1 document."),
        ([{}, {}, {"kind": "plan"}], "The most frequent of 2 kinds is agreement, with 2 documents."),
        (
            [{}, {"kind": "plan"}],
            "Agreement and plan have 1 document each.",
        ),
    ],
)
def test_the_most_frequent_kind_is_named_only_where_there_is_one(tiny, rows, sentence):
    assert kind_bars(by_kind(signed(tiny, *rows))).sentence == sentence


def test_no_document_draws_nothing(tiny):
    assert [figure.empty for figure in figures(signed(tiny))] == [True] * 4
