"""Who acts in which sphere: institutions, or the sectors of everybody who takes part."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from analysis.cooperation import in_sphere, nonzero, sets_with_none, sphere_labels
from analysis.selection import Selection, unit_of_actors
from analysis.tally import Tally, tallied
from data.dataset import Dataset
from data.keys import distinct
from data.vocabulary import vocabulary

WHO = {"institution": "Institutions", "sector": "Sectors of the participants"}


@dataclass(frozen=True, eq=False)
class Parts:
    """Which class takes part in which event: row ``i`` says that class ``code[i]`` of ``ids`` is in ``event[i]``.

    An event stands once for each class, however many of its participants belong to it.
    """

    event: np.ndarray
    code: np.ndarray
    ids: tuple[str, ...]


def parts(dataset: Dataset, who: str) -> Parts:
    """The institutions, or the sectors of all participants; subjects of the talks take no part."""
    return dataset.keep(("parts", who), lambda: _parts(dataset, who))


def _parts(dataset: Dataset, who: str) -> Parts:
    present = dataset.participants[dataset.participants["takes_part"]]
    event, actor = present["event"].to_numpy(np.int64), present["actor"].to_numpy()
    if who == "institution":
        there = (dataset.actors["kind"] == "institution").to_numpy()[actor]
        return Parts(event[there], actor[there], tuple(dataset.actors["actor_id"]))
    ids = vocabulary("sectors").ids
    pairs = distinct(event * len(ids) + dataset.actors["sector"].cat.codes.to_numpy()[actor])
    return Parts(pairs // len(ids), pairs % len(ids), ids)


def who_labels(dataset: Dataset, who: str) -> dict[str, str]:
    """Id of an institution or sector → its name."""
    if who == "sector":
        return vocabulary("sectors").column("label")
    return dict(zip(dataset.actors["actor_id"], dataset.actors["name"], strict=True))


@tallied
def sphere_actors(selection: Selection, who: str = "institution", unit: str = "events") -> Tally:
    """Counts per class and sphere: one row is one institution or sector × sphere, or ``none`` for no sphere.

    A class is not credited with the participations of others: for that unit events are counted.
    """
    dataset, unit = selection.dataset, unit_of_actors(unit)
    counts = _per_class_and_set(selection, who, unit) @ sets_with_none(dataset)
    taking = parts(dataset, who)

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        return in_sphere(dataset, key["sphere"]) & _takes_part(dataset, taking, key[who])

    table = nonzero(counts, **{who: taking.ids, "sphere": tuple(sphere_labels())})
    order = {"sphere": tuple(sphere_labels())} | _order(taking, who)
    return Tally(selection, unit, table, (who, "sphere"), member, order)


def active(selection: Selection, who: str = "institution", unit: str = "events") -> Tally:
    """Counts per class, the most active first: one row is one institution or sector and all its events."""
    whole = _active(selection, who, unit)
    ranked = whole.table.sort_values("count", ascending=False, kind="stable", ignore_index=True)
    return replace(whole, table=ranked)


@tallied
def _active(selection: Selection, who: str, unit: str) -> Tally:
    dataset, taking, unit = selection.dataset, parts(selection.dataset, who), unit_of_actors(unit)
    counts = _per_class_and_set(selection, who, unit).sum(axis=1)
    table = nonzero(counts[:, None], **{who: taking.ids, "all": ("all",)}).drop(columns="all")
    return Tally(
        selection,
        unit,
        table,
        (who,),
        lambda key: _takes_part(dataset, taking, key[who]),
        _order(taking, who),
    )


def _order(taking: Parts, who: str) -> dict[str, tuple[Hashable, ...]]:
    """That of the sectors; institutions stand in the order of the actors."""
    return {who: taking.ids} if who == "sector" else {}


def _per_class_and_set(selection: Selection, who: str, unit: str) -> np.ndarray:
    dataset, taking = selection.dataset, parts(selection.dataset, who)
    n_sets = len(dataset.sets)
    chosen = selection.mask[taking.event]
    event = taking.event[chosen]
    cell = taking.code[chosen].astype(np.int64) * n_sets + dataset.event_set[event]
    shape = len(taking.ids), n_sets
    return np.bincount(cell, selection.weights(unit)[event], minlength=shape[0] * n_sets).reshape(shape)


def _takes_part(dataset: Dataset, taking: Parts, id_: Hashable) -> np.ndarray:
    mask = np.zeros(len(dataset), dtype=bool)
    mask[taking.event[taking.code == taking.ids.index(str(id_))]] = True
    return mask
