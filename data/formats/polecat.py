"""POLECAT: tab-separated, forty columns with a header; one row is one coded event of one report.

Where the layout is not told in the header it follows the public descriptions and readers of the data: ``None`` is an
empty cell, semicolons part several values, the id of the report stands before the first ``_`` of the event's id. Some
releases name four columns in the header that their rows do not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import pandas as pd

from data.formats.acts import Chunk, acts_frame
from data.formats.codes import column
from data.formats.polecat_actors import EMPTY, INTERNATIONAL, Parties, parties
from data.formats.polecat_acts import columns_of
from data.formats.raw import Fault, header_of, is_day, odd_rows, parts, sort_out

NAME = "polecat"
LABEL = "POLECAT coded events"
CITATION = (
    "Halterman, Andrew; Bagozzi, Benjamin E.; Beger, Andreas; Schrodt, Philip A.; Scarborough, Grace I. (2023): PLOVER "
    "and POLECAT: A New Political Event Ontology and Dataset. Data: Harvard Dataverse. doi:10.7910/DVN/AJGVIT"
)
LICENCE = "Terms of use of the Harvard Dataverse"
LICENCE_URL = "https://doi.org/10.7910/DVN/AJGVIT"
ABOUT = (
    "Events that software coded from reports in several languages with the types of PLOVER. Spheres are taken from the "
    "contexts of a report, levels from titles and sectors; both are coarse. A consultation without a mode counts as a "
    "meeting."
)
MACHINE = True
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NEEDED = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Contexts",
    "Actor Country",
    "Recipient Country",
)
"""Columns without which a file is of no use."""


def recognise(head: bytes) -> float:
    """The header line is proof enough."""
    return 1.0 if {*NEEDED} <= {*header_of(head.split(b"\n", 1)[0])} else 0.0


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``."""
    header = ["Intensity" if title == "Event Intensity" else title for title in header_of(file.readline())]
    if missing := [title for title in NEEDED if title not in header]:
        raise ValueError(f"{name} has no column {missing[0]}")
    widths = ({len(COLUMNS): [*COLUMNS]} if {*COLUMNS} <= {*header} else {}) | {len(header): header}
    for rows, odd in parts(file, widths, 2):
        acts, aside = _used(rows.reindex(columns=[*COLUMNS], fill_value=""), name)
        aside = pd.concat([aside, odd_rows(name, odd, widths)], ignore_index=True)
        yield Chunk(len(rows) + len(odd), acts, aside)


def _used(raw: pd.DataFrame, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    raw = raw.where(~raw.isin(EMPTY), "")
    code = _code(raw)
    ends = _ends(raw, code.map(column("plover_types", "joint")) == "yes")
    left, aside = sort_out(name, raw, _faults(raw, code, ends))
    kept = {end: [one for one, keep in zip(told, left, strict=True) if keep] for end, told in ends.items()}
    return acts_frame(columns_of(raw[left], code[left], kept), raw.index[left]), aside


def _code(raw: pd.DataFrame) -> pd.Series:
    """Type and mode as the list has them, else the type alone; empty for a type that PLOVER has not."""
    kind, known = raw["Event Type"].str.upper(), column("plover_types", "event_type")
    whole = (kind + " " + raw["Event Mode"].str.lower()).str.strip()
    return whole.where(whole.isin(known), kind.where(kind.isin(known), ""))


def _ends(raw: pd.DataFrame, joint: pd.Series) -> dict[str, list[Parties]]:
    """Both ends. Where several act together and on nobody, the first of them is one end, the others are the other."""
    whom = (raw["Recipient Name"] + raw["Recipient Name Raw"] + raw["Recipient Country"]) == ""
    ends: dict[str, list[Parties]] = {"from": [], "to": []}
    for who, other, shared in zip(
        parties(raw, "Actor"), parties(raw, "Recipient"), (joint & whom).tolist(), strict=True
    ):
        apart = shared and len(who.rows) > 1
        ends["from"].append(Parties(who.rows[:1]) if apart else who)
        ends["to"].append(Parties(who.rows[1:]) if apart else other)
    return ends


def _faults(raw: pd.DataFrame, code: pd.Series, ends: Mapping[str, list[Parties]]) -> Sequence[Fault]:
    told = (
        Fault(cell, pd.Series([one.fault == rule for one in ends[end]], raw.index), rule)
        for end, cell in (("from", "Actor Country"), ("to", "Recipient Country"))
        for rule in dict.fromkeys(one.fault for one in ends[end] if one.fault)
    )
    pairs = zip(ends["from"], ends["to"], strict=True)
    within = pd.Series([_within(one.countries | other.countries) for one, other in pairs], raw.index)
    return (
        Fault("Event Date", ~is_day(raw["Event Date"]), "is no date such as 2018-11-25"),
        Fault("Event Type", code == "", "is no type of PLOVER"),
        *told,
        Fault(
            "Recipient Country",
            within,
            "is not between two countries, or a country and an international body",
        ),
    )


def _within(countries: frozenset[str]) -> bool:
    return len(countries) < 2 or countries == {INTERNATIONAL}
