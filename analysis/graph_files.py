"""The network as one file that other programs open: GEXF 1.3 (Gephi's own) and GraphML (igraph, Cytoscape, networkx).

networkx builds the trees; what its writers leave open or get wrong is put right before the bytes are made: the meta
data, the namespace of the schema instance, and the ids of attributes and edges. These say what they name
(``node_degree``, ``edge_spheres``) instead of being counted, so that files of two views can be appended to each other;
and Gephi would take some counted ids of GraphML (``d3``, ``d7``) for labels, which another program writes under them.

GEXF 1.3: https://gexf.net/schema.html. GraphML: http://graphml.graphdrawing.org/specification.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

import pandas as pd

from analysis.actors import ACTORS
from analysis.citation import cite
from analysis.encounters import DEFINITIONS, TIES
from analysis.links import Links
from analysis.network import Network
from analysis.network_files import edge_table, node_table
from analysis.selection import UNITS
from analysis.snapshot import Snapshot, Ties
from analysis.words import count
from data.countries import country_name

if TYPE_CHECKING:
    from networkx import Graph

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids, and the carriage return, which a reader would turn into a line break."""

_WHO = {name: label.lower() for name, label in ACTORS.items()} | {"both": "persons and institutions"}
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def gexf_bytes(network: Network, links: Links, day: date) -> bytes:
    """The network as GEXF 1.3, made on ``day``: undirected and static; without ties a graph without nodes.

    Nodes and edges carry the columns of their tables; empty cells are left out. Equal arguments give equal bytes.
    """
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 - takes a moment, and few runs make a file

    writer = GEXFWriter(version="1.3")
    writer.add_graph(_graph(network, links))
    root, graph = writer.xml, writer.graph_element
    root.set("xmlns:xsi", _SCHEMA_INSTANCE)
    _describe(root.find("meta"), network, facts(network, links, day), day)
    del graph.attrib["name"]  # no attribute of GEXF 1.3
    names: dict[str | None, str] = {}
    for attributes in graph.findall("attributes"):
        del attributes.attrib["mode"]  # static is the default
        names |= {key.get("id"): f"{attributes.get('class')}_{key.get('title')}" for key in attributes}
    _rename(root, "attribute", "attvalue", "for", names)
    return _written(writer.write)


def graphml_bytes(network: Network, links: Links, day: date) -> bytes:
    """The same network as GraphML; what describes it as a whole is data of the graph."""
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415 - as above

    graph = _graph(network, links)
    graph.graph.update({name: _legal(text) for name, text in facts(network, links, day).items()})
    writer = GraphMLWriter(graph)
    keys = writer.xml.findall("key")
    writer.xml[: len(keys)] = reversed(keys)  # those of the graph first, then of nodes and edges
    names = {key.get("id"): f"{key.get('for')}_{key.get('attr.name')}" for key in keys}
    _rename(writer.xml, "key", "data", "key", names)
    return _written(writer.dump)


def facts(network: Network, links: Links, day: date) -> dict[str, str]:
    """What the file says of the network as a whole: what it is, of which view and data, how to cite it."""
    selection = network.nodes.selection
    dataset, about = selection.dataset, selection.dataset.about
    view = Snapshot(
        selection, links, day, network.unit, ties=Ties(network.who, network.tie, network.reach, network.least)
    )
    link = links.page("network", view.query())
    title = f"Network of {_WHO[network.who]} (tie: {TIES[network.tie].lower()})"
    return {
        "title": f"{title}; {about.title}",
        "tie_means": f"{DEFINITIONS[network.tie]}; {_drawn(network)}",
        "filters": selection.filters.describe(dataset),
        "unit": network.unit,
        "data_set": about.name,
        "data_version": about.version,
        "data_hash": dataset.version,
        "codebook_version": about.codebook_version,
        "made_on": day.isoformat(),
        "citation": cite(selection, network.unit, title, link, day).text,
        "licence": f"{about.licence} ({about.licence_url})",
        "link": link,
    }


def _drawn(network: Network) -> str:
    reach = "actors of different countries" if network.reach == "between" else "actors of any countries"
    return f"ties between {reach} with a weight of at least {count(network.least, *UNITS[network.unit])}"


def _graph(network: Network, links: Links) -> Graph:
    from networkx import Graph  # noqa: PLC0415 - as above

    graph = Graph()
    for node in _rows(node_table(network, links)):
        graph.add_node(node.pop("id"), **node)
    edges = edge_table(network, links).drop(columns=["source_label", "target_label"])
    for edge in _rows(edges):
        graph.add_edge(edge.pop("source"), edge.pop("target"), **edge)
    return graph


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows in plain Python types, without empty cells."""
    columns = [table[name].astype(object).tolist() for name in table.columns]
    return [
        {
            name: _legal(value) if isinstance(value, str) else value
            for name, value in zip(table.columns, cells, strict=True)
            if value != "" and not pd.isna(value)
        }
        for cells in zip(*columns, strict=True)
    ]


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def _describe(meta: Element, network: Network, about: dict[str, str], day: date) -> None:
    """Fills ``<meta>``: who made the data, the facts as lines, key words, and the day instead of the clock's."""
    dataset = network.nodes.selection.dataset
    meta.set("lastmodifieddate", day.isoformat())
    for creator in meta.findall("creator"):
        creator.text = _legal(dataset.about.attribution)
    countries = ", ".join(map(country_name, dataset.about.sides.codes))
    SubElement(meta, "keywords").text = _legal(
        f"diplomatic events, {countries}, {network.who}, {network.tie}"
    )
    lines = (f"{name.replace('_', ' ')}: {text}" for name, text in about.items())
    SubElement(meta, "description").text = _legal("\n".join(lines))


def _rename(root: Element, declared: str, used: str, reference: str, names: dict[str | None, str]) -> None:
    """Gives attributes the ids of ``names`` where they are declared and where they are used, and edges theirs."""
    for key in root.iter(declared):
        key.set("id", names[key.get("id")])
    for value in root.iter(used):
        value.set(reference, names[value.get(reference)])
    for edge in root.iter("edge"):
        edge.set("id", "--".join(sorted((edge.get("source", ""), edge.get("target", "")))))


def _written(write: Callable[[BytesIO], None]) -> bytes:
    sink = BytesIO()
    write(sink)
    return sink.getvalue()
