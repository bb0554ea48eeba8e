"""Rows of a flat table → the eight tables; a row with a problem is set aside whole, and told with all its problems."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from data.countries import find_country
from data.dates import DateError, read
from data.flat.actors import Actor, read_actors
from data.flat.columns import COLUMNS
from data.problems import Problem
from data.reading import Tables
from data.schema import TABLES
from data.sides import Sides
from data.vocabulary import fold, nearest, vocabulary

DEFAULT_STAGE = "mentioned"


@dataclass(frozen=True)
class Event:
    """One usable row. ``spheres`` are pairs of sphere and stage; ``cells`` hold every column as text."""

    row: int
    cells: dict[str, str]
    event_type: str
    status: str
    country: str
    actors: list[Actor]
    spheres: list[tuple[str, str]]


@dataclass
class _Row:
    """A row that is being read, with the problems found so far."""

    file: str
    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, column: str, rule: str, hint: str = "", value: str | None = None) -> None:
        """Notes a problem of a cell."""
        shown = self.cells[column] if value is None else value
        self.problems.append(Problem(self.file, self.number, column, shown, rule, hint))

    def term(self, column: str, name: str, text: str) -> str:
        """The id of a vocabulary that a text means (id or label, any case); an empty text and a problem for none."""
        words = vocabulary(name)
        labels = {fold(label): id_ for id_, label in words.column("label").items()} | {
            fold(id_): id_ for id_ in words.ids
        }
        found = labels.get(fold(text).replace(" ", "_"), labels.get(fold(text), ""))
        if not found:
            hint = labels.get(nearest(fold(text), [*labels]) or "", "")
            self.wrong(column, f"is not one of {', '.join(words.ids)}", hint, text)
        return found


def read_rows(
    rows: Iterable[tuple[int, tuple[str, ...]]], places: dict[str, int], file: str, width: int
) -> tuple[list[Event], list[Problem]]:
    """The usable rows, and every problem of the others. ``places`` says where each column stands."""
    events, problems = [], []
    for number, cells in rows:
        named = {
            name: cells[places[name]].strip() if places.get(name, 10**6) < len(cells) else ""
            for name in COLUMNS
        }
        row = _Row(file, number, named)
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra:
            rule = (
                f"has more cells than the header has columns ({width}); quote cells that hold the separator"
            )
            row.problems.append(Problem(file, number, "", extra[0], rule))
        event = _event(row)
        events += [event] if not row.problems else []
        problems += row.problems
    return events, problems


def _event(row: _Row) -> Event:
    cells = row.cells
    for column in ("date", "published"):
        if cells[column] or column == "date":
            _check_date(row, column)
    actors, faults = read_actors(cells["actors"])
    for fault in faults:
        row.wrong("actors", fault)
    if not actors and not faults:
        row.wrong("actors", "is empty; name at least one actor such as Ilham Aliyev (AZE)")
    kind = row.term("event_type", "event_types", cells["event_type"])
    status = row.term("status", "statuses", cells["status"]) if cells["status"] else "occurred"
    country = find_country(cells["country"]) if cells["country"] else ""
    if country is None:
        row.wrong("country", "is no country: give an ISO 3166-1 alpha-3 code or its English name")
    if cells["source_url"] and not re.fullmatch(r"https?://\S+", cells["source_url"]):
        row.wrong("source_url", "must be a web address that starts with http:// or https://")
    return Event(row.number, cells, kind, status, country or "", actors, _spheres(row))


def _check_date(row: _Row, column: str) -> None:
    try:
        read(row.cells[column])
    except DateError as error:
        row.wrong(column, str(error), value="")


def _spheres(row: _Row) -> list[tuple[str, str]]:
    pairs = []
    for text in filter(None, (part.strip() for part in row.cells["spheres"].split(";"))):
        sphere, _, stage = (part.strip() for part in text.partition(":"))
        known = row.term("spheres", "spheres", sphere)
        pairs.append((known, row.term("spheres", "stages", stage) if stage else DEFAULT_STAGE))
    return pairs


def tables_of(events: list[Event], dyad: tuple[str, str], file: str) -> Tables:
    """The eight tables of usable rows for a dyad (its second side may be ``*``)."""
    ids = _event_ids(events)
    actors = {(actor.name, actor.country): actor for event in events for actor in event.actors}
    names = _unique([(key, _slug(" ".join(key)) or "actor") for key in actors])
    sources = {key: event for event in events for key in [_source_key(event, file)]}
    codes = {key: f"source-{hashlib.sha256(chr(0).join(key).encode()).hexdigest()[:10]}" for key in sources}
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
    for event, id_ in zip(events, ids, strict=True):
        source = codes[_source_key(event, file)]
        rows["events"].append(_event_row(event, id_, dyad))
        rows["evidence"].append({"event_id": id_, "source_id": source, "raw_rows": str(event.row)})
        rows["event_spheres"] += [
            {"event_id": id_, "sphere": sphere, "stage": stage, "source_id": source, "sphere_basis": "coded"}
            for sphere, stage in dict(event.spheres).items()
        ]
        rows["participants"] += [
            {"event_id": id_, "actor_id": names[key], "office": actor.office if actor.kind == "person" else "",
             "level": actor.level, "role": actor.role}
            for key, actor in {(actor.name, actor.country): actor for actor in event.actors}.items()
        ]  # fmt: skip
    rows["actors"] = [
        {
            "actor_id": names[key],
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sector": "other",
        }
        for key, actor in actors.items()
    ]
    rows["sources"] = [
        {
            "source_id": codes[key],
            "publisher": key[0],
            "url": key[1],
            "published": key[2],
            "title": f"[{key[0]}]",
        }
        for key in sources
    ]
    return {name: _frame(name, lines) for name, lines in rows.items()}


def _frame(name: str, lines: list[dict[str, str]]) -> pd.DataFrame:
    columns = TABLES[name].columns
    return pd.DataFrame(
        [[line.get(column, "") for column in columns] for line in lines], columns=columns, dtype="str"
    )


def _event_row(event: Event, id_: str, dyad: tuple[str, str]) -> dict[str, str]:
    countries = {actor.country for actor in event.actors} - {""}
    both = Sides(*dyad).both(countries)
    made = (
        f"{vocabulary('event_types').label(event.event_type)}: {' – '.join(a.name for a in event.actors[:2])}"
    )
    title = event.cells["title"] or made
    placed = event.event_type != "call"
    return {
        "event_id": id_, "date": event.cells["date"], "date_basis": "stated", "event_type": event.event_type,
        "status": event.status, "scope": "bilateral" if both else "third_party",
        "city": event.cells["city"] if event.country and placed else "", "country": event.country if placed else "",
        "title": title, "summary": event.cells["note"] or title, "note": event.cells["note"] or "No note was given.",
    }  # fmt: skip


def _source_key(event: Event, file: str) -> tuple[str, str, str]:
    cells = event.cells
    return cells["source"] or f"Row of {file}", cells["source_url"], cells["published"]


def _event_ids(events: list[Event]) -> list[str]:
    used: dict[str, int] = {}
    ids = []
    for event in events:
        who = _slug(" ".join(actor.name for actor in event.actors[:2]))
        slug = _slug(f"{event.cells['date']} {who} {event.event_type}")
        used[slug] = used.get(slug, 0) + 1
        ids.append(slug if used[slug] == 1 else f"{slug}-{used[slug]}")
    return ids


def _unique(pairs: list[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], str]:
    used: dict[str, int] = {}
    ids = {}
    for key, slug in pairs:
        used[slug] = used.get(slug, 0) + 1
        ids[key] = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
    return ids


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:80].strip("-")
