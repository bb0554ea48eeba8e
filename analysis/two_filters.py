"""The filters of two views, A and B, in one query: those of B carry a prefix and say only what differs from A.

``sphere=energy&from=2020-01&b.sphere=health`` compares Energy with Health, both from January 2020. What the query
does not name for B is as in A; ``any`` lifts a filter for B.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.choices import ANY, CHOICES, Refused
from analysis.filters import DEFAULT, FIELDS, MONTH, Filters
from analysis.words import both
from data.dataset import Dataset
from data.dates import in_words as month_in_words
from data.vocabulary import fold, nearest

PREFIX = "b."
Query = dict[str, list[str]]

_PLAIN = {"match": "match", "from": "first", "to": "last", "q": "text"}
"""Keys of the filters that are no choice of ids → their fields."""

FIELD = {choice.key: choice.field for choice in CHOICES} | _PLAIN
"""Key in a query → field of ``Filters``."""

LABEL = {choice.key: choice.label for choice in CHOICES} | {
    "match": "Events that are in", "from": "From", "to": "To", "q": "Search",
}  # fmt: skip
"""Key in a query → what readers know the filter as."""


@dataclass(frozen=True)
class TwoFilters(Filters):
    """The filters of view A, and in ``second`` those of view B, for what names, links or saves a comparison."""

    second: Filters = DEFAULT

    @classmethod
    def of(cls, first: Filters, second: Filters) -> TwoFilters:
        """The pair of two filters."""
        return cls(**{field: getattr(first, field) for field in FIELDS}, second=second)

    def to_query(self) -> Query:
        """URL parameters of both views."""
        return super().to_query() | prefixed(changes(self, self.second))

    def describe(self, dataset: Dataset) -> str:
        """Both views in one English sentence each: ``View A: Bilateral events that … View B: …``."""
        return f"View A: {super().describe(dataset)} View B: {self.second.describe(dataset)}"


def changes(first: Filters, second: Filters) -> Query:
    """What a query has to say of the second filters beside the first, without the prefix; empty when they agree."""
    query = {}
    for key, field in FIELD.items():
        value = getattr(second, field)
        if value != getattr(first, field):
            query[key] = (list(value) if isinstance(value, tuple) else [value] if value else []) or [ANY]
    return query


def changed(first: Filters, query: Mapping[str, Iterable[str]], dataset: Dataset) -> Filters:
    """The first filters with what ``query`` (without the prefix) names; what it holds must be valid."""
    given = {key: list(values) for key, values in query.items()}
    lifted = {
        key for key in _PLAIN if key != "match" and [fold(value) for value in given.get(key, ())] == [ANY]
    }
    whole = {key: values for key, values in (first.to_query() | given).items() if key not in lifted}
    return Filters.from_query(whole, dataset)[0]


def valid_changes(query: Mapping[str, Iterable[str]], dataset: Dataset) -> tuple[Query, list[Refused]]:
    """What a query names for view B, by its ids and without the prefix, and the parts that could not be used.

    A key of which nothing can be used is left out: view B is then as view A.
    """
    given = {
        key.removeprefix(PREFIX): list(values) for key, values in query.items() if key.startswith(PREFIX)
    }
    asked = {key: [value for value in given[key] if value] for key in FIELD if key in given}
    lifted = {key for key, values in asked.items() if [fold(value) for value in values] == [ANY]}
    asked = {key: values for key, values in asked.items() if key not in lifted}
    filters, refused = Filters.from_query(asked, dataset)
    bad = {(part.key, part.value) for part in refused}
    good = {key for key, values in asked.items() if any((key, value) not in bad for value in values)}
    used = {key: [ANY] if key in lifted else _values(key, filters, asked) for key in asked.keys() | lifted}
    ordered = {key: used[key] for key in FIELD if key in good | lifted and used[key] != [""]}
    return ordered, [replace(part, key=PREFIX + part.key) for part in refused] + _unknown(given)


def _values(key: str, filters: Filters, asked: Query) -> list[str]:
    """The values of one key in their fixed form."""
    if (
        key == "match"
    ):  # the spheres that it is about may stand in view A, where these filters do not see them
        return [fold(asked[key][-1])] if asked[key] else [""]
    value = getattr(filters, FIELD[key])
    return (list(value) or [ANY]) if isinstance(value, tuple) else [value]


def _unknown(given: Query) -> list[Refused]:
    return [
        Refused(PREFIX + key, value, f"{PREFIX}{near}" if (near := nearest(key, [*FIELD])) else "")
        for key, values in given.items()
        if key not in FIELD
        for value in values
    ]


def second_filters(
    first: Filters, query: Mapping[str, Iterable[str]], dataset: Dataset
) -> tuple[Filters, list[Refused]]:
    """The filters of view B beside those of view A, from a whole query, and the parts that could not be used."""
    used, refused = valid_changes(query, dataset)
    return changed(first, used, dataset), refused


def prefixed(query: Mapping[str, Iterable[str]]) -> Query:
    """The parameters with the prefix of view B."""
    return {PREFIX + key: list(values) for key, values in query.items()}


def in_words(key: str, values: Iterable[str], dataset: Dataset) -> str:
    """One change of view B as a label: ``Sphere of cooperation: Energy``, ``From month: any``."""
    options = next((choice.options(dataset) for choice in CHOICES if choice.key == key), {})
    words = [month_in_words(value) if MONTH.fullmatch(value) and key != "q" else value for value in values]
    return f"{LABEL[key]}: {both([options.get(value, value) for value in words])}"
