"""``Filters``: which events a reader wants to see, as one frozen value.

The same value comes from a URL (``from_query``), goes back into one (``to_query``), says itself in English
(``describe``) and picks the events (``analysis.selection``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from analysis.choices import ANY, CHOICES, Refused, found_ids, in_order
from analysis.filter_words import describe
from data.dataset import Dataset
from data.vocabulary import fold

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


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
    places: tuple[str, ...] = ()
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
                ids, bad = found_ids(choice, values, dataset)
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
            changed[choice.field] = in_order(choice, getattr(self, choice.field))
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
        return describe(self, dataset)


DEFAULT = Filters()
FIELDS = tuple(field.name for field in fields(Filters))
