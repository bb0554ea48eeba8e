"""Network files hold the rules of their formats, read back to the tables they are made of, and are always the same."""

from __future__ import annotations

import itertools
import re
import sys
from datetime import date
from io import BytesIO
from subprocess import run
from xml.etree import ElementTree

import igraph
import networkx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.actors import ACTORS, REACH
from analysis.encounters import TIES
from analysis.filters import Filters
from analysis.graph_files import facts, gexf_bytes, graphml_bytes
from analysis.links import Links
from analysis.network import network
from analysis.network_files import edge_table, node_table
from analysis.selection import select
from tests.analysis.strategies import filters

ALL = Filters(scopes=(), statuses=())
LINKS = Links("https://example.org/rapport", "abc")
DAY = date(2026, 1, 2)
GEXF = {"g": "http://gexf.net/1.3"}
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}
GEXF_TYPES = {"string", "long", "double"}
NETWORKS = st.tuples(
    st.sampled_from(list(ACTORS)),
    st.sampled_from(list(TIES)),
    st.sampled_from(list(REACH)),
    st.integers(1, 3),
    st.sampled_from(["events", "reports"]),
)


def gexf(found):
    return gexf_bytes(found, LINKS, DAY)


def graphml(found):
    return graphml_bytes(found, LINKS, DAY)


def only(element, path, space):
    """The first element on a path, which has to be there."""
    found = element.find(path, space)
    assert found is not None, path
    return found


def filled(row):
    """A row of a table without its empty cells."""
    return {name: value for name, value in row.items() if value != "" and not pd.isna(value)}


def expected(found):
    nodes = {row.pop("id"): filled(row) for row in node_table(found, LINKS).to_dict("records")}
    edges = edge_table(found, LINKS).drop(columns=["source_label", "target_label"]).to_dict("records")
    return nodes, {frozenset((row.pop("source"), row.pop("target"))): filled(row) for row in edges}


def read_back(graph):
    nodes = {name: dict(data) for name, data in graph.nodes(data=True)}
    edges = {frozenset((one, other)): dict(data) for one, other, data in graph.edges(data=True)}
    for data in edges.values():
        data.pop("id")
    return nodes, edges


@settings(max_examples=25)
@given(data=st.data(), options=NETWORKS)
def test_both_files_read_back_to_the_tables(data, options, dataset):
    found = network(select(dataset, data.draw(filters(dataset))), *options)
    tables = expected(found)
    assert read_back(networkx.read_gexf(BytesIO(gexf(found)), version="1.3")) == tables
    assert read_back(networkx.read_graphml(BytesIO(graphml(found)))) == tables
    assert_gexf_rules(gexf(found), found)
    assert_graphml_rules(graphml(found), found)


def assert_gexf_rules(content, found):
    root = ElementTree.fromstring(content)
    assert root.tag == f"{{{GEXF['g']}}}gexf"
    assert root.get("version") == "1.3"
    assert [child.tag.split("}")[1] for child in root] == ["meta", "graph"]
    graph = only(root, "g:graph", GEXF)
    assert graph.attrib == {"defaultedgetype": "undirected", "mode": "static"}
    order = [child.tag.split("}")[1] for child in graph]
    assert order[-2:] == ["nodes", "edges"], "attributes are declared before they are used"
    assert set(order[:-2]) <= {"attributes"}
    declared = [key for kind in ("node", "edge") for key in assert_declared(graph, kind)]
    assert len(declared) == len(set(declared))
    assert_ends(graph.findall("g:nodes/g:node", GEXF), graph.findall("g:edges/g:edge", GEXF), found)
    for edge in graph.findall("g:edges/g:edge", GEXF):
        assert float(edge.get("weight", "nan")) >= found.least


def assert_declared(graph, kind):
    """The ids declared for nodes or edges; every value of them refers to one, each at most once."""
    keys = graph.findall(f"g:attributes[@class='{kind}']/g:attribute", GEXF)
    assert all(set(key.attrib) == {"id", "title", "type"} and key.get("type") in GEXF_TYPES for key in keys)
    ids = [key.get("id") for key in keys]
    for thing in graph.iter(f"{{{GEXF['g']}}}{kind}"):
        assert len(thing.findall("g:attvalues", GEXF)) <= 1
        used = [value.get("for") for value in thing.iter(f"{{{GEXF['g']}}}attvalue")]
        assert set(used) <= set(ids)
        assert len(used) == len(set(used))
    return ids


def assert_ends(nodes, edges, found):
    ids = [node.get("id") for node in nodes]
    assert (len(ids), len(edges)) == (len(found), len(found.ties.table))
    assert len(set(ids)) == len(ids)
    names = [edge.get("id") for edge in edges]
    assert len(set(names)) == len(names)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(ids)


def assert_graphml_rules(content, found):
    root = ElementTree.fromstring(content)
    kinds = [child.tag.split("}")[1] for child in root]
    assert kinds == ["key"] * (len(kinds) - 1) + ["graph"]
    keys = {key.get("id", ""): key for key in root.findall("g:key", GRAPHML)}
    assert len(keys) == len(kinds) - 1
    # Gephi takes these ids for the labels and links that another program writes under them.
    assert not [name for name in keys if re.fullmatch(r"d\d+", name)]
    assert {key.get("attr.type") for key in keys.values()} <= {"string", "long", "double"}
    graph = only(root, "g:graph", GRAPHML)
    assert graph.get("edgedefault") == "undirected"
    for kind, things in (
        ("graph", [graph]),
        *((kind, graph.findall(f"g:{kind}", GRAPHML)) for kind in ("node", "edge")),
    ):
        for value in itertools.chain.from_iterable(thing.findall("g:data", GRAPHML) for thing in things):
            assert keys[value.get("key", "")].get("for") == kind
    assert_ends(graph.findall("g:node", GRAPHML), graph.findall("g:edge", GRAPHML), found)


def test_the_file_says_what_it_is(dataset):
    found = network(select(dataset, Filters(spheres=("energy",))), "both", "any", "all", 2, "reports")
    said = facts(found, LINKS, DAY)
    assert (
        said["title"] == "Network of persons and institutions (tie: any shared event); " + dataset.about.title
    )
    assert said["tie_means"].endswith(
        "ties between actors of any countries with a weight of at least 2 reports"
    )
    assert said["filters"] == "Bilateral events that occurred, in the sphere of Energy."
    assert said["link"] == LINKS.page(
        "network",
        {"sphere": "energy", "unit": "reports", "who": "both", "tie": "any", "reach": "all", "least": "2"},
    )
    assert said["link"] in said["citation"]
    assert (said["data_version"], said["data_hash"]) == (dataset.about.version, dataset.version)
    assert networkx.read_graphml(BytesIO(graphml(found))).graph.items() >= said.items()
    meta = only(ElementTree.fromstring(gexf(found)), "g:meta", GEXF)
    assert meta.get("lastmodifieddate") == "2026-01-02"
    assert meta.findtext("g:creator", "", GEXF) == dataset.about.attribution
    assert all(text in meta.findtext("g:description", "", GEXF) for text in said.values())


def test_below_five_actors_no_betweenness_is_declared(dataset):
    few = network(select(dataset, Filters(spheres=("energy",))), least=3)
    many = network(select(dataset, Filters()))
    for make in (gexf, graphml):
        assert b"betweenness" not in make(few)
        assert b'"node_betweenness"' in make(many)


@pytest.mark.parametrize("make", [gexf, graphml])
def test_equal_networks_give_equal_bytes(make, dataset):
    assert make(network(select(dataset, Filters()))) == make(network(select(dataset, Filters())))


def test_without_a_tie_the_files_are_valid_and_empty(tiny):
    found = network(select(tiny(), ALL))
    assert_gexf_rules(gexf(found), found)
    assert_graphml_rules(graphml(found), found)
    assert len(networkx.read_gexf(BytesIO(gexf(found)))) == 0


def test_no_character_of_the_data_breaks_the_files(tiny):
    hostile = "\x00\x0b\ufffe<b attr=\"'>&amp;]]>\r\nŞəki שלום 🕊"
    legal = "\ufffd\ufffd\ufffd<b attr=\"'>&amp;]]>\nŞəki שלום 🕊"
    data = tiny(
        events=[{"event_id": "talk"}],
        actors=[{"actor_id": "aze-a", "name": hostile}],
        participants=[{"event_id": "talk", "actor_id": actor} for actor in ("aze-a", "isr-b")],
    )
    found = network(select(data, ALL))
    for graph in (networkx.read_gexf(BytesIO(gexf(found))), networkx.read_graphml(BytesIO(graphml(found)))):
        assert graph.nodes["aze-a"]["label"] == legal
        assert graph.edges["aze-a", "isr-b"]["events"] == "talk"


def test_another_reader_takes_the_graphml_as_it_is(dataset, tmp_path):
    found = network(select(dataset, Filters()), "both")
    (tmp_path / "network.graphml").write_bytes(graphml(found))
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "network.graphml"))
    assert graph.vs["label"] == found.nodes.table["label"].tolist()
    assert graph.vs["strength"] == graph.strength(weights="weight")
    assert graph["link"] == facts(found, LINKS, DAY)["link"]


def test_networkx_is_read_only_when_a_file_is_made():
    code = "import sys, analysis.registry; sys.exit('networkx' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0
