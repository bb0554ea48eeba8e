"""The filters by ids that a reader can choose from: where their values come from, and what a link may call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.asking import added, anywhere, united
from data.countries import country_name, find_country
from data.dataset import Dataset
from data.vocabulary import fold, nearest, vocabulary

ANY = "any"


@dataclass(frozen=True)
class Choice:
    """A filter by ids: its field in ``Filters``, its key in URLs, its label, and where its ids come from."""

    field: str
    key: str
    label: str
    vocabulary: str = ""

    def options(self, dataset: Dataset) -> dict[str, str]:
        """Id → label of every value that can be chosen in this data set, in the order of the vocabulary."""
        return dataset.keep(("options", self.field), lambda: self._options(dataset))

    def _options(self, dataset: Dataset) -> dict[str, str]:
        if self.vocabulary:
            return vocabulary(self.vocabulary).column("label")
        if self.field == "actors":
            named = zip(dataset.actors["actor_id"], dataset.actors["name"], strict=True)
            return dict(sorted(named, key=lambda pair: fold(pair[1])))
        codes = countries_of_events(dataset) if self.field == "places" else _codes(dataset, self.field)
        names = {code: country_name(code) for code in codes if code}
        return dict(
            sorted(names.items(), key=lambda pair: (pair[0] not in dataset.about.sides.codes, pair[1]))
        )


@united
def countries_of_events(dataset: Dataset) -> np.ndarray:
    """The codes of the countries in which events took place."""
    return np.unique(dataset.events["country"].to_numpy(object).astype(str))


@anywhere
def spheres_present(dataset: Dataset) -> np.ndarray:
    """One boolean per sphere of the vocabulary: an event is in it."""
    return np.asarray(dataset.sets.any(axis=0))


@added
def events_of_actors(dataset: Dataset) -> np.ndarray:
    """One number per actor: in how many events it takes part."""
    return np.asarray(dataset.incidence.sum(axis=0)).ravel()


def _codes(dataset: Dataset, field: str) -> list[str]:
    table, column = _COUNTRIES[field]
    return sorted(set(getattr(dataset, table)[column]))


CHOICES = (
    Choice("scopes", "scope", "Scope", "scopes"),
    Choice("statuses", "status", "Status", "statuses"),
    Choice("spheres", "sphere", "Sphere of cooperation", "spheres"),
    Choice("types", "type", "Type of event", "event_types"),
    Choice("levels", "level", "Level", "levels"),
    Choice("countries", "country", "Country taking part"),
    Choice("actors", "actor", "Actor"),
    Choice("places", "place", "Country where it took place"),
    Choice("press", "press", "Side of the press"),
)
VIEW_KEYS = frozenset({*(choice.key for choice in CHOICES), "match", "from", "to", "q", "unit", "data"})
"""The parameters of an address that every page and every file understands: filters and counting unit."""
HINTS = 10
"""So many values of one filter are told the nearest allowed one: to look for it among all actors takes a while, and an
address has room for hundreds of values."""

_COUNTRIES = {
    "countries": ("actors", "country"),
    "press": ("sources", "side"),
}
"""Filter → table and column of the countries that can be chosen."""


@dataclass(frozen=True)
class Refused:
    """A part of a query that is no filter: its key and value, and the nearest allowed one (or an empty text)."""

    key: str
    value: str
    hint: str

    def __str__(self) -> str:
        hint = f" Did you mean {self.hint}?" if self.hint else ""
        return f"“{self.value}” is no value of “{self.key}” in this data set.{hint}"


def found_ids(choice: Choice, values: list[str], dataset: Dataset) -> tuple[tuple[str, ...], list[Refused]]:
    """The ids that values of a link mean (ids or labels, in any case), and the values that mean nothing here."""
    options, by_name = dataset.keep(("names of", choice.field), lambda: _names(choice, dataset))
    found: list[str] = []
    refused: list[Refused] = []
    for value in (value for value in values if fold(value) not in (ANY, "")):
        ids = by_name.get(fold(value)) or _country(choice, value, options)
        found += ids
        if not ids:
            close = nearest(value, [*by_name]) if len(refused) < HINTS else None
            refused.append(Refused(choice.key, value, close or ""))
    return tuple(dict.fromkeys(found)), refused


def _names(choice: Choice, dataset: Dataset) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The options of a choice, and the ids that each of their folded ids and labels stands for."""
    options = choice.options(dataset)
    by_name: dict[str, list[str]] = {}
    for id_, label in options.items():  # two actors may share a name: it stands for both
        by_name.setdefault(fold(label), []).append(id_)
    return options, by_name | {fold(id_): [id_] for id_ in options}


def _country(choice: Choice, value: str, options: Mapping[str, str]) -> list[str]:
    """Countries have more names than the one on the screen."""
    code = find_country(value) if choice.field in (*_COUNTRIES, "places") else None
    return [code] if code and code in options else []


def in_order(choice: Choice, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values, each once, in the order of their vocabulary, then by name."""
    known = vocabulary(choice.vocabulary).ids if choice.vocabulary else ()
    place = {id_: number for number, id_ in enumerate(known)}
    return tuple(sorted(set(values), key=lambda value: (place.get(value, len(place)), value)))
