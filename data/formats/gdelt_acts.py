"""Rows of GDELT → the columns of acts: what was done, where, which report says so, and what GDELT made of it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from data.formats.codes import lookup
from data.formats.gdelt_actors import party, place_of, spheres

_MEETINGS = ("meeting", "call", "consultation", "visit")
_SCHEME = re.compile("^https?:", re.IGNORECASE)


def columns(raw: pd.DataFrame) -> dict[str, object]:
    """The columns of acts for rows that can be used; ``EventCode`` has its zeros."""
    code = raw["EventCode"]
    kinds = lookup(code, "cameo", "event_type")
    made: dict[str, object] = {
        "raw_id": raw["GLOBALEVENTID"], "row": raw.index, "event_type": kinds, "status": "occurred",
        "date": _iso(raw["SQLDATE"]), "note": _note(raw),
    }  # fmt: skip
    made |= _place(raw) | _report(raw) | _spheres(raw)
    meets, hosting, visiting = kinds.isin(_MEETINGS), code == "043", code == "042"
    ends = (("from", "Actor1", "initiator", "host", "visitor"), ("to", "Actor2", "target", "visitor", "host"))
    for end, actor, otherwise, if_hosting, if_visiting in ends:
        role = np.select([hosting, visiting, meets], [if_hosting, if_visiting, "participant"], otherwise)
        made |= party(raw, actor, end) | {f"{end}_role": role}
    return made


def _iso(days: pd.Series) -> pd.Series:
    return days.str[:4] + "-" + days.str[4:6] + "-" + days.str[6:8]


def _place(raw: pd.DataFrame) -> dict[str, object]:
    """Calls have no place; the name of a place begins with the city when GDELT found one (types 3 and 4)."""
    country = place_of(raw["ActionGeo_CountryCode"]).where(raw["EventCode"] != "041", "")
    city = raw["ActionGeo_FullName"].str.split(",", n=1).str[0].str.strip()
    return {
        "country": country,
        "city": city.where(raw["ActionGeo_Type"].isin(["3", "4"]) & (country != ""), ""),
    }


def _report(raw: pd.DataFrame) -> dict[str, object]:
    """The report is its address. Without one the row stands for it; some rows only name an agency."""
    given = (
        raw["SOURCEURL"]
        .str.replace(" ", "%20")
        .str.replace(_SCHEME, lambda found: found[0].lower(), regex=True)
    )
    address = given.str.match(r"https?://\S+$")
    host = given.where(address, "").map(_host)
    agency = raw["SOURCEURL"].where(raw["SOURCEURL"] != "", "Not named by GDELT")
    added = raw["DATEADDED"]
    dated = (raw["SOURCEURL"] != "") & added.str.fullmatch(r"\d{8}(\d{6})?")
    return {
        "story": given.where(address, raw["GLOBALEVENTID"]), "publisher": host.where(address, agency),
        "url": given.where(address, ""), "published": _iso(added).where(dated, ""),
    }  # fmt: skip


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:  # brackets that are no network address
        return address


def _spheres(raw: pd.DataFrame) -> dict[str, object]:
    """From the kind of act where it names one, else from what the actors are."""
    own = lookup(raw["EventCode"], "cameo", "sphere")
    staged = (own + ":" + lookup(raw["EventCode"], "cameo", "stage")).where(own != "", "")
    actors = spheres(raw)
    return {
        "spheres": staged.where(staged != "", actors),
        "sphere_basis": np.select([staged != "", actors != ""], ["event_code", "actor_sector"], ""),
    }


def _note(raw: pd.DataFrame) -> pd.Series:
    scale = raw["GoldsteinScale"].where(raw["GoldsteinScale"] != "", "not stated")
    root = (
        raw["IsRootEvent"].map({"1": "Root event", "0": "No root event"}).fillna("Root event or not: unknown")
    )
    act = (
        lookup(raw["EventCode"], "cameo", "label")
        + " (CAMEO "
        + raw["EventCode"]
        + ", Goldstein "
        + scale
        + ")"
    )
    actors = _coded(raw, "Actor1") + " and " + _coded(raw, "Actor2")
    told = [
        _counted(raw[f"Num{what.capitalize()}s"], what) for what in ("mention", "source", "article")
    ]  # fmt: skip
    return (
        "GDELT: " + act + ". Actors as coded: " + actors + ". " + root + "; " + told[0] + ", " + told[1] + ", "
        + told[2] + "."
    )  # fmt: skip


def _coded(raw: pd.DataFrame, actor: str) -> pd.Series:
    code = raw[f"{actor}Code"]
    return raw[f"{actor}Name"] + (" (" + code + ")").where(code != "", "")


def _counted(numbers: pd.Series, what: str) -> pd.Series:
    stated = (numbers + " " + what).where(numbers == "1", numbers + f" {what}s")
    return stated.where(numbers != "", f"unknown number of {what}s")
