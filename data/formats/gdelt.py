"""GDELT 1.0 and 2.0 events: one row per actors, act and day that software found in the world's news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pandas as pd

from data.formats.acts import ASIDE, Chunk, acts_frame, aside_frame
from data.formats.codes import column
from data.formats.gdelt_actors import country_of, is_body, unknown_country
from data.formats.gdelt_acts import columns
from data.formats.gdelt_rows import WIDTHS, header_of, parts

NAME = "gdelt"
LABEL = "GDELT events"
CITATION = (
    "Leetaru, Kalev; Schrodt, Philip A. (2013): GDELT: Global Data on Events, Location and Tone, 1979–2012. "
    "International Studies Association, San Francisco. The GDELT Project, https://www.gdeltproject.org/"
)
LICENCE = "Free for any use with a citation of the GDELT Project and a link to it"
LICENCE_URL = "https://www.gdeltproject.org/about.html#termsofuse"
ABOUT = (
    "Events that software coded from news with the CAMEO code. GDELT names actors in capitals as the report had them "
    "and does not tell persons from bodies: whoever is more than a country counts as an institution. Levels and "
    "spheres are taken from codes of actors and acts and are coarse; many rows are wrong, so read the reports."
)
MACHINE = True
OLDEST = "oldest"
OPTIONS = {
    OLDEST: {
        "": "Keep events of any age",
        "365": "Set aside what lies over a year before its report",
        "30": "Set aside what lies over 30 days before its report",
        "7": "Set aside what lies over 7 days before its report",
    }
}
"""Option → the values that a reader is offered, the default first. ``oldest`` takes any whole number of days.

GDELT dates an event by the words of the report ("a year ago"). Rows that name no report are not touched: there
DATEADDED only says when the file was made.
"""


def recognise(head: bytes) -> float:
    """Sure for a header and for rows with 58 or 61 columns; rows of 57 have no address and are less sure."""
    lines = head.split(b"\n")
    if header_of(lines[0]):
        return 1.0
    rows = [line.rstrip(b"\r").split(b"\t") for line in (lines[:-1] or lines)[:200]]
    fitting = [len(row) for row in rows if len(row) in WIDTHS and _plausible(row)]
    sure = 1.0 if {58, 61} & {*fitting} else 0.8
    return sure * len(fitting) / max(len(rows), 1)


def _plausible(row: list[bytes]) -> bool:
    """Id, day, month, whether it is a root event and the class of the act are what they are in GDELT."""
    day = row[1].isdigit() and len(row[1]) == 8 and row[1].startswith(row[2])
    return row[0].isdigit() and day and row[25] in (b"0", b"1") and row[29] in (b"1", b"2", b"3", b"4")


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``; ``options["oldest"]`` is a number of days. ValueError when it is none."""
    oldest = oldest_of(options)
    for rows, odd in parts(file):
        yield _chunk(rows, odd, name, oldest)


def oldest_of(options: Mapping[str, str]) -> str:
    """The number of days of the option ``oldest``, empty when it is not given; ValueError when it is no number."""
    oldest = options.get(OLDEST, "")
    if oldest and not oldest.isdecimal():
        raise ValueError(f"the option {OLDEST} is {oldest!r}; give a whole number of days")
    return oldest


def _chunk(raw: pd.DataFrame, odd: pd.Series, name: str, oldest: str) -> Chunk:
    raw = raw.apply(lambda cells: cells.str.strip())
    raw = raw.assign(EventCode=_whole(raw["EventCode"], raw["EventRootCode"]), given=raw["EventCode"])
    hint = f"rows have {', '.join(map(str, WIDTHS))} columns, or as many as the header"
    aside = [
        aside_frame(name, odd.index.to_series(), "", odd.astype(str), "has another number of columns", hint)
    ]
    left = pd.Series(True, raw.index)
    for cell, wrong, rule in _faults(raw, oldest):
        hit = wrong & left
        shown = raw.loc[hit, "given" if cell == "EventCode" else cell]
        aside.append(aside_frame(name, raw.index[hit].to_series(), cell, shown, rule))
        left &= ~wrong
    used = raw[left]
    acts = acts_frame(columns(used), used.index)
    return Chunk(len(raw) + len(odd), acts, pd.concat(aside, ignore_index=True)[list(ASIDE)])


def _whole(codes: pd.Series, roots: pd.Series) -> pd.Series:
    """CAMEO codes with the zero that a spreadsheet took away; the root tells 010 from 10. Empty when unknown."""
    kinds, pairs = column("cameo", "event_type"), codes + " " + roots
    found = {}
    for pair in pairs.unique():
        code, root = pair.split(" ", 1) if " " in pair else (pair, "")
        known = [form for form in (code, f"0{code}") if form in kinds]
        found[pair] = next((form for form in known if form.startswith(root.zfill(2))), *known[-1:] or [""])
    return pairs.map(found).astype("str")


def _faults(raw: pd.DataFrame, oldest: str) -> Iterator[tuple[str, pd.Series, str]]:
    """Column, rows in which it is wrong, and why; a row counts for the first that applies."""
    day, report = _day(raw["SQLDATE"]), _day(raw["DATEADDED"].str[:8]).where(raw["SOURCEURL"] != "")
    yield "GLOBALEVENTID", ~raw["GLOBALEVENTID"].str.fullmatch(r"\d+"), "is no number of an event"
    yield "SQLDATE", day.isna(), "is no day such as 20181125"
    yield "SQLDATE", day.dt.year < 1979, "lies before 1979, the first year of GDELT"
    if oldest:
        long_ago = (report - day).dt.days > int(oldest)
        yield "SQLDATE", long_ago, f"lies more than {int(oldest):,} days before its report"
    yield "EventCode", raw["EventCode"] == "", "is no CAMEO code"
    for actor in ("Actor1", "Actor2"):
        cell = f"{actor}CountryCode"
        yield cell, unknown_country(raw[cell]), "is no country or region that GDELT lists"
    yield from _domestic(raw)


def _domestic(raw: pd.DataFrame) -> Iterator[tuple[str, pd.Series, str]]:
    """Neither between two countries nor between a country and an international body."""
    first, second = (country_of(raw[f"{actor}CountryCode"]) for actor in ("Actor1", "Actor2"))
    for actor, country in (("Actor1", first), ("Actor2", second)):
        lost = (country == "") & ~is_body(raw, actor)
        yield f"{actor}Code", lost, "has no country and is no international body"
    yield "Actor2Code", (first == "") & (second == ""), "has no country, and neither has the first actor"
    yield "Actor2Code", first == second, "is of the same country as the first actor"


def _day(cells: pd.Series) -> pd.Series:
    return pd.to_datetime(cells.where(cells.str.fullmatch(r"\d{8}")), format="%Y%m%d", errors="coerce")
