"""ICEWS as a temporal knowledge graph: subject, relation, object and date, separated by tabs, without header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import BinaryIO

import numpy as np
import pandas as pd

from data.formats import icews
from data.formats.acts import Chunk, acts_frame
from data.formats.codes import cameo, column
from data.formats.icews import SAME, roles
from data.formats.icews_actors import party, spheres_of
from data.formats.raw import Fault, is_day, odd_rows, parts, sort_out
from data.vocabulary import fold

NAME = "icews-graph"
LABEL = "ICEWS knowledge graph"
CITATION = icews.CITATION
LICENCE = icews.LICENCE
LICENCE_URL = icews.LICENCE_URL
ABOUT = (
    "Events of ICEWS as research on knowledge graphs shares them: who did what to whom on which day, without report, "
    "place and sectors. The country of a party is known only when it stands in its name, as in Foreign Affairs "
    "(Bangladesh); events of people named in person and of international bodies are set aside."
)
MACHINE = True
COLUMNS = ("Subject", "Relation", "Object", "Date")
WIDTHS = {4: COLUMNS}
NUMBERS = re.compile(rb"(\d+\t){3,4}-?\d+\s*")


def recognise(head: bytes) -> float:
    """Four cells, of which the second is a kind of act and the last a day; numbers in their place are doubtful."""
    first = head.split(b"\n", 1)[0]
    if NUMBERS.fullmatch(first):
        return 0.3
    cells = first.decode("utf-8-sig", "replace").strip().split("\t")
    if len(cells) != len(COLUMNS) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cells[3]):
        return 0.0
    return 1.0 if _code(cells[1]) else 0.5


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``."""
    first = file.readline()
    if NUMBERS.fullmatch(first):
        raise ValueError(f"{name} holds numbers in place of names; give the file that has the names")
    lines = chain([first.removeprefix(b"\xef\xbb\xbf")], file)
    for rows, odd in parts(lines, WIDTHS, 1):
        acts, aside = _used(rows, name)
        aside = pd.concat([aside, odd_rows(name, odd, WIDTHS)], ignore_index=True)
        yield Chunk(len(rows) + len(odd), acts, aside)


def _used(raw: pd.DataFrame, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    named = {end: _names(raw[side]) for end, side in (("from", "Subject"), ("to", "Object"))}
    countries = {end: _by_name(names, _country) for end, names in named.items()}
    code = _by_name(raw["Relation"], _code)
    left, aside = sort_out(name, raw, _faults(raw, code, countries))
    used = {end: (named[end][left], countries[end][left]) for end in named}
    return acts_frame(_columns(raw[left], code[left], used, name), raw.index[left]), aside


def _faults(raw: pd.DataFrame, code: pd.Series, country: Mapping[str, pd.Series]) -> Sequence[Fault]:
    unnamed = "names no country: people named in person and international bodies cannot be placed"
    return (
        Fault("Date", ~is_day(raw["Date"]), "is no date such as 2018-11-25"),
        Fault("Relation", code == "", "is no kind of act that ICEWS lists"),
        Fault("Subject", country["from"] == "", unnamed),
        Fault("Object", country["to"] == "", unnamed),
        Fault("Object", country["from"] == country["to"], SAME),
    )


def _columns(
    raw: pd.DataFrame, code: pd.Series, ends: Mapping[str, tuple[pd.Series, pd.Series]], name: str
) -> dict[str, object]:
    kinds, own = cameo(code, "event_type"), cameo(code, "sphere")
    columns: dict[str, object] = {
        "raw_id": raw.index.astype("str"), "row": raw.index, "date": raw["Date"], "event_type": kinds,
        "status": "occurred", "story": name, "publisher": "ICEWS",
        "note": "ICEWS: " + _names(raw["Relation"]) + " (CAMEO " + code + ").",
    }  # fmt: skip
    sectors = {}
    for end, (names, country) in ends.items():
        sectors[end] = _by_name(names, _sectors)
        columns |= party(names, sectors[end], country, end) | {f"{end}_role": roles(code, kinds, end)}
    coded = (own + ":" + cameo(code, "stage")).where(own != "", "")
    worked = spheres_of(sectors["from"], sectors["to"])
    basis = np.select([coded != "", worked != ""], ["event_code", "actor_sector"], "")
    return columns | {"spheres": coded.where(coded != "", worked), "sphere_basis": basis}


def _names(cells: pd.Series) -> pd.Series:
    """Some files write underscores for spaces."""
    return cells.str.replace("_", " ").str.strip()


def _by_name(cells: pd.Series, told: Callable[[str], str]) -> pd.Series:
    return cells.map({cell: told(cell) for cell in cells.unique()})


@cache
def _code(relation: str) -> str:
    """The CAMEO code of a kind of act as ICEWS words it; empty when it has none."""
    return column("icews_texts", "code").get(_folded(relation), "")


def _country(name: str) -> str:
    """The country that a name is or that stands in its brackets; empty when there is none."""
    office, _, inside = name.partition(" (")
    known = _countries()
    return known.get(_folded(name)) or (known.get(_folded(inside.removesuffix(")")), "") if office else "")


@cache
def _countries() -> dict[str, str]:
    return {_folded(name): code for name, code in column("icews_countries", "country").items()}


def _sectors(name: str) -> str:
    """The sectors that ICEWS gives most often to an office of this name."""
    return column("icews_roles", "sectors").get(name.partition(" (")[0], "")


def _folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
