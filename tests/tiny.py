"""Small data sets from literal rows: a test states what matters, everything else is filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pycountry

from data.about import About
from data.dataset import Dataset, build
from data.reading import Tables
from data.schema import TABLES

Row = Mapping[str, str]

ABOUT = About(
    name="tiny",
    title="A tiny data set",
    description="Literal rows of a test.",
    dyad=("AZE", "ISR"),
    version="1.0",
    released="2026-01-01",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    attribution="The test",
    codebook_version="1.0",
)

AGAINST_ALL = replace(ABOUT, dyad=("USA", "*"))
"""The same over one country and all others."""

DEFAULTS: dict[str, dict[str, str]] = {
    "events": {
        "date": "2023-05-30", "date_basis": "stated", "event_type": "meeting", "status": "occurred",
        "scope": "bilateral", "title": "Event {id}", "summary": "Summary of {id}.",
    },
    "actors": {"name": "Actor {id}", "kind": "person", "country": "{country}", "sector": "government"},
    "participants": {"level": "official", "role": "participant"},
    "event_spheres": {"sphere": "political", "stage": "discussed", "source_id": "s1"},
    "agreements": {"title": "Agreement {id}", "kind": "agreement", "spheres": "political", "parties": "A;B"},
    "evidence": {"source_id": "s1"},
    "sources": {
        "publisher": "Publisher {id}", "title": "Title {id}", "url": "https://example.org/{id}",
        "published": "2023-05-31", "language": "en", "side": "{country}",
    },
    "claims": {"field": "date", "value": "2023-05-30", "source_id": "s1", "preferred": "true"},
}  # fmt: skip


def tiny(about: About = ABOUT, /, **rows: Iterable[Row]) -> Dataset:
    """A data set from rows of its tables: ``tiny(events=[{"event_id": "a"}], participants=[…])``.

    Missing cells are filled with something plain (an event is a bilateral meeting that occurred on 30 May 2023).
    Events, actors and sources that only other rows name are added. An actor or source whose id starts with an ISO
    3166-1 alpha-3 code belongs to that country: ``aze-minister``, ``isr-paper``; any other has no country.
    Tables that nothing needs are empty: ``tiny()`` has no event at all.
    """
    return build(about, tiny_tables(**rows), "0" * 12)


def tiny_tables(**rows: Iterable[Row]) -> Tables:
    """The same rows as the tables of text that a folder would hold."""
    stated = {name: [dict(row) for row in rows.get(name, ())] for name in TABLES}
    assert rows.keys() <= stated.keys(), f"no such table among {sorted(rows)}"
    for name, lines in stated.items():
        for number, line in enumerate(lines, 1):
            _fill(name, line, number)
    for target in ("events", "actors", "sources"):
        _add_missing(stated, target)
    return {name: _frame(name, lines) for name, lines in stated.items()}


def write_folder(tables: Tables, folder: Path, about: About = ABOUT) -> Path:
    """Writes the tables and a description as a data set folder, for the tests of reading and checking."""
    folder.mkdir(exist_ok=True)
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    dyad = ", ".join(f'"{code}"' for code in about.dyad)
    texts = [f"{key} = {json.dumps(value)}" for key, value in vars(about).items() if isinstance(value, str)]
    (folder / "about.toml").write_text("\n".join([*texts, f"dyad = [{dyad}]"]) + "\n", encoding="utf-8")
    return folder


def _fill(name: str, line: dict[str, str], number: int) -> None:
    key = TABLES[name].key[0]
    line.setdefault(key, f"{key[0]}{number}")
    code = line[key].split("-")[0].upper()
    country = code if pycountry.countries.get(alpha_3=code) else ""
    for column, value in (TABLES[name].optional | DEFAULTS[name]).items():
        line.setdefault(column, value.format(id=line[key], country=country))


def _add_missing(stated: dict[str, list[dict[str, str]]], target: str) -> None:
    key = TABLES[target].key[0]
    there = {line[key] for line in stated[target]}
    pointers = [
        (name, column)
        for name in TABLES
        for column in TABLES[name].columns
        if TABLES[name].meta(column).get("table") == target
    ]
    named = [line.get(column, "") for name, column in pointers for line in stated[name]]
    for id_ in dict.fromkeys(named):
        if id_ and id_ not in there:
            line = {key: id_}
            _fill(target, line, 0)
            stated[target].append(line)


def _frame(name: str, lines: list[dict[str, str]]) -> pd.DataFrame:
    columns = TABLES[name].columns
    unknown = {column for line in lines for column in line} - {*columns}
    assert not unknown, f"{name} has no columns {sorted(unknown)}"
    return pd.DataFrame(
        [{column: line.get(column, "") for column in columns} for line in lines], columns=columns, dtype=str
    )
