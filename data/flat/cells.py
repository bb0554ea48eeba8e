"""What one cell says: a value, or a fault with the rule that it breaks and what was probably meant.

Tables repeat their cells, so each distinct text is read once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import pycountry

from data.countries import country_name, find_country
from data.dates import ALLOWED, DateError, read
from data.flat.day_forms import suggestion
from data.vocabulary import fold, nearest, vocabulary

DEFAULT_STAGE = "mentioned"
COUNTRY_RULE = "must be a country: an ISO 3166-1 alpha-3 code such as AZE, or its English name"
LIKE_A_NAME = 0.75
"""The share of letters that a name must have in common: a wrong country is worse than no suggestion."""
_ERRORS = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)")
_ADDRESS = re.compile(r"https?://\S+")


class Fault(NamedTuple):
    """Why a text cannot be used: the text itself, the rule (the same words for every text), a suggestion or nothing."""

    value: str
    rule: str
    hint: str = ""


@lru_cache(maxsize=100_000)
def date_fault(text: str) -> Fault | None:
    """What is wrong with a date; dates are never guessed, only suggested."""
    try:
        read(text)
    except DateError as error:
        rule = str(error).removeprefix(repr(text)).strip()
        rule = f"must be {ALLOWED}" if rule.startswith("is not") else rule
        return Fault(text, rule, suggestion(text))
    return None


@lru_cache(maxsize=10_000)
def term(text: str, name: str) -> str | Fault:
    """The id of the vocabulary ``name`` that a text means: id, label or plural, whatever the case and blanks."""
    meanings = _meanings(name)
    found = meanings.get(_plain(text))
    if found:
        return found
    rule = f"must be one of {', '.join(vocabulary(name).ids)}"
    return Fault(text, rule, meanings.get(nearest(_plain(text), list(meanings)) or "", ""))


@lru_cache(maxsize=10_000)
def country(text: str) -> str | Fault:
    """The ISO 3166-1 alpha-3 code of a country by its code or English name; an empty text stays empty."""
    found = find_country(text) if text else ""
    if found is not None:
        return found
    close = nearest(text, list(_names()), LIKE_A_NAME) if len(text) > 3 else ""
    return Fault(text, COUNTRY_RULE, _names().get(close or "", ""))


@lru_cache(maxsize=10_000)
def sphere(text: str) -> tuple[str, str] | Fault:
    """Sphere and stage of ``sphere:stage``; without a stage the sphere is only mentioned."""
    name, _, told = (part.strip() for part in text.partition(":"))
    known, stage = term(name, "spheres"), term(told, "stages") if told else DEFAULT_STAGE
    if isinstance(known, Fault):
        return known
    return stage if isinstance(stage, Fault) else (known, stage)


def address_fault(text: str) -> Fault | None:
    """What is wrong with a web address."""
    if _ADDRESS.fullmatch(text):
        return None
    hint = f"https://{text}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) else ""
    return Fault(text, "must be a web address that starts with http:// or https://", hint)


def is_formula_error(text: str) -> bool:
    """Whether a cell holds what a spreadsheet shows for a formula that failed."""
    return text.startswith("#") and _ERRORS.fullmatch(text) is not None


@cache
def _meanings(name: str) -> Mapping[str, str]:
    columns = [column for column in ("plural", "label", "id") if column in vocabulary(name).rows[0]]
    return {_plain(row[column]): row["id"] for column in columns for row in vocabulary(name).rows}


@cache
def _names() -> Mapping[str, str]:
    return {country_name(one.alpha_3): one.alpha_3 for one in pycountry.countries}


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", fold(text))
