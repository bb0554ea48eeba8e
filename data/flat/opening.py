"""A flat table → a data set in memory, with an account of every row."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from data.about import About
from data.dataset import Dataset, build
from data.flat.columns import matched
from data.flat.rows import Event, read_rows, tables_of
from data.flat.sheet import read_sheet
from data.problems import DataSetError, Problem
from data.schema import CODEBOOK_VERSION
from data.sides import Sides


@dataclass(frozen=True, eq=False)
class OpenedTable:
    """What was read from a table of one's own. ``problems`` tell of every row set aside, and of the header."""

    name: str
    how: str
    digest: str
    read: int
    events: list[Event]
    problems: list[Problem]

    @property
    def set_aside(self) -> int:
        """How many rows are not used."""
        return self.read - len(self.events)

    def pairs(self) -> pd.Series:
        """How many rows name each pair of countries, the most frequent first."""
        pairs: Counter[tuple[str, str]] = Counter()
        for event in self.events:
            pairs.update(combinations(sorted({actor.country for actor in event.actors} - {""}), 2))
        return pd.Series(dict(pairs.most_common()), dtype="int64")

    def dataset(self, dyad: tuple[str, str]) -> Dataset:
        """The data set of the table for two sides; ``*`` as the second side stands for all other countries."""
        version = hashlib.sha256(f"{self.digest} {dyad}".encode()).hexdigest()[:12]
        last = max((event.cells["date"] for event in self.events), default="1970")
        about = About(
            name=f"own-{'-'.join(dyad).lower().replace('*', 'all')}",
            title=f"{' and '.join(Sides(*dyad).labels)} in {self.name}",
            description=f"A table of one's own, opened from the file {self.name}.", dyad=dyad, version="opened",
            released=last, licence="not stated", licence_url="", attribution="The owner of the table",
            codebook_version=CODEBOOK_VERSION,
        )  # fmt: skip
        return build(about, tables_of(self.events, dyad, self.name), version)


def open_table(content: bytes, name: str) -> OpenedTable:
    """Every row of a CSV or XLSX file as an event or as set aside.

    SheetError when the file is no table; DataSetError when a column that every row needs is missing.
    """
    sheet = read_sheet(content)
    places, faults = matched(sheet.header, name)
    if any(problem.rule.startswith("is missing") for problem in faults):
        raise DataSetError(name, faults)
    events, problems = read_rows(sheet.rows, places, name, len(sheet.header))
    digest = hashlib.sha256(content).hexdigest()
    return OpenedTable(name, sheet.how, digest, len(sheet.rows), events, faults + problems)
