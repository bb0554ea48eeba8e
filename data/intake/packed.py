"""A table of one's own as the server keeps it: what it tells about it, and its events as bytes for the next process.

Building the events of 100,000 rows would hold up every session for a second, and the server never looks at them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

import pandas as pd

from data.flat.opening import OpenedTable
from data.intake.parcel import from_bytes, to_bytes
from data.problems import Problem


@dataclass(frozen=True, eq=False)
class PackedTable:
    """What was read from a table of one's own: of ``read`` rows some are set aside.

    One row of ``aside`` is one problem of a row that was set aside: file, row, column, value, rule, hint.
    ``header_problems`` tell what was not read of the other rows. ``between``: see ``pairs``. ``table`` is the
    ``OpenedTable`` without its problems.
    """

    name: str
    how: str
    read: int
    set_aside: int
    header_problems: list[Problem]
    aside: pd.DataFrame
    between: dict[tuple[str, str], int]
    table: bytes = field(repr=False)

    def pairs(self) -> dict[tuple[str, str], int]:
        """How many rows name each pair of countries among those who take part, the most frequent first."""
        return self.between

    def opened(self) -> OpenedTable:
        """The table with its events; it costs time and memory with every row."""
        table: OpenedTable = from_bytes(self.table)
        return table


def packed(opened: OpenedTable) -> PackedTable:
    """The table for the server."""
    problems = opened.row_problems
    aside = pd.DataFrame(
        {part.name: [getattr(one, part.name) for one in problems] for part in fields(Problem)}
    )
    return PackedTable(
        opened.name, opened.how, opened.read, opened.set_aside, opened.header_problems, aside, opened.pairs(),
        to_bytes(replace(opened, header_problems=[], row_problems=[])),
    )  # fmt: skip
