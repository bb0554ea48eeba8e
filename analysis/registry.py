"""Every file that Rapport makes of a view, by name: what the index lists, addresses lead to and the ZIP holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from analysis.comparison import Comparison
from analysis.comparison_extract import comparison_table
from analysis.files import NETWORK, SECOND, TABLES, File, joined, table_file
from analysis.graph_files import gexf_bytes, graphml_bytes
from analysis.manifest import manifest, written
from analysis.nested import nested_chunks
from analysis.parts import parts
from analysis.snapshot import Snapshot
from data.extracts import zip_chunks

JSON = "application/json; charset=utf-8"
_LARGE = 200_000
"""Of so many events a table may reach the 2 GiB that a plain ZIP entry holds."""


def _manifest(snapshot: Snapshot) -> Iterator[bytes]:
    return _described(snapshot, (file for file in FILES.values() if file is not MANIFEST))


def _archive(snapshot: Snapshot) -> Iterator[bytes]:
    files: dict[str, Iterable[bytes]] = {name: file.chunks(snapshot) for name, file in TABLES.items()}
    files[MANIFEST.name] = _described(snapshot, TABLES.values())
    return zip_chunks(files, snapshot.day, large=len(snapshot.selection) > _LARGE)


def _described(snapshot: Snapshot, files: Iterable[File]) -> Iterator[bytes]:
    yield from (text.encode() for text in written(manifest(snapshot, files), snapshot.selection, indent=2))
    yield b"\n"


def _gexf(snapshot: Snapshot) -> Iterator[bytes]:
    yield gexf_bytes(snapshot.network, snapshot.links, snapshot.day)


def _graphml(snapshot: Snapshot) -> Iterator[bytes]:
    yield graphml_bytes(snapshot.network, snapshot.links, snapshot.day)


def _nested(snapshot: Snapshot) -> Iterator[bytes]:
    about = {name: value for name, value in manifest(snapshot, [NESTED]).items() if name != "csv"}
    return nested_chunks(written(about, snapshot.selection), snapshot.selection, snapshot.links)


def _compared(snapshot: Snapshot) -> Comparison:
    """The view beside the second one; without one it is beside itself."""
    second = snapshot.selection if snapshot.second is None else snapshot.second  # an empty one is a view too
    return Comparison(snapshot.selection, second)


def _comparison(snapshot: Snapshot) -> Iterator[bytes]:
    whole = _compared(snapshot)
    cut = (comparison_table(whole, part, part.known_as, snapshot.links) for part in parts(whole.either))
    return joined(cut, snapshot.excel)


def _all_compared(snapshot: Snapshot) -> pd.DataFrame:
    whole = _compared(snapshot)
    return comparison_table(whole, whole.either, whole.either.rows, snapshot.links)


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
COMPARISON = table_file(
    "comparison.csv", "Comparison of two views",
    "One row is one event of the view or of the one it is compared with, with which of them hold it.",
    _all_compared, lambda view: len(_compared(view).either), SECOND,
)  # fmt: skip
COMPARISON = replace(COMPARISON, chunks=_comparison)
INDEX = File(
    "", "Index", "What there is, for readers.", "text/html; charset=utf-8", lambda _: iter(()), MANIFEST.options,
)  # fmt: skip
FILES = TABLES | {file.name: file for file in (COMPARISON, GEXF, GRAPHML, NESTED, MANIFEST, ARCHIVE)}
"""Every file by its name, in the order in which they are listed."""
