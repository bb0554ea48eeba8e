"""Charts of coverage: valid for Plotly, and every mark leads back to its events."""

import plotly.graph_objects as go
import pytest

from analysis.coverage import limits, strength, support
from analysis.filters import DEFAULT, Filters
from analysis.press import publication
from analysis.selection import select
from charts.coverage import limit_bars, publication_bars, strength_bars, support_bars

CHARTS = {
    "support": lambda selection: support_bars(support(selection)),
    "strength": lambda selection: strength_bars(strength(selection)),
    "limits": lambda selection: limit_bars(limits(selection)),
    "months": lambda selection: publication_bars(publication(selection, "month")),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_valid_and_its_marks_lead_to_events(dataset, name):
    figure = CHARTS[name](select(dataset, DEFAULT))
    go.Figure(figure.spec)
    marks = [mark for trace in figure.spec["data"] for mark in trace["customdata"]]
    assert len(marks) == sum(len(tally.table) for tally in figure.tallies)
    assert all(len(figure.events(mark)) for mark in marks)
    assert figure.sentence.endswith(".")


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_selection_gives_an_empty_figure_with_a_sentence(dataset, name):
    figure = CHARTS[name](select(dataset, Filters(text="nothing says this")))
    assert figure.empty
    assert figure.sentence.endswith(".")


def test_the_sentences_stay_right_for_one(tiny):
    data = tiny(evidence=[{"event_id": "a", "source_id": "aze-1"}, {"event_id": "a", "source_id": "isr-1"}])
    selection = select(data, DEFAULT)
    assert CHARTS["support"](selection).sentence == (
        "Confirmed by sources of different publishers: 1 of 1 event; nowhere do the sources disagree."
    )
    assert CHARTS["months"](selection).sentence == (
        "2 sources published in May 2023. Publishers’ countries: Azerbaijan (1) and Israel (1)."
    )
