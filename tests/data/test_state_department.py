"""The State Department's lists: who visits whom, which rows are one trip, what is set aside, and the tables of both."""

import io

import pytest

from data.check import schema_problems
from data.formats import state_department
from data.formats.registry import recognise
from data.formats.state_department import visitors
from data.formats.tables import tables_of
from data.rules import RULES

TRAVELS = """id,role,who,name,start_date,end_date,country_id,country,locale,remarks,source_file
1,president,roe-jane,Jane Roe,1972-05-22,1972-05-30,russia,U.S.S.R.,Moscow,"Met with ""the Chairman"", twice.",a.xml
2,secretary,poe-john,John Poe,1990-01-02,1990-01-02,israel,Israel,"Tel Aviv, Jerusalem",Talks.,b.xml
3,secretary,poe-john,John Poe,1990-01-02,1990-01-02,egypt,Egypt,Cairo,Talks.,b.xml
4,secretary,poe-john,John Poe,1990-01-02,1990-01-02,israel,Israel,"Tel Aviv, Jerusalem",More talks.,b.xml
5,president,roe-jane,Jane Roe,1999-03-01,1999-03-02,kosovo,Serbia-Montenegro (Kosovo),,,a.xml
6,president,roe-jane,Jane Roe,1999-03-01,1999-03-02,kosovo,Serbia-Montenegro (Kosovo),,Dinner.,a.xml
7,president,roe-jane,Jane Roe,1999-03-05,1999-03-04,france,France,Paris,,a.xml
8,president,roe-jane,Jane Roe,5 March 1999,1999-03-05,france,France,Paris,,a.xml
9,president,roe-jane,Jane Roe,1999-03-05,1999-03-05,ruritania,Ruritania,Strelsau,,a.xml
"""
VISITS = """id,start_date,end_date,visitor,country_id,country,description,source_file
1,1874-12-12,1874-12-23,King Kalakaua,hawaii,Hawaii,First.,data/1870.xml
2,2001-02-03,2001-02-03,President Ana Poe and Prime Minister Bo Roe,croatia,Croatia,,data/2000.xml
"""


def chunk(text):
    (found,) = state_department.chunks(io.BytesIO(text.encode()), "list.csv", {})
    return found


@pytest.mark.parametrize("text", [TRAVELS, VISITS])
def test_both_lists_are_recognised_by_their_header(text):
    assert recognise(text.encode())[0][0].NAME == state_department.NAME
    assert state_department.recognise(b"id,name,country\n") == 0


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="neither list"):
        chunk("id,name\n1,a\n")


def test_every_row_is_used_or_set_aside_with_its_reason():
    found = chunk(TRAVELS)
    assert (found.read, found.acts["raw_id"].tolist()) == (9, [f"travel-{n}" for n in (1, 2, 3, 4, 5)])
    told = found.aside[["row", "column", "value"]].sort_values("row").to_numpy().tolist()
    assert told == [
        [7, "id", "6"], [8, "end_date", "1999-03-04"], [9, "start_date", "5 March 1999"], [10, "country", "Ruritania"],
    ]  # fmt: skip


def test_a_row_that_repeats_the_one_above_leaves_its_remark_there():
    acts = chunk(TRAVELS).acts.set_index("raw_id")
    assert "Dinner." in acts.loc["travel-5", "note"]


def test_a_second_stop_on_the_same_day_is_a_trip_of_its_own():
    acts = chunk(TRAVELS).acts.set_index("raw_id")
    assert acts.loc["travel-2", "note"] != acts.loc["travel-4", "note"]


def test_travels_lead_from_the_united_states():
    act = chunk(TRAVELS).acts.set_index("raw_id").loc["travel-1"]
    assert (act["from_name"], act["from_country"], act["from_role"]) == ("Jane Roe", "USA", "visitor")
    assert (act["from_office"], act["from_level"]) == ("President", "head_of_state")
    assert (act["to_name"], act["to_country"], act["to_role"]) == ("Soviet Union", "SUN", "host")
    assert (act["date"], act["city"], act["country"]) == ("1972-05-22/1972-05-30", "Moscow", "SUN")
    assert act["title"] == "Jane Roe visits Moscow, Soviet Union"
    assert (
        act["summary"] == "The President, Jane Roe, travelled to the Soviet Union (Moscow), 22–30 May 1972."
    )
    assert act["note"] == (
        'Remark in the list: “Met with "the Chairman", twice.” The list calls the country “U.S.S.R.”.'
    )
    assert act["url"] == "https://history.state.gov/departmenthistory/travels/president/roe-jane"


def test_several_cities_are_no_city():
    act = chunk(TRAVELS).acts.set_index("raw_id").loc["travel-2"]
    assert (act["date"], act["city"]) == ("1990-01-02", "")
    assert "(Tel Aviv, Jerusalem)" in act["summary"]


def test_visits_lead_to_the_united_states():
    act = chunk(VISITS).acts.set_index("raw_id").loc["visit-1"]
    assert (act["from_name"], act["from_country"], act["from_level"]) == (
        "King Kalakaua",
        "XHI",
        "head_of_state",
    )
    assert (act["to_name"], act["country"], act["city"]) == ("United States", "USA", "")
    assert act["title"] == "King Kalakaua of Hawaii visits the United States"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("President Barrios", [("Barrios", "President", "head_of_state")]),
        ("President-elect Pessoa", [("Pessoa", "President-elect", "official")]),
        ("Prime MinisterHaidar al- Abadi", [("Haidar al- Abadi", "Prime Minister", "head_of_government")]),
        ("Premier and Prince Sihanouk", [("Prince Sihanouk", "Premier", "head_of_government")]),
        ("Prime Minster Adrian Nastase", [("Adrian Nastase", "Prime Minister", "head_of_government")]),
        ("Valdas Adamkus", [("Valdas Adamkus", "", "official")]),
        ("President Tommy E. Remengesau, Jr.", [("Tommy E. Remengesau, Jr.", "President", "head_of_state")]),
        (
            "King Abdullah and Crown Prince Hussein",
            [
                ("King Abdullah", "King", "head_of_state"),
                ("Crown Prince Hussein", "Crown Prince", "official"),
            ],
        ),
    ],
)
def test_visitors_with_name_office_and_level(cell, people):
    assert [person[:3] for person in visitors(cell)] == people


def test_the_tables_of_both_lists_break_no_rule(tmp_path):
    for name, text in (("travels.csv", TRAVELS), ("visits.csv", VISITS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = state_department.write(tmp_path / "travels.csv", tmp_path / "visits.csv", tmp_path)
    assert said.startswith("11 rows read, 7 trips, 4 rows set aside.")
    tables = tables_of(chunk(VISITS).acts, ("USA", "*"), "us", "row")
    assert schema_problems(tables) == []
    assert [problem for rule, _ in RULES for problem in rule(tables, ("USA", "*"))] == []
    assert tables["events"]["event_id"].tolist() == ["us-visit-1", "us-visit-2"]
    both = tables["participants"][tables["participants"]["event_id"] == "us-visit-2"]
    assert both["actor_id"].tolist() == ["ana-poe-hrv", "bo-roe-hrv", "united-states-usa"]
    assert tables["sources"]["side"].tolist() == ["USA", "USA"]
