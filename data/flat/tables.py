"""Usable rows of a flat table → the eight tables of a data set, as text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import pandas as pd

from data.flat.actors import Actor
from data.flat.offices import is_country, kind_of, level_of
from data.flat.rows import Event
from data.reading import Tables
from data.schema import TABLES
from data.vocabulary import fold, vocabulary

LONGEST_TITLE = 12
"""Words, as the codebook has it."""
_TAKES_PART = {role for role, part in vocabulary("roles").column("takes_part").items() if part == "true"}
Key = tuple[str, str]
Lines = list[dict[str, str]]


def tables_of(events: list[Event], dyad: tuple[str, str], file: str) -> Tables:
    """The eight tables for a dyad (its second side may be ``*``); no events give empty tables."""
    ids = unique(
        slug(f"{event.cells['date']} {' '.join(a.name for a in event.actors[:2])} {event.event_type}")
        for event in events
    )
    kinds = _kinds(events)
    names = dict(zip(kinds, unique(_actor_slug(*key) for key in kinds), strict=True))
    told = [_source(event, file) for event in events]
    sources = {source: f"source-{_hash(*source)}" for source in dict.fromkeys(told)}
    rows: dict[str, Lines] = {
        "events": [_event(event, id_, dyad) for event, id_ in zip(events, ids, strict=True)],
        "actors": [_actor(names[key], key, kind) for key, kind in kinds.items()],
        "sources": [_source_row(id_, source) for source, id_ in sources.items()],
        "participants": [], "event_spheres": [], "evidence": [],
    }  # fmt: skip
    for event, id_, source in zip(events, ids, told, strict=True):
        at = {"event_id": id_, "source_id": sources[source]}
        rows["evidence"].append(at | {"raw_rows": str(event.row)})
        rows["event_spheres"] += [
            at | {"sphere": name, "stage": stage, "sphere_basis": "coded"}
            for name, stage in event.spheres.items()
        ]
        rows["participants"] += [
            _participant(id_, names[_key(actor)], actor, kinds[_key(actor)]) for actor in event.actors
        ]
    return {name: _frame(name, rows.get(name, [])) for name in TABLES}


def takes_part(actor: Actor) -> bool:
    """Whether the actor is there, or was only talked about."""
    return actor.role in _TAKES_PART


def _frame(name: str, lines: Lines) -> pd.DataFrame:
    columns = TABLES[name].columns
    return pd.DataFrame({column: [line.get(column, "") for line in lines] for column in columns}, dtype="str")


def _key(actor: Actor) -> Key:
    return actor.name, actor.country


def _kinds(events: list[Event]) -> dict[Key, str]:
    """Actor → kind: whoever holds an office in one row is a person in all of them."""
    offices: dict[Key, str] = {}
    for event in events:
        for actor in event.actors:
            offices[_key(actor)] = offices.get(_key(actor), "") or actor.office
    return {key: kind_of(*key, office) for key, office in offices.items()}


def _event(event: Event, id_: str, dyad: tuple[str, str]) -> dict[str, str]:
    cells = event.cells
    made = (
        f"{vocabulary('event_types').label(event.event_type)}: {' – '.join(a.name for a in event.actors[:2])}"
    )
    title = cells["title"] or made
    note = title if event.event_type == "other" and not cells["note"].strip() else cells["note"]
    return {
        "event_id": id_, "date": cells["date"], "date_basis": "stated", "event_type": event.event_type,
        "status": event.status, "scope": "bilateral" if _both(event, dyad) else "third_party", "city": cells["city"],
        "country": event.country, "title": shortened(title), "summary": _summary(title, cells["note"]), "note": note,
    }  # fmt: skip


def _both(event: Event, dyad: tuple[str, str]) -> bool:
    countries = {actor.country for actor in event.actors if takes_part(actor)} - {""}
    return dyad[0] in countries and (dyad[1] in countries or (dyad[1] == "*" and len(countries) > 1))


def shortened(title: str) -> str:
    """A title as it is, or its first words; the summary then has all of it."""
    words = title.split()
    return title if len(words) <= LONGEST_TITLE else " ".join([*words[: LONGEST_TITLE - 1], "…"])


def _summary(title: str, note: str) -> str:
    return (note if note.strip() else title) if shortened(title) == title else title


def _actor(id_: str, key: Key, kind: str) -> dict[str, str]:
    return {"actor_id": id_, "name": key[0], "kind": kind, "country": key[1], "sector": "other"}


def _participant(event_id: str, actor_id: str, actor: Actor, kind: str) -> dict[str, str]:
    return {
        "event_id": event_id, "actor_id": actor_id, "office": actor.office, "role": actor.role,
        "level": level_of(kind, actor.name, actor.office),
    }  # fmt: skip


def _source(event: Event, file: str) -> tuple[str, str, str]:
    """Publisher, address and date of a row's source; of a row without one the table itself is the source."""
    cells = event.cells
    return cells["source"] or _host(cells["source_url"]) or file, cells["source_url"], cells["published"]


def _host(url: str) -> str:
    found = re.match(r"https?://(?:www\.)?([\w.-]+)", url)
    return found[1] if found else ""


def _source_row(id_: str, source: tuple[str, str, str]) -> dict[str, str]:
    publisher, url, published = source
    return {
        "source_id": id_,
        "publisher": publisher,
        "url": url,
        "published": published,
        "title": f"[{publisher}]",
    }


def _actor_slug(name: str, country: str) -> str:
    code = "" if is_country(name, country) else country
    return slug(f"{name} {code}") if slug(name) else slug(f"{code} {_hash(name)}")


def unique(slugs: Iterable[str]) -> list[str]:
    """The slugs in their order, numbered from 2 where one stands there already."""
    used: set[str] = set()
    last: dict[str, int] = {}
    ids = []
    for wanted in slugs:
        id_ = wanted
        while id_ in used:
            last[wanted] = last.get(wanted, 1) + 1
            id_ = f"{wanted}-{last[wanted]}"
        used.add(id_)
        ids.append(id_)
    return ids


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens; empty for a text without Latin letters and digits."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:80].strip("-")


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:10]
