"""Ties on literal rows; every number of a network is the sum over the events behind it."""

import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.actors import ACTORS, REACH, offered
from analysis.channels import CHANNELS, busiest, channels, cut
from analysis.encounters import TIES
from analysis.filters import Filters
from analysis.links import Links
from analysis.network import MOST_SHOWN, ego, network, strongest
from analysis.network_files import edge_table, node_table
from analysis.selection import select

ALL = Filters(scopes=(), statuses=())
LINKS = Links("https://example.org/rapport", "abc")


def part(event, *roles):
    return [{"event_id": event, "actor_id": actor, "role": role} for actor, role in roles]


def small(tiny):
    """A dinner of three, a visit with host and visitor, a signing with a witness."""
    return tiny(
        events=[
            {"event_id": "dinner", "date": "2020"},
            {"event_id": "trip", "event_type": "visit", "date": "2021-05-01/2021-05-03"},
            {"event_id": "pact", "event_type": "signing", "date": "2022-03"},
        ],
        participants=[
            *part(
                "dinner",
                ("aze-a", "host"),
                ("aze-b", "participant"),
                ("isr-c", "visitor"),
                ("irn-x", "discussed"),
            ),
            *part("trip", ("aze-a", "host"), ("isr-c", "visitor")),
            *part("pact", ("aze-b", "signatory"), ("isr-c", "signatory"), ("isr-d", "witness")),
        ],
        event_spheres=[
            {"event_id": "dinner", "sphere": "trade"},
            {"event_id": "trip", "sphere": "energy"},
            {"event_id": "trip", "sphere": "trade"},
        ],
        evidence=[
            {"event_id": "dinner", "source_id": "s1"},
            {"event_id": "dinner", "source_id": "s2"},
            {"event_id": "trip", "source_id": "s1"},
            {"event_id": "pact", "source_id": "s1"},
        ],
    )


def weights(found):
    table = found.ties.table
    pairs = (tuple(sorted(pair)) for pair in zip(table["source"], table["target"], strict=True))
    return dict(zip(pairs, table["count"].tolist(), strict=True))


@pytest.mark.parametrize(
    ("tie", "reach", "expected"),
    [
        ("met", "between", {("aze-a", "isr-c"): 1, ("aze-b", "isr-c"): 1}),
        ("met", "all", {("aze-a", "aze-b"): 1, ("aze-a", "isr-c"): 1, ("aze-b", "isr-c"): 1}),
        ("signed", "all", {("aze-b", "isr-c"): 1}),
        ("hosted", "all", {("aze-a", "isr-c"): 2}),
        (
            "any",
            "all",
            {
                ("aze-a", "aze-b"): 1,
                ("aze-a", "isr-c"): 2,
                ("aze-b", "isr-c"): 2,
                ("aze-b", "isr-d"): 1,
                ("isr-c", "isr-d"): 1,
            },
        ),
    ],
)
def test_what_makes_a_tie(tiny, tie, reach, expected):
    assert weights(network(select(small(tiny), ALL), "persons", tie, reach)) == expected


def test_the_heaviest_tie_stands_first_and_light_ones_can_be_left_out(tiny):
    found = network(select(small(tiny), ALL), "persons", "any", "all", least=2)
    assert weights(found) == {("aze-a", "isr-c"): 2, ("aze-b", "isr-c"): 2}
    nodes = found.nodes.table.set_index("actor")
    assert nodes.index[0] == "isr-c"
    assert nodes["degree"].to_dict() == {"isr-c": 2, "aze-a": 1, "aze-b": 1}
    assert nodes["strength"].to_dict() == {"isr-c": 4, "aze-a": 2, "aze-b": 2}
    assert nodes["count"].to_dict() == {"isr-c": 3, "aze-a": 2, "aze-b": 2}
    assert nodes["betweenness"].isna().all()
    assert found.untied == 1  # isr-d; a subject of the talks takes no part


def test_reports_weigh_by_source_and_participations_fall_back_to_events(tiny):
    selection = select(small(tiny), ALL)
    assert weights(network(selection, tie="hosted", unit="reports")) == {("aze-a", "isr-c"): 3}
    found = network(selection, tie="hosted", unit="participations")
    assert (found.unit, weights(found)) == ("events", {("aze-a", "isr-c"): 2})


def test_countries_stand_for_their_actors_and_count_an_event_once(tiny):
    found = network(select(small(tiny), ALL), "countries", "met")
    assert weights(found) == {("AZE", "ISR"): 1}
    assert found.nodes.table["label"].tolist() == ["Azerbaijan", "Israel"]


def test_a_joint_commission_is_of_no_country_but_its_own(tiny):
    data = tiny(
        events=[{"event_id": "session"}],
        actors=[
            {"actor_id": "commission", "kind": "institution"},
            {"actor_id": "club", "kind": "institution"},
        ],
        participants=part(
            "session", ("commission", "participant"), ("club", "participant"), ("aze-a", "participant")
        ),
    )
    assert len(weights(network(select(data, ALL), "both", "met", "between"))) == 3
    assert len(network(select(data, ALL), "countries", "met")) == 0


def test_the_largest_sums_agree_with_the_product_of_the_incidence(dataset):
    selection = select(dataset, Filters())
    incidence = dataset.incidence[selection.rows]
    product = (incidence.T @ incidence).toarray()
    found = network(selection, "both", "any", "all")
    for source, target, count in found.ties.table[["source", "target", "count"]].itertuples(index=False):
        assert product[dataset.row_of_actor[source], dataset.row_of_actor[target]] == count
    shown = (dataset.actors["kind"] != "country").to_numpy()
    assert np.count_nonzero(np.triu(product[np.ix_(shown, shown)], 1)) == len(found.ties.table)


@pytest.mark.parametrize("unit", ["events", "reports"])
@pytest.mark.parametrize(("who", "tie", "reach"), list(itertools.product(ACTORS, TIES, REACH)))
def test_every_tie_and_every_actor_is_the_sum_of_its_events(dataset, who, tie, reach, unit):
    selection = select(dataset, Filters())
    found = network(selection, who, tie, reach, unit=unit)
    assert len(found) > 1
    amount = selection.weights(unit)
    for tally in (found.nodes, found.ties):
        assert [amount[tally.events(row)].sum() for row in range(len(tally.table))] == tally.table[
            "count"
        ].tolist()


@pytest.mark.parametrize(("by", "tie"), list(itertools.product(CHANNELS, TIES)))
def test_every_channel_is_the_sum_of_its_events(dataset, by, tie):
    selection = select(dataset, Filters())
    found = channels(selection, by, tie)
    assert len(found.table)
    assert [len(found.events(row)) for row in range(len(found.table))] == found.table["count"].tolist()


def test_a_channel_counts_an_event_once_however_many_people_use_it(tiny):
    data = tiny(
        events=[{"event_id": "talks"}],
        participants=[
            {"event_id": "talks", "actor_id": "isr-c", "level": "minister"},
            {"event_id": "talks", "actor_id": "aze-a", "level": "minister"},
            {"event_id": "talks", "actor_id": "aze-b", "level": "minister"},
            {"event_id": "talks", "actor_id": "aze-d", "level": "ambassador", "office": "Ambassador"},
        ],
    )
    found = channels(select(data, ALL), "level").table
    assert found.to_dict("list") == {
        "first": ["minister", "ambassador"],
        "second": ["minister", "minister"],
        "count": [1, 1],
    }
    assert channels(select(data, ALL), "office").table.empty


def test_the_busiest_channels_are_kept(dataset):
    whole = channels(select(dataset, Filters()), "office")
    rows, columns = busiest(whole, "first", 3), busiest(whole, "second", 2)
    shown = cut(whole, rows, columns)
    assert rows[0] == "President of Azerbaijan"
    assert set(shown.table["first"]) <= set(rows)
    assert [len(shown.events(row)) for row in range(len(shown.table))] == shown.table["count"].tolist()


def test_an_empty_selection_gives_an_empty_network(dataset):
    nothing = select(dataset, Filters(text="no such word anywhere"))
    for who, tie in itertools.product(ACTORS, TIES):
        found = network(nothing, who, tie)
        assert (len(found), len(found.ties.table), found.untied) == (0, 0, 0)
        assert len(strongest(found)) == 0
        assert node_table(found, LINKS).empty
        assert edge_table(found, LINKS).empty
    assert channels(nothing).table.empty


def test_an_ego_network_is_the_actor_its_partners_and_their_ties(dataset):
    whole = network(select(dataset, Filters()), reach="all")
    around = ego(whole, "ilham-aliyev")
    own = whole.ties.table[(whole.ties.table[["source", "target"]] == "ilham-aliyev").any(axis=1)]
    partners = set(own["source"]) | set(own["target"])
    assert set(around.nodes.table["actor"]) == partners
    assert len(partners) == whole.nodes.table["degree"][whole.row_of["ilham-aliyev"]] + 1
    inside = whole.ties.table["source"].isin(partners) & whole.ties.table["target"].isin(partners)
    assert len(around.ties.table) == inside.sum()
    assert_ends_name_the_ties(around)
    with pytest.raises(KeyError):
        ego(whole, "nobody")


def assert_ends_name_the_ties(found):
    ids = found.nodes.table["actor"].to_numpy()
    for column, end in (("source", 0), ("target", 1)):
        assert ids[found.ends[:, end]].tolist() == found.ties.table[column].tolist()


def many(tiny, size):
    """A hub of one country that meets ``size`` people of the other, the later the more often."""
    numbers = [(guest, time) for guest in range(size) for time in range(1 + (guest >= size // 2))]
    names = [f"e{guest}-{time}" for guest, time in numbers]
    rows = [
        row
        for name, (guest, _) in zip(names, numbers, strict=True)
        for row in part(name, ("aze-hub", "host"), (f"isr-{guest}", "visitor"))
    ]
    return tiny(events=[{"event_id": name} for name in names], participants=rows)


def test_of_more_than_200_actors_the_strongest_are_drawn(tiny):
    whole = network(select(many(tiny, 260), ALL))
    drawn = strongest(whole)
    assert (len(whole), len(drawn), MOST_SHOWN) == (261, 200, 200)
    assert drawn.nodes.table["strength"].min() >= whole.nodes.table["strength"].iloc[200:].max()
    assert_ends_name_the_ties(drawn)
    around = ego(whole, "aze-hub")
    assert len(around) == 200
    assert "aze-hub" in around.row_of
    assert around.ties.table["count"].sum() == 130 * 2 + 69


def test_the_files_say_what_is_known_of_each_tie(tiny):
    found = network(select(small(tiny), ALL), tie="any")
    edges = edge_table(found, LINKS)
    first = edges[
        (edges["source"] == "isr-c") & (edges["target"] == "aze-a") | (edges["source"] == "aze-a")
    ].iloc[0]
    expected = {
        "weight": 2, "unit": "events", "relation": "any", "first_date": "2020", "last_date": "2021-05-01/2021-05-03",
        "spheres": "trade; energy", "events": "dinner; trip",
        "links": f"{LINKS.event('dinner')}; {LINKS.event('trip')}",
    }  # fmt: skip
    assert first[list(expected)].to_dict() == expected
    nodes = node_table(found, LINKS)
    assert set(edges["source"]) | set(edges["target"]) == set(nodes["id"])
    assert nodes["degree"].sum() == 2 * len(edges)
    assert nodes["strength"].sum() == 2 * edges["weight"].sum()
    assert list(nodes.columns)[-2:] == ["events", "link"]
    assert nodes["link"].tolist() == [LINKS.actor(id_) for id_ in nodes["id"]]
    assert pd.api.types.is_integer_dtype(nodes["events"])


def test_a_network_opens_on_ties_that_the_view_has(tiny):
    """The only meeting is of third countries, which the view leaves out; the two share an event of another type."""
    data = tiny(
        events=[{"event_id": "far", "scope": "third_party"}, {"event_id": "near", "event_type": "statement"}],
        participants=[
            *part("far", ("irn-x", "host"), ("tur-y", "visitor")),
            *part("near", ("aze", "initiator"), ("isr", "target")),
        ],
        actors=[
            {"actor_id": "aze", "kind": "country", "country": "AZE"},
            {"actor_id": "isr", "kind": "country", "country": "ISR"},
        ],
    )  # fmt: skip
    who, tie = offered(data)
    assert (next(iter(who)), next(iter(tie))) == ("countries", "any")
    assert (set(who), set(tie)) == ({*ACTORS}, {*TIES})
