"""The manifest of an extract: what it is, which view, of which version, what its files hold, and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from analysis.choices import VIEW_KEYS
from analysis.citation import cite
from analysis.columns import description
from analysis.comparison import Comparison
from analysis.extracts import SOURCE, sources_used
from analysis.files import File
from analysis.lines import nothing
from analysis.parts import STEP
from analysis.selection import UNITS, Selection
from analysis.snapshot import Snapshot
from data.extracts import FLAVOURS, FORMULA_STARTS

_HERE = "\0"
"""Where the sources stand in the text; no other text of a manifest is this."""


def manifest(snapshot: Snapshot, files: Iterable[File]) -> dict[str, Any]:
    """What an extract is: where its rows come from, which view they are, how many there are, how to cite them.

    ``written`` adds the sources, of which there may be millions.
    """
    selection, links = snapshot.selection, snapshot.links
    about, dataset = selection.dataset.about, selection.dataset
    query = snapshot.query()
    shown, page = _on_screen(snapshot)
    return {
        "title": f"Extract from {about.title}",
        "data_set": about.name,
        "data_version": about.version,
        "data_hash": dataset.version,
        "released": about.released,
        "codebook_version": about.codebook_version,
        "extracted": snapshot.day.isoformat(),
        "filters": selection.filters.describe(dataset),
        "query": urlencode(query, doseq=True),
        "compared_with": None if snapshot.second is None else snapshot.second.filters.describe(dataset),
        "events_selected": len(selection),
        "events_in_data_set": len(dataset),
        "set_aside": {step.label: step.removed for step in selection.steps},
        "counting_unit": snapshot.unit,
        "totals": {name: selection.total(name) for name in UNITS},
        "links": {"view": page, "extracts": links.extract("", query)},
        "csv": {
            "standard": "RFC 4180",
            "flavour": FLAVOURS["excel" if snapshot.excel else "scripts"],
            "formulas_defused": snapshot.excel,
            "defused_when_a_text_starts_with": list(FORMULA_STARTS) if snapshot.excel else [],
        },
        "files": [described(file, snapshot) for file in files],
        "citation": cite(shown, snapshot.unit, "Extract", page, snapshot.day).text,
        "licence": {"name": about.licence, "url": about.licence_url, "attribution": about.attribution},
    }


def _on_screen(snapshot: Snapshot) -> tuple[Selection, str]:
    """What a reader sees of the view, and the address of the page: the events, or two views side by side."""
    if snapshot.second is None:
        return snapshot.selection, snapshot.links.page("events", page_query(snapshot))
    either = Comparison(snapshot.selection, snapshot.second).either
    return either, snapshot.links.page("compare", page_query(snapshot) | either.filters.to_query())


def page_query(snapshot: Snapshot) -> dict[str, list[str]]:
    """The part of the query that every page understands: filters and counting unit."""
    return {key: values for key, values in snapshot.query().items() if key in VIEW_KEYS}


def described(file: File, snapshot: Snapshot) -> dict[str, Any]:
    """A file of the manifest: its address for this view, what it holds and, of a table, its columns and rows."""
    entry: dict[str, Any] = {"path": file.name, "holds": file.holds}
    entry["link"] = snapshot.links.extract(file.name, file.query(snapshot))
    if file.rows:
        entry["rows"] = file.rows(snapshot)
    return entry | {"columns": columns(file, snapshot)} if file.table else entry


def columns(file: File, snapshot: Snapshot) -> list[dict[str, str]]:
    """Name and description of every column of a table; none for a file that is no table."""
    dataset = snapshot.selection.dataset
    return dataset.keep(("columns", file.name, snapshot.unit), lambda: _columns(file, snapshot))


def _columns(file: File, snapshot: Snapshot) -> list[dict[str, str]]:
    """Found on a table without rows."""
    if file.table is None:
        return []
    selection = nothing(snapshot.selection.dataset)
    table = file.table(replace(snapshot, selection=selection, second=selection))
    return [{"name": name, "description": description(file.stem, name)} for name in map(str, table)]


def written(content: Mapping[str, Any], selection: Selection, indent: int | None = None) -> Iterator[str]:
    """A manifest as JSON in pieces, with the sources on which the selection rests as ``sources_used`` at its end."""
    used, sources = sources_used(selection), selection.dataset.sources
    place = json.dumps(_HERE)
    text = json.dumps(
        {**content, "sources_used": [_HERE] if len(used) else []}, ensure_ascii=False, indent=indent
    )
    head, _, tail = text.rpartition(place) if len(used) else ("", "", text)
    yield head
    line = "\n" + " " * 2 * indent if indent else " "
    for start in range(0, len(used), STEP):
        some = sources.iloc[used[start : start + STEP]][SOURCE].to_dict("records")
        texts = (json.dumps(one, ensure_ascii=False, indent=indent).replace("\n", line) for one in some)
        yield (f",{line}" if start else "") + f",{line}".join(texts)
    yield tail
