"""COLT, leaders' travel: comma-separated with a header; one row is one trip of one leader to one country.

The columns are those of the file that its makers published in 2025 (trips of 1990 to 2024) as public programs read it.
Only columns whose meaning these sources tell are used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import BinaryIO
from urllib.parse import urlsplit

import pandas as pd

from data.countries import NAMES, country_name, find_country
from data.formats.acts import Chunk, acts_frame
from data.formats.codes import column
from data.formats.colt_dates import dates
from data.formats.icews import SAME
from data.formats.raw import Fault, odd_rows, sort_out

NAME = "colt"
LABEL = "COLT travels of leaders"
CITATION = (
    "Moyer, Jonathan D.; Meisel, Collin J.; Szymanski-Burgos, Adam; and others (2025): When Heads of Government and "
    "State (HOGS) Fly: Introducing the Country and Organizational Leader Travel (COLT) Dataset Measuring "
    "Foreign Travel by HOGS. International Studies Quarterly 69(2). doi:10.1093/isq/sqaf013"
)
LICENCE = "Terms of its makers at the University of Denver"
LICENCE_URL = "https://doi.org/10.1093/isq/sqaf013"
ABOUT = (
    "Trips abroad of heads of state and government and of other leaders, coded by people from reports. One row is one "
    "trip to one country; the host is the country, because the data do not say which office the leader whom the guest "
    "met holds. Names of those met, and of conferences, stand in the notes."
)
MACHINE = False
NEEDED = (
    "TripID", "LeaderFullName", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRole", "CountryVisited",
    "CountryVisitedISO", "TripYear", "TripStartDate", "TripEndDate",
)  # fmt: skip
"""Columns without which a file is of no use."""
ALSO = (
    "LeaderTitle", "CityVisited", "HostHOGSName", "NonhostHOGSNames", "IGOLeaderName", "NameMultilatEvent", "Notes",
    "SourceLink1",
)  # fmt: skip
NOTED = {
    "HostHOGSName": "Met of the host's leaders", "NonhostHOGSNames": "Met of other leaders",
    "IGOLeaderName": "Met of leaders of international bodies", "NameMultilatEvent": "Multilateral event",
    "Notes": "Remark",
}  # fmt: skip
"""Columns that stand in the note of an event → the words before them."""
UNKNOWN = "is no country that Rapport knows"


def recognise(head: bytes) -> float:
    """The header line is proof enough; some of its columns alone are of another edition."""
    names = _header(_text(head).split("\n", 1)[0])
    if {*NEEDED} <= {*names}:
        return 1.0
    return 0.6 if {"LeaderFullName", "CountryVisited"} <= {*names} else 0.0


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``; the whole file at once, because all of it tells how days are written."""
    rows = csv.reader(StringIO(_text(file.read()), newline=""))
    header = [cell.strip() for cell in next(rows, [])]
    if missing := [title for title in NEEDED if title not in header]:
        raise ValueError(
            f"{name} is of an edition of COLT that Rapport does not know: it has no column {missing[0]}"
        )
    cells = {place: row for place, row in enumerate(rows, 2) if any(cell.strip() for cell in row)}
    whole = {place: row for place, row in cells.items() if len(row) == len(header)}
    odd = pd.Series({place: len(row) for place, row in cells.items() if place not in whole}, dtype=int)
    raw = pd.DataFrame([*whole.values()], columns=header, index=[*whole], dtype="str")
    raw = raw.reindex(columns=[*NEEDED, *ALSO], fill_value="").apply(lambda told: told.str.strip())
    acts, aside = _used(raw, name)
    aside = pd.concat([aside, odd_rows(name, odd, {len(header): header})], ignore_index=True)
    yield Chunk(len(cells), acts, aside)


def _text(content: bytes) -> str:
    """UTF-8, or else Windows-1252, which the file of 2025 is in."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _header(line: str) -> list[str]:
    """The cells of the first line; none for what is no text, such as a workbook."""
    try:
        return [cell.strip() for cell in next(csv.reader([line]), [])]
    except csv.Error:
        return []


def _used(raw: pd.DataFrame, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    told = dates(raw["TripStartDate"], raw["TripEndDate"], raw["TripYear"])
    igo = raw["LeaderRole"] == "I"
    raw = raw.assign(
        date=told["date"], visited=_countries(raw["CountryVisitedISO"], raw["CountryVisited"]),
        home=_countries(raw["LeaderCountryISO"], raw["LeaderCountryOrIGO"]).where(~igo, ""),
    )  # fmt: skip
    left, aside = sort_out(name, raw, _faults(raw, told, igo))
    return acts_frame(_columns(raw[left]), raw.index[left]), aside


def _countries(codes: pd.Series, names: pd.Series) -> pd.Series:
    """By its code, else by its name. Codes of two letters are those of bodies such as the African Union."""
    told = names.map({name: find_country(name) or "" for name in names.unique()})
    return codes.where(codes.isin(NAMES), told)


def _faults(raw: pd.DataFrame, told: pd.DataFrame, igo: pd.Series) -> Sequence[Fault]:
    wrong_dates = (
        Fault(cell, told[cell] == rule, rule)
        for cell in ("TripStartDate", "TripEndDate")
        for rule in told[cell].unique()
        if rule
    )
    return (
        *wrong_dates,
        Fault("LeaderFullName", raw["LeaderFullName"] == "", "must not be empty"),
        Fault("LeaderCountryISO", (raw["home"] == "") & ~igo, UNKNOWN),
        Fault("CountryVisited", raw["visited"] == "", UNKNOWN),
        Fault("CountryVisitedISO", raw["home"] == raw["visited"], SAME),
    )


def _columns(raw: pd.DataFrame) -> dict[str, object]:
    link = raw["SourceLink1"].where(raw["SourceLink1"].str.fullmatch(r"https?://\S+"), "")
    role = raw["LeaderRole"]
    return {
        "raw_id": raw["TripID"].where(raw["TripID"] != "", raw.index.astype("str")), "row": raw.index,
        "date": raw["date"], "event_type": "visit", "status": "occurred", "city": raw["CityVisited"],
        "country": raw["visited"], "story": link.where(link != "", "COLT"), "url": link,
        "publisher": link.map(lambda url: urlsplit(url).netloc or "COLT"), "note": _notes(raw),
        "from_name": raw["LeaderFullName"], "from_kind": "person", "from_country": raw["home"],
        "from_sector": role.map(column("colt_roles", "sector")).fillna("government"),
        "from_level": role.map(column("colt_roles", "level")).fillna("senior_official"),
        "from_office": raw["LeaderTitle"], "from_role": "visitor", "to_name": raw["visited"].map(country_name),
        "to_kind": "country", "to_country": raw["visited"], "to_sector": "government", "to_level": "country",
        "to_role": "host",
    }  # fmt: skip


def _notes(raw: pd.DataFrame) -> pd.Series:
    notes = pd.Series("", raw.index)
    for cell, words in NOTED.items():
        notes += (" " + words + ": " + raw[cell].str.rstrip(". ") + ".").where(raw[cell] != "", "")
    return notes.str.strip()
