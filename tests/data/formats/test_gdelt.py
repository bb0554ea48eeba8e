"""GDELT events: every trap of the format on small files of the same shape as the real ones."""

import csv
import gzip
import io
from pathlib import Path

import pandas as pd
import pycountry
import pytest

from data.check import schema_problems
from data.formats import gdelt
from data.formats.codes import column
from data.formats.gdelt_rows import WIDTHS
from data.formats.opening import Opened, open_content
from data.formats.registry import OPTIONS, head_of, recognise
from data.formats.tables import tables_of
from data.rules import RULES
from data.vocabulary import vocabulary

USUAL = {
    "GLOBALEVENTID": "700000001", "SQLDATE": "20200310", "MonthYear": "202003", "Year": "2020",
    "FractionDate": "2020.1918", "Actor1Code": "ZAF", "Actor1Name": "SOUTH AFRICA", "Actor1CountryCode": "ZAF",
    "Actor2Code": "AUTGOV", "Actor2Name": "CHANCELLOR", "Actor2CountryCode": "AUT", "Actor2Type1Code": "GOV",
    "IsRootEvent": "1", "EventCode": "040", "EventBaseCode": "040", "EventRootCode": "04", "QuadClass": "1",
    "GoldsteinScale": "1.0", "NumMentions": "4", "NumSources": "1", "NumArticles": "2", "AvgTone": "0.5",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Pretoria, Gauteng, South Africa", "ActionGeo_CountryCode": "SF",
    "DATEADDED": "20200311093000", "SOURCEURL": "https://news.example.org/talks",
}  # fmt: skip


def cells(width: int, /, **given: str) -> list[str]:
    row = USUAL | ({"DATEADDED": "20200311"} if width < 61 else {}) | given
    assert {*row} <= {*WIDTHS[61]}
    return [row.get(name, "") for name in WIDTHS[width]]


def tabs(*rows: list[str]) -> bytes:
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def commas(header: list[str], *rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def opened(content: bytes, **options: str) -> Opened:
    found = open_content(content, "events.csv", gdelt, options)
    assert found.read == len(found.acts) + found.aside["row"].nunique()
    assert not set(found.acts["row"]) & set(found.aside["row"])
    return found


def one(width: int = 61, /, **given: str) -> pd.Series:
    """The act of a file of one usable row."""
    acts = opened(tabs(cells(width, **given))).acts
    assert len(acts) == 1
    return acts.iloc[0]


def reason(content: bytes, **options: str) -> tuple[int, str, str, str]:
    aside = opened(content, **options).aside
    assert len(aside) == 1
    row, name, value, rule = aside.iloc[0][["row", "column", "value", "rule"]]
    return row, name, value, rule


@pytest.mark.parametrize("width", [57, 58, 61])
def test_each_width_is_read(width):
    act = one(width)
    assert (act["raw_id"], act["row"], act["date"]) == ("700000001", 1, "2020-03-10")
    assert (act["event_type"], act["status"]) == ("meeting", "occurred")
    assert (act["from_country"], act["to_country"]) == ("ZAF", "AUT")
    assert act["published"] == ("" if width == 57 else "2020-03-11")


def test_widths_may_change_within_a_file_and_odd_rows_are_told():
    widths = [57, 58, 61, 57]
    rows = [cells(width, GLOBALEVENTID=str(number)) for number, width in enumerate(widths)]
    found = opened(tabs(*rows[:2], ["broken", "row"], [], *rows[2:], [*cells(61), "too much"]))
    assert found.read == 7
    assert found.acts[["raw_id", "row"]].values.tolist() == [["0", 1], ["1", 2], ["2", 5], ["3", 6]]
    assert found.acts["country"].tolist() == ["ZAF"] * 4
    assert found.aside[["row", "value"]].values.tolist() == [[3, "2"], [4, "1"], [7, "62"]]
    assert set(found.aside["rule"]) == {"has another number of columns"}


def test_rows_keep_their_numbers_over_parts(monkeypatch):
    monkeypatch.setattr("data.formats.gdelt_rows.ROWS", 2)
    rows = [cells(61, GLOBALEVENTID=str(number)) for number in range(5)]
    found = opened(tabs(*rows[:3], ["odd"], *rows[3:]))
    assert found.acts["row"].tolist() == [1, 2, 3, 5, 6]
    assert found.aside["row"].tolist() == [4]
    assert opened(commas([*WIDTHS[61]], *rows)).acts["row"].tolist() == [2, 3, 4, 5, 6]


def test_a_file_without_any_such_row_is_refused():
    with pytest.raises(ValueError, match="57, 58 or 61"):
        opened(b"a\tb\n1\t2\n")


def test_quotes_carriage_returns_and_the_byte_order_mark_are_no_trouble():
    odd = cells(
        61, ActionGeo_FullName='Place "of the Rock, Gauteng, South Africa', Actor1Name='"SOUTH\rAFRICA'
    )
    content = b"\xef\xbb\xbf" + tabs(odd, cells(61, GLOBALEVENTID="700000002")).replace(b"\n", b"\r\n")
    acts = opened(content).acts
    assert acts["raw_id"].tolist() == ["700000001", "700000002"]
    assert acts["city"].tolist() == ['Place "of the Rock', "Pretoria"]
    assert acts["url"].tolist() == ["https://news.example.org/talks"] * 2


def test_bytes_that_are_no_utf_8_cost_only_their_letter():
    content = tabs(cells(61, ActionGeo_FullName="Zürich, Zürich, Switzerland", ActionGeo_CountryCode="SZ"))
    act = opened(content.replace("ü".encode(), b"\xfc")).acts.iloc[0]
    assert (act["city"], act["country"]) == ("Z\N{REPLACEMENT CHARACTER}rich", "CHE")


RENAMED = {name: also or name for name, also in column("gdelt_columns", "also").items()}


def test_a_renamed_header_with_other_columns_around():
    header = ["", *(RENAMED[name] for name in WIDTHS[61]), "Confidence"]
    row = ["0", *cells(61, ActionGeo_FullName="Pretoria,\nGauteng"), "30"]
    found = opened(gzip.compress(commas(header, row, row[:-1])))
    act = found.acts.iloc[0]
    assert (act["from_country"], act["to_country"], act["country"]) == ("ZAF", "AUT", "ZAF")
    assert (act["row"], act["city"], act["story"]) == (2, "Pretoria", "https://news.example.org/talks")
    assert found.aside[["row", "value"]].values.tolist() == [[3, "62"]]


@pytest.mark.parametrize("separator", ["\t", ","])
def test_a_header_with_the_names_of_gdelt_in_any_case_and_order(separator):
    names = [name.lower() for name in reversed(WIDTHS[58])]
    lines = [names, [*reversed(cells(58, ActionGeo_FullName="Pretoria"))]]
    act = opened("\n".join(separator.join(line) for line in lines).encode()).acts.iloc[0]
    assert (act["date"], act["from_country"], act["to_country"], act["city"]) == (
        "2020-03-10", "ZAF", "AUT", "Pretoria"
    )  # fmt: skip


def test_a_field_that_never_ends_is_told_with_its_place():
    content = commas([*WIDTHS[58]], cells(58)) + b'"' + b"x" * 200_000
    with pytest.raises(ValueError, match="cannot be read after row"):
        opened(content)


@pytest.mark.parametrize(
    ("code", "root", "whole", "kind"),
    [
        ("040", "04", "040", "meeting"),
        ("40", "4", "040", "meeting"),
        ("10", "1", "010", "statement"),
        ("10", "10", "10", "statement"),
        ("11", "11", "11", "accusation"),
        ("11", "1", "011", "statement"),
        ("42", "", "042", "visit"),
        ("19", "", "019", "statement"),
        ("311", "3", "0311", "statement"),
        ("190", "19", "190", "attack"),
    ],
)
def test_codes_that_lost_their_zero_are_told_from_roots(code, root, whole, kind):
    act = one(EventCode=code, EventRootCode=root)
    assert act["event_type"] == kind
    assert f"(CAMEO {whole}, " in act["note"]


@pytest.mark.parametrize("code", ["036", "106", "125", "134", "164"])
def test_what_only_sounds_like_a_meeting_is_none(code):
    assert one(EventCode=code, EventRootCode=code[:2])["event_type"] not in ("meeting", "call", "visit")


@pytest.mark.parametrize(
    ("fips", "country"),
    [("SF", "ZAF"), ("AU", "AUT"), ("AS", "AUS"), ("IS", "ISR"), ("KV", "XKX"), ("AJ", "AZE"), ("LO", "SVK"),
     ("GV", "GIN"), ("RB", "SRB"), ("WA", "NAM"), ("NA", ""), ("OS", ""), ("", "")],
)  # fmt: skip
def test_places_are_fips(fips, country):
    act = one(ActionGeo_CountryCode=fips)
    assert act["country"] == country
    assert act["city"] == ("Pretoria" if country else "")


@pytest.mark.parametrize(
    ("code", "country"), [("ROM", "ROU"), ("TMP", "TLS"), ("GZS", "PSE"), ("NAM", "NAM"), ("ROU", "ROU")]
)
def test_actors_are_not_fips(code, country):
    assert one(Actor1CountryCode=code, Actor1Code=code)["from_country"] == country


@pytest.mark.parametrize("kind", ["1", "2", "5", "0", ""])
def test_only_cities_are_cities(kind):
    assert one(ActionGeo_Type=kind)["city"] == ""


@pytest.mark.parametrize("code", ["AFR", "EUR", "ASA", "WST", "", "NA"])
def test_regions_and_empty_actors_are_no_countries(code):
    content = tabs(cells(61, Actor1CountryCode=code, Actor1Code=code, Actor1Name=code and "AFRICA"))
    assert reason(content) == (1, "Actor1Code", code, "has no country and is no international body")


def test_ethnic_and_religious_groups_are_no_countries():
    group = {"Actor1Code": "AUSCHR", "Actor1EthnicCode": "aus", "Actor1Religion1Code": "CHR"}
    found = opened(
        tabs(cells(61, Actor1CountryCode="", **group), cells(61, Actor1CountryCode="AUS", **group))
    )
    assert found.acts["row"].tolist() == [2]
    act = found.acts.iloc[0]
    assert (act["from_name"], act["from_kind"], act["from_level"]) == (
        "SOUTH AFRICA (AUSCHR)", "institution", "community"
    )  # fmt: skip


def test_what_happens_within_a_country_is_set_aside():
    content = tabs(cells(61, Actor2CountryCode="ZAF", Actor2Code="ZAFGOV"))
    assert reason(content)[1:] == (
        "Actor2Code", "ZAFGOV", "is of the same country as the first actor"
    )  # fmt: skip


def test_a_second_actor_without_a_country_and_two_bodies_are_set_aside():
    rule = "has no country and is no international body"
    region = {"Actor2CountryCode": "EUR", "Actor2Code": "EUR"}
    assert reason(tabs(cells(61, **region)))[1:] == ("Actor2Code", "EUR", rule)
    bodies = {f"Actor{end}{part}": value for end in (1, 2) for part, value in
              (("Code", "IGOUNO"), ("CountryCode", ""), ("Type1Code", "IGO"))}  # fmt: skip
    both = "has no country, and neither has the first actor"
    assert reason(tabs(cells(61, **bodies)))[1:] == ("Actor2Code", "IGOUNO", both)


def test_an_international_body_is_a_party_without_a_country():
    body = {
        "Actor2Code": "IGOSEAASN",
        "Actor2CountryCode": "SEA",
        "Actor2Name": "ASEAN",
        "Actor2Type1Code": "IGO",
    }
    act = one(**body)
    assert (act["to_name"], act["to_country"]) == ("ASEAN (international body)", "")
    assert (act["to_kind"], act["to_level"]) == ("institution", "institution")


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("SQLDATE", "2020031", "is no day such as 20181125"),
        ("SQLDATE", "20200230", "is no day such as 20181125"),
        ("SQLDATE", "19200310", "lies before 1979, the first year of GDELT"),
        ("EventCode", "999", "is no CAMEO code"),
        ("EventCode", "", "is no CAMEO code"),
        ("GLOBALEVENTID", "", "is no number of an event"),
        ("Actor1CountryCode", "QQQ", "is no country or region that GDELT lists"),
        ("Actor2CountryCode", "AU", "is no country or region that GDELT lists"),
    ],
)
def test_cells_that_cannot_be_used_are_named(cell, value, rule):
    good = cells(61, GLOBALEVENTID="700000002")
    assert reason(tabs(good, cells(61, **{cell: value}))) == (2, cell, value, rule)


def test_old_events_are_set_aside_only_when_asked():
    old = [cells(61, SQLDATE="20200303"), cells(61, SQLDATE="20200304"), cells(57, SQLDATE="20100304")]
    assert len(opened(tabs(*old)).acts) == 3
    assert reason(tabs(*old), oldest="7") == (
        1,
        "SQLDATE",
        "20200303",
        "lies more than 7 days before its report",
    )
    assert len(opened(tabs(*old), oldest="").acts) == 3
    with pytest.raises(ValueError, match="oldest"):
        opened(tabs(*old), oldest="a week")


def test_the_choice_is_offered_and_tells_the_data_sets_apart():
    offered = OPTIONS["gdelt"]["oldest"]
    assert next(iter(offered)) == ""
    content = tabs(cells(61))
    versions = {opened(content, oldest=value).dataset(("AUT", "ZAF")).version for value in offered}
    assert len(versions) == len(offered)
    assert opened(content).dataset(("AUT", "ZAF")).version in versions


def test_na_is_a_name_and_no_missing_value():
    act = one(Actor1Name="NA", Actor1Code="NAMGOV", Actor1CountryCode="NAM", Actor1Type1Code="GOV")
    assert (act["from_name"], act["from_country"]) == ("NA (government)", "NAM")


def test_visitor_and_host_are_the_right_way_round():
    visit, host = one(EventCode="042"), one(EventCode="43", EventRootCode="4")
    assert (visit["from_role"], visit["to_role"]) == ("visitor", "host")
    assert (host["from_role"], host["to_role"]) == ("host", "visitor")
    assert (one()["from_role"], one()["to_role"]) == ("participant", "participant")
    attack = one(EventCode="190", EventRootCode="19")
    assert (attack["from_role"], attack["to_role"]) == ("initiator", "target")


def test_calls_have_no_place():
    for code in ("041", "41"):
        act = one(EventCode=code)
        assert (act["event_type"], act["country"], act["city"]) == ("call", "", "")


def test_a_country_is_one_actor_whatever_it_is_called():
    names = ["SOUTH AFRICA", "PRETORIA", "SOUTH AFRICAN"]
    acts = opened(tabs(*(cells(61, Actor1Name=name) for name in names))).acts
    assert set(acts["from_name"]) == {"South Africa"}
    assert set(acts["from_kind"] + acts["from_level"]) == {"countrycountry"}
    assert "PRETORIA (ZAF)" in acts["note"][1]


@pytest.mark.parametrize(
    ("types", "name", "sector", "level"),
    [
        (("GOV",), "BAKER (government)", "government", "official"),
        (("MIL",), "BAKER (armed forces)", "military", "military"),
        (("LEG",), "BAKER (legislature)", "parliament", "parliament"),
        (("", "MED"), "BAKER (media)", "culture", "community"),
        (("MNC", "GOV"), "BAKER (multinational company, government)", "company", "company"),
        (("XYZ",), "BAKER (ZAFBKR)", "other", "community"),
        ((), "BAKER (ZAFBKR)", "other", "community"),
    ],
)
def test_what_an_actor_is_comes_from_its_codes(types, name, sector, level):
    given = {f"Actor1Type{number}Code": code for number, code in enumerate(types, 1)}
    act = one(Actor1Name="BAKER", Actor1Code="ZAFBKR", **given)
    assert (act["from_name"], act["from_sector"], act["from_level"]) == (name, sector, level)
    assert act["from_kind"] == "institution"


def test_an_actor_without_a_name_is_called_by_its_code():
    assert (
        one(Actor1Name="", Actor1Code="ZAFMIL", Actor1Type1Code="MIL")["from_name"] == "ZAFMIL (armed forces)"
    )


def test_spheres_are_of_the_act_and_else_of_the_actors():
    act = one(EventCode="061", EventRootCode="06", Actor1Type1Code="MIL")
    assert (act["spheres"], act["sphere_basis"]) == ("economic:implemented", "event_code")
    act = one(Actor1Type1Code="MIL", Actor2Type1Code="BUS")
    assert (act["spheres"], act["sphere_basis"]) == ("defence:mentioned;economic:mentioned", "actor_sector")
    act = one(Actor1Type1Code="MIL", Actor2Type1Code="MIL")
    assert (act["spheres"], act["sphere_basis"]) == ("defence:mentioned", "actor_sector")
    assert (one()["spheres"], one()["sphere_basis"]) == ("", "")


def test_the_note_tells_how_gdelt_coded_the_row():
    assert one()["note"] == (
        "GDELT: Consult (CAMEO 040, Goldstein 1.0). Actors as coded: SOUTH AFRICA (ZAF) and CHANCELLOR (AUTGOV). "
        "Root event; 4 mentions, 1 source, 2 articles."
    )
    note = one(IsRootEvent="0", NumMentions="1", NumSources="", NumArticles="0", GoldsteinScale="")["note"]
    assert "Goldstein not stated" in note
    assert note.endswith("No root event; 1 mention, unknown number of sources, 0 articles.")


@pytest.mark.parametrize(
    ("given", "story", "publisher", "url"),
    [
        (
            "https://www.example.org/a",
            "https://www.example.org/a",
            "example.org",
            "https://www.example.org/a",
        ),
        ("HTTPS://example.org/A b", "https://example.org/A%20b", "example.org", "https://example.org/A%20b"),
        ("http://[broken", "http://[broken", "http://[broken", "http://[broken"),
        ("An agency", "700000001", "An agency", ""),
        ("", "700000001", "Not named by GDELT", ""),
    ],
)
def test_the_report_is_its_address_or_else_the_row(given, story, publisher, url):
    act = one(SOURCEURL=given)
    assert (act["story"], act["publisher"], act["url"]) == (story, publisher, url)
    assert act["published"] == ("2020-03-11" if given else "")


def test_rows_of_one_report_are_one_event_and_keep_their_ids():
    mirrored = {
        "Actor1Code": "AUTGOV", "Actor1Name": "CHANCELLOR", "Actor1CountryCode": "AUT", "Actor1Type1Code": "GOV",
        "Actor2Code": "ZAF", "Actor2Name": "PRETORIA", "Actor2CountryCode": "ZAF", "Actor2Type1Code": "",
        "GLOBALEVENTID": "700000002",
    }  # fmt: skip
    other = {"SOURCEURL": "https://other.example.org/", "GLOBALEVENTID": "700000003"}
    found = opened(tabs(cells(61), cells(61, **mirrored), cells(61, **other)))
    tables = tables_of(found.acts, ("AUT", "ZAF"), "gdelt")
    assert tables["events"]["event_id"].tolist() == ["gdelt-700000001", "gdelt-700000003"]
    assert sorted(tables["evidence"]["raw_rows"]) == ["700000001;700000002", "700000003"]
    assert [len(tables_of(found.acts, ("AUT", "ZAF"), "gdelt", per)["events"]) for per in ("day", "row")] == [
        1,
        3,
    ]


def test_the_tables_keep_the_rules_of_the_codebook():
    rows = [
        cells(width, GLOBALEVENTID=f"{width}{number}", EventCode=code, EventRootCode=code[:2], Actor1Type1Code=kind,
              SOURCEURL=f"https://example.org/{width}")
        for width in WIDTHS
        for number, (code, kind) in enumerate([("041", ""), ("043", "MIL"), ("061", "GOV"), ("190", "UAF"), ("08", "")])
    ]  # fmt: skip
    tables = tables_of(opened(tabs(*rows)).acts, ("AUT", "ZAF"), "gdelt")
    dyad = ("AUT", "ZAF")
    found = [*schema_problems(tables), *(one for rule, _ in RULES for one in rule(tables, dyad))]
    assert found == []
    assert len(tables["events"]) == 15


def test_acts_without_any_sphere_make_tables():
    assert len(opened(tabs(cells(61))).dataset(("AUT", "ZAF"))) == 1


def test_recognised_by_its_rows_or_its_header(tmp_path: Path):
    rows = {width: tabs(cells(width)) * 3 for width in WIDTHS}
    assert (
        gdelt.recognise(rows[61]) == gdelt.recognise(rows[58]) == gdelt.recognise(rows[57] + rows[58]) == 1.0
    )
    assert 0.5 < gdelt.recognise(rows[57]) < 0.9
    assert gdelt.recognise(commas([*WIDTHS[61]], cells(61))) == 1.0
    assert 0 < gdelt.recognise(rows[61] + b"broken\trow\n") < 0.9
    assert gdelt.recognise(("\t".join("x" * 61) + "\n").encode()) == 0
    assert gdelt.recognise(b"date,event_type,title\n") == gdelt.recognise(b"") == 0
    long = gzip.compress(rows[61] * 500)
    assert [(found.NAME, sure) for found, sure in recognise(long)] == [("gdelt", 1.0)]
    assert gdelt.recognise(head_of(long)) == 1.0


@pytest.mark.parametrize(
    ("name", "wanted", "words"),
    [("gdelt_types", "sector", "sectors"), ("gdelt_types", "level", "levels"), ("gdelt_types", "sphere", "spheres")],
)  # fmt: skip
def test_the_code_lists_use_the_vocabularies(name, wanted, words):
    assert {*column(name, wanted).values()} <= {"", *vocabulary(words).ids}


@pytest.mark.parametrize("name", ["gdelt_countries", "fips_countries"])
def test_the_code_lists_of_countries_are_iso(name):
    lists = (pycountry.countries, pycountry.historic_countries)
    iso = {country.alpha_3 for list_ in lists for country in list_} | {"XKX"}
    countries = column(name, "country")
    assert {*countries.values()} <= {"", *iso}
    assert len(countries) > 200
