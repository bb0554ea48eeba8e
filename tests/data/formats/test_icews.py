"""ICEWS coded events: every trap on small files of the same shape as the real ones."""

import gzip

import pandas as pd
import pytest

from data.check import schema_problems
from data.formats import icews
from data.formats.icews_actors import is_body
from data.formats.joining import PER
from data.formats.opening import Opened, open_content
from data.formats.registry import recognise
from data.formats.tables import tables_of
from data.rules import RULES

USUAL = {
    "Event ID": "1", "Event Date": "2018-11-25", "Source Name": "Israel", "Source Country": "Israel",
    "Event Text": "Consult", "CAMEO Code": "040", "Intensity": "1", "Target Name": "Azerbaijan",
    "Target Country": "Azerbaijan", "Story ID": "900", "Sentence Number": "3", "Publisher": "A Gazette",
    "City": "Baku", "Country": "Azerbaijan", "Latitude": "40.4", "Longitude": "49.9",
}  # fmt: skip


def row(**given: str) -> str:
    cells = USUAL | {name.replace("_", " "): cell for name, cell in given.items()}
    cells = {("CAMEO Code" if name == "code" else name): cell for name, cell in cells.items()}
    return "\t".join(cells.get(column, "") for column in icews.COLUMNS)


def opened(*rows: str) -> Opened:
    content = "\n".join(["\t".join(icews.COLUMNS), *rows]) + "\n"
    found = open_content(content.encode(), "events.tab", icews, {})
    assert found.read == len(found.acts) + found.aside["row"].nunique() == len(rows)
    assert not set(found.acts["row"]) & set(found.aside["row"])
    return found


def act(**given: str) -> pd.Series:
    """The act of a file of one usable row."""
    acts = opened(row(**given)).acts
    assert len(acts) == 1
    return acts.iloc[0]


def reason(**given: str) -> list[str]:
    """Row, column, value and rule of a file of one row that cannot be used."""
    aside = opened(row(**given)).aside
    assert len(aside) == 1
    return [str(cell) for cell in aside.iloc[0][["row", "column", "value", "rule"]]]


def test_recognised_by_its_header_packed_or_not() -> None:
    content = ("\ufeff" + "\t".join(icews.COLUMNS) + "\r\n" + row() + "\r\n").encode()
    assert [format_.NAME for format_, _ in recognise(gzip.compress(content))] == ["icews"]
    assert icews.recognise(b"Event ID\tEvent Date\n") == 0.0
    packed = open_content(gzip.compress(content), "events.tab.gz", icews, {})
    assert packed.acts["country"].tolist() == ["AZE"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("10", "statement"), ("19", "statement"), ("20", "statement"), ("190", "attack"), ("36", "statement")],
)
def test_a_code_without_its_zero_is_no_class_of_acts(code, kind) -> None:
    """ICEWS has no codes of two digits: 19 is 019, to express accord, and not 19, to fight."""
    assert act(code=code)["event_type"] == kind


def test_another_file_is_refused_with_the_missing_column() -> None:
    with pytest.raises(ValueError, match="has no column Event ID"):
        open_content(b"one\ttwo\n1\t2\n", "x.tab", icews, {})


def test_mirrored_rows_and_sentences_of_a_report_are_one_event() -> None:
    there = row(Event_ID="1")
    back = row(
        Event_ID="2", Source_Name="Azerbaijan", Source_Country="Azerbaijan", Target_Name="Israel",
        Target_Country="Israel",
    )  # fmt: skip
    again = row(Event_ID="3", Sentence_Number="5")
    other = row(Event_ID="4", Story_ID="901")
    found = opened(there, back, again, other)
    tables = tables_of(found.acts, ("AZE", "ISR"), "icews")
    assert tables["evidence"]["raw_rows"].sort_values().tolist() == ["1;2;3", "4"]
    assert len(found.dataset(("AZE", "ISR"), "day").events) == 1
    assert len(found.dataset(("AZE", "ISR"), "row").events) == 4
    assert {found.dataset(("AZE", "ISR"), per).about.per for per in PER} == {*PER}


def test_a_visit_has_its_visitor_and_its_host_from_both_sides() -> None:
    made = act(code="042", Event_Text="Make a visit")
    hosted = act(
        code="43", Event_Text="Host a visit", Source_Name="Azerbaijan", Source_Country="Azerbaijan",
        Target_Name="Israel", Target_Country="Israel",
    )  # fmt: skip
    assert (made["event_type"], made["from_role"], made["to_role"]) == ("visit", "visitor", "host")
    assert (hosted["from_name"], hosted["from_role"], hosted["to_role"]) == ("Azerbaijan", "host", "visitor")
    pair = opened(
        row(code="042", Event_ID="7"),
        row(
            code="043", Event_ID="8", Source_Name="Azerbaijan", Source_Country="Azerbaijan", Target_Name="Israel",
            Target_Country="Israel",
        ),
    )  # fmt: skip
    people = tables_of(pair.acts, ("AZE", "ISR"), "icews")["participants"]
    assert dict(zip(people["actor_id"], people["role"], strict=True)) == {
        "israel-isr": "visitor",
        "azerbaijan-aze": "host",
    }


@pytest.mark.parametrize(("code", "kind"), [("036", "statement"), ("125", "statement"), ("164", "other")])
def test_words_about_meetings_are_no_meetings(code: str, kind: str) -> None:
    told = act(code=code)
    assert (told["event_type"], told["from_role"], told["to_role"]) == (kind, "initiator", "target")


def test_both_sides_sign() -> None:
    assert act(code="057")[["from_role", "to_role"]].tolist() == ["signatory", "signatory"]


def test_a_call_has_no_place() -> None:
    told = act(code="041")
    assert (told["event_type"], told["city"], told["country"]) == ("call", "", "")


def test_na_is_an_empty_cell_but_not_in_a_name() -> None:
    told = act(Source_Sectors="NA", Target_Sectors="NA", City="NA", District="NA", Country="NA")
    assert (told["from_kind"], told["city"], told["country"], told["spheres"]) == ("country", "", "", "")
    assert act(Source_Name="NA")["from_name"] == "NA"
    assert act(Source_Name="Namibia", Source_Country="Namibia")["from_country"] == "NAM"
    assert reason(Source_Country="NA")[1:] == ["Source Name", "Israel", icews.NONE]


def test_bodies_of_states_need_no_country_and_other_bodies_are_set_aside() -> None:
    sectors = "Regional,International Government Organization"
    told = act(Source_Name="European Union", Source_Country="", Source_Sectors=sectors)
    assert (told["from_kind"], told["from_country"], told["from_level"]) == ("institution", "", "institution")
    aid = {
        "Source_Name": "Relief Workers",
        "Source_Country": "",
        "Source_Sectors": "Nongovernmental Organizations",
    }
    assert reason(**aid) == ["2", "Source Name", "Relief Workers", icews.NONE]
    both = {"Target_Name": "United Nations", "Target_Country": "", "Target_Sectors": sectors}
    assert (
        reason(Source_Name="European Union", Source_Country="", Source_Sectors=sectors, **both)[3]
        == icews.NONE
    )


def test_what_happens_within_a_country_is_set_aside_also_for_people_of_international_bodies() -> None:
    assert reason(Target_Country="Israel")[1:] == ["Target Country", "Israel", icews.SAME]
    assert (
        reason(Target_Country="Israel", Target_Sectors="International Government Organization")[3]
        == icews.SAME
    )


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"Event_Date": "25.11.2018"}, "Event Date"), ({"Event_Date": "2018-02-30"}, "Event Date"),
        ({"code": "999"}, "CAMEO Code"), ({"Source_Country": "Atlantis"}, "Source Country"),
        ({"Target_Country": "Atlantis"}, "Target Country"),
    ],
)  # fmt: skip
def test_bad_cells_are_set_aside_with_their_column(given: dict[str, str], column: str) -> None:
    row_, named, value, _ = reason(**given)
    assert (row_, named, value) == ("2", column, next(iter(given.values())))


def test_rows_of_another_width_are_set_aside_and_lines_are_numbered_as_a_spreadsheet_does() -> None:
    content = "\n".join(["\t".join(icews.COLUMNS), row(), "", "only\ttwo", row(Event_ID="5") + "\t\t"]) + "\n"
    found = open_content(content.encode(), "events.tab", icews, {})
    assert (found.read, found.acts["row"].tolist()) == (3, [2, 5])
    assert found.aside[["row", "value", "rule"]].values.tolist() == [[4, "2", "must have 20 cells"]]


def test_quotes_are_literal() -> None:
    assert act(City='"Baku', Publisher='The "Gazette')["publisher"] == 'The "Gazette'


PEOPLE = [
    ("Head of Government (Israel)", "Executive Office,Executive,Government", "person", "head_of_government"),
    ("Member of Parliament (Israel)", "Legislative / Parliamentary,Government", "person", "parliament"),
    ("Foreign Affairs (Israel)", "Executive,Foreign Ministry,Government", "institution", "institution"),
    ("Citizen (Israel)", "General Population / Civilian / Social,Social", "institution", "community"),
    ("Business (Israel)", "Business,Social", "institution", "company"),
    ("Benjamin Netanyahu", "Executive Office,Executive,Elite,Government", "person", "senior_official"),
    ("Israeli Defense Forces", "Military,Government", "institution", "institution"),
    ("Knesset", "Legislative / Parliamentary,Government", "institution", "parliament"),
    ("Le Quotidien", "Print News,News,Media,Social", "institution", "community"),
    ("A Politician", "Elite,Parties", "person", "official"),
    ("Israel", "", "country", "country"),
]


@pytest.mark.parametrize(("name", "sectors", "kind", "level"), PEOPLE)
def test_people_and_bodies_are_told_apart(name: str, sectors: str, kind: str, level: str) -> None:
    told = act(Source_Name=name, Source_Sectors=sectors)
    assert (told["from_kind"], told["from_level"]) == (kind, level)
    assert told["from_office"] == (name.partition(" (")[0] if kind == "person" and "(" in name else "")


def test_one_word_is_a_body_unless_its_bearer_holds_office() -> None:
    assert is_body("Reuters", "News,Media")
    assert not is_body("Wiranto", "Executive,Government")
    assert not is_body("Moon Jae-in", "")


def test_spheres_come_from_the_code_before_the_sectors() -> None:
    ministries = {
        "Source_Sectors": "Defense / Security Ministry,Executive",
        "Target_Sectors": "Energy Ministry",
    }
    told = act(**ministries)
    assert (told["spheres"], told["sphere_basis"]) == ("defence:mentioned;energy:mentioned", "actor_sector")
    coded = act(code="061", **ministries)
    assert (coded["spheres"], coded["sphere_basis"]) == ("economic:implemented", "event_code")
    leader = act(Source_Name="A Leader", Source_Sectors="Executive Office,Executive,Military,Government")
    assert (leader["from_sector"], leader["spheres"]) == ("head_of_state", "")
    both = act(Source_Sectors="Energy Ministry", Target_Sectors="Energy Ministry")
    assert both["spheres"] == "energy:mentioned"
    assert (act()["spheres"], act()["sphere_basis"]) == ("", "")


def test_tables_follow_schema_and_rules() -> None:
    rows = [
        row(Event_ID=str(n), Source_Name=name, Source_Sectors=sectors)
        for n, (name, sectors, *_) in enumerate(PEOPLE)
    ]
    long = "The Ministry of Very Many Words in One Name (Israel)"
    rows += [row(Event_ID="99", Source_Name=long, Target_Name=long.replace("Israel", "Azerbaijan"))]
    tables = tables_of(opened(*rows).acts, ("AZE", "ISR"), "icews")
    assert schema_problems(tables) == []
    assert [problem for rule, _ in RULES for problem in rule(tables, ("AZE", "ISR"))] == []
