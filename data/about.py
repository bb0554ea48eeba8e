"""What a data set says about itself: ``about.toml`` in its folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pycountry

from data.problems import Problem

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


_TEXTS = ("name", "title", "description", "version", "released", "licence", "licence_url", "attribution", "codebook_version")


def read_about(folder: Path) -> tuple[About | None, list[Problem]]:
    """The description of the data set in ``folder``, or None and what is wrong with its ``about.toml``."""
    path = folder / FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, [Problem(FILE, 0, "", "", "is missing; it gives the title, the dyad and the version of the data set")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Problem(FILE, 0, "", "", f"cannot be read as TOML: {error}")]
    problems = [Problem(FILE, 0, key, "", "must be a text that is not empty") for key in _TEXTS if not _text(raw.get(key))]
    dyad = raw.get("dyad")
    if not (isinstance(dyad, list) and len(dyad) == 2 and all(map(_country, dyad)) and dyad[0] != dyad[1]):
        problems.append(Problem(FILE, 0, "dyad", str(dyad), 'must be two ISO 3166-1 alpha-3 codes such as ["AZE", "ISR"]'))
    if problems:
        return None, problems
    return About(dyad=(dyad[0], dyad[1]), **{key: raw[key] for key in _TEXTS}), []


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _country(value: object) -> bool:
    return isinstance(value, str) and pycountry.countries.get(alpha_3=value) is not None


def country_name(code: str) -> str:
    """The common English name of an ISO 3166-1 alpha-3 code; the code itself when it has none."""
    country = pycountry.countries.get(alpha_3=code)
    return getattr(country, "common_name", country.name) if country else code
