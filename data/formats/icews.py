"""ICEWS coded events: tab-separated, twenty columns, one row per coded sentence and direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import numpy as np
import pandas as pd

from data.formats.acts import Chunk, acts_frame
from data.formats.codes import cameo
from data.formats.icews_actors import INTERNATIONAL, country_of, party, spheres_of
from data.formats.raw import Fault, header_of, is_day, odd_rows, parts, sort_out

NAME = "icews"
LABEL = "ICEWS coded events"
CITATION = (
    "Boschee, Elizabeth; Lautenschlager, Jennifer; O'Brien, Sean; Shellman, Steve; Starz, James; Ward, Michael (2015): "
    "ICEWS Coded Event Data. Harvard Dataverse. doi:10.7910/DVN/28075"
)
LICENCE = "Terms of use of the Harvard Dataverse"
LICENCE_URL = "https://doi.org/10.7910/DVN/28075"
ABOUT = (
    "Events that software coded from news sentences with the CAMEO code. One meeting stands there in many rows: from "
    "both sides and once per sentence. Whether an actor is a person, its level and its spheres are taken from its name "
    "and its sectors and are coarse."
)
MACHINE = True
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
NEEDED = COLUMNS[:13]
"""Columns without which a file is of no use."""
EMPTY = ("Source Sectors", "Source Country", "Target Sectors", "Target Country", "City", "Country")
"""Columns in which some releases write ``NA`` into empty cells. Namibia is ``Namibia`` there."""

SAME = "is the country of the other party too: nothing between two countries"
NONE = "has no country and is no international body of states"


def recognise(head: bytes) -> float:
    """The header line is proof enough."""
    return 1.0 if {*NEEDED} <= {*header_of(head.split(b"\n", 1)[0])} else 0.0


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``."""
    header = header_of(file.readline())
    if missing := [column for column in NEEDED if column not in header]:
        raise ValueError(f"{name} has no column {missing[0]}")
    widths = {len(header): header}
    for rows, odd in parts(file, widths, 2):
        acts, aside = _used(rows.reindex(columns=[*COLUMNS], fill_value=""), name)
        aside = pd.concat([aside, odd_rows(name, odd, widths)], ignore_index=True)
        yield Chunk(len(rows) + len(odd), acts, aside)


def _used(raw: pd.DataFrame, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    raw = raw.assign(**{cell: raw[cell].where(raw[cell] != "NA", "") for cell in EMPTY})
    raw = raw.assign(source=country_of(raw["Source Country"]), target=country_of(raw["Target Country"]))
    left, aside = sort_out(name, raw, _faults(raw))
    used = raw[left]
    return acts_frame(_columns(used), used.index), aside


def _faults(raw: pd.DataFrame) -> Sequence[Fault]:
    source, target = raw["source"], raw["target"]
    body = {end: raw[f"{end} Sectors"].str.contains(INTERNATIONAL) for end in ("Source", "Target")}
    unlisted = "is no country that ICEWS lists"
    return (
        Fault("Event Date", ~is_day(raw["Event Date"]), "is no date such as 2018-11-25"),
        Fault("CAMEO Code", cameo(raw["CAMEO Code"], "event_type") == "", "is no CAMEO code"),
        Fault("Source Country", (raw["Source Country"] != "") & (source == ""), unlisted),
        Fault("Target Country", (raw["Target Country"] != "") & (target == ""), unlisted),
        Fault("Source Name", (source == "") & ((target == "") | ~body["Source"]), NONE),
        Fault("Target Name", (target == "") & ~body["Target"], NONE),
        Fault("Target Country", source == target, SAME),
    )


def _columns(raw: pd.DataFrame) -> dict[str, object]:
    kinds, place = cameo(raw["CAMEO Code"], "event_type"), country_of(raw["Country"])
    place = place.where(kinds != "call", "")
    columns: dict[str, object] = {
        "raw_id": raw["Event ID"].where(raw["Event ID"] != "", raw.index.astype("str")), "row": raw.index,
        "date": raw["Event Date"], "event_type": kinds, "status": "occurred",
        "city": raw["City"].str.strip().where(place != "", ""), "country": place,
        "story": raw["Story ID"], "publisher": raw["Publisher"].where(raw["Publisher"] != "", "ICEWS"),
        "published": raw["Event Date"], "place_in_story": raw["Sentence Number"], "note": _note(raw),
    }  # fmt: skip
    for end, side in (("from", "Source"), ("to", "Target")):
        columns |= party(raw[f"{side} Name"].str.strip(), raw[f"{side} Sectors"], raw[side.lower()], end)
        columns[f"{end}_role"] = roles(raw["CAMEO Code"], kinds, end)
    return columns | _spheres(raw)


def roles(codes: pd.Series, kinds: pd.Series, end: str) -> np.ndarray:
    """Who visits and hosts (042 stands from the visitor's side, 043 from the host's), signs, acts or is acted on."""
    visitor, host = ("042", "043") if end == "from" else ("043", "042")
    told = codes.str.zfill(3)
    meets = kinds.isin(["meeting", "call", "consultation", "visit"])
    acts = "initiator" if end == "from" else "target"
    cases = [told == visitor, told == host, meets, kinds == "signing"]
    return np.select(cases, ["visitor", "host", "participant", "signatory"], acts)


def _note(raw: pd.DataFrame) -> pd.Series:
    return (
        "ICEWS: "
        + raw["Event Text"]
        + " (CAMEO "
        + raw["CAMEO Code"]
        + ", intensity "
        + raw["Intensity"]
        + ")."
    )


def _spheres(raw: pd.DataFrame) -> dict[str, object]:
    """What the code says goes before what the actors' sectors say."""
    own, stage = cameo(raw["CAMEO Code"], "sphere"), cameo(raw["CAMEO Code"], "stage")
    coded = (own + ":" + stage).where(own != "", "")
    sectors = spheres_of(raw["Source Sectors"], raw["Target Sectors"])
    basis = np.select([coded != "", sectors != ""], ["event_code", "actor_sector"], "")
    return {"spheres": coded.where(coded != "", sectors), "sphere_basis": basis}
