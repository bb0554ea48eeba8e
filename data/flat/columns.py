"""The columns of a flat table, and which header means which of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.problems import Problem
from data.vocabulary import fold, nearest

COLUMNS = {
    "date": "EDTF or ISO date: 2023-05-30, 2023-05, 2023, 2023-05-28/2023-05-30, 2023-05~",
    "event_type": "Kind of event: id or label of the vocabulary",
    "title": "At most twelve words; made of type and actors when empty",
    "actors": "Name [office] (ISO3) {role}, several separated by ; – Name (ISO3) is enough",
    "spheres": "Spheres of cooperation, several separated by ; each with an optional :stage",
    "city": "City of the event",
    "country": "Country of the event: ISO 3166-1 alpha-3 code or English name",
    "status": "occurred (when empty), planned, cancelled or claimed",
    "source": "Publisher or name of the source",
    "source_url": "Address of the source",
    "published": "Date of publication, EDTF or ISO",
    "note": "Anything that a reader should know",
}
"""Column → what its cells hold."""

REQUIRED = ("date", "event_type", "actors")


def matched(header: Sequence[str], file: str) -> tuple[dict[str, int], list[Problem]]:
    """Column → position in the header, without regard to case, accents, blanks and underscores; and what is wrong.

    A header that means no column is told with the nearest one; its cells are not read.
    """
    known = {_plain(name): name for name in COLUMNS}
    places: dict[str, int] = {}
    problems = []
    for place, text in enumerate(header):
        name = known.get(_plain(text), "")
        if name and name not in places:
            places[name] = place
        elif name:
            problems.append(Problem(file, 1, text, "", "stands twice in the header; the first one is read"))
        elif text:
            hint = nearest(_plain(text), list(known)) or ""
            problems.append(
                Problem(
                    file, 1, text, "", "is no column of the template and is not read", known.get(hint, "")
                )
            )
    problems += [
        Problem(file, 1, name, "", "is missing from the header; every row needs it")
        for name in REQUIRED
        if name not in places
    ]
    return places, problems


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text))
