"""The columns of a flat table, and which header means which of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.problems import Problem
from data.vocabulary import fold, nearest

COLUMNS = {
    "date": "EDTF or ISO date: 2023-05-30, 2023-05, 2023, 2023-05-28/2023-05-30, 2023-05~",
    "event_type": "Kind of event: id or label of the vocabulary",
    "title": "At most twelve words (a longer one becomes the summary); made of type and actors when empty",
    "actors": "Name [office] (ISO3) {role}, several separated by ; – Name (ISO3) is enough",
    "spheres": "Spheres of cooperation, several separated by ; each with an optional :stage",
    "city": "City of the event; needs its country",
    "country": "Country of the event: ISO 3166-1 alpha-3 code or English name; empty for calls",
    "status": "occurred (when empty), planned, cancelled or claimed",
    "source": "Publisher or name of the source",
    "source_url": "Address of the source",
    "published": "Date of publication, EDTF or ISO",
    "note": "Anything that a reader should know",
}
"""Column → what its cells hold."""

REQUIRED = ("date", "event_type", "actors")

_ALSO = {
    "eventdate": "date", "dates": "date", "dateofevent": "date", "type": "event_type", "types": "event_type",
    "typeofevent": "event_type", "eventtypes": "event_type", "titles": "title", "eventtitle": "title",
    "actor": "actors", "participant": "actors", "participants": "actors", "sphere": "spheres",
    "sphereofcooperation": "spheres", "spheresofcooperation": "spheres", "cities": "city", "countries": "country",
    "statuses": "status", "eventstatus": "status", "sources": "source", "publisher": "source", "url": "source_url",
    "sourceurls": "source_url", "sourcelink": "source_url", "publicationdate": "published",
    "dateofpublication": "published", "datepublished": "published", "notes": "note", "remark": "note",
    "remarks": "note",
}  # fmt: skip
"""Other headers that are beyond doubt."""

_DOUBTFUL = {
    "place": "city", "location": "city", "venue": "city", "state": "country", "nation": "country", "name": "title",
    "event": "title", "subject": "title", "headline": "title", "description": "note", "summary": "note",
    "comment": "note", "comments": "note", "text": "note", "day": "date", "when": "date", "time": "date",
    "kind": "event_type", "category": "event_type", "who": "actors", "people": "actors", "persons": "actors",
    "parties": "actors", "delegation": "actors", "topic": "spheres", "topics": "spheres", "sector": "spheres",
    "field": "spheres", "area": "spheres", "link": "source_url", "newspaper": "source", "stage": "status",
}  # fmt: skip
"""Headers that may mean a column; they are told with it and not read."""


@dataclass(frozen=True)
class Header:
    """Column → position, what is wrong with the header (no row is set aside for that), and which columns lack."""

    places: dict[str, int]
    problems: list[Problem]
    missing: list[str]


def fits(header: Sequence[str]) -> bool:
    """Whether every column is there that every row needs."""
    return {*REQUIRED} <= {column_of(text) for text in header}


def column_of(text: str) -> str:
    """The column that a header means without doubt, whatever its case, accents, blanks and underscores; or empty."""
    return _KNOWN.get(_plain(text), "")


def matched(header: Sequence[str], file: str, row: int = 1) -> Header:
    """Which header cell is which column. A header that means none is told with the nearest; it is not read."""
    places: dict[str, int] = {}
    problems = []
    for place, text in enumerate(header):
        name = column_of(text)
        if name in places:
            rule = f"means the column {name} again; the first one is read"
            problems.append(Problem(file, row, text, "", rule))
        elif name:
            places[name] = place
        elif text:
            rule = "is no column of the template and is not read"
            problems.append(Problem(file, row, text, "", rule, _nearest(text)))
    if "city" in places and "country" not in places:
        problems.append(Problem(file, row, "city", "", "is not read: it needs the column country beside it"))
        del places["city"]
    missing = [name for name in REQUIRED if name not in places]
    rule = "is missing from the header; every row needs it"
    problems += [Problem(file, row, name, "", rule) for name in missing]
    return Header(places, problems, missing)


def _nearest(text: str) -> str:
    plain = _plain(text)
    return _DOUBTFUL.get(plain, "") or _KNOWN.get(nearest(plain, list(_KNOWN)) or "", "")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text))


_KNOWN = {_plain(name): name for name in COLUMNS} | _ALSO
