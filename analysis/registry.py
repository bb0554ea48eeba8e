"""Every file that Rapport makes of a view, by name: what the index lists, addresses lead to and the ZIP holds."""

from __future__ import annotations

import json
from collections.abc import Iterator

from analysis.files import NETWORK, SECOND, TABLES, File
from analysis.graph_files import gexf_bytes, graphml_bytes
from analysis.manifest import manifest
from analysis.nested import nested_chunks
from analysis.snapshot import Snapshot
from data.extracts import zip_chunks

JSON = "application/json; charset=utf-8"
_LARGE = 200_000
"""Of so many events a table may reach the 2 GiB that a plain ZIP entry holds."""


def _manifest(snapshot: Snapshot) -> Iterator[bytes]:
    yield _json(manifest(snapshot, TABLES.values()))


def _archive(snapshot: Snapshot) -> Iterator[bytes]:
    files = {name: file.chunks(snapshot) for name, file in TABLES.items()}
    files["manifest.json"] = _manifest(snapshot)
    return zip_chunks(files, snapshot.day, large=len(snapshot.selection) > _LARGE)


def _gexf(snapshot: Snapshot) -> Iterator[bytes]:
    yield gexf_bytes(snapshot.network, snapshot.links, snapshot.day)


def _graphml(snapshot: Snapshot) -> Iterator[bytes]:
    yield graphml_bytes(snapshot.network, snapshot.links, snapshot.day)


def _nested(snapshot: Snapshot) -> Iterator[bytes]:
    about = {name: value for name, value in manifest(snapshot, [NESTED]).items() if name != "csv"}
    return nested_chunks(about, snapshot.selection, snapshot.links)


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


MANIFEST = File(
    "manifest.json", "Manifest", "What the extract is: view, version, counts, columns, sources, citation.", JSON,
    _manifest, ("flavour", *NETWORK, SECOND), dated=True,
)  # fmt: skip
ARCHIVE = File(
    "extract.zip", "All tables with manifest", "Every table of this view as CSV, with the manifest.", "application/zip",
    _archive, ("flavour", *NETWORK), dated=True,
)  # fmt: skip
GEXF = File(
    "network.gexf", "Network as GEXF", "The network with all that is known of its actors and ties, for Gephi.",
    "application/gexf+xml; charset=utf-8", _gexf, NETWORK, dated=True,
)  # fmt: skip
GRAPHML = File(
    "network.graphml", "Network as GraphML", "The same network, for R (igraph), Python (networkx), Cytoscape and yEd.",
    "application/graphml+xml; charset=utf-8", _graphml, NETWORK, dated=True,
)  # fmt: skip
NESTED = File(
    "events.json", "Events, nested", "One object per event with all that is known of it, for programs.", JSON,
    _nested, dated=True,
)  # fmt: skip
FILES = TABLES | {file.name: file for file in (GEXF, GRAPHML, NESTED, MANIFEST, ARCHIVE)}
"""Every file by its name, in the order in which they are listed."""
