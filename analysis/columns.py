"""What the columns of the files hold: from the schema of the data set where it says so, else from here."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.centrality import DEFINITIONS
from data.schema import TABLES

_DERIVED = {
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
    "link": "Permanent address of the event",
    "selection": "The view that holds the event: A, B or both",
}
_OWN: Mapping[str, Mapping[str, str]] = {
    "sources": {"link": "Permanent address of the source"},
    "nodes": DEFINITIONS
    | {
        "id": "Permanent name of the actor; of a country its ISO 3166-1 alpha-3 code",
        "label": "Name in English",
        "events": "How many selected events the actor has a tie in",
        "reports": "How many reports of selected events the actor has a tie in",
        "link": "Permanent address of the actor; of a country that of the events in which it takes part",
    },
    "edges": {
        "source": "Id of one actor",
        "target": "Id of the other actor; a tie has no direction",
        "source_label": "Name of the one actor",
        "target_label": "Name of the other actor",
        "relation": "What ties the two: met, signed, hosted or any (any shared event)",
        "weight": "How many events or reports tie them",
        "unit": "What the weight counts: events or reports",
        "first_date": "EDTF date of the event behind the tie that began first",
        "last_date": "EDTF date of the event behind the tie that began last",
        "spheres": "Ids of the spheres of the events behind the tie",
        "events": "Ids of the events behind the tie, by date",
        "links": "Permanent addresses of these events, in the same order",
    },
}
_HOME = {
    "events": ("events",),
    "comparison": ("events",),
    "participations": ("participants", "actors"),
    "spheres": ("event_spheres",),
    "evidence": ("evidence", "sources"),
    "sources": ("sources",),
    "claims": ("claims",),
    "agreements": ("agreements",),
    "nodes": ("actors",),
    "edges": (),
}


def description(file: str, column: str) -> str:
    """What a column of a file (``events``, ``nodes`` …) holds; KeyError when nothing says it."""
    if column in _OWN.get(file, {}):
        return _OWN[file][column]
    homes = [table for table in _HOME[file] if column in TABLES[table].columns]
    if column in _DERIVED or not homes:
        return _DERIVED[column]
    return str(TABLES[homes[0]].schema.columns[column].description)
