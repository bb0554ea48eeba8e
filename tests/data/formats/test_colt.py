"""COLT: small files with the columns of the edition of 2025."""

import csv
import io

import pandas as pd
import pytest

from data.check import schema_problems
from data.formats import colt
from data.formats.icews import SAME
from data.formats.opening import Opened, open_content
from data.formats.registry import recognise
from data.formats.tables import tables_of
from data.rules import RULES

HEADER = [*colt.NEEDED, *colt.ALSO, "TripDuration", "Confidence(1-5)"]
USUAL = {
    "TripID": "1-AZE-ISR-1", "LeaderFullName": "A Leader", "LeaderCountryOrIGO": "Azerbaijan",
    "LeaderCountryISO": "AZE", "LeaderRole": "GS", "LeaderTitle": "President", "CountryVisited": "Israel",
    "CountryVisitedISO": "ISR", "CityVisited": "Jerusalem", "TripYear": "2020", "TripStartDate": "2020-01-15",
    "TripEndDate": "2020-01-16", "TripDuration": "2",
}  # fmt: skip


def content(*rows: dict[str, str], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(
        [HEADER, *([(USUAL | given).get(name, "") for name in HEADER] for given in rows)]
    )
    return text.getvalue().encode(encoding)


def opened(*rows: dict[str, str], encoding: str = "utf-8") -> Opened:
    found = open_content(content(*rows, encoding=encoding), "colt.csv", colt, {})
    assert found.read == len(found.acts) + found.aside["row"].nunique() == len(rows)
    assert not set(found.acts["row"]) & set(found.aside["row"])
    return found


def act(**given: str) -> pd.Series:
    acts = opened(given).acts
    assert len(acts) == 1
    return acts.iloc[0]


def reason(**given: str) -> list[str]:
    aside = opened(given).aside
    assert len(aside) == 1
    return [str(cell) for cell in aside.iloc[0][["column", "value", "rule"]]]


def test_recognised_by_its_header_and_other_editions_are_refused() -> None:
    assert [format_.NAME for format_, _ in recognise(content())] == ["colt"]
    other = b"LeaderFullName,CountryVisited,Start\n"
    assert colt.recognise(other) == 0.6
    with pytest.raises(
        ValueError, match="of an edition of COLT that Rapport does not know: it has no column TripID"
    ):
        open_content(other, "colt.csv", colt, {})
    assert colt.recognise(b"who,where\n") == 0.0


def test_a_trip() -> None:
    told = act()
    assert told[["event_type", "date", "city", "country", "raw_id"]].tolist() == [
        "visit", "2020-01-15/2020-01-16", "Jerusalem", "ISR", "1-AZE-ISR-1",
    ]  # fmt: skip
    assert told[["from_name", "from_country", "from_office", "from_level", "from_role"]].tolist() == [
        "A Leader", "AZE", "President", "head_of_state", "visitor",
    ]  # fmt: skip
    assert told[["to_name", "to_kind", "to_country", "to_role"]].tolist() == [
        "Israel",
        "country",
        "ISR",
        "host",
    ]


@pytest.mark.parametrize(
    ("role", "level"),
    [("G", "head_of_government"), ("F", "minister"), ("CP", "senior_official"), ("new", "senior_official")],
)
def test_roles_are_ranks(role: str, level: str) -> None:
    assert act(LeaderRole=role)["from_level"] == level


def test_a_leader_of_an_international_body_has_no_country() -> None:
    told = act(LeaderRole="I", LeaderCountryOrIGO="African Union", LeaderCountryISO="AU")
    assert told["from_country"] == ""


def test_whom_the_guest_met_stands_in_the_note() -> None:
    told = act(HostHOGSName="A Host", NameMultilatEvent="A Summit", Notes="Talks.\nDinner.")
    assert (
        told["note"]
        == "Met of the host's leaders: A Host. Multilateral event: A Summit. Remark: Talks.\nDinner."
    )


def test_the_report_is_the_first_link() -> None:
    told = act(SourceLink1="https://news.example.org/trip")
    assert told[["url", "publisher"]].tolist() == ["https://news.example.org/trip", "news.example.org"]
    assert act(SourceLink1="a paper")[["url", "publisher", "story"]].tolist() == ["", "COLT", "COLT"]


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2020-01-15", "2020-01-15", "2020-01-15"), ("2020-01-15", "TBD", "2020-01-15"),
        ("2020-01-15 00:00:00", "", "2020-01-15"), ("TBD", "", "2020"), ("", "", "2020"),
        ("1/15/2020", "1/16/2020", "2020-01-15/2020-01-16"), ("15/1/2020", "", "2020-01-15"),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_the_file(start: str, end: str, date: str) -> None:
    assert act(TripStartDate=start, TripEndDate=end)["date"] == date


def test_the_whole_column_tells_whether_the_month_comes_first() -> None:
    doubtful, telling = (
        {"TripStartDate": "2/3/2020", "TripEndDate": ""},
        {"TripStartDate": "1/15/2020", "TripEndDate": ""},
    )
    assert reason(**doubtful)[:2] == ["TripStartDate", "2/3/2020"]
    assert opened(doubtful, telling).acts["date"].tolist() == ["2020-02-03", "2020-01-15"]
    both = opened(telling, {"TripStartDate": "15/1/2020", "TripEndDate": ""})
    assert both.aside["value"].tolist() == ["1/15/2020", "15/1/2020"]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"TripStartDate": "2020-02-30"}, "TripStartDate"), ({"TripEndDate": "2020-01-01"}, "TripEndDate"),
        ({"TripEndDate": "2020-02-30"}, "TripEndDate"), ({"LeaderFullName": " "}, "LeaderFullName"),
        ({"LeaderCountryISO": "XX", "LeaderCountryOrIGO": "Atlantis"}, "LeaderCountryISO"),
        ({"CountryVisitedISO": "", "CountryVisited": "Unknown"}, "CountryVisited"),
    ],
)  # fmt: skip
def test_bad_cells_are_set_aside_with_their_column(given: dict[str, str], column: str) -> None:
    assert reason(**given)[0] == column


def test_no_day_and_no_year_is_set_aside_and_so_are_trips_at_home() -> None:
    assert reason(TripStartDate="", TripYear="")[2] == "holds no day, and there is no year"
    assert reason(CountryVisitedISO="AZE")[2] == SAME


def test_windows_text_line_breaks_in_cells_and_rows_of_another_width() -> None:
    assert opened({"LeaderFullName": "José Leader"}, encoding="cp1252").acts["from_name"].tolist() == [
        "José Leader"
    ]
    found = open_content(content({"Notes": "a\nb"}, {"TripID": "2"}) + b"x,y\r\n", "colt.csv", colt, {})
    assert (found.read, found.acts["row"].tolist()) == (3, [2, 3])
    assert found.aside[["row", "value"]].values.tolist() == [[4, "2"]]


def test_tables_follow_schema_and_rules() -> None:
    found = opened({}, {"TripID": "2", "TripStartDate": "", "SourceLink1": "https://news.example.org/trip"})
    tables = tables_of(found.acts, ("AZE", "ISR"), "colt")
    assert schema_problems(tables) == []
    assert [problem for rule, _ in RULES for problem in rule(tables, ("AZE", "ISR"))] == []
    assert len(found.dataset(("AZE", "*")).events) == 2
    assert found.dataset(("AZE", "*")).about.per == "", "people coded it"
