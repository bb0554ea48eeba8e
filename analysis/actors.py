"""The actors that a network can hold, and the pairs of them that an event ties."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.asking import anywhere
from analysis.encounters import TIES, Links, encounters, link
from analysis.filters import DEFAULT
from analysis.selection import Selection, select, taking_part
from analysis.timeline import everything
from data.countries import country_name
from data.dataset import Dataset

ACTORS = {"persons": "Persons", "institutions": "Institutions", "both": "Both", "countries": "Countries"}
KINDS = {"persons": ("person",), "institutions": ("institution",), "both": ("person", "institution")}
REACH = {"between": "Between countries", "all": "All ties"}

COLUMNS = ["actor", "label", "kind", "country", "side", "sector"]


def everybody(dataset: Dataset, who: str) -> tuple[pd.DataFrame, np.ndarray]:
    """All actors that a network of ``who`` could hold, and the row there of every actor of the data set (or -1).

    One row is one actor: ``actor`` (id), ``label``, ``kind``, ``country`` (code), ``side`` (first, second, third or
    none), ``sector``. Among ``countries`` every actor stands for its country, and one without a country for nobody.
    """
    return dataset.keep(("everybody", who), lambda: _everybody(dataset, who))


def _everybody(dataset: Dataset, who: str) -> tuple[pd.DataFrame, np.ndarray]:
    table, number = _countries(dataset.actors) if who == "countries" else _of_kind(dataset.actors, KINDS[who])
    table["side"] = dataset.about.sides.of(table["country"])
    return table[COLUMNS], number


def _countries(actors: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    codes = sorted(set(actors["country"]) - {""})
    table = pd.DataFrame(
        {"actor": codes, "label": [country_name(code) for code in codes], "country": codes}, dtype=str
    )
    row = {code: number for number, code in enumerate(codes)}
    return table.assign(kind="country", sector=""), np.array(
        [row.get(code, -1) for code in actors["country"]], dtype=int
    )


def _of_kind(actors: pd.DataFrame, kinds: tuple[str, ...]) -> tuple[pd.DataFrame, np.ndarray]:
    wanted = actors["kind"].isin(kinds).to_numpy()
    table = actors[wanted].rename(columns={"actor_id": "actor", "name": "label"}).reset_index(drop=True)
    return table.astype({"kind": str, "sector": str}), np.where(wanted, np.cumsum(wanted) - 1, -1)


def offered(dataset: Dataset) -> tuple[dict[str, str], dict[str, str]]:
    """Kinds of actors and of ties (id → label), those first that join two countries in the view that opens."""
    return dataset.keep("offered", lambda: _offered(dataset))


def _offered(dataset: Dataset) -> tuple[dict[str, str], dict[str, str]]:
    opens = select(dataset, DEFAULT)
    shown = opens if len(opens) else everything(dataset)
    tie = next((tie for tie in TIES if _has(shown, tie)), next(iter(TIES)))
    who = next((who for who in ACTORS if _has(shown, tie, who)), next(iter(ACTORS)))
    return {who: ACTORS[who], **ACTORS}, {tie: TIES[tie], **TIES}


@anywhere
def _has(selection: Selection, tie: str, who: str = "") -> bool:
    """Whether a selected event has such a tie, between actors of different countries when they are named."""
    dataset = selection.dataset
    ties = links(dataset, who, tie, "between").event if who else encounters(dataset, tie)["event"]
    return bool(selection.mask[ties].any())


def links(dataset: Dataset, who: str, tie: str, reach: str) -> Links:
    """The pairs of rows of ``everybody`` that share an event; does not depend on filters.

    ``reach`` ``between`` leaves out pairs of one country; an actor without a country, such as a joint commission, is
    of no country but its own.
    """
    return dataset.keep(("links", who, tie, reach), lambda: _links(dataset, who, tie, reach))


def _links(dataset: Dataset, who: str, tie: str, reach: str) -> Links:
    table, number = everybody(dataset, who)
    pairs, actor = encounters(dataset, tie), dataset.participants["actor"].to_numpy()
    ends = np.sort(np.stack([number[actor[pairs[end]]] for end in ("left", "right")]), axis=0)
    known = (ends[0] >= 0) & (ends[0] != ends[1])
    if reach == "between":
        country = np.append(table["country"].to_numpy(dtype=object), "")
        known &= (country[ends[0]] != country[ends[1]]) | (country[ends[0]] == "")
    return link(dataset, pairs["event"].to_numpy(), np.where(known, ends[0], -1), ends[1])


def present(selection: Selection, who: str) -> np.ndarray:
    """Rows of ``everybody`` that take part in a selected event, ascending."""
    table, number = everybody(selection.dataset, who)
    there = number[np.flatnonzero(_took_part(selection))]
    return np.flatnonzero(np.bincount(there[there >= 0], minlength=len(table)))


@anywhere
def _took_part(selection: Selection) -> np.ndarray:
    """One boolean per actor."""
    return np.bincount(taking_part(selection)[1], minlength=len(selection.dataset.actors)) > 0
