"""What a data set says about itself: ``about.toml`` in its folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycountry

from data.problems import Problem
from data.vocabulary import fold

FILE = "about.toml"


@dataclass(frozen=True)
class About:
    """Title, dyad and provenance of a data set. ``dyad`` holds two ISO 3166-1 alpha-3 codes."""

    name: str
    title: str
    description: str
    dyad: tuple[str, str]
    version: str
    released: str
    licence: str
    licence_url: str
    attribution: str
    codebook_version: str


_TEXTS = (
    "name",
    "title",
    "description",
    "version",
    "released",
    "licence",
    "licence_url",
    "attribution",
    "codebook_version",
)


def read_about(folder: Path) -> tuple[About | None, list[Problem]]:
    """The description of the data set in ``folder``, or None and what is wrong with its ``about.toml``."""
    path = folder / FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, [
            Problem(
                FILE, 0, "", "", "is missing; it gives the title, the dyad and the version of the data set"
            )
        ]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Problem(FILE, 0, "", "", f"cannot be read as TOML: {error}")]
    problems = [
        Problem(FILE, 0, key, "", "must be a text that is not empty")
        for key in _TEXTS
        if not _text(raw.get(key))
    ]
    dyad = raw.get("dyad")
    if not (isinstance(dyad, list) and len(dyad) == 2 and all(map(_country, dyad)) and dyad[0] != dyad[1]):
        problems.append(
            Problem(FILE, 0, "dyad", str(dyad), 'must be two ISO 3166-1 alpha-3 codes such as ["AZE", "ISR"]')
        )
    if problems or not isinstance(dyad, list):
        return None, problems
    return About(dyad=(dyad[0], dyad[1]), **{key: raw[key] for key in _TEXTS}), []


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _country(value: object) -> bool:
    return isinstance(value, str) and pycountry.countries.get(alpha_3=value) is not None


_USUAL = {"PSE": "Palestine", "RUS": "Russia"}
"""Names that readers expect where ISO has only the official one."""

_ALSO = {
    "america": "USA", "u.s.": "USA", "u.s.a.": "USA", "britain": "GBR", "great britain": "GBR", "uk": "GBR",
    "u.k.": "GBR", "emirates": "ARE", "uae": "ARE", "turkey": "TUR", "ivory coast": "CIV", "holland": "NLD",
    "vatican": "VAT", "vatican city": "VAT", "dr congo": "COD", "drc": "COD", "democratic republic of the congo": "COD",
    "republic of the congo": "COG", "macedonia": "MKD", "burma": "MMR", "swaziland": "SWZ", "cape verde": "CPV",
    "brunei": "BRN", "micronesia": "FSM", "east timor": "TLS",
    "republic of korea": "KOR", "dprk": "PRK",
}  # fmt: skip
"""Folded names that people type and that ISO does not list."""


def find_country(text: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a name or code in any case, also of names that people use; None when unknown.

    Accents and a leading “the” make no difference.
    """
    return _countries().get(fold(text).removeprefix("the "))


@cache
def _countries() -> dict[str, str]:
    fields = ("official_name", "name", "common_name", "alpha_2", "alpha_3")
    listed = {
        fold(getattr(country, field)).removeprefix("the "): country.alpha_3
        for field in fields
        for country in pycountry.countries
        if hasattr(country, field)
    }
    return listed | {fold(name): code for code, name in _USUAL.items()} | _ALSO


def country_name(code: str) -> str:
    """The common English name of an ISO 3166-1 alpha-3 code; the code itself when it has none."""
    if code in _USUAL:
        return _USUAL[code]
    country = pycountry.countries.get(alpha_3=code)
    return getattr(country, "common_name", country.name) if country else code
