"""Drawings of networks: valid, the same every time, legible, and every mark leads to its events."""

import itertools

import numpy as np
import plotly.graph_objects as go
import pytest

from analysis.actors import ACTORS
from analysis.channels import CHANNELS, channels
from analysis.encounters import TIES
from analysis.filters import Filters
from analysis.network import ego, network, strongest
from analysis.selection import select
from charts.channels import channel_matrix
from charts.labels import PHONE, _label, positions, room
from charts.network import LARGEST, SMALLEST, TOGETHER, mark_sizes, network_map
from charts.partners import partner_bars
from charts.placement import WIDTH, place

ALL = Filters(scopes=(), statuses=())


def draw(whole):
    return network_map(whole, strongest(whole))


def clickable(figure):
    return [data for trace in figure.spec["data"] for data in trace.get("customdata", [])]


def met(tiny, *pairs):
    """A data set in which these pairs met, each pair once."""
    return tiny(
        events=[{"event_id": f"e{number}"} for number in range(len(pairs))],
        participants=[
            {"event_id": f"e{number}", "actor_id": actor}
            for number, pair in enumerate(pairs)
            for actor in pair
        ],
    )


@pytest.mark.parametrize(("who", "tie"), list(itertools.product(ACTORS, TIES)))
def test_every_drawing_is_valid_and_every_mark_leads_to_as_many_events_as_it_says(dataset, who, tie):
    whole = network(select(dataset, Filters()), who, tie)
    figure = draw(whole)
    go.Figure(figure.spec)
    marks = clickable(figure)
    drawn = strongest(whole)
    assert len(marks) == len(drawn) + len(drawn.ties.table)
    for tally, row, *_ in marks:
        assert len(figure.events([tally, row])) == figure.tallies[tally].table["count"].iloc[row] > 0
    ties = [trace for trace in figure.spec["data"] if trace["mode"] == "lines"]
    assert sum(len(trace["x"]) for trace in ties) == 3 * len(drawn.ties.table)


def test_the_same_network_is_drawn_the_same_to_the_last_bit(dataset):
    selection = select(dataset, Filters())
    first, second = (draw(network(selection)).spec for _ in range(2))
    assert first == second
    found = strongest(network(selection))
    reach = np.full((len(found), 2), 8.0)
    places = [place(found.ends, found.nodes.table["side"].tolist(), reach)[0].tobytes() for _ in range(2)]
    assert places[0] == places[1]


def test_the_first_country_leans_to_the_left(dataset):
    found = strongest(network(select(dataset, Filters())))
    sides = found.nodes.table["side"]
    spots, height = place(found.ends, sides.tolist(), np.full((len(found), 2), 8.0))
    assert spots[(sides == "first").to_numpy(), 0].mean() < spots[(sides == "second").to_numpy(), 0].mean()
    assert ((spots > 0) & (spots < [WIDTH, height])).all()


@pytest.mark.parametrize(
    "view", [{}, {"who": "both", "tie": "any", "reach": "all"}, {"who": "institutions", "tie": "signed"}]
)
def test_no_label_covers_another_or_a_mark_and_the_strongest_have_one(dataset, view):
    found = strongest(network(select(dataset, Filters()), **view))
    names = found.nodes.table["label"].tolist()
    sizes = np.full(len(found), 14.0)
    spots, height = place(found.ends, found.nodes.table["side"].tolist(), room(names, sizes))
    placed = positions(names, spots, sizes, found.ends, (WIDTH, height))
    written = [number for number, position in enumerate(placed) if position]
    wide = np.array(
        [_label(names[number], spots[number], sizes[number], placed[number]) for number in written]
    )
    narrow_spots = spots * [PHONE / WIDTH, 1]
    narrow = np.array(
        [_label(names[number], narrow_spots[number], sizes[number], placed[number]) for number in written]
    )
    assert overlaps(wide) == overlaps(narrow) == 0
    marks = np.concatenate([spots - 7, spots + 7], axis=1)
    assert overlaps(np.concatenate([wide, marks])) == overlaps(marks)
    assert len(written) > len(found) / 4
    assert sum(bool(position) for position in placed[:10]) >= 8


def overlaps(boxes):
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    return int(np.triu((high - low > 1e-6).all(axis=2), 1).sum())


def test_two_and_three_actors_are_drawn_without_a_ranking(tiny):
    two = draw(network(select(met(tiny, ("aze-a", "isr-b")), ALL)))
    assert two.sentence == "2 persons are joined by 1 tie, resting on 1 event."
    three = draw(network(select(met(tiny, ("aze-a", "isr-b"), ("aze-a", "isr-c")), ALL)))
    assert three.sentence == "3 persons are joined by 2 ties, each resting on 1 event."
    for figure, size in ((two, 2), (three, 3)):
        go.Figure(figure.spec)
        assert (
            sum(
                bool(text)
                for trace in figure.spec["data"]
                if trace["mode"] == "markers+text"
                for text in trace["text"]
            )
            == size
        )
        assert not any("no room" in note for note in figure.notes)


def test_nobody_and_one_alone_give_a_sentence_instead_of_a_drawing(tiny):
    alone = draw(network(select(met(tiny, ("aze-a",)), ALL)))
    assert alone.empty
    assert alone.sentence == "No two persons met in the selected events, with the ties that are asked for."
    assert alone.notes == ["1 person takes part in the selected events and has no tie of this kind."]
    heavy = draw(network(select(met(tiny, ("aze-a", "isr-b")), ALL), least=7))
    assert heavy.sentence.startswith("No two persons met in at least 7 of the selected events")


def test_above_200_actors_the_drawing_says_how_many_are_left_out(tiny):
    pairs = [("aze-hub", f"isr-{number}") for number in range(230)]
    figure = draw(network(select(met(tiny, *pairs), ALL)))
    assert any("strongest 200" in note and "31 persons" in note for note in figure.notes)
    go.Figure(figure.spec)


def test_marks_of_actors_with_thousands_of_partners_leave_room():
    assert mark_sizes(np.array([1.0, 9.0])).tolist() == pytest.approx([7.5 + 4.2, 7.5 + 3 * 4.2])
    many = mark_sizes(np.array([0.0, 100.0, 2_500.0]))
    assert many.tolist() == pytest.approx([SMALLEST, SMALLEST + (LARGEST - SMALLEST) / 5, LARGEST])
    crowd = mark_sizes(np.full(200, 1_500.0))
    assert ((crowd - SMALLEST) ** 2).sum() == pytest.approx(TOGETHER**2)
    assert mark_sizes(np.array([])).tolist() == []


def test_names_are_shown_as_text_whatever_they_hold(tiny):
    data = tiny(
        events=[{"event_id": "e"}],
        actors=[{"actor_id": "aze-a", "name": "<b>A</b>"}],
        participants=[{"event_id": "e", "actor_id": "aze-a"}, {"event_id": "e", "actor_id": "isr-b"}],
    )
    assert "<b>" not in str(draw(network(select(data, ALL))).spec["data"])


def test_an_ego_network_and_its_partners(dataset):
    whole = network(select(dataset, Filters()))
    around = network_map(whole, ego(whole, "ilham-aliyev"), "ilham-aliyev")
    assert around.title == "Ilham Aliyev and the persons with a tie to this actor"
    bars = partner_bars(whole, "ilham-aliyev")
    go.Figure(bars.spec)
    degree = whole.nodes.table["degree"][whole.row_of["ilham-aliyev"]]
    assert len(bars.table) == len(clickable(bars)) == degree
    assert bars.table["label"].iloc[0] == "Isaac Herzog"
    for tally, row, _ in clickable(bars):
        assert len(bars.events([tally, row])) == bars.spec["data"][0]["x"][row]


@pytest.mark.parametrize(("by", "tie"), list(itertools.product(CHANNELS, TIES)))
def test_the_channel_matrix_is_valid_and_its_cells_lead_to_their_events(dataset, by, tie):
    figure = channel_matrix(channels(select(dataset, Filters()), by, tie), by, tie)
    go.Figure(figure.spec)
    for tally, row, _ in clickable(figure):
        assert len(figure.events([tally, row])) == figure.tallies[0].table["count"].iloc[row]
    across, down = figure.spec["layout"]["xaxis"]["categoryarray"], figure.spec["layout"]["yaxis"]["ticktext"]
    for labels in (across, down):
        assert len(set(labels)) == len(labels) <= 12
