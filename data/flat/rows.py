"""Rows of a flat table → usable events; a row with a problem is set aside whole, and told with all its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from data.extracts import FORMULA_STARTS
from data.flat.actors import Actor, read_actors
from data.flat.cells import (
    Fault,
    address_fault,
    country,
    date_fault,
    is_formula_error,
    sphere,
    term,
)
from data.flat.columns import COLUMNS, REQUIRED
from data.problems import Problem
from data.vocabulary import vocabulary

T = TypeVar("T")
DEFAULT_STATUS = "occurred"
_STAGES = vocabulary("stages").ids
_NOT_HAPPENED = ("planned", "cancelled")
_NEEDS_ACT = ("signed", "implemented")
_VERBATIM = "note"
"""The column whose blanks are kept, because it may be a quotation; the others lose those around their text."""
_TOLD_OF = 2_000
"""After how many rows progress is told."""


@dataclass(frozen=True)
class Event:
    """One usable row. ``spheres``: sphere → its furthest stage; ``cells`` hold every column as text."""

    row: int
    cells: dict[str, str]
    event_type: str
    status: str
    country: str
    actors: list[Actor]
    spheres: dict[str, str]


@dataclass
class _Row:
    """A row that is being read, with the faults found so far."""

    cells: dict[str, str]
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    def wrong(self, column: str, rule: str, hint: str = "") -> None:
        """Notes what is wrong with a whole cell."""
        self.faults.append((column, Fault(self.cells[column], rule, hint)))

    def of(self, column: str, answer: T | Fault, otherwise: T) -> T:
        """The answer, or ``otherwise`` when it is a fault, which is noted."""
        if isinstance(answer, Fault):
            self.faults.append((column, answer))
            return otherwise
        return answer


def read_rows(
    rows: Iterable[tuple[int, list[str]]],
    places: dict[str, int],
    file: str,
    unusable: Mapping[int, Fault] = MappingProxyType({}),
    progress: Callable[[int], object] = lambda _: None,
) -> tuple[list[Event], list[Problem]]:
    """The usable rows, and every problem of the others.

    ``places`` says where each column stands; ``unusable`` names rows that cannot be used whatever they hold, and why.
    ``progress`` hears how many rows are done.
    """
    events: list[Event] = []
    problems: list[Problem] = []
    for done, (number, cells) in enumerate(rows):
        if done % _TOLD_OF == 0:
            progress(done)
        row = _Row(_named(cells, places))
        event = _event(number, row)
        if number in unusable:
            # Whatever else is wrong with it follows from that.
            row.faults = [("", unusable[number])]
        if row.faults:
            problems += [Problem(file, number, column, *fault) for column, fault in row.faults]
        else:
            events.append(event)
    return events, problems


def _named(cells: list[str], places: dict[str, int]) -> dict[str, str]:
    texts = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
    if _VERBATIM in texts:
        texts[_VERBATIM] = cells[places[_VERBATIM]]
    named = {name: texts.get(name, "") for name in COLUMNS}
    for name, text in texts.items():
        if text[:1] == "'":
            named[name] = _undefused(text)
    return named


def _undefused(text: str) -> str:
    """Without the apostrophe that Excel, and Rapport's files for Excel, put before what would run as a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _event(number: int, row: _Row) -> Event:
    cells = row.cells
    for column, text in cells.items():
        if not text and column in REQUIRED:
            row.wrong(column, "is empty; every row needs it")
        elif text[:1] == "#" and is_formula_error(text):
            row.wrong(column, "is what a spreadsheet shows for a formula that failed")
    _check_texts(row)
    actors, faults = read_actors(cells["actors"])
    row.faults += [("actors", fault) for fault in faults]
    if cells["actors"] and not actors and not faults:
        row.wrong("actors", "names nobody; name at least one actor such as Ilham Aliyev (AZE)")
    kind = row.of("event_type", term(cells["event_type"], "event_types"), "") if cells["event_type"] else ""
    status = row.of("status", term(cells["status"], "statuses"), "") if cells["status"] else DEFAULT_STATUS
    event = Event(
        number, cells, kind, status, row.of("country", country(cells["country"]), ""), actors, _spheres(row)
    )
    _check_together(row, event)
    return event


def _check_texts(row: _Row) -> None:
    for column in ("date", "published"):
        text = row.cells[column]
        if text and (fault := date_fault(text)):
            row.faults.append((column, fault))
    if row.cells["source_url"] and (fault := address_fault(row.cells["source_url"])):
        row.faults.append(("source_url", fault))


def _spheres(row: _Row) -> dict[str, str]:
    """Sphere → stage; of a sphere that stands there twice the furthest stage."""
    found: dict[str, str] = {}
    for text in filter(None, map(str.strip, row.cells["spheres"].split(";"))):
        name, stage = row.of("spheres", sphere(text), ("", ""))
        if name:
            found[name] = max(stage, found.get(name, stage), key=_STAGES.index)
    return found


def _check_together(row: _Row, event: Event) -> None:
    """The rules of the codebook that go beyond one cell."""
    cells = row.cells
    if cells["city"] and not cells["country"]:
        row.wrong("city", "needs its country")
    if event.event_type == "call":
        for column in ("city", "country"):
            if cells[column]:
                row.wrong(column, "must be empty: a call has no place")
    if event.event_type == "other" and not cells["note"].strip() and not cells["title"]:
        row.wrong("event_type", "needs a title or a note that says what it is")
    if event.status in _NOT_HAPPENED and {*event.spheres.values()} & {*_NEEDS_ACT}:
        row.wrong(
            "spheres", "holds a stage that an event that did not happen cannot reach: signed or implemented"
        )
