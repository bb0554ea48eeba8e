"""Actors of GDELT: a name as the report has it, the code of a country, and up to three codes of what the actor is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from data.countries import country_name
from data.formats.codes import column, lookup

EMPTY = ("", "NA")
"""Cells of codes that say nothing; files that went through R have ``NA`` there. No code of GDELT is ``NA``."""


def country_of(codes: pd.Series) -> pd.Series:
    """ISO 3166-1 alpha-3 of the codes of actors; empty for regions such as ``AFR``, which are no countries."""
    return lookup(codes, "gdelt_countries", "country")


def unknown_country(codes: pd.Series) -> pd.Series:
    """True where a code is neither a country nor a region of GDELT."""
    return ~codes.isin([*column("gdelt_countries", "country"), *EMPTY])


def place_of(codes: pd.Series) -> pd.Series:
    """ISO 3166-1 alpha-3 of the codes of places. They are FIPS 10-4: ``SF`` is South Africa, ``AU`` Austria."""
    return lookup(codes, "fips_countries", "country")


def is_body(raw: pd.DataFrame, actor: str) -> pd.Series:
    """An international body that belongs to no country."""
    return (country_of(raw[f"{actor}CountryCode"]) == "") & _types(raw, actor).str.contains(
        "IGO", regex=False
    )


def party(raw: pd.DataFrame, actor: str, end: str) -> dict[str, object]:
    """The columns of one end of the acts.

    An actor whose whole code is a country's is that country, whatever word the report used. All others are
    institutions, because GDELT does not tell a person from a body; their name has in brackets what GDELT says they
    are, so that RUSSIA (government) and RUSSIA (armed forces) are two.
    """
    code, word = raw[f"{actor}Code"], raw[f"{actor}Name"]
    country, types = country_of(raw[f"{actor}CountryCode"]), _types(raw, actor)
    state = (country != "") & (code == raw[f"{actor}CountryCode"]) & (of_types(types, "label") == "")
    label = _by_unique(types, lambda text: ", ".join(_known(text, "label")))
    label = label.where(label != "", code)
    called = word.where(word != "", code)
    named = called + (" (" + label + ")").where(label != "", "")
    level, sector = of_types(types, "level"), of_types(types, "sector")
    return {
        f"{end}_name": named.where(~state, _by_unique(country, country_name)),
        f"{end}_kind": np.where(state, "country", "institution"), f"{end}_country": country,
        f"{end}_level": level.where(level != "", "community").where(~state, "country"),
        f"{end}_sector": sector.where(sector != "", "other"),
    }  # fmt: skip


def spheres(raw: pd.DataFrame) -> pd.Series:
    """The spheres in which the actors work, as mentioned."""
    first, second = (of_types(_types(raw, actor), "sphere") for actor in ("Actor1", "Actor2"))
    second = second.where(second != first, "")
    one, other = (found.where(found == "", found + ":mentioned") for found in (first, second))
    return (one + ";" + other).str.strip(";")


def of_types(types: pd.Series, wanted: str) -> pd.Series:
    """A column of the list of types for the first type that has it; an empty text when none has."""
    return _by_unique(types, lambda text: next(iter(_known(text, wanted)), ""))


def _known(types: str, wanted: str) -> list[str]:
    found = column("gdelt_types", wanted)
    return [found[code] for code in types.split(";") if found.get(code)]


def _types(raw: pd.DataFrame, actor: str) -> pd.Series:
    one, two, three = (raw[f"{actor}Type{number}Code"] for number in (1, 2, 3))
    return one + ";" + two + ";" + three


def _by_unique(cells: pd.Series, make: Callable[[str], str]) -> pd.Series:
    return cells.map({cell: make(cell) for cell in cells.unique()}).astype("str")
