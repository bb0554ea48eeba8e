"""Which level an office is of, and what kind of actor a name is, as far as their words tell.

Tested against the offices that were coded by hand in the data set that comes with Rapport.
"""

from __future__ import annotations

import re
from functools import lru_cache

from data.countries import find_country
from data.vocabulary import fold

_PARLIAMENT = (
    r"\b(parliament\w*|inter-parliamentary|knesset|majlis|duma|senate|bundestag|congress|assembly|sejm)\b"
)
_COMPANY = r"\b(compan(y|ies)|corporation|corp|ltd|llc|plc|inc|gmbh|airlines?|airways|bank|holding|industries|socar)\b"
_COMMUNITY = r"\b(rabbis?|jewish|jews|communit(y|ies)|church|diaspora|congregation|caliphate|azerbaijanis)\b"
_HEAD = r"\b(president|chair(man|woman|person)?|director|head|manager|employee|representative|member)\b"
_LEVELS = (
    ("senior_official", r"\b(former|ex)\b", ""),
    ("spouse", r"\b(first lady|first gentleman|spouse|wife|husband)\b", ""),
    ("senior_official", r"\b(envoy|special representative|advis[eo]r|assistant)\b(?!.* (minister|secretary)$)", ""),
    ("official", r"\b(spokes(person|man|woman)|aide|minister[- ]counsell?or|deputy (ambassador|mayor|governor))\b", ""),
    ("minister", r"\b(deputy|vice)[ -](prime minister|premier)", ""),
    ("minister", r"^chancellor$", r"exchequer"),
    ("head_of_government", r"\b(prime minister|premier|pm|(federal )?chancellor|taoiseach)$", ""),
    ("head_of_government", r"^head$", r"^head of (the )?government\b"),
    ("deputy_minister", r"\b(deputy|vice|assistant|junior)\b.*\b(minister|secretary)\b|\bunder-?secretary\b", ""),
    ("deputy_minister", r"\b(state|permanent|parliamentary) secretary\b", ""),
    ("deputy_minister", "", r"^minister of state\b"),
    ("minister", r"\bminister\b|\b(foreign|home|defen[cs]e|treasury) secretary\b", ""),
    ("minister", "", r"^(us )?secretary of (state|defen[cs]e|the treasury|energy|commerce|agriculture|the interior)\b"),
    ("military", r"\b(commander|admiral|colonel|(army|navy|air force) chief)\b|\bgeneral staff\b", ""),
    ("military", r"\b(military|defen[cs]e|naval|air) (secretary|attache)\b", ""),
    ("military", "", r"\bchief of (the )?(general staff|defen[cs]e)\b|\bchief of staff of .*\b(army|forces)\b"),
    ("military", r"\b(major|lieutenant|brigadier|army)[ -]general\b|^general$", ""),
    ("ambassador", r"\b(ambassador|charge d'affaires|consul([ -]general)?|high commissioner|nuncio)\b", ""),
    ("community", r"\b(rabbi|imam|bishop|archbishop|patriarch|mufti)\b", ""),
    ("community", _HEAD, _COMMUNITY),
    ("parliament", r"\b(senator|congress(man|woman)|lawmaker|mp|mep|mk|speaker)\b|^deputy$", ""),
    ("parliament", r"\b(member|(vice[ -])?president|chair(man|woman|person)?|head|delegation)\b", _PARLIAMENT),
    ("company", "", r"\b(ceo|chief executive|owner)\b"),
    ("company", _HEAD, _COMPANY),
    ("head_of_state", r"^(supreme leader|pope)$", ""),
    ("head_of_state", r"^head$", r"^head of state\b"),
    ("senior_official", r"\b(director|head|chief|chair(man|woman|person)?|governor|commissioner|secretary)\b", ""),
)  # fmt: skip
"""Level ← words of its title, words of the whole office (nothing: any); folded, the first that fits."""
_STATE = re.compile(
    r"(the )?(?P<vice>(first )?vice[ -])?(president|king|queen|emperor|empress|emir|sultan|grand duke|monarch)"
    r"( of (?P<land>.+))?"
)
_LONG_FORM = re.compile(r"(the )?((state|kingdom|republic|islamic republic|sultanate|emirate) of )?(the )?")
_TITLE = re.compile(r"(.*?)(?: (?:of|to|for|in|at|and) |,|$)")
"""What stands before the field or the country of an office."""

_BODIES = re.compile(
    r"\b(ministry|ministries|embassy|consulate|mission|delegation|committee|commission|corporation|company|companies|"
    r"agency|bank|university|academy|institute|council|parliament|knesset|majlis|senate|assembly|government|cabinet|"
    r"chamber|cent(re|er)|fund|foundation|federation|union|association|organi[sz]ation|group|ltd|llc|inc|plc|gmbh|"
    r"service|authority|bureau|department|directorate|board|office|army|forces|navy|police|court|museum|school|"
    r"hospital|airlines?|airways|industries|systems|community|nations|league|party|press|news|forum|secretariat)\b"
)


def kind_of(name: str, country: str, office: str) -> str:
    """Country, institution or person. Who holds an office is a person; so is a name without the words of a body."""
    if is_country(name, country):
        return "country"
    return "institution" if not office and _BODIES.search(fold(name)) else "person"


def is_country(name: str, country: str) -> bool:
    """Whether an actor is the state itself: the name means the country that it belongs to."""
    return country != "" and find_country(name) == country


@lru_cache(maxsize=50_000)
def level_of(kind: str, name: str, office: str) -> str:
    """The level that stands for an actor: of a person by the office, ``official`` when the office tells none."""
    if kind == "institution":
        text = fold(name)
        return next(
            (
                level
                for level, words in (("company", _COMPANY), ("community", _COMMUNITY))
                if re.search(words, text)
            ),
            "institution",
        )
    return level_of_office(office) if kind == "person" else kind


def level_of_office(office: str) -> str:
    """The rank of an office. A president of a company, a university or a court is no head of state."""
    whole = fold(office).replace("acting ", "").strip()
    state = _STATE.fullmatch(whole)
    if state and (not state["land"] or find_country(_LONG_FORM.sub("", state["land"], count=1))):
        return "minister" if state["vice"] else "head_of_state"
    title = _TITLE.match(whole)
    return next(
        (
            level
            for level, words, domain in _LEVELS
            if title and re.search(words, title[1]) and re.search(domain, whole)
        ),
        "official",
    )
