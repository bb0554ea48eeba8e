"""``Name [office] (ISO3) {role}``: what a cell of actors says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.countries import country_name, find_country
from data.vocabulary import fold, vocabulary

_FORM = re.compile(
    r"(?P<name>[^\[\](){}]+?)\s*(\[(?P<office>[^\]]*)\])?\s*(\((?P<country>[^)]*)\))?\s*(\{(?P<role>[^}]*)\})?"
)
_OFFICES = (
    ("head_of_government", r"prime minister|chancellor|premier"),
    ("deputy_minister", r"(deputy|vice|assistant)[ -].*minister|(state|permanent) secretary"),
    ("minister", r"minister|secretary of (state|defen[cs]e)"),
    ("ambassador", r"ambassador|charge d'affaires|consul"),
    ("parliament", r"speaker|parliament|knesset|senator|deputy|member of"),
    ("military", r"general staff|chief of staff|commander|general|admiral|colonel"),
    ("senior_official", r"director|head|chief|adviser|advisor|chair|governor|mayor|secretary"),
    ("head_of_state", r"^(the )?(president|king|queen|emperor|emir|sultan)( of .*)?$"),
)
"""Level ← words of an office, folded; the first that fits. A president of a company is no head of state."""
_BODIES = re.compile(
    r"\b(ministry|embassy|committee|commission|company|corporation|agency|bank|university|institute|council|parliament|"
    r"chamber|centre|center|fund|federation|union|association|group|ltd|inc|llc|service|authority|board|office)\b"
)


@dataclass(frozen=True)
class Actor:
    """One participant as a flat table names it; ``country`` is ISO 3166-1 alpha-3 or empty."""

    name: str
    office: str
    country: str
    role: str

    @property
    def kind(self) -> str:
        """Country, institution or person, as the name and the office tell."""
        if self.country and fold(self.name) in (fold(country_name(self.country)), fold(self.country)):
            return "country"
        return "person" if self.office or not _BODIES.search(fold(self.name)) else "institution"

    @property
    def level(self) -> str:
        """The rank that the office tells; ``official`` for a person of whom no office is known."""
        if self.kind != "person":
            return self.kind
        return next((level for level, words in _OFFICES if re.search(words, fold(self.office))), "official")


def read_actors(cell: str) -> tuple[list[Actor], list[str]]:
    """The actors of a cell, and in words what is wrong with some of them; an actor with a fault is not returned."""
    actors, faults = [], []
    for text in filter(None, (part.strip() for part in cell.split(";"))):
        form = _FORM.fullmatch(text)
        if form is None:
            faults.append(f"“{text}” is not of the form Name [office] (ISO3) {{role}}")
            continue
        country, role = (form["country"] or "").strip(), (form["role"] or "").strip()
        code, known_role = find_country(country) if country else "", _role(role)
        if code is None:
            faults.append(
                f"“{country}” is no country: give an ISO 3166-1 alpha-3 code such as AZE, or its English name"
            )
        elif known_role is None:
            roles = ", ".join(vocabulary("roles").ids)
            faults.append(f"“{role}” is no role; allowed: {roles}")
        else:
            actors.append(Actor(form["name"].strip(), (form["office"] or "").strip(), code, known_role))
    return actors, faults


def _role(text: str) -> str | None:
    if not text:
        return "participant"
    return next(
        (
            id_
            for id_, label in vocabulary("roles").column("label").items()
            if fold(text) in (id_, fold(label))
        ),
        None,
    )
