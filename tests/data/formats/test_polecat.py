"""POLECAT: every trap on small files of the same shape as the published header."""

import pandas as pd
import pytest

from data.check import schema_problems
from data.formats import polecat
from data.formats.acts import SEVERAL
from data.formats.codes import column
from data.formats.opening import Opened, open_content
from data.formats.polecat_actors import level_of
from data.formats.registry import recognise
from data.formats.tables import tables_of
from data.rules import RULES
from data.vocabulary import vocabulary

USUAL = {
    "Event ID": "20230101-2309-4e08_CONSULT_visit", "Event Date": "2023-01-01", "Event Type": "CONSULT",
    "Event Mode": "visit", "Intensity": "4.0", "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic;military",
    "Actor Name": "A Guest", "Actor Country": "ISR", "Primary Actor Sector": "GOV", "Actor Title": "Foreign Minister",
    "Recipient Name": "Azerbaijan", "Recipient Country": "AZE", "Primary Recipient Sector": "GOV",
    "Recipient Title": "None", "City": "Baku", "Country": "AZE", "Source": "A Gazette",
    "Publication Date": "2023-01-02", "Language": "en",
}  # fmt: skip
HEADER = [*polecat.COLUMNS]
ALONE = {"Recipient_Name": "None", "Recipient_Country": "None", "Primary_Recipient_Sector": "None"}


def row(**given: str) -> str:
    cells = USUAL | {name.replace("_", " "): cell for name, cell in given.items()}
    assert {*cells} <= {*HEADER}
    return "\t".join(cells.get(name, "") for name in HEADER)


def opened(*rows: str, header: list[str] = HEADER) -> Opened:
    found = open_content(("\n".join(["\t".join(header), *rows]) + "\n").encode(), "2023.txt", polecat, {})
    assert found.read == len(found.acts) + found.aside["row"].nunique() == len(rows)
    assert not set(found.acts["row"]) & set(found.aside["row"])
    return found


def act(**given: str) -> pd.Series:
    acts = opened(row(**given)).acts
    assert len(acts) == 1
    return acts.iloc[0]


def reason(**given: str) -> list[str]:
    aside = opened(row(**given)).aside
    assert len(aside) == 1
    return [str(cell) for cell in aside.iloc[0][["column", "value", "rule"]]]


def test_recognised_by_its_header_in_both_editions() -> None:
    for score in ("Intensity", "Event Intensity"):
        header = [score if name == "Intensity" else name for name in HEADER]
        content = "\t".join(header).encode() + b"\n"
        assert [format_.NAME for format_, _ in recognise(content)] == ["polecat"]
        assert opened(row(), header=header).acts["note"].tolist() == [
            "POLECAT: CONSULT, mode visit, intensity 4.0."
        ]
    assert polecat.recognise(b"Event ID\tEvent Date\n") == 0.0


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="has no column Event ID"):
        open_content(b"one\ttwo\n", "x.txt", polecat, {})


def test_names_in_the_header_that_rows_do_not_have_and_empty_cells_at_the_end() -> None:
    header = [*HEADER[:7], "Headline", "Event Text", "Feed", "Story ID", *HEADER[7:]]
    assert opened(row(), header=header).acts["from_name"].tolist() == ["A Guest"]
    assert opened(row() + "\t\t\t").acts["from_name"].tolist() == ["A Guest"]
    assert opened(row(), "one\ttwo").aside[["row", "value"]].values.tolist() == [[3, "2"]]


def test_a_visit() -> None:
    told = act()
    assert told[["event_type", "date", "city", "country"]].tolist() == ["visit", "2023-01-01", "Baku", "AZE"]
    assert told[["from_kind", "from_country", "from_office", "from_level", "from_role"]].tolist() == [
        "person", "ISR", "Foreign Minister", "minister", "visitor",
    ]  # fmt: skip
    assert told[["to_kind", "to_country", "to_office", "to_level", "to_role"]].tolist() == [
        "country", "AZE", "", "country", "host",
    ]  # fmt: skip
    assert (told["spheres"], told["sphere_basis"]) == ("political:mentioned;defence:mentioned", "context")
    assert told[["story", "publisher", "published", "language"]].tolist() == [
        "20230101-2309-4e08", "A Gazette", "2023-01-02", "en",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "mode", "kind", "role"),
    [
        ("CONSULT", "", "meeting", "participant"), ("CONSULT", "phone", "call", "participant"),
        ("CONSULT", "third-party", "meeting", "participant"), ("AGREE", "", "statement", "participant"),
        ("REJECT", "meet", "statement", "initiator"), ("REQUEST", "meet", "statement", "initiator"),
        ("THREATEN", "relations", "threat", "initiator"), ("SANCTION", "expel", "expulsion", "initiator"),
        ("COERCE", "arrest", "detention", "initiator"), ("ASSAULT", "aerial", "attack", "initiator"),
    ],
)  # fmt: skip
def test_types_and_modes(type_: str, mode: str, kind: str, role: str) -> None:
    told = act(Event_Type=type_, Event_Mode=mode)
    assert (told["event_type"], told["from_role"]) == (kind, role)


def test_a_call_has_no_place() -> None:
    told = act(Event_Mode="phone")
    assert (told["city"], told["country"]) == ("", "")


def test_several_parties_in_a_cell() -> None:
    names = {"Actor_Name": "A Guest;B Guest", "Actor_Country": "ISR; TUR", "Actor_Title": "President;"}
    told = act(**names)
    assert told["from_name"].split(SEVERAL) == ["A Guest", "B Guest"]
    assert told["from_country"].split(SEVERAL) == ["ISR", "TUR"]
    assert told["from_role"].split(SEVERAL) == ["visitor", "visitor"]
    one = act(Actor_Name="A Guest;B Guest")
    assert one["from_country"].split(SEVERAL) == ["ISR", "ISR"]
    assert reason(Actor_Name="A;B;C", Actor_Country="ISR;TUR")[:2] == ["Actor Country", "ISR;TUR"]


def test_a_meeting_without_recipient_has_all_its_parties() -> None:
    three = row(Event_Mode="", Actor_Name="A;B;C", Actor_Country="AZE;TUR;ISR", Actor_Title="", **ALONE)
    found = opened(three)
    assert found.pairs() == {("AZE", "ISR"): 1, ("AZE", "TUR"): 1, ("ISR", "TUR"): 1}
    tables = tables_of(found.acts, ("ISR", "TUR"), "polecat")
    assert tables["events"][["scope", "title"]].values.tolist() == [
        ["bilateral", "Meeting: A – B and others"]
    ]
    assert tables["participants"]["role"].tolist() == ["participant"] * 3


def test_what_has_no_second_country_is_set_aside() -> None:
    assert reason(Event_Type="PROTEST", Event_Mode="demo", **ALONE) == [
        "Recipient Country",
        "",
        "has no country",
    ]
    assert reason(Recipient_Country="ISR")[0] == "Recipient Country"
    assert reason(Actor_Country="Atlantis") == [
        "Actor Country",
        "Atlantis",
        "is no country that Rapport knows",
    ]
    assert reason(Actor_Country="IGO", Recipient_Country="IGO")[0] == "Recipient Country"


def test_an_international_body_takes_part_without_a_country() -> None:
    told = act(Actor_Name="United Nations", Actor_Country="IGO", Actor_Title="")
    assert (told["from_country"], told["from_kind"], told["from_level"]) == ("", "institution", "institution")


def test_bad_dates_and_types_are_set_aside() -> None:
    assert reason(Event_Date="2023-02-30")[:2] == ["Event Date", "2023-02-30"]
    assert reason(Event_Type="DANCE") == ["Event Type", "DANCE", "is no type of PLOVER"]


def test_none_is_an_empty_cell_and_a_name_stands_in_for_a_missing_one() -> None:
    told = act(
        City="None", Country="None", Contexts="None", Source="None", Language="None", Publication_Date="None"
    )
    assert told[["city", "country", "spheres", "sphere_basis"]].tolist() == ["", "", "", ""]
    assert told[["publisher", "language", "published"]].tolist() == ["POLECAT", "", ""]
    assert act(Actor_Name="None", Actor_Name_Raw="a guest")["from_name"] == "a guest"
    assert act(Actor_Name="None", Actor_Title="")[["from_name", "from_kind"]].tolist() == [
        "Israel",
        "country",
    ]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("President of Israel", "head_of_state"), ("Vice President", "senior_official"),
        ("Prime Minister", "head_of_government"), ("Deputy Prime Minister", "minister"),
        ("Deputy Foreign Minister", "deputy_minister"), ("Secretary of State", "minister"),
        ("Secretary-General", "senior_official"), ("Consul General", "ambassador"), ("General", "military"),
        ("Archaeologist", ""), ("Working group lead", ""),
    ],
)  # fmt: skip
def test_ranks_are_told_by_titles(title: str, level: str) -> None:
    assert level_of(title) == level


def test_code_lists_point_into_the_vocabularies() -> None:
    assert {*column("plover_types", "event_type").values()} <= {*vocabulary("event_types").ids}
    assert {*column("plover_contexts", "sphere").values()} <= {*vocabulary("spheres").ids}
    assert {*column("plover_sectors", "name").values()} <= {*vocabulary("sectors").ids}
    assert {*column("plover_sectors", "level").values()} <= {*vocabulary("levels").ids}


def test_tables_follow_schema_and_rules() -> None:
    rows = [
        row(Event_ID=f"{n}_X", Event_Type=kind.split()[0])
        for n, kind in enumerate(column("plover_types", "joint"))
    ]
    several = {"Actor_Name": "One Very Long Name Indeed;B", "Actor_Country": "ISR;TUR"}
    tables = tables_of(opened(*rows, row(Event_ID="x", **several)).acts, ("AZE", "ISR"), "polecat")
    assert schema_problems(tables) == []
    assert [problem for rule, _ in RULES for problem in rule(tables, ("AZE", "ISR"))] == []
