"""The lists of the US State Department's historians: travels of presidents and secretaries, visits of foreign leaders.

``python -m data.formats.state_department TRAVELS.csv VISITS.csv FOLDER`` writes the tables of both into a data set.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from data.countries import country_name, find_country, in_sentence
from data.dates import in_words
from data.formats.acts import ASIDE, SEVERAL, Chunk, acts_frame, aside_frame
from data.formats.codes import column, lookup, table
from data.formats.tables import tables_of

NAME = "state-department"
LABEL = "US State Department travels and visits"
CITATION = "Office of the Historian, United States Department of State"
LICENCE = "Public domain"
LICENCE_URL = "https://creativecommons.org/publicdomain/mark/1.0/"
ABOUT = (
    "Travels abroad of presidents and secretaries of state since 1866, and visits of foreign leaders to the United "
    "States since 1874. One row is one trip; the host is the country, because the remarks do not say surely who "
    "received whom. The remarks stand in the notes."
)
MACHINE = False
COLUMNS = {
    "travel": (
        "id", "role", "who", "name", "start_date", "end_date", "country_id", "country", "locale", "remarks",
    ),
    "visit": ("id", "start_date", "end_date", "visitor", "country_id", "country", "description"),
}  # fmt: skip
"""The columns of each list that are read."""

SITE = "https://history.state.gov/departmenthistory"
OFFICES = {"president": ("President", "head_of_state"), "secretary": ("Secretary of State", "minister")}
LONGEST = 12
"""Words of a title."""


def recognise(head: bytes) -> float:
    """The header line is proof enough."""
    return 1.0 if _kind(head.split(b"\n", 1)[0].decode("utf-8-sig", "replace").strip().split(",")) else 0.0


def _kind(names: list[str]) -> str:
    return next((kind for kind, columns in COLUMNS.items() if set(columns) <= set(names)), "")


def chunks(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Chunk]:
    """See ``data.formats.acts.Format``; each list is small enough for one part."""
    raw = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig", encoding_errors="replace")
    raw.index = raw.index + 2
    kind = _kind(list(raw.columns))
    if not kind:
        raise ValueError(f"{name} has the columns of neither list")
    raw = raw.rename(columns={"visitor": "name", "description": "remarks"})
    yield _chunk(raw.assign(code=_countries(raw)), kind, name)


def _countries(raw: pd.DataFrame) -> pd.Series:
    """The country as it was at the time: its name in the list decides before the page on which it is listed."""
    code = lookup(raw["country"], "state_department_countries", "country")
    code = code.where(code != "", lookup(raw["country_id"], "state_department_countries", "country"))
    return code.where(code != "", raw["country"].map(lambda name: find_country(name) or ""))


def _chunk(raw: pd.DataFrame, kind: str, name: str) -> Chunk:
    same = _same_as_above(raw)
    faults = {
        "start_date": (~_is_day(raw["start_date"]), "is no date such as 2018-11-25"),
        "end_date": (~_is_day(raw["end_date"]), "is no date such as 2018-11-25"),
        "country": (raw["code"] == "", "is no country that Rapport knows"),
        "name": (raw["name"].str.strip() == "", "must not be empty"),
        "id": (same, "is the trip of the row above once more; its remark stands there"),
    }
    aside, left = [], pd.Series(True, raw.index)
    for cell, (wrong, rule) in faults.items():
        hit = wrong & left
        aside.append(aside_frame(name, raw.index[hit].to_series(), cell, raw.loc[hit, cell], rule))
        left &= ~wrong
    backwards = left & (raw["end_date"] < raw["start_date"])
    rule = "lies before the first day"
    aside.append(
        aside_frame(name, raw.index[backwards].to_series(), "end_date", raw.loc[backwards, "end_date"], rule)
    )
    left &= ~backwards
    remarks = raw["remarks"].groupby((~same).cumsum()).transform(lambda told: " – ".join(dict.fromkeys(told)))
    acts = _acts(raw.assign(remarks=remarks)[left], kind)
    return Chunk(len(raw), acts, pd.concat(aside, ignore_index=True)[list(ASIDE)])


def _is_day(cells: pd.Series) -> pd.Series:
    return cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}") & pd.to_datetime(cells, errors="coerce").notna()


def _same_as_above(raw: pd.DataFrame) -> pd.Series:
    """The same people in the same place on the same days; with another stop between, it is a trip of its own."""
    keys = [key for key in ("name", "start_date", "end_date", "country_id", "locale") if key in raw.columns]
    return (raw[keys] == raw[keys].shift()).all(axis=1)


def _acts(raw: pd.DataFrame, kind: str) -> pd.DataFrame:
    days = raw["start_date"] + "/" + raw["end_date"]
    dates = days.where(raw["start_date"] != raw["end_date"], raw["start_date"])
    common: dict[str, object] = {
        "raw_id": f"{kind}-" + raw["id"], "row": raw.index, "date": dates, "event_type": "visit",
        "status": "occurred", "from_kind": "person", "from_role": "visitor", "to_kind": "country",
        "to_role": "host", "to_level": "country", "to_sector": "government", "publisher": CITATION,
        "language": "en", "source_side": "USA", "note": _notes(raw),
    }  # fmt: skip
    return acts_frame(common | (_travels if kind == "travel" else _visits)(raw, dates), raw.index)


def _notes(raw: pd.DataFrame) -> pd.Series:
    """The remark in the words of the list, which are in the public domain, and the name of the country then."""
    said = ("Remark in the list: “" + raw["remarks"].str.strip() + "”").where(raw["remarks"] != "", "")
    own = raw["code"].map(country_name)
    called = (" The list calls the country “" + raw["country"] + "”.").where(raw["country"] != own, "")
    return (said + called).str.strip()


def _travels(raw: pd.DataFrame, dates: pd.Series) -> dict[str, object]:
    one_city = ~raw["locale"].str.contains(r",|;| and ", regex=True)
    city = raw["locale"].str.strip().where(one_city, "")
    office = raw["role"].map(lambda role: OFFICES.get(role, ("", "official"))[0])
    where = raw["code"].map(in_sentence)
    stops = (" (" + raw["locale"] + ")").where(raw["locale"] != "", "")
    who = ("The " + office + ", ").where(office != "", "") + raw["name"]
    return {
        "from_name": raw["name"], "from_country": "USA", "from_office": office,
        "from_level": raw["role"].map(lambda role: OFFICES.get(role, ("", "official"))[1]),
        "from_sector": raw["role"].map({"president": "head_of_state"}).fillna("foreign_affairs"),
        "to_name": raw["code"].map(country_name), "to_country": raw["code"],
        "city": city, "country": raw["code"],
        "title": [
            _title(f"{name} visits {f'{place}, {country_name(code)}' if place else state}", f"{name} visits {state}")
            for name, place, code, state in zip(raw["name"], city, raw["code"], where, strict=True)
        ],
        "summary": who + ", travelled to " + where + stops + ", " + dates.map(in_words) + ".",
        "story": "travels-" + raw["who"], "url": f"{SITE}/travels/" + raw["role"] + "/" + raw["who"],
        "source_title": "[Travels of " + office + " " + raw["name"] + "]",
    }  # fmt: skip


def _visits(raw: pd.DataFrame, dates: pd.Series) -> dict[str, object]:
    parties = {text: visitors(text) for text in raw["name"].unique()}
    state = raw["code"].map(in_sentence)
    verbs = raw["name"].map(lambda text: "visit" if len(parties[text]) > 1 else "visits")
    columns: dict[str, object] = {
        f"from_{part}": raw["name"].map(
            lambda text, place=place: SEVERAL.join(party[place] for party in parties[text])
        )
        for place, part in enumerate(("name", "office", "level", "sector"))
    }
    often = raw["name"].map(lambda text: len(parties[text]))
    columns["from_country"] = [SEVERAL.join([code] * n) for code, n in zip(raw["code"], often, strict=True)]
    columns["from_kind"] = [SEVERAL.join(["person"] * n) for n in often]
    columns["from_role"] = [SEVERAL.join(["visitor"] * n) for n in often]
    return columns | {
        "to_name": country_name("USA"), "to_country": "USA", "country": "USA",
        "title": [
            _title(
                f"{who} of {of} {verb} the United States",
                f"{who} {verb} the United States",
                f"{' and '.join(party[0] for party in parties[who])} {verb} the United States",
            )
            for who, of, verb in zip(raw["name"], state, verbs, strict=True)
        ],
        "summary": raw["name"] + " of " + state + " visited the United States, " + dates.map(in_words) + ".",
        "story": "visits-" + raw["country_id"], "url": f"{SITE}/visits/" + raw["country_id"],
        "source_title": "[Visits by leaders of " + raw["code"].map(in_sentence) + "]",
    }  # fmt: skip


def _title(*wordings: str) -> str:
    """The first wording that is no longer than a title may be."""
    return next(words for words in wordings if len(words.split()) <= LONGEST)


def visitors(text: str) -> list[tuple[str, str, str, str]]:
    """The people in a cell of visitors: name, office, level, sector. A title that the list of titles lacks stays in
    the name, and its level is that of other officials.

    >>> visitors("Prime Minister Winston Churchill")
    [('Winston Churchill', 'Prime Minister', 'head_of_government', 'government')]
    """
    titles = "|".join(map(re.escape, _titles()))
    if re.match(r"Premier and Prince ", text):
        return [_visitor(text)]
    return [_visitor(part) for part in re.split(rf"(?:,| and) (?=(?:{titles}) )", text)]


def _titles() -> list[str]:
    return sorted(table("state_department_titles")["title"], key=len, reverse=True)


def _visitor(text: str) -> tuple[str, str, str, str]:
    text = re.sub(r"^(Prime Minister)(?=[A-Z])", r"\1 ", text.strip())
    title = next((title for title in _titles() if text.startswith(f"{title} ")), "")
    if not title:
        return text, "", "official", "government"
    office, level, stays = (
        column("state_department_titles", name)[title] for name in ("office", "level", "stays")
    )
    name = f"{stays} {text[len(title) :].strip()}".strip()
    return name, office, level, "head_of_state" if level == "head_of_state" else "government"


def write(travels: Path, visits: Path, folder: Path) -> str:
    """Writes the eight tables of both lists into ``folder``, and says what was used.

    ``about.toml`` and ``README.md`` are written by hand. ValueError when a file is neither list.
    """
    parts = []
    for path in (travels, visits):
        with path.open("rb") as file:
            parts += list(chunks(file, path.name, {}))
    acts = pd.concat([part.acts for part in parts], ignore_index=True)
    for name, frame in tables_of(acts, ("USA", "*"), "us", "row").items():
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    aside = pd.concat([part.aside for part in parts], ignore_index=True)
    lines = [
        f"{row['file']}, row {row['row']}, {row['column']} {row['value']!r}: {row['rule']}."
        for row in aside.to_dict("records")
    ]
    read = sum(part.read for part in parts)
    return "\n".join([f"{read:,} rows read, {len(acts):,} trips, {len(aside):,} rows set aside.", *lines])


if __name__ == "__main__":
    print(write(*(Path(argument) for argument in sys.argv[1:4])))
