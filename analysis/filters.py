"""``Filters``: which events a reader wants to see, as one frozen value.

The same value comes from a URL (``from_query``), goes back into one (``to_query``), says itself in English
(``describe``) and picks the events (``masks``, used by ``analysis.selection``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from analysis.words import either, quoted
from data.about import country_name, find_country
from data.dataset import Dataset
from data.dates import in_words
from data.vocabulary import fold, nearest, vocabulary

ANY = "any"
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Choice:
    """A filter by ids: its field in ``Filters``, its key in URLs, its label, and where its ids come from."""

    field: str
    key: str
    label: str
    vocabulary: str = ""

    def options(self, dataset: Dataset) -> dict[str, str]:
        """Id → label of every value that can be chosen in this data set, in the order of the vocabulary."""
        if self.vocabulary:
            return vocabulary(self.vocabulary).column("label")
        if self.field == "actors":
            return dict(
                sorted(
                    zip(dataset.actors["actor_id"], dataset.actors["name"], strict=True),
                    key=lambda p: fold(p[1]),
                )
            )
        table = dataset.sources["side"] if self.field == "press" else dataset.actors["country"]
        names = {code: country_name(code) for code in set(table) - {""}}
        return dict(sorted(names.items(), key=lambda pair: (pair[0] not in dataset.about.dyad, pair[1])))


CHOICES = (
    Choice("scopes", "scope", "Scope", "scopes"),
    Choice("statuses", "status", "Status", "statuses"),
    Choice("spheres", "sphere", "Sphere of cooperation", "spheres"),
    Choice("types", "type", "Type of event", "event_types"),
    Choice("levels", "level", "Level", "levels"),
    Choice("countries", "country", "Country taking part"),
    Choice("actors", "actor", "Actor"),
    Choice("press", "press", "Side of the press"),
)


@dataclass(frozen=True)
class Refused:
    """A part of a query that is no filter: its key and value, and the nearest allowed one (or an empty text)."""

    key: str
    value: str
    hint: str

    def __str__(self) -> str:
        hint = f" Did you mean {self.hint}?" if self.hint else ""
        return f"“{self.value}” is no value of “{self.key}” in this data set.{hint}"


@dataclass(frozen=True)
class Filters:
    """What the reader asked for. An empty field does not filter.

    ``first`` and ``last`` are months (``2023-05``); an event matches when its possible span overlaps the period.
    ``match`` is ``any`` (in one of the spheres) or ``all`` (in each of them). Within one field values are
    alternatives; the fields together all have to hold. The default is the plain question: bilateral events that
    occurred.
    """

    scopes: tuple[str, ...] = ("bilateral",)
    statuses: tuple[str, ...] = ("occurred",)
    spheres: tuple[str, ...] = ()
    match: str = ANY
    types: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    press: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    text: str = ""

    @classmethod
    def from_query(
        cls, query: Mapping[str, Iterable[str]], dataset: Dataset
    ) -> tuple[Filters, list[Refused]]:
        """Filters from URL parameters (key → values), and the parts that could not be used.

        A value may be an id or a label, in any case. Keys that are no filter are left to the page; the caller
        decides whether a refused value is an error (a file) or a notice (a page).
        """
        given: dict[str, object] = {}
        refused: list[Refused] = []
        for choice in CHOICES:
            values = list(query.get(choice.key, ()))
            if values:
                ids, bad = _ids(choice, values, dataset)
                refused += bad
                if ids or ANY in map(fold, values):
                    given[choice.field] = ids
        for field, key in (("first", "from"), ("last", "to")):
            for value in query.get(key, ()):
                if MONTH.fullmatch(value):
                    given[field] = value
                elif value:
                    refused.append(Refused(key, value, "a month such as 2023-05"))
        for value in query.get("match", ()):
            if fold(value) in (ANY, "all"):
                given["match"] = fold(value)
            else:
                refused.append(Refused("match", value, "any or all"))
        given["text"] = " ".join(query.get("q", ())).strip()
        return cls(**given).normal(), refused  # type: ignore[arg-type]

    def normal(self) -> Filters:
        """The same filters in one fixed form: months in order, values in the order of their vocabulary."""
        first, last = self.first, self.last
        if first and last and first > last:
            first, last = last, first
        changed: dict[str, object] = {"first": first, "last": last, "text": self.text.strip()}
        for choice in CHOICES:
            changed[choice.field] = _in_order(choice, getattr(self, choice.field))
        changed["match"] = self.match if len(self.spheres) > 1 else ANY
        return replace(self, **changed)  # type: ignore[arg-type]

    def to_query(self) -> dict[str, list[str]]:
        """URL parameters of what differs from the default view; ``from_query`` reads them back to an equal value."""
        query: dict[str, list[str]] = {}
        for choice in CHOICES:
            value, default = getattr(self, choice.field), getattr(DEFAULT, choice.field)
            if value != default:
                query[choice.key] = list(value) or [ANY]
        plain = {
            "match": self.match if self.match != ANY else "",
            "from": self.first,
            "to": self.last,
            "q": self.text,
        }
        return query | {key: [value] for key, value in plain.items() if value}

    def without(self, field: str) -> Filters:
        """The same filters with one of them lifted (``period`` lifts both months)."""
        if field == "period":
            return replace(self, first="", last="")
        empty = "" if field == "text" else ()
        return replace(self, **{field: empty})  # type: ignore[arg-type]

    def describe(self, dataset: Dataset) -> str:
        """The filters as one English sentence, without a count: ``Bilateral events that occurred, in Health.``"""
        parts = [_subject(self), *filter(None, (_phrase(self, part, dataset) for part in _PARTS))]
        return ", ".join(parts) + "."


DEFAULT = Filters()
FIELDS = tuple(field.name for field in fields(Filters))
_PARTS = ("spheres", "types", "levels", "countries", "actors", "press", "period", "text")


def _ids(choice: Choice, values: list[str], dataset: Dataset) -> tuple[tuple[str, ...], list[Refused]]:
    options = choice.options(dataset)
    by_name: dict[str, list[str]] = {}
    for id_, label in options.items():  # two actors may share a name: it stands for both
        by_name.setdefault(fold(label), []).append(id_)
    by_name |= {fold(id_): [id_] for id_ in options}
    found: list[str] = []
    refused = []
    for value in (value for value in values if fold(value) not in (ANY, "")):
        ids = by_name.get(fold(value)) or _country(choice, value, options)
        found += ids
        if not ids:
            refused.append(Refused(choice.key, value, nearest(value, [*by_name]) or ""))
    return tuple(dict.fromkeys(found)), refused


def _country(choice: Choice, value: str, options: Mapping[str, str]) -> list[str]:
    """Countries have more names than the one on the screen."""
    code = find_country(value) if choice.field in ("countries", "press") else None
    return [code] if code and code in options else []


def _in_order(choice: Choice, values: tuple[str, ...]) -> tuple[str, ...]:
    known = vocabulary(choice.vocabulary).ids if choice.vocabulary else ()
    place = {id_: number for number, id_ in enumerate(known)}
    return tuple(sorted(set(values), key=lambda value: (place.get(value, len(place)), value)))


def _subject(filters: Filters) -> str:
    names: dict[tuple[str, ...], str] = {
        ("bilateral",): "Bilateral events",
        ("third_party",): "Third-party events",
    }
    scope = names.get(filters.scopes, "Events")
    if not filters.statuses or len(filters.statuses) == len(vocabulary("statuses").ids):
        return f"{scope} of every status"
    words = {
        "occurred": "occurred",
        "planned": "are planned",
        "cancelled": "were cancelled",
        "claimed": "one side claims",
    }
    return f"{scope} that {either([words[status] for status in filters.statuses])}"


def _phrase(filters: Filters, part: str, dataset: Dataset) -> str:
    if part == "period":
        return _period(filters)
    if part == "text":
        return f"mentioning {quoted(filters.text)}" if filters.text else ""
    choice = next(choice for choice in CHOICES if choice.field == part)
    options = choice.options(dataset)
    labels = [options.get(value, value) for value in getattr(filters, part)]
    joined = either(labels, "and" if part == "spheres" and filters.match == "all" else "or")
    lead = {
        "spheres": "in the sphere of" if len(labels) < 2 else "in the spheres of",
        "types": "of the type" if len(labels) < 2 else "of the types",
        "levels": "with a participant at the level of",
        "countries": "with participants of",
        "actors": "with",
        "press": "reported by the press of",
    }[part]
    return f"{lead} {joined}" if labels else ""


def _period(filters: Filters) -> str:
    first, last = in_words(filters.first), in_words(filters.last)
    if filters.first and filters.first == filters.last:
        return f"in {first}"
    if filters.first and filters.last:
        return f"from {first} to {last}"
    return f"from {first} on" if filters.first else f"until {last}" if filters.last else ""
