"""ICEWS as a knowledge graph: four columns without header."""

import pandas as pd
import pytest

from data.check import schema_problems
from data.formats import icews_graph
from data.formats.icews import SAME
from data.formats.opening import Opened, open_content
from data.formats.registry import recognise
from data.formats.tables import tables_of
from data.rules import RULES


def opened(*rows: str) -> Opened:
    content = "\n".join(row.replace("|", "\t") for row in rows) + "\n"
    found = open_content(content.encode(), "icews14.txt", icews_graph, {})
    assert found.read == len(found.acts) + found.aside["row"].nunique() == len(rows)
    assert not set(found.acts["row"]) & set(found.aside["row"])
    return found


def act(row: str) -> pd.Series:
    acts = opened(row).acts
    assert len(acts) == 1
    return acts.iloc[0]


def test_recognised_by_its_first_line() -> None:
    assert [format_.NAME for format_, _ in recognise(b"Iran\tMake_a_visit\tIraq\t2014-05-13\n")] == [
        "icews-graph"
    ]
    assert icews_graph.recognise(b"Iran\tSome words\tIraq\t2014-05-13\n") == 0.5
    assert icews_graph.recognise(b"Iran\tMake_a_visit\tIraq\n") == 0.0
    assert icews_graph.recognise(b"") == 0.0


@pytest.mark.parametrize("line", [b"12\t3\t4\t0\n", b"12\t3\t4\t24\t-1\n", b"12\t3\t4\t24\t0\n"])
def test_numbers_in_place_of_names_are_refused_with_the_reason(line: bytes) -> None:
    assert icews_graph.recognise(line) > 0
    with pytest.raises(ValueError, match="holds numbers in place of names"):
        open_content(line, "train.txt", icews_graph, {})


@pytest.mark.parametrize(
    "row",
    [
        "South_Korea|Make_a_visit|Foreign_Affairs_(Japan)|2014-05-13",
        "South Korea|Make a visit|Foreign Affairs (Japan)|2014-05-13",
    ],
)
def test_names_with_spaces_or_underscores(row: str) -> None:
    told = act(row)
    assert told[["from_name", "from_kind", "from_country"]].tolist() == ["South Korea", "country", "KOR"]
    assert told[["to_name", "to_kind", "to_country"]].tolist() == [
        "Foreign Affairs (Japan)",
        "institution",
        "JPN",
    ]
    assert told[["event_type", "from_role", "to_role"]].tolist() == ["visit", "visitor", "host"]
    assert (told["to_sector"], told["spheres"], told["sphere_basis"]) == (
        "foreign_affairs", "political:mentioned", "actor_sector",
    )  # fmt: skip


def test_countries_with_commas_accents_and_brackets() -> None:
    told = act("Citizen_(Palestinian_Territory,_Occupied)|Criticize_or_denounce|Curaçao|2014-05-13")
    assert (told["from_country"], told["to_country"]) == ("PSE", "CUW")
    told = act(
        "Citizen (Holy See (Vatican City State))|Consult|Head_of_Government_(Cote_d'Ivoire)|2014-05-13"
    )
    assert (told["from_country"], told["to_country"], told["to_level"]) == (
        "VAT",
        "CIV",
        "head_of_government",
    )


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("Barack_Obama|Consult|China|2014-05-13", "Subject", "Barack_Obama"),
        ("China|Consult|European_Union|2014-05-13", "Object", "European_Union"),
        ("China|Sing_to|Japan|2014-05-13", "Relation", "Sing_to"),
        ("China|Consult|Japan|2014-02-30", "Date", "2014-02-30"),
        ("China|Consult|Citizen_(China)|2014-05-13", "Object", "Citizen_(China)"),
        ("China|Consult|Japan", "", "3"),
    ],
)
def test_what_cannot_be_used_is_set_aside_with_its_cell(row: str, column: str, value: str) -> None:
    found = opened("Iran|Consult|Iraq|2014-05-13", row)
    assert found.aside[["row", "column", "value"]].values.tolist() == [[2, column, value]]
    assert (SAME in found.aside["rule"].tolist()) == (value == "Citizen_(China)")


def test_both_directions_of_a_day_are_one_event() -> None:
    found = opened(
        "China|Consult|Japan|2014-05-13", "Japan|Consult|China|2014-05-13", "Japan|Consult|China|2014-05-14"
    )
    tables = tables_of(found.acts, ("CHN", "JPN"), "icews-graph")
    assert tables["evidence"]["raw_rows"].sort_values().tolist() == ["1;2", "3"]


def test_tables_follow_schema_and_rules() -> None:
    found = opened(
        "China|Sign_formal_agreement|Japan|2014-05-13",
        "China|Provide_humanitarian_aid|Education_(Japan)|2014-05-14",
    )
    tables = tables_of(found.acts, ("CHN", "JPN"), "icews-graph")
    assert tables["events"]["event_type"].tolist() == ["signing", "aid"]
    assert schema_problems(tables) == []
    assert [problem for rule, _ in RULES for problem in rule(tables, ("CHN", "JPN"))] == []
