"""ICEWS coded events: tab-separated, twenty columns, one row per coded sentence and direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import numpy as np
import pandas as pd

from data.formats.acts import ASIDE, Chunk, acts_frame, aside_frame
from data.formats.codes import cameo, column, lookup, read_raw

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
    "both sides and once per sentence. Levels and spheres are taken from the sectors of the actors and are coarse."
)
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def recognise(head: bytes) -> float:
    """The header line is proof enough."""
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", "replace").strip().split("\t")
    return 1.0 if set(COLUMNS[:13]) <= set(first) else 0.0


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``."""
    for raw in read_raw(file, "\t"):
        yield _chunk(raw, name)


def _chunk(raw: pd.DataFrame, name: str) -> Chunk:
    country = {
        end: lookup(raw[f"{end} Country"], "icews_countries", "country") for end in ("Source", "Target")
    }
    body = {
        end: raw[f"{end} Sectors"].str.contains("International Government Organization") for end in country
    }
    kinds = cameo(raw["CAMEO Code"], "event_type")
    faults = {
        "Event Date": (
            ~raw["Event Date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}"),
            "is no date such as 2018-11-25",
        ),
        "CAMEO Code": (kinds == "", "is no CAMEO code"),
        "Source Country": (_unknown(raw, "Source", country), "is no country that ICEWS lists"),
        "Target Country": (_unknown(raw, "Target", country), "is no country that ICEWS lists"),
        "Target Name": (_domestic(country, body), "takes place within one country, or a party has none"),
    }
    aside, left = [], pd.Series(True, raw.index)
    for cell, (wrong, rule) in faults.items():
        hit = wrong & left
        aside.append(aside_frame(name, raw.index[hit].to_series(), cell, raw.loc[hit, cell], rule))
        left &= ~wrong
    used = raw[left]
    acts = acts_frame(_columns(used, {end: country[end][left] for end in country}), used.index)
    return Chunk(len(raw), acts, pd.concat(aside, ignore_index=True)[list(ASIDE)])


def _unknown(raw: pd.DataFrame, end: str, country: Mapping[str, pd.Series]) -> pd.Series:
    return (raw[f"{end} Country"] != "") & (country[end] == "")


def _domestic(country: Mapping[str, pd.Series], body: Mapping[str, pd.Series]) -> pd.Series:
    """Neither between two countries nor between a country and an international body."""
    source, target = country["Source"], country["Target"]
    apart = (source != "") & (target != "") & (source != target)
    with_body = ((source != "") & body["Target"]) | ((target != "") & body["Source"])
    return ~(apart | with_body)


def _columns(raw: pd.DataFrame, country: Mapping[str, pd.Series]) -> dict[str, object]:
    hosting = raw["CAMEO Code"].isin(["043", "43"])
    visiting = raw["CAMEO Code"].isin(["042", "42"])
    roles = {
        "from": np.select([hosting, visiting], ["host", "visitor"], "participant"),
        "to": np.select([hosting, visiting], ["visitor", "host"], "participant"),
    }
    kinds = cameo(raw["CAMEO Code"], "event_type")
    meets = kinds.isin(["meeting", "call", "consultation", "visit"])
    columns: dict[str, object] = {
        "raw_id": raw["Event ID"], "row": raw.index, "date": raw["Event Date"], "event_type": kinds,
        "status": "occurred",
        "city": _empty_na(raw["City"]).where(_place(raw) != "", ""), "country": _place(raw),
        "story": raw["Story ID"], "publisher": raw["Publisher"], "published": raw["Event Date"],
        "place_in_story": raw["Sentence Number"],
        "note": "ICEWS: " + raw["Event Text"] + " (CAMEO " + raw["CAMEO Code"] + ", intensity " + raw["Intensity"]
        + ").",
    }  # fmt: skip
    for end, side in (("from", "Source"), ("to", "Target")):
        role = np.where(meets, roles[end], "initiator" if end == "from" else "target")
        columns |= _party(raw, side, country[side], end) | {f"{end}_role": role}
    own = cameo(raw["CAMEO Code"], "sphere")
    staged = (own + ":" + cameo(raw["CAMEO Code"], "stage")).where(own != "", "")
    sectors = _spheres_of_sectors(raw)
    columns["spheres"] = staged.where(staged != "", sectors)
    columns["sphere_basis"] = np.select([staged != "", sectors != ""], ["event_code", "actor_sector"], "")
    return columns


def _place(raw: pd.DataFrame) -> pd.Series:
    """Calls have no place."""
    return lookup(raw["Country"], "icews_countries", "country").where(
        ~raw["CAMEO Code"].isin(["041", "41"]), ""
    )


def _empty_na(cells: pd.Series) -> pd.Series:
    """Some releases write ``NA`` into empty cells of places."""
    return cells.where(cells != "NA", "")


def _party(raw: pd.DataFrame, side: str, country: pd.Series, end: str) -> dict[str, object]:
    name, sectors = raw[f"{side} Name"], raw[f"{side} Sectors"]
    state = (sectors == "") & (lookup(name, "icews_countries", "country") == country) | (
        name == raw[f"{side} Country"]
    )
    named_by_place = name.str.endswith(")") | sectors.str.contains("Organization|NGO", regex=True)
    kind = np.select([state, named_by_place], ["country", "institution"], "person")
    rank = _of_sectors(sectors, "level").where(lambda found: found != "", "official")
    level = np.select([state, named_by_place & (rank != "company")], ["country", "institution"], rank)
    return {
        f"{end}_name": name, f"{end}_kind": kind, f"{end}_country": country, f"{end}_level": level,
        f"{end}_sector": _of_sectors(sectors, "sector").where(lambda found: found != "", "other"),
    }  # fmt: skip


def _of_sectors(sectors: pd.Series, wanted: str) -> pd.Series:
    """The most telling of a party's sectors: the list has them from special to general."""
    known = {name: value for name, value in column("icews_sectors", wanted).items() if value}
    found = {
        cell: next((known[name] for name in known if name in cell.split(",")), "")
        for cell in sectors.unique()
    }
    return sectors.map(found)


def _spheres_of_sectors(raw: pd.DataFrame) -> pd.Series:
    spheres = pd.Series("", raw.index)
    for side in ("Source", "Target"):
        found = _of_sectors(raw[f"{side} Sectors"], "sphere")
        new = (found != "") & (spheres != found + ":mentioned")
        spheres = spheres.where(~new, spheres.where(spheres == "", spheres + ";") + found + ":mentioned")
    return spheres
