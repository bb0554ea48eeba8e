"""A flat table → a data set in memory, with an account of every row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from openpyxl.utils import get_column_letter

from data.about import OPENED, About
from data.dataset import Dataset, build
from data.dates import read
from data.flat.columns import matched
from data.flat.dialect import Choice
from data.flat.reading import read_sheet
from data.flat.rows import Event, read_rows
from data.flat.sheet import Sheet
from data.flat.tables import tables_of, takes_part
from data.problems import DataSetError, Problem
from data.schema import CODEBOOK_VERSION
from data.sides import Sides

Progress = Callable[[float], None]
_SHEET_READ = 0.3
"""The share of the work that is done when the cells are there."""


@dataclass(frozen=True, eq=False)
class OpenedTable:
    """What was read from a table of one's own: ``read`` rows are ``events`` and rows set aside.

    ``row_problems`` tell everything that is wrong with each row set aside; ``header_problems`` what was not read of
    the others.
    """

    name: str
    how: str
    digest: str
    read: int
    events: list[Event]
    header_problems: list[Problem]
    row_problems: list[Problem]

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, the header first."""
        return self.header_problems + self.row_problems

    @property
    def set_aside(self) -> int:
        """How many rows are not used."""
        return self.read - len(self.events)

    def pairs(self) -> dict[tuple[str, str], int]:
        """How many rows name each pair of countries among those who take part, the most frequent first."""
        pairs: Counter[tuple[str, str]] = Counter()
        for event in self.events:
            present = {actor.country for actor in event.actors if takes_part(actor)}
            pairs.update(combinations(sorted(present - {""}), 2))
        return dict(pairs.most_common())

    def dataset(self, dyad: tuple[str, str]) -> Dataset:
        """The data set of the table for two sides; ``*`` as the second side stands for all other countries."""
        version = hashlib.sha256(f"{self.digest} {dyad}".encode()).hexdigest()[:12]
        last = max(
            (read(event.cells["date"]).last_day.isoformat() for event in self.events), default="1970-01-01"
        )
        about = About(
            name=f"own-{'-'.join(dyad).lower().replace('*', 'all')}",
            title=f"{' and '.join(Sides(*dyad).labels)} in {self.name}",
            description=f"A table of one's own, opened from the file {self.name}.", dyad=dyad, version=OPENED,
            released=last, licence="not stated", licence_url="", attribution="The owner of the table",
            codebook_version=CODEBOOK_VERSION,
        )  # fmt: skip
        return build(about, tables_of(self.events, dyad, self.name), version)


def open_table(
    content: bytes,
    name: str,
    progress: Progress = lambda _: None,
    choice: Choice = Choice(),  # noqa: B008 (it is frozen)
) -> OpenedTable:
    """Every row of a CSV or XLSX file as an event or as set aside; ``progress`` hears shares from 0 to 1.

    What ``choice`` leaves empty about the reading is detected. SheetError when the file is no table; DataSetError when
    a column that every row needs is missing.
    """
    sheet = read_sheet(content, choice)
    progress(_SHEET_READ)
    header = matched(sheet.header, name, sheet.header_row)
    told = [*_above(sheet, name), *header.problems, *_unnamed(sheet, name), *_noted(sheet, name)]
    if header.missing:
        raise DataSetError(name, told)
    share = (1 - _SHEET_READ) / max(len(sheet.rows), 1)
    events, problems = read_rows(
        sheet.rows, header.places, name, sheet.faults,
        lambda done: progress(_SHEET_READ + share * done),
    )  # fmt: skip
    progress(1.0)
    return OpenedTable(
        name, sheet.how, hashlib.sha256(content).hexdigest(), len(sheet.rows), events, told, problems
    )


def _above(sheet: Sheet, name: str) -> Iterator[Problem]:
    """Lines above the header; ``sep=;`` only tells Excel the separator."""
    for row, text in sheet.above:
        if not text.lower().startswith("sep="):
            yield Problem(name, row, "", text, "stands above the header and is not read")


def _noted(sheet: Sheet, name: str) -> Iterator[Problem]:
    """What is to tell of rows that are used: for each reason the first row, and how many others."""
    if sheet.header_row in sheet.faults:
        yield Problem(name, sheet.header_row, "", *sheet.faults[sheet.header_row])
    used = [(row, rule) for row, rule in sorted(sheet.notes.items()) if row not in sheet.faults]
    for rule, number in Counter(rule for _, rule in used).items():
        first = next(row for row, other in used if other == rule)
        more = f" (and {number - 1:,} more such {'row' if number == 2 else 'rows'})" if number > 1 else ""
        yield Problem(name, first, "", "", rule + more)


def _unnamed(sheet: Sheet, name: str) -> Iterator[Problem]:
    """Columns without a name that hold text."""
    bare = [place for place, text in enumerate(sheet.header) if not text]
    for place in bare:
        texts = (cells[place].strip() for _, cells in sheet.rows if place < len(cells))
        first = next(filter(None, texts), "")
        if first:
            column = get_column_letter(place + 1)
            yield Problem(name, sheet.header_row, column, first, "is a column without a name and is not read")
