"""Where meetings take place: city and country, the most frequent ones by name."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.selection import Selection
from analysis.tally import Axis, Tally, tallied, tally
from data.countries import country_name
from data.dataset import Dataset

OTHER, NONE, ELSEWHERE = "other", "none", "third"
LABELS = {OTHER: "Other places", NONE: "Not stated or remote", ELSEWHERE: "A third country, not stated which"}


@dataclass(frozen=True, eq=False)
class Places:
    """Every place of a data set: the axis over the ids, and for each id its ``label`` and ``side``."""

    axis: Axis
    label: dict[str, str]
    side: dict[str, str]


def places(dataset: Dataset) -> Places:
    """The places of a data set.

    An id is ``Baku, AZE``; the country's code alone where no city is stated; ``none`` where no place is known
    and for calls. Where one side is all other countries, the places are countries. The side is that of the country:
    ``first``, ``second``, ``third`` or ``none``.
    """
    by_country = dataset.about.sides.one_and_all
    return dataset.keep("places", lambda: _countries(dataset) if by_country else _places(dataset))


def _countries(dataset: Dataset) -> Places:
    codes, names = pd.factorize(dataset.events["host_country"].replace("", NONE), sort=True)
    label = {code: country_name(code) for code in names} | {NONE: LABELS[NONE]}
    sides = {code: dataset.about.sides.side(code) for code in names} | {NONE: "none"}
    return Places(Axis("place", codes, tuple(names)), label, sides)


def _places(dataset: Dataset) -> Places:
    events, sides = dataset.events, dataset.about.sides
    by_host = events["host_country"].where(events["host"] != "third", ELSEWHERE)
    country = events["country"].where(events["country"] != "", by_host)
    city = events["city"].where(events["event_type"] != "call", "")
    country = country.where(events["event_type"] != "call", "")
    # Every pair is named once: there are a few hundred, of any number of events.
    (of_city, cities), (of_country, countries) = pd.factorize(city), pd.factorize(country)
    many = max(len(countries), 1)
    of_pair, pairs = pd.factorize(of_city * many + of_country)
    each = [(str(cities[pair // many]), str(countries[pair % many])) for pair in pairs.tolist()]
    known = {_id(*pair): pair for pair in each}
    names = sorted(known)
    place = {name: number for number, name in enumerate(names)}
    of_name = np.array([place[_id(*pair)] for pair in each], dtype=np.int64)
    return Places(
        Axis("place", of_name[of_pair], tuple(names)),
        {id_: _label(*known[id_], sides.codes) for id_ in names},
        {id_: sides.side(known[id_][1]) for id_ in names},
    )


def _id(city: str, country: str) -> str:
    return f"{city}, {country}".strip(", ") or NONE


def _label(city: str, country: str, own: tuple[str, ...]) -> str:
    if country == ELSEWHERE:
        return f"{city}, a third country" if city else LABELS[ELSEWHERE]
    if not city:
        return f"{country_name(country)}, city not stated" if country else LABELS[NONE]
    return city if country in (*own, "") else f"{city}, {country_name(country)}"


def most(whole: Tally, top: int) -> tuple[str, ...]:
    """The ``top`` places with the most counts of a tally of all places, equal ones in the order of their ids.

    A single rest is named: "other" is never one place.
    """
    table = whole.table[(whole.table["place"] != NONE) & (whole.table["count"] > 0)]
    ids = table.sort_values("count", ascending=False, kind="stable")["place"].astype(str).tolist()
    return tuple(ids if len(ids) <= top + 1 else ids[:top])


def grouped(axis: Axis, named: tuple[str, ...], name: str = "place") -> Axis:
    """The named places, the rest as ``other``; ``none`` stays apart."""
    ids = (*named, OTHER, NONE)
    where_ = {id_: number for number, id_ in enumerate(ids)}
    place = np.array([where_.get(str(id_), len(named)) for id_ in axis.ids], dtype=np.int64)
    codes = np.where(axis.codes >= 0, place[axis.codes], -1) if len(axis.ids) else axis.codes
    return Axis(name, codes, ids)


@tallied
def all_places(selection: Selection, unit: str = "events") -> Tally:
    """Counts per place: one row is one ``place`` with its ``label`` and ``side``, in the order of the ids."""
    known = places(selection.dataset)
    found = tally(selection, unit, known.axis)
    return replace(found, table=_described(found.table, known))


def where(selection: Selection, unit: str = "events", top: int = 15) -> Tally:
    """How many took place where: one row is one place, the most frequent first, then ``other`` and ``none``.

    Columns ``place``, ``count``, ``label`` and ``side``. An empty selection gives an empty table.
    """
    return _where(selection, unit, most(all_places(selection, unit), top))


@tallied
def _where(selection: Selection, unit: str, named: tuple[str, ...]) -> Tally:
    known = places(selection.dataset)
    axis = grouped(known.axis, named)
    found = tally(selection, unit, axis)
    return replace(found, table=_described(found.table, known), orders={"place": axis.ids})


def _described(table: pd.DataFrame, known: Places) -> pd.DataFrame:
    ids = table["place"].tolist()
    return table.assign(
        label=[known.label.get(id_) or LABELS[id_] for id_ in ids],
        side=[known.side.get(id_, "none") for id_ in ids],
    )
