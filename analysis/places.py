"""Where meetings take place: city and country, the most frequent ones by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.selection import Selection
from analysis.tally import Axis, Tally, tally
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
    ids = (city + ", " + country).str.strip(", ").replace("", NONE)
    codes, names = pd.factorize(ids, sort=True)
    known = dict(zip(ids, zip(city, country, strict=True), strict=True))
    return Places(
        Axis("place", codes, tuple(names)),
        {id_: _label(*known[id_], sides.codes) for id_ in names},
        {id_: sides.side(known[id_][1]) for id_ in names},
    )


def _label(city: str, country: str, own: tuple[str, ...]) -> str:
    if country == ELSEWHERE:
        return f"{city}, a third country" if city else LABELS[ELSEWHERE]
    if not city:
        return f"{country_name(country)}, city not stated" if country else LABELS[NONE]
    return city if country in (*own, "") else f"{city}, {country_name(country)}"


def grouped(axis: Axis, counts: np.ndarray, top: int, name: str = "place") -> Axis:
    """The ``top`` classes with the most ``counts`` (ties in the order of the axis), the rest as ``other``.

    ``none`` stays apart. A single rest is named: "other" is never one place.
    """
    order = [i for i in np.argsort(-counts, kind="stable") if counts[i] and axis.ids[i] != NONE]
    named = order if len(order) <= top + 1 else order[:top]
    ids = (*(axis.ids[i] for i in named), OTHER, NONE)
    place = np.full(len(axis.ids), len(named))
    place[named] = np.arange(len(named))
    if NONE in axis.ids:
        place[axis.ids.index(NONE)] = len(ids) - 1
    codes = np.where(axis.codes >= 0, place[axis.codes], -1) if len(axis.ids) else axis.codes
    return Axis(name, codes, ids)


def where(selection: Selection, unit: str = "events", top: int = 15) -> Tally:
    """How many took place where: one row is one place, the most frequent first, then ``other`` and ``none``.

    Columns ``place``, ``count``, ``label`` and ``side``. An empty selection gives an empty table.
    """
    known = places(selection.dataset)
    weights = selection.weights(unit)[selection.rows]
    counts = np.bincount(known.axis.codes[selection.rows], weights, minlength=len(known.axis.ids))
    found = tally(selection, unit, grouped(known.axis, counts, top))
    found.table["label"] = [known.label.get(id_) or LABELS[id_] for id_ in found.table["place"]]
    found.table["side"] = [known.side.get(id_, "none") for id_ in found.table["place"]]
    return found
