"""Checking a data set: each rule is broken once, and exactly that is reported, with its place and a hint."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.check import load_checked, main
from data.problems import DataSetError, Problem
from data.schema import TABLES
from tests.conftest import DEFAULT_DATA
from tests.tiny import tiny_tables, write_folder


def sound_rows() -> dict[str, list[dict[str, str]]]:
    """Rows that break no rule: a trip with a meeting inside, two sources that disagree, an agreement."""
    pairs = [
        (event, actor) for event in ("trip", "talk", "deal") for actor in ("aze-minister", "isr-minister")
    ]
    return {
        "events": [
            {"event_id": "trip", "event_type": "visit", "date": "2023-05-29/2023-05-31"},
            {"event_id": "talk", "parent_id": "trip", "city": "Baku", "country": "AZE"},
            {"event_id": "deal", "event_type": "signing", "date": "2024-01-02"},
        ],
        "participants": [{"event_id": event, "actor_id": actor} for event, actor in pairs],
        "event_spheres": [{"event_id": "deal", "sphere": "health", "stage": "signed"}],
        "evidence": [
            {"event_id": "trip"}, {"event_id": "talk"}, {"event_id": "deal"}, {"event_id": "deal", "source_id": "s2"},
        ],
        "agreements": [{"event_id": "deal", "spheres": "health;trade"}],
        "claims": [
            {"event_id": "deal", "value": "2024-01-02"},
            {"event_id": "deal", "value": "2024-01-03", "source_id": "s2", "preferred": "false"},
        ],
    }  # fmt: skip


def problems_of(rows: dict[str, list[dict[str, str]]], folder: Path) -> list[Problem]:
    with pytest.raises(DataSetError) as caught:
        load_checked(write_folder(tiny_tables(**rows), folder))
    return caught.value.problems


BROKEN = [
    # what is changed: table, row (from 0), column, value; then the problem: row, column, value, part of the rule, hint
    ("events", 1, "event_type", "meating", (3, "event_type", "meating", "must be one of the ids", "meeting")),
    ("events", 1, "status", "", (3, "status", "", "must not be empty", "")),
    ("events", 1, "country", "AZR", (3, "country", "AZR", "ISO 3166-1 alpha-3", "")),
    (
        "events",
        1,
        "title",
        "word " * 12 + "more",
        (3, "title", "word " * 12 + "more", "at most 12 words", ""),
    ),
    ("events", 2, "date", "2 January 2024", (4, "date", "", "'2 January 2024' is not an EDTF date", "")),
    ("events", 2, "date", "2024-01-02/..", (4, "date", "", "no first or no last day", "")),
    ("events", 2, "reaction_to", "deal", (4, "reaction_to", "deal", "points to the event itself", "")),
    ("events", 2, "parent_id", "talk", (4, "parent_id", "talk", "must be a trip", "")),
    ("events", 2, "parent_id", "trip", (4, "parent_id", "trip", "lies outside its trip", "")),
    ("events", 2, "date_basis", "inferred", (4, "date_basis", "inferred", "gives the reasoning", "")),
    ("events", 2, "event_type", "other", (4, "event_type", "other", "needs a note", "")),
    ("events", 2, "city", "Baku", (4, "city", "Baku", "needs its country", "")),
    ("events", 1, "event_type", "call", (3, "country", "AZE", "a call has no place", "")),
    ("participants", 0, "level", "country", (2, "level", "country", "must be 'country' for actors", "")),
    ("participants", 0, "role", "hosts", (2, "role", "hosts", "must be one of the ids", "host")),
    (
        "event_spheres",
        0,
        "source_id",
        "s2x",
        (2, "source_id", "s2x", "is not in evidence.csv for this event", ""),
    ),
    ("agreements", 0, "spheres", "health;trede", (2, "spheres", "trede", "must be ids of spheres", "trade")),
    ("evidence", 0, "paragraphs", "three", (2, "paragraphs", "three", "must be paragraph numbers", "")),
    ("claims", 0, "preferred", "false", (2, "preferred", "date", "has no preferred version", "")),
    ("claims", 1, "value", "2024-01-02", (2, "value", "2024-01-02", "no disagreement", "")),
]


def test_sound_rows_break_no_rule(tmp_path):
    about, tables = load_checked(write_folder(tiny_tables(**sound_rows()), tmp_path / "set"))
    assert about.dyad == ("AZE", "ISR")
    assert len(tables["events"]) == 3


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "expected"),
    BROKEN,
    ids=[f"{case[0]}.{case[1]}.{case[2]}={case[3][:14]}" for case in BROKEN],
)
def test_a_broken_rule_is_reported_alone_and_with_its_place(tmp_path, table, row, column, value, expected):
    rows = sound_rows()
    rows[table][row][column] = value
    (found,) = problems_of(rows, tmp_path / "set")
    assert (found.file, found.row, found.column, found.value, found.hint) == (
        f"{table}.csv", expected[0], expected[1], expected[2], expected[4],
    )  # fmt: skip
    assert expected[3] in found.rule
    for part in (found.file, f"row {found.row}", f"column {found.column}", found.rule):
        assert part in str(found)


def test_a_dangling_parent_is_reported_with_the_nearest_id(tmp_path):
    tables = tiny_tables(**sound_rows())
    tables["events"].loc[2, "parent_id"] = "trap"
    with pytest.raises(DataSetError) as caught:
        load_checked(write_folder(tables, tmp_path / "set"))
    assert caught.value.problems == [
        Problem("events.csv", 4, "parent_id", "trap", "is not in events.csv", "trip")
    ]


def test_only_fields_of_the_codebook_can_be_in_dispute(tmp_path):
    rows = sound_rows()
    for claim in rows["claims"]:
        claim["field"] = "colour"
    found = problems_of(rows, tmp_path / "set")
    assert [(one.row, one.column, one.value) for one in found] == [
        (2, "field", "colour"),
        (3, "field", "colour"),
    ]


def test_a_flag_is_true_or_false(tmp_path):
    rows = sound_rows()
    rows["claims"][0]["preferred"] = "yes"
    assert "must be true or false" in {found.rule for found in problems_of(rows, tmp_path / "set")}


def test_a_trip_inside_a_trip_is_refused(tmp_path):
    rows = sound_rows()
    rows["events"][2] |= {"event_type": "visit", "date": "2023-05-30", "parent_id": "trip"}
    rows["events"].append({"event_id": "inner", "parent_id": "deal"})
    rows["evidence"].append({"event_id": "inner"})
    rows["participants"].append({"event_id": "inner", "actor_id": "aze-minister"})
    (found,) = problems_of(rows, tmp_path / "set")
    assert (found.row, found.rule) == (5, "is itself part of a trip; only one level is allowed")


def test_a_bilateral_event_names_both_sides(tmp_path):
    rows = sound_rows()
    rows["participants"] = [
        row for row in rows["participants"] if row != {"event_id": "deal", "actor_id": "isr-minister"}
    ]
    (found,) = problems_of(rows, tmp_path / "set")
    assert str(found) == (
        "events.csv, row 4, column scope: 'bilateral' needs participants of both AZE and ISR (found: AZE)."
    )


def test_a_part_of_a_trip_takes_its_other_side_from_the_trip(tmp_path):
    rows = sound_rows()
    rows["participants"].remove({"event_id": "talk", "actor_id": "isr-minister"})
    load_checked(write_folder(tiny_tables(**rows), tmp_path / "set"))


def test_a_joint_body_stands_for_both_sides(tmp_path):
    rows = sound_rows()
    rows["actors"] = [{"actor_id": "commission", "kind": "institution"}]
    rows["participants"] = [row for row in rows["participants"] if row["event_id"] != "deal"]
    rows["participants"].append({"event_id": "deal", "actor_id": "commission"})
    load_checked(write_folder(tiny_tables(**rows), tmp_path / "set"))


def test_only_a_person_holds_an_office(tmp_path):
    rows = sound_rows()
    rows["actors"] = [{"actor_id": "commission", "kind": "institution"}]
    rows["participants"].append({"event_id": "deal", "actor_id": "commission", "office": "Minister"})
    (found,) = problems_of(rows, tmp_path / "set")
    assert (found.column, found.rule) == ("office", "must be empty: only persons hold an office")


@pytest.mark.parametrize("table", ["evidence", "participants"])
def test_an_event_without_support_is_refused(tmp_path, table):
    rows = sound_rows()
    rows["events"].append({"event_id": "lone", "scope": "third_party"})
    other = {"evidence", "participants"} - {table}
    rows[other.pop()].append(
        {"event_id": "lone", "actor_id": "aze-minister"} if table == "evidence" else {"event_id": "lone"}
    )
    (found,) = problems_of(rows, tmp_path / "set")
    assert (found.value, found.rule) == ("lone", f"has no row in {table}.csv")


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_what_did_not_happen_is_not_signed(tmp_path, status):
    rows = sound_rows()
    rows["events"][2]["status"] = status
    (found,) = problems_of(rows, tmp_path / "set")
    assert (found.file, found.value, found.rule) == (
        "event_spheres.csv", "signed", "cannot be reached by an event that did not happen",
    )  # fmt: skip


def test_a_key_that_stands_twice_is_named(tmp_path):
    rows = sound_rows()
    rows["participants"].append(dict(rows["participants"][0]))
    (found,) = problems_of(rows, tmp_path / "set")
    assert (found.row, found.value, found.rule) == (
        8, "trip + aze-minister", "stands in an earlier row already",
    )  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_doubled_and_dangling_rows_never_stop_the_check(tmp_path, table):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    width = len(TABLES[table].columns)
    path.write_text("\n".join([*lines, lines[1], ",".join(["no-such-id"] * width)]) + "\n", encoding="utf-8")
    with pytest.raises(DataSetError) as caught:
        load_checked(folder)
    assert "stands in an earlier row already" in {found.rule for found in caught.value.problems}
    assert "nan" not in str(caught.value)


def test_a_dangling_actor_is_no_side_of_its_own(tmp_path):
    tables = tiny_tables(**sound_rows())
    tables["participants"].loc[1, "actor_id"] = "isr-ministre"
    with pytest.raises(DataSetError) as caught:
        load_checked(write_folder(tables, tmp_path / "set"))
    dangling, scope = sorted(caught.value.problems, key=lambda found: found.column)
    assert (dangling.value, dangling.hint) == ("isr-ministre", "isr-minister")
    assert scope.rule.endswith("(found: AZE)")


def test_all_problems_come_at_once_in_the_order_of_files_and_rows(tmp_path):
    rows = sound_rows()
    rows["events"][1]["status"] = "ocurred"
    rows["events"][2]["date"] = "soon"
    rows["agreements"][0]["kind"] = "pact"
    found = problems_of(rows, tmp_path / "set")
    assert [(one.file, one.row) for one in found] == [
        ("agreements.csv", 2),
        ("events.csv", 3),
        ("events.csv", 4),
    ]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FORM = [
    ("events.csv", "event_id,date,", "event_id,dates,", "dates", "is not a column of this table"),
    ("events.csv", "event_id,date,", "event_id,event_id,", "event_id", "stands twice in the header"),
    ("sources.csv", "source_id,publisher,", "source_id,", "publisher", "is missing from the header"),
    ("events.csv", "Event deal", "Event, deal", "", "has 14 cells, the header has 13"),
    ("events.csv", "Event deal", '"Event deal', "", "cannot be read as CSV"),
    ("about.toml", '"AZE", "ISR"', '"AZE", "AZE"', "dyad", "two ISO 3166-1 alpha-3 codes"),
    ("about.toml", "licence = ", "license = ", "licence", "must be a text that is not empty"),
    ("about.toml", "title = ", "title ", "", "cannot be read as TOML"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "column", "rule"), FORM, ids=[f"{c[0]}-{c[2][:18]}" for c in FORM]
)
def test_a_fault_of_form_is_reported(tmp_path, name, old, new, column, rule):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    edit(folder, name, old, new)
    with pytest.raises(DataSetError) as caught:
        load_checked(folder)
    assert any(
        one.file == name and one.column == column and rule in one.rule for one in caught.value.problems
    )


def test_a_file_in_another_encoding_is_reported(tmp_path):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    (folder / "sources.csv").write_bytes("source_id,publisher\ns1,Café au lait\n".encode("latin-1"))
    with pytest.raises(DataSetError, match=r"sources\.csv: is not UTF-8 \(byte \d+\)"):
        load_checked(folder)


def as_parquet(path: Path, **changed: str) -> Path:
    """A table of a data set as Parquet in place of CSV; ``changed`` are cells of its first row."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, text in changed.items():
        frame.loc[0, column] = text
    large = path.with_suffix(".parquet")
    frame.to_parquet(large, index=False)
    path.unlink()
    return large


def test_a_large_table_that_is_damaged_behind_its_footer_is_reported(tmp_path):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    large = as_parquet(folder / "events.csv")
    content = bytearray(large.read_bytes())
    content[4:80] = bytes(76)
    large.write_bytes(content)
    with pytest.raises(DataSetError, match=r"events\.parquet: cannot be read as Parquet"):
        load_checked(folder)


def test_a_problem_names_the_file_that_is_there(tmp_path):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    as_parquet(folder / "events.csv", status="ocurred", city="Baku", country="")
    with pytest.raises(DataSetError) as caught:
        load_checked(folder)
    assert {(one.file, one.column) for one in caught.value.problems} == {
        ("events.parquet", "status"), ("events.parquet", "city"),
    }  # fmt: skip


def test_missing_files_are_all_named(tmp_path):
    (tmp_path / "set").mkdir()
    with pytest.raises(DataSetError) as caught:
        load_checked(tmp_path / "set")
    assert {one.file for one in caught.value.problems} == {"about.toml", *(f"{name}.csv" for name in TABLES)}


def test_a_byte_order_mark_is_no_fault(tmp_path):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    path = folder / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    load_checked(folder)


def test_namibia_is_a_country_and_no_empty_cell(tmp_path):
    rows = sound_rows()
    rows["sources"] = [{"source_id": "s1", "side": "NAM", "publisher": "NA"}]
    _, tables = load_checked(write_folder(tiny_tables(**rows), tmp_path / "set"))
    assert tables["sources"].loc[0, "publisher"] == "NA"


def test_the_command_line_tells_right_from_wrong_by_its_status(tmp_path, capsys):
    folder = write_folder(tiny_tables(**sound_rows()), tmp_path / "set")
    assert main([str(folder)]) == 0
    assert "no problems in 3 events" in capsys.readouterr().out
    edit(folder, "events.csv", "occurred", "ocurred")
    assert main([str(folder)]) == 1
    assert "Did you mean 'occurred'?" in capsys.readouterr().out
    assert main([str(tmp_path / "nothing")]) == 1
    assert "is not a folder" in capsys.readouterr().out
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_default_data_set_is_sound():
    about, tables = load_checked(DEFAULT_DATA)
    assert about.name == "azerbaijan-israel"
    assert all(len(frame) for frame in tables.values())


def test_a_copy_with_one_wrong_cell_is_caught(tmp_path):
    folder = Path(shutil.copytree(DEFAULT_DATA, tmp_path / "copy"))
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[7][rows[0].index("event_type")] = "vist"
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(DataSetError) as caught:
        load_checked(folder)
    assert [
        (one.row, one.value, one.hint) for one in caught.value.problems if one.column == "event_type"
    ] == [(8, "vist", "visit")]
