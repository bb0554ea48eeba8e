"""POLECAT rows → acts: kind, place, spheres, language and roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pandas as pd
import pycountry

from data.countries import find_country
from data.formats.acts import SEVERAL
from data.formats.codes import column
from data.formats.polecat_actors import Parties, party_columns, values
from data.formats.raw import is_day


def columns_of(raw: pd.DataFrame, code: pd.Series, ends: Mapping[str, list[Parties]]) -> dict[str, object]:
    """The columns of acts from rows that can be used, their codes and the parties of both ends."""
    kinds = code.map(column("plover_types", "event_type"))
    place = _each(raw["Country"], lambda cell: find_country(cell) or "").where(kinds != "call", "")
    spheres = _each(raw["Contexts"], _spheres)
    published, hosted = raw["Publication Date"].str[:10], raw["Recipient Country"] != ""
    columns: dict[str, object] = {
        "raw_id": raw["Event ID"].where(raw["Event ID"] != "", raw.index.astype("str")), "row": raw.index,
        "date": raw["Event Date"], "event_type": kinds, "status": "occurred",
        "city": raw["City"].where(place != "", ""), "country": place, "spheres": spheres,
        "sphere_basis": spheres.where(spheres == "", "context"), "story": raw["Event ID"].str.partition("_")[0],
        "publisher": raw["Source"].where(raw["Source"] != "", "POLECAT"),
        "published": published.where(is_day(published), ""),
        "language": _each(raw["Language"], _language), "note": _note(raw),
    }  # fmt: skip
    for end, told in ends.items():
        columns |= party_columns(told, end, raw.index)
        often = np.array([len(one.rows) for one in told])
        columns[f"{end}_role"] = [
            SEVERAL.join([role] * n) for role, n in zip(_roles(code, hosted, end), often, strict=True)
        ]
    return columns


def _each(cells: pd.Series, told: Callable[[str], str]) -> pd.Series:
    return cells.map({cell: told(cell) for cell in cells.unique()})


def _roles(code: pd.Series, hosted: pd.Series, end: str) -> list[str]:
    """PLOVER has the visitor as actor and the host as recipient; without a recipient, all take part alike."""
    guest, acts = {"from": ("visitor", "initiator"), "to": ("host", "target")}[end]
    joint = code.map(column("plover_types", "joint")) == "yes"
    return np.select([(code == "CONSULT visit") & hosted, joint], [guest, "participant"], acts).tolist()


def _note(raw: pd.DataFrame) -> pd.Series:
    mode = (", mode " + raw["Event Mode"]).where(raw["Event Mode"] != "", "")
    score = (", intensity " + raw["Intensity"]).where(raw["Intensity"] != "", "")
    return "POLECAT: " + raw["Event Type"] + mode + score + "."


@cache
def _spheres(contexts: str) -> str:
    """The spheres of a report's contexts, each once."""
    known = column("plover_contexts", "sphere")
    found = dict.fromkeys(known[text.lower()] for text in values(contexts) if text.lower() in known)
    return ";".join(f"{sphere}:mentioned" for sphere in found)


@cache
def _language(text: str) -> str:
    """The two-letter code of a language by its name or code; empty when it has none."""
    try:
        return str(getattr(pycountry.languages.lookup(text), "alpha_2", "")) if text else ""
    except LookupError:
        return ""
