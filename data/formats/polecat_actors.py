"""Actors of POLECAT: several may stand in one cell, between semicolons.

Who belongs to which country is told when there are as many countries as names, or only one country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pandas as pd

from data.countries import NAMES, find_country
from data.formats.acts import PARTY, SEVERAL
from data.formats.codes import column
from data.formats.icews_actors import is_body

INTERNATIONAL = "IGO"
"""What stands in place of a country for bodies of several states."""
EMPTY = ("", "None", "NA", "nan")


@dataclass(frozen=True)
class Parties:
    """The parties of one end of an act in the order of the cell, or ``fault`` why they cannot be told."""

    rows: tuple[tuple[str, ...], ...] = ()
    fault: str = ""

    @property
    def countries(self) -> frozenset[str]:
        """The countries of the parties; ``IGO`` for bodies of several states."""
        return frozenset(row[2] or INTERNATIONAL for row in self.rows)


def parties(raw: pd.DataFrame, end: str) -> list[Parties]:
    """The parties of each row; ``end`` is ``Actor`` or ``Recipient``."""
    cells = [f"{end} Name", f"{end} Name Raw", f"{end} Country", f"Primary {end} Sector", f"{end} Title"]
    return [_told(*row) for row in raw[cells].itertuples(index=False, name=None)]


@cache
def _told(name: str, raw_name: str, country: str, sector: str, title: str) -> Parties:
    names, countries = values(name) or values(raw_name), values(country)
    if not countries:
        return Parties(fault="has no country")
    codes = [INTERNATIONAL if text == INTERNATIONAL else find_country(text) or "" for text in countries]
    if "" in codes:
        return Parties(fault="is no country that Rapport knows")
    names = names or [NAMES.get(code, "International body") for code in codes]
    if len(codes) not in (1, len(names)):
        return Parties(
            fault=f"holds {len(codes)} countries for {len(names)} names: who is of which is not told"
        )
    each = zip(
        names, _spread(codes, len(names)), _spread(values(sector), len(names)), _spread(values(title), len(names)),
        strict=True,
    )  # fmt: skip
    return Parties(tuple(dict.fromkeys(_one(*party) for party in each)))


def values(cell: str) -> list[str]:
    """The values of a cell; some files write ``None`` into empty cells."""
    return [text.strip() for text in re.split(r"[;|]", cell) if text.strip() not in EMPTY]


def _spread(told: list[str], parties: int) -> list[str]:
    """One value for each party; one value is that of all, another number is that of nobody in particular."""
    if len(told) == parties:
        return [*told]
    return [told[0] if len(told) == 1 else ""] * parties


def _one(name: str, code: str, sector: str, title: str) -> tuple[str, ...]:
    """One party in the order of ``PARTY``, without its role."""
    country = "" if code == INTERNATIONAL else code
    field = column("plover_sectors", "name").get(sector, "other")
    rank = column("plover_sectors", "level").get(sector, "official")
    if country and find_country(name) == country:
        return name, "country", country, "government", "", "country"
    if not title and (code == INTERNATIONAL or is_body(name, "")):
        return name, "institution", country, field, "", rank if rank in BODIES else "institution"
    return name, "person", country, field, title, level_of(title) or rank


BODIES = ("company", "community", "parliament")
"""Levels that bodies have too."""

_RANKS = (
    (
        "senior_official",
        r"vice[- ]president|spokes|advis[eo]r|director|attorney|(secretary|governor)[- ]general",
    ),
    ("minister", r"deputy prime minister"),
    ("deputy_minister", r"deputy .*minister|(under|assistant |state )secretary"),
    ("head_of_government", r"prime minister|chancellor|premier|head of government"),
    ("ambassador", r"ambassador|envoy|consul|chargé"),
    ("minister", r"minister|secretary of (state|defen[cs]e)"),
    ("parliament", r"speaker|senator|parliament|congress|lawmaker"),
    ("military", r"general|admiral|colonel|commander|chief of staff"),
    ("head_of_state", r"president|king|queen|emir|sultan|emperor|monarch|supreme leader"),
    ("official", r"governor|mayor|judge|prosecutor"),
)
"""What in a title tells of a rank; the first that fits decides."""


@cache
def level_of(title: str) -> str:
    """The rank that a title tells of; empty when it tells of none."""
    found = (level for level, words in _RANKS if re.search(rf"\b({words})", title, re.IGNORECASE))
    return next(found, "")


def party_columns(told: list[Parties], end: str, index: pd.Index) -> dict[str, pd.Series]:
    """The columns of one end of acts, except its role; several parties stand together in each cell."""
    cells = [[SEVERAL.join(part) for part in zip(*one.rows, strict=True)] or [""] * 6 for one in told]
    frame = pd.DataFrame(cells, columns=list(PARTY[:-1]), index=index)
    return {f"{end}_{part}": frame[part] for part in PARTY[:-1]}
