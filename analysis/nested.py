"""Events with everything that is known of them, nested: what a program takes that wants no tables to join."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.extracts import SOURCE
from analysis.links import Links
from analysis.parts import parts
from analysis.selection import Selection
from data.dates import in_words
from data.vocabulary import vocabulary

Object = dict[str, Any]

_SLICE = 1_000
_EVENT = (
    "event_id", "title", "summary", "event_type", "is_meeting", "status", "scope", "multilateral", "city", "country",
    "trip", "reaction_to", "note",
)  # fmt: skip
_DATE = ("edtf", "in_words", "first_day", "last_day", "precision", "approximate", "uncertain", "basis")
_ACTOR = ["actor_id", "name", "kind", "country"]


def nested_events(selection: Selection, links: Links) -> Iterator[Object]:
    """One object per selected event, by first possible day; an empty selection gives none.

    Columns have the names and values of the data set; ``date`` holds its EDTF text and what it says, ``trip`` and
    ``reaction_to`` the id and link of that event. ``participants``, ``spheres``, ``evidence`` and ``agreements`` are
    lists, ``claims`` has one list of versions per field in dispute. Days are ISO dates; what is empty in the tables is
    null, and a list with nothing in it is an empty list. Events are made in slices, never all at once.
    """
    for part in parts(selection, _SLICE):
        yield from _objects(part, links)


def nested_chunks(about: Iterable[str], selection: Selection, links: Links) -> Iterator[bytes]:
    """``{"about": …, "events": […]}`` as JSON in pieces, one event per line; ``about`` is the text of an object."""
    yield b'{"about": '
    yield from (text.encode() for text in about)
    yield b',\n"events": ['
    lead = "\n"
    for part in parts(selection, _SLICE):
        objects = [_json(event) for event in _objects(part, links)]
        if objects:
            yield (lead + ",\n".join(objects)).encode()
            lead = ",\n"
    yield b"\n]}\n"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def _objects(part: Selection, links: Links) -> Iterator[Object]:
    lists = {
        "participants": _of_events(part, "participants", _participants(part, links)),
        "spheres": _of_events(part, "event_spheres", _spheres(part)),
        "evidence": _of_events(part, "evidence", _evidence(part, links)),
        "claims": _of_events(part, "claims", _claims(part)),
        "agreements": _of_events(part, "agreements", _agreements(part)),
    }
    for number, event in enumerate(_events(part, links)):
        own = {name: rows[number] for name, rows in lists.items()}
        yield event | own | {"claims": _by_field(own["claims"])}


def _events(part: Selection, links: Links) -> list[Object]:
    frame = part.events.rename(columns={"date": "edtf", "date_basis": "basis", "parent_id": "trip"})
    dates = _records(frame.assign(in_words=frame["edtf"].map(in_words)), *_DATE)
    return [
        event
        | {
            "date": date,
            "trip": _event(event["trip"], links),
            "reaction_to": _event(event["reaction_to"], links),
            "link": links.event(event["event_id"]),
        }
        for event, date in zip(_records(frame, *_EVENT), dates, strict=True)
    ]


def _event(event_id: str | None, links: Links) -> Object | None:
    return {"event_id": event_id, "link": links.event(event_id)} if event_id else None


def _participants(part: Selection, links: Links) -> list[Object]:
    rows = part.of("participants")
    actors = _records(part.dataset.actors.iloc[rows["actor"]], *_ACTOR)
    own = _records(rows, "office", "level", "role", "takes_part")
    return [
        actor | part_taken | {"link": links.actor(actor["actor_id"])}
        for actor, part_taken in zip(actors, own, strict=True)
    ]


def _spheres(part: Selection) -> list[Object]:
    rows = part.of("event_spheres")
    spheres, stages = (vocabulary(name).column("label") for name in ("spheres", "stages"))
    source = part.dataset.sources["source_id"].iloc[rows["source"]]
    return [
        {
            "sphere": row["sphere"], "label": spheres[row["sphere"]],
            "stage": row["stage"], "stage_label": stages[row["stage"]], "source_id": source_id,
        }
        for row, source_id in zip(_records(rows, "sphere", "stage"), source, strict=True)
    ]  # fmt: skip


def _evidence(part: Selection, links: Links) -> list[Object]:
    rows = part.of("evidence")
    sources = _records(part.dataset.sources.iloc[rows["source"]], *SOURCE)
    return [
        {"source": source | {"link": links.source(source["source_id"])}, **own}
        for source, own in zip(sources, _records(rows, "paragraphs"), strict=True)
    ]


def _claims(part: Selection) -> list[Object]:
    rows = part.of("claims")
    source = part.dataset.sources["source_id"].iloc[rows["source"]]
    own = _records(rows, "field", "value", "preferred", "note")
    return [claim | {"source_id": source_id} for claim, source_id in zip(own, source, strict=True)]


def _by_field(claims: list[Object]) -> dict[str, list[Object]]:
    """Field → its versions, fields and versions in the order of the table."""
    fields: dict[str, list[Object]] = {claim["field"]: [] for claim in claims}
    for claim in claims:
        fields[claim["field"]].append({name: value for name, value in claim.items() if name != "field"})
    return fields


def _agreements(part: Selection) -> list[Object]:
    rows = _records(
        part.of("agreements"), "agreement_id", "title", "kind", "spheres", "parties", "valid_from", "valid_to"
    )
    return [row | {name: _list(row[name]) for name in ("spheres", "parties")} for row in rows]


def _list(text: str | None) -> list[str]:
    return [value.strip() for value in (text or "").split(";") if value.strip()]


def _of_events(part: Selection, table: str, objects: list[Object]) -> list[list[Object]]:
    """The objects of a table, one list per event of the part; the rows of one event lie together."""
    event = part.of(table)["event"].to_numpy()
    starts, ends = (np.searchsorted(event, part.rows, side).tolist() for side in ("left", "right"))
    return [objects[start:end] for start, end in zip(starts, ends, strict=True)]


def _records(frame: pd.DataFrame, *names: str) -> list[Object]:
    """Rows as plain types: text, numbers and booleans as they are, days as ISO dates, None for what is empty."""
    columns = [_values(frame[name]) for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _values(column: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    values = column.astype(object)
    empty = (column.isna() | (values == "")).tolist()
    return [None if nothing else value for value, nothing in zip(values.tolist(), empty, strict=True)]
