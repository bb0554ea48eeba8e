"""Countries: their codes and the names that readers expect, of today's states and of those that are gone.

ISO 3166-1 has today's states and ISO 3166-3 those that were withdrawn since 1974 (``SUN``, ``YUG``). States that ISO
never listed have a code from the range that it leaves to users (XAA to XZZ), in ``vocabularies/countries.csv``.
"""

from __future__ import annotations

import re
from functools import cache

import pycountry

from data.vocabulary import fold, vocabulary

_OWN = vocabulary("countries").column("label")
_TODAY = {country.alpha_3: getattr(country, "common_name", country.name) for country in pycountry.countries}
_GONE = {
    country.alpha_3: country.name
    for country in pycountry.historic_countries
    if country.alpha_3 not in _TODAY  # ISO gave a few codes anew
}
_USUAL = {
    "PSE": "Palestine", "RUS": "Russia", "BRN": "Brunei", "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo", "FSM": "Micronesia", "VAT": "Holy See", "BUR": "Burma", "CSK": "Czechoslovakia",
    "HVO": "Upper Volta", "SUN": "Soviet Union", "VDR": "North Vietnam", "YMD": "South Yemen", "YUG": "Yugoslavia",
    "ZAR": "Zaire",
}  # fmt: skip
"""Names that readers expect where ISO has only the official one."""

NAMES: dict[str, str] = {**_TODAY, **_GONE, **_OWN, **_USUAL}
"""Every code that a data set may use → its common English name."""

_ALSO = {
    "america": "USA", "us": "USA", "britain": "GBR", "great britain": "GBR", "uk": "GBR", "emirates": "ARE",
    "uae": "ARE", "turkey": "TUR", "ussr": "SUN", "u.s.s.r.": "SUN", "east germany": "DDR", "vatican": "VAT",
    "u.s.": "USA", "u.s.a.": "USA", "u.k.": "GBR", "ivory coast": "CIV", "holland": "NLD", "vatican city": "VAT",
    "dr congo": "COD", "drc": "COD", "macedonia": "MKD", "swaziland": "SWZ", "cape verde": "CPV",
    "republic of korea": "KOR", "dprk": "PRK",
}  # fmt: skip
"""Folded names that people type and that ISO does not list."""

_WITH_ARTICLE = re.compile(
    r"(United|Soviet|Holy|German Democratic|Democratic Republic|Republic|Central African) .+"
    r"|.+ (Islands|Republic|Antilles|Territories)|Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles"
)


def find_country(text: str) -> str | None:
    """The alpha-3 code of a name or code in any case, also of names that people use; None when unknown.

    Accents and a leading “the” make no difference.
    """
    return _found().get(fold(text).removeprefix("the "))


@cache
def _found() -> dict[str, str]:
    fields = ("official_name", "name", "common_name", "alpha_2", "alpha_3")
    listed = {
        fold(getattr(country, field)).removeprefix("the "): country.alpha_3
        for field in fields
        for country in pycountry.countries
        if hasattr(country, field)
    }
    codes = {fold(code): code for code in NAMES}
    return (
        listed
        | {fold(name): code for code, name in NAMES.items()}
        | codes
        | {fold(name): code for code, name in (_GONE | _OWN | _USUAL).items()}
        | _ALSO
    )


def country_name(code: str) -> str:
    """The common English name of an alpha-3 code; the code itself when it has none."""
    return NAMES.get(code, code)


def in_sentence(code: str) -> str:
    """The name as it stands within a sentence.

    >>> in_sentence("USA"), in_sentence("ISR")
    ('the United States', 'Israel')
    """
    name = country_name(code)
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name
