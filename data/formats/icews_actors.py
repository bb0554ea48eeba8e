"""Actors of ICEWS: country, person or body, level and sector, from name and sectors.

ICEWS says of an actor only its name, its sectors and its country. What kind of actor it is and which rank it has is
therefore told by words, and is coarse: a minister named in person is a senior official.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from data.formats.codes import column, lookup, table

INTERNATIONAL = "International Government Organization"


def country_of(cells: pd.Series) -> pd.Series:
    """Alpha-3 codes of countries as ICEWS names them; empty for all else."""
    return lookup(cells, "icews_countries", "country")


def party(name: pd.Series, sectors: pd.Series, country: pd.Series, end: str) -> dict[str, pd.Series]:
    """The columns of one end of acts, except its role. ``country`` holds alpha-3 codes or empty texts."""
    frame = pd.DataFrame({"name": name, "sectors": sectors, "country": country})
    codes, values = pd.MultiIndex.from_frame(frame).factorize()
    told = pd.DataFrame([_one(*value) for value in values], columns=["kind", "level", "sector", "office"])
    columns = told.iloc[codes].set_axis(name.index, axis=0)
    known = {"name": name, "country": country, **{part: columns[part] for part in told.columns}}
    return {f"{end}_{part}": cells for part, cells in known.items()}


def spheres_of(sectors: pd.Series, others: pd.Series) -> pd.Series:
    """The fields in which the two parties work, as ``sphere:mentioned`` joined by ``;``."""
    own, other = (cells.map({cell: _sphere(cell) for cell in cells.unique()}) for cells in (sectors, others))
    both = own + ";" + other
    return both.where((own != other) & (own != "") & (other != ""), own.where(own != "", other))


def _sphere(sectors: str) -> str:
    sphere = first_known(sectors, "sphere")
    return f"{sphere}:mentioned" if sphere else ""


@cache
def first_known(sectors: str, wanted: str) -> str:
    """What the most telling of an actor's sectors says; the list has them from special to general."""
    told = sectors.split(",")
    known = column("icews_sectors", wanted)
    return next((value for sector, value in known.items() if value and sector in told), "")


@cache
def _one(name: str, sectors: str, country: str) -> tuple[str, str, str, str]:
    """Kind, level, sector and office."""
    sector = first_known(sectors, "sector") or "other"
    if country and column("icews_countries", "country").get(name) == country:
        return "country", "country", "government", ""
    office = name.partition(" (")[0] if name.endswith(")") else ""
    rank = column("icews_roles", "level").get(office, "")
    if rank:
        return "person", rank, sector, office
    level = first_known(sectors, "level")
    if office or is_body(name, sectors):
        return (
            "institution",
            level if level in ("company", "community", "parliament") else "institution",
            sector,
            "",
        )
    if not level or (level == "community" and "Elite" in sectors):
        level = "senior_official" if INTERNATIONAL in sectors else "official"
    return "person", level, sector, ""


def is_body(name: str, sectors: str) -> bool:
    """Whether a name is that of a body: a word of it says so, or it is one word and its bearer holds no office."""
    words = [word.strip(",.'()").casefold() for word in re.split(r"[ /-]+", name)]
    if len(words) > 1:
        return "Print News" in sectors or not _BODIES.isdisjoint(words)
    return name.isupper() or not {"Executive", "Elite"} & {*sectors.split(",")}


_BODIES = frozenset(table("icews_bodies")["word"])
