"""Measures on textbook graphs, against values argued by hand and against networkx."""

import subprocess

import networkx
import numpy as np
import pytest

from analysis import centrality
from analysis.centrality import betweenness, degree, strength

STAR = [(0, 1), (0, 2), (0, 3), (0, 4)]
PATH = [(0, 1), (1, 2), (2, 3), (3, 4)]
BARBELL = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]


def array(edges):
    return np.array(edges, dtype=np.int64).reshape(-1, 2)


def test_the_centre_of_a_star_stands_between_every_pair():
    assert betweenness(5, array(STAR)) == pytest.approx([1, 0, 0, 0, 0])


def test_on_a_path_the_middle_stands_between_four_of_six_pairs_and_its_neighbours_between_three():
    assert betweenness(5, array(PATH)) == pytest.approx([0, 3 / 6, 4 / 6, 3 / 6, 0])


def test_the_bridge_of_a_barbell_carries_the_six_ways_across():
    assert betweenness(6, array(BARBELL)) == pytest.approx([0, 0, 6 / 10, 6 / 10, 0, 0])


def test_two_shortest_ways_share_a_pair():
    square_with_tail = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 4)]
    # 0: all of (4,1) (4,2) (4,3), half of (1,3); 1 and 3: half of (0,2) and of (4,2); 2: half of (1,3); of six pairs.
    assert betweenness(5, array(square_with_tail)) == pytest.approx([3.5 / 6, 1 / 6, 0.5 / 6, 1 / 6, 0])


@pytest.mark.parametrize("name", ["krackhardt_kite_graph", "karate_club_graph", "florentine_families_graph"])
def test_textbook_networks_as_networkx_has_them(name):
    known = networkx.convert_node_labels_to_integers(getattr(networkx, name)())
    expected = networkx.betweenness_centrality(known, weight=None)
    found = betweenness(len(known), array(list(known.edges())))
    assert found == pytest.approx([expected[node] for node in range(len(known))])


def test_degree_counts_partners_and_strength_adds_weights():
    assert degree(6, array(STAR)).tolist() == [4, 1, 1, 1, 1, 0]
    assert strength(6, array(STAR), np.array([5, 1, 2, 3])).tolist() == [11, 5, 1, 2, 3, 0]


@pytest.mark.parametrize("few", [0, 1, 2, 3, 4])
def test_below_five_actors_there_is_no_centrality(few):
    edges = array([(0, node) for node in range(1, few)])
    assert np.isnan(betweenness(few, edges)).all()
    assert len(betweenness(few, edges)) == few


def test_a_large_network_follows_short_paths_only(monkeypatch):
    monkeypatch.setattr(centrality, "EXACT", 10)
    edges = array([(node, node + 1) for node in range(11)])
    values = betweenness(12, edges) * 11 * 10 / 2
    # On a path of twelve, node 5 lies inside 3 + 2 + 1 ways of 2, 3 and 4 ties: 1 + 2 + 3 pairs.
    assert values[5] == pytest.approx(6)
    assert (values <= 6 + 1e-9).all()


def test_a_long_computation_holds_nobody_up_and_gives_the_same(monkeypatch):
    edges = array(networkx.karate_club_graph().edges())
    here = betweenness(34, edges)
    asked = []
    run = subprocess.run

    def noted(call, **more):
        asked.append(call)
        return run(call, **more)

    monkeypatch.setattr(subprocess, "run", noted)
    monkeypatch.setattr(centrality, "LONG", 34 * len(edges))
    centrality._betweenness.cache_clear()
    assert betweenness(34, edges).tolist() == here.tolist()
    assert len(asked) == 1
