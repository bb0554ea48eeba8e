"""``extract.zip``: every extract of a selection, and a manifest that says what it is and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from analysis.citation import cite
from analysis.extracts import EXTRACTS, SOURCE, sources_used
from analysis.selection import UNITS, Selection
from data.extracts import FLAVOURS, FORMULA_STARTS, csv_bytes, zip_bytes
from data.schema import TABLES

COLUMNS = {
    "date_in_words": "The date as a sentence would say it",
    "first_day": "First possible day; of something that lasted several days: its first day",
    "last_day": "Last possible day; of something that lasted several days: its last day",
    "precision": "day, month, year, between (one unknown day in a range) or duration (several days)",
    "approximate": "Whether the date is approximate (~ in EDTF)",
    "uncertain": "Whether the date is uncertain (? in EDTF)",
    "is_meeting": "Whether the codebook counts the type as a meeting",
    "multilateral": "Whether somebody of a third country takes part",
    "spheres": "Spheres of cooperation; in events each with its stage",
    "actors": "Actors with their role, the office held then and their country",
    "sources": "Ids of the sources that tell of the event",
    "publishers": "Publishers of these sources",
    "sides": "Home countries of these publishers",
    "agreements": "Ids of the documents signed",
    "disputed": "Fields on which the sources disagree",
    "n_sources": "How many sources tell of the event",
    "event_date": "EDTF date of the event",
    "event_title": "Title of the event",
    "takes_part": "false for a country that was a subject of the talks and not present",
    "selected_events": "How many of the selected events the source tells of",
}
"""Descriptions of the columns that are no column of the data set itself."""

_HOME = {
    "events": ("events",),
    "participations": ("participants", "actors"),
    "spheres": ("event_spheres",),
    "evidence": ("evidence", "sources"),
    "sources": ("sources",),
    "claims": ("claims",),
    "agreements": ("agreements",),
}


def archive(selection: Selection, unit: str, excel: bool, today: date) -> bytes:
    """``extract.zip``: the seven CSV files, then ``manifest.json``."""
    tables = {f"{name}.csv": extract.make(selection) for name, extract in EXTRACTS.items()}
    files = {name: csv_bytes(table, excel) for name, table in tables.items()}
    text = json.dumps(manifest(selection, unit, excel, today, tables), ensure_ascii=False, indent=2)
    return zip_bytes(files | {"manifest.json": f"{text}\n".encode()}, today)


def manifest(
    selection: Selection, unit: str, excel: bool, today: date, tables: Mapping[str, pd.DataFrame]
) -> dict[str, Any]:
    """What an extract is: where its rows come from, which view they are, how many there are, how to cite them."""
    about, dataset = selection.dataset.about, selection.dataset
    return {
        "title": f"Extract from {about.title}",
        "data_set": about.name,
        "data_version": about.version,
        "data_hash": dataset.version,
        "released": about.released,
        "codebook_version": about.codebook_version,
        "extracted": today.isoformat(),
        "filters": selection.filters.describe(dataset),
        "query": urlencode(selection.filters.to_query(), doseq=True),
        "events_selected": len(selection),
        "events_in_data_set": len(dataset),
        "counting_unit": unit,
        "totals": {name: selection.total(name) for name in UNITS},
        "csv": {
            "standard": "RFC 4180",
            "flavour": FLAVOURS["excel" if excel else "scripts"],
            "formulas_defused": excel,
            "defused_when_a_text_starts_with": list(FORMULA_STARTS) if excel else [],
        },
        "files": [_file(name, table) for name, table in tables.items()],
        "citation": citation(selection, today, unit),
        "licence": {"name": about.licence, "url": about.licence_url, "attribution": about.attribution},
        "sources_used": _sources(selection),
    }


def citation(selection: Selection, today: date, unit: str = "events", link: str = "") -> str:
    """How to cite an extract: who, what, which version, which view, when, and where it is read."""
    return cite(selection, unit, "Extract", link, today).text


def description(file: str, column: str) -> str:
    """What a column of an extract holds; KeyError when neither the schema nor ``COLUMNS`` says it."""
    homes = [table for table in _HOME[file] if column in TABLES[table].columns]
    if column in COLUMNS or not homes:
        return COLUMNS[column]
    return str(TABLES[homes[0]].schema.columns[column].description)


def _file(name: str, table: pd.DataFrame) -> dict[str, Any]:
    stem = name.removesuffix(".csv")
    columns = [
        {"name": str(column), "description": description(stem, str(column))} for column in table.columns
    ]
    return {"path": name, "rows": len(table), "columns": columns}


def _sources(selection: Selection) -> list[dict[Any, Any]]:
    return selection.dataset.sources.iloc[sources_used(selection)][SOURCE].to_dict("records")
