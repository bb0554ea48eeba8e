"""The files that can be made of a view. Download buttons and extract addresses both make them here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import pandas as pd

from analysis.choices import VIEW_KEYS
from analysis.extracts import EXTRACTS, Extract
from analysis.links import VERSION
from analysis.network_files import edge_table, node_table
from analysis.rapport import VERSION as RAPPORT
from analysis.snapshot import Snapshot
from analysis.two_filters import PREFIX
from data.extracts import csv_bytes

CSV = "text/csv; charset=utf-8"
NETWORK = ("who", "tie", "reach", "least")
"""The options of the Network page."""
SECOND = PREFIX
"""Filters of the second view of a comparison have this before their key; as an option it stands for all of them."""


@dataclass(frozen=True)
class File:
    """One file: its name in addresses, its label, what it holds, and how its bytes are made, piece by piece.

    ``options`` are the parameters that it understands beside filters, unit and version. ``table`` is the table that
    is written and ``rows`` its number of rows; None for files that are no table. ``dated``: the day of the extract
    stands in it.
    """

    name: str
    label: str
    holds: str
    media: str
    chunks: Callable[[Snapshot], Iterator[bytes]]
    options: tuple[str, ...] = ()
    table: Callable[[Snapshot], pd.DataFrame] | None = None
    rows: Callable[[Snapshot], int] | None = None
    dated: bool = False

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rpartition(".")[0]

    @property
    def ending(self) -> str:
        """The ending of the name, without a dot."""
        return self.name.rpartition(".")[2]

    def query(self, snapshot: Snapshot) -> dict[str, list[str]]:
        """The parameters that make this file of a view, without the version of the data."""
        known = {key: values for key, values in snapshot.query().items() if self.understands(key)}
        return known | ({"flavour": ["excel"]} if snapshot.excel and self.understands("flavour") else {})

    def understands(self, key: str) -> bool:
        """Whether a parameter has a meaning for this file."""
        of_second = SECOND in self.options and key.removeprefix(SECOND) in VIEW_KEYS - {"unit", "data"}
        return key in VIEW_KEYS | {VERSION} or key in self.options or (key.startswith(SECOND) and of_second)

    def identity(self, snapshot: Snapshot) -> str:
        """A hash of all that the bytes are made of, known before they are made: other bytes have another."""
        made_of = [
            RAPPORT, snapshot.links.version, self.name, urlencode(self.query(snapshot), doseq=True),
            snapshot.links.base, snapshot.day.isoformat() if self.dated else "",
        ]  # fmt: skip
        return hashlib.sha256(repr(made_of).encode()).hexdigest()

    def content(self, snapshot: Snapshot) -> bytes:
        """The whole file at once."""
        return b"".join(self.chunks(snapshot))


def table_file(
    name: str,
    label: str,
    holds: str,
    table: Callable[[Snapshot], pd.DataFrame],
    rows: Callable[[Snapshot], int],
    *options: str,
) -> File:
    """A CSV file of a table that is made in one go."""

    def chunks(snapshot: Snapshot) -> Iterator[bytes]:
        yield csv_bytes(table(snapshot), snapshot.excel)

    return File(name, label, holds, CSV, chunks, ("flavour", *options), table, rows)


def _extract_file(extract: Extract) -> File:
    file = table_file(
        f"{extract.name}.csv", extract.label, extract.holds, partial(_whole, extract),
        lambda view: extract.length(view.selection),
    )  # fmt: skip
    return replace(file, chunks=partial(_pieces, extract))


def _whole(extract: Extract, snapshot: Snapshot) -> pd.DataFrame:
    return extract.make(snapshot.selection, snapshot.links)


def _pieces(extract: Extract, snapshot: Snapshot) -> Iterator[bytes]:
    """A file of any length begins at once and is never whole in memory."""
    return joined(extract.pieces(snapshot.selection, snapshot.links), snapshot.excel)


def joined(tables: Iterable[pd.DataFrame], excel: bool) -> Iterator[bytes]:
    """One CSV file of several tables with the same columns, a piece of it from each."""
    for number, table in enumerate(tables):
        yield csv_bytes(table, excel, header=number == 0)


TABLES = {
    file.name: file
    for file in (
        *map(_extract_file, EXTRACTS.values()),
        table_file(
            "nodes.csv", "Nodes of the network", "One row is one actor with a tie.",
            lambda view: node_table(view.network, view.links), lambda view: len(view.network), *NETWORK,
        ),
        table_file(
            "edges.csv", "Edges of the network", "One row is one tie between two actors.",
            lambda view: edge_table(view.network, view.links), lambda view: len(view.network.ties.table), *NETWORK,
        ),
    )
}  # fmt: skip
"""Every table by the name of its file."""
