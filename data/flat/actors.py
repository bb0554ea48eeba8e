"""``Name [office] (ISO3) {role}``: what a cell of actors says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.countries import find_country
from data.flat.cells import Fault, country, term
from data.flat.offices import is_country

FORM = "must be of the form Name [office] (ISO3) {role}, where all but the name can be left out"
DEFAULT_ROLE = "participant"
_PAIRS = {"]": "[", ")": "(", "}": "{"}
_INNER = re.compile(r"[\[({][^\])}]*;")
_OPENING, _CLOSING = "[({", "])}"


@dataclass(frozen=True)
class Actor:
    """One participant as a flat table names it; ``country`` is ISO 3166-1 alpha-3 or empty."""

    name: str
    office: str
    country: str
    role: str


def read_actors(cell: str) -> tuple[list[Actor], list[Fault]]:
    """The actors of a cell in their order, and what is wrong with the others.

    The same words twice are one actor; one actor with two offices or roles is a fault.
    """
    found = [read_actor(text) for text in _parts(cell)]
    faults = [answer for answer in found if isinstance(answer, Fault)]
    actors: dict[tuple[str, str], Actor] = {}
    for actor in found:
        if isinstance(actor, Fault):
            continue
        first = actors.setdefault((actor.name, actor.country), actor)
        if first != actor:
            rule = "is named twice in one event, with another office or role; name every actor once"
            faults.append(Fault(actor.name, rule))
    return list(actors.values()), faults


@lru_cache(maxsize=100_000)
def read_actor(text: str) -> Actor | Fault:
    """One actor; the brackets may stand in any order after the name."""
    name, groups = _taken_apart(text)
    if not name or any(sign in name for sign in "[]{}") or name.count("(") != name.count(")"):
        return Fault(text, FORM)
    office, place, role = (" ".join(groups.get(sign, "").split()) for sign in _OPENING)
    code = country(place) if place else _named_country(name)
    known_role = term(role, "roles") if role else DEFAULT_ROLE
    for answer in (code, known_role):
        if isinstance(answer, Fault):
            return answer
    actor = Actor(name, office, str(code), str(known_role))
    if office and is_country(name, actor.country):
        return Fault(text, "is a country, which holds no office; name the person, or leave the office out")
    return actor


def _named_country(name: str) -> str:
    """The country that is named without a code; Ben and Guy are people, BEN and GUY are codes."""
    return (find_country(name) or "") if len(name) > 3 or name.isupper() else ""


def _parts(cell: str) -> Iterator[str]:
    """What stands between semicolons that are in no bracket; without blanks around it, never empty."""
    if not _INNER.search(cell):
        yield from filter(None, map(str.strip, cell.split(";")))
        return
    depth, part = 0, ""
    for sign in cell + ";":
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == ";" and depth <= 0:
            depth = 0
            if part.strip():
                yield part.strip()
            part = ""
        else:
            part += sign
    if part.strip():
        yield part.strip().removesuffix(";")


def _taken_apart(text: str) -> tuple[str, dict[str, str]]:
    """The name, and opening bracket → what stood in it; of two brackets of a kind the last, the other is the name's."""
    groups: dict[str, str] = {}
    name = text
    while name and name[-1] in _PAIRS and _PAIRS[name[-1]] not in groups:
        start = _opening(name)
        if start < 0:
            break
        groups[name[start]] = name[start + 1 : -1].strip()
        name = name[:start].rstrip()
    return name, groups


def _opening(text: str) -> int:
    """Where the bracket begins that ends the text; -1 when nothing begins it."""
    close, opening = text[-1], _PAIRS[text[-1]]
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == close) - (text[place] == opening)
        if depth == 0:
            return place
    return -1
