"""The tables as other tools take them: whole numbers and flags, no sphere sets, no places of rows by event."""

from __future__ import annotations

import pandas as pd

from analysis.coverage import strength_axes, support_axis
from analysis.periods import period_numbers
from analysis.press import side_axis
from analysis.reciprocity import directions
from data.dataset import Dataset

Flat = dict[str, pd.DataFrame]


def flatten(dataset: Dataset) -> Flat:
    """One row per event, event × sphere, event × actor, event × source, document. Texts are numbers here."""
    events = _events(dataset)
    spheres = dataset.event_spheres[["event"]].assign(
        sphere=dataset.event_spheres["sphere"].cat.codes, stage=dataset.event_spheres["stage"].cat.codes
    )
    participants = _participants(dataset)
    agreements = dataset.agreements[["event"]].assign(kind=dataset.agreements["kind"].cat.codes)
    return {
        "events": events, "spheres": spheres, "spheres_2": paired(spheres), "participants": participants,
        "participants_2": paired(participants), "agreements": agreements, "evidence": _evidence(dataset),
    }  # fmt: skip


def paired(table: pd.DataFrame) -> pd.DataFrame:
    """The same table under other names, to join it with itself."""
    return table.rename(columns={name: f"{name}_2" for name in table.columns if name != "event"})


def _events(dataset: Dataset) -> pd.DataFrame:
    source, year = dataset.events, period_numbers(dataset.events, "year")
    number, press = strength_axes(dataset)
    return source[["first_month", "last_month", "is_meeting", "level_first", "level_second"]].assign(
        event=source.index.astype("int32"), year=year, dated=year >= 0, is_trip=source["event_type"] == "visit",
        event_type=source["event_type"].cat.codes, host=source["host"].cat.codes,
        direction=directions(dataset).codes, strength=number.codes, press=press.codes,
        support=support_axis(dataset).codes,
    )  # fmt: skip


def _participants(dataset: Dataset) -> pd.DataFrame:
    rows = dataset.participants[dataset.participants["takes_part"]]
    actors = dataset.actors.iloc[rows["actor"]].reset_index(drop=True)
    side = dataset.about.sides.of(actors["country"])
    country, _ = pd.factorize(actors["country"].where(actors["country"] != "", actors["actor_id"]))
    return rows[["event", "actor"]].reset_index(drop=True).assign(
        person=actors["kind"] == "person", institution=actors["kind"] == "institution", country=country,
        sector=actors["sector"].cat.codes, first=side == "first", second=side == "second",
    )  # fmt: skip


def _evidence(dataset: Dataset) -> pd.DataFrame:
    sources = dataset.sources.assign(placed_month=dataset.sources["last_month"])
    year = period_numbers(sources, "year")
    publisher, _ = pd.factorize(sources["publisher"])
    told = pd.DataFrame(
        {"published": year, "published_known": year >= 0, "side": side_axis(dataset).codes, "publisher": publisher}
    ).assign(home=pd.factorize(sources["side"])[0])  # fmt: skip
    rows = told.iloc[dataset.evidence["source"]].reset_index(drop=True)
    return dataset.evidence[["event", "source"]].join(rows)
