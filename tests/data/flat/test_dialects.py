"""Texts as strangers write them: separators, quotation marks, line ends, titles, several tables, encodings."""

import pytest

from data.flat.dialect import Choice
from data.flat.encoding import decoded
from data.flat.layout import REPEATED, SHIFTED, SHORT
from data.flat.opening import open_table
from data.flat.reading import read_sheet
from data.flat.records import BROKEN, LOOSE, PATIENCE

HEADER = ("date", "event_type", "actors", "note")
ROWS = [
    ["2023-05-30", "meeting", "Israel; Azerbaijan", 'He said "yes", she: no'],
    ["2024-01-02", "visit", "Israel; Turkey", "It's one, two | three"],
    ["2024-02", "call", "Israel", ""],
]


def written(separator, quote='"', escape=None, end="\r\n"):
    def cell(text):
        return f"{quote}{text.replace(quote, (escape or quote) + quote)}{quote}" if text else ""

    return end.join(separator.join(map(cell, row)) for row in [HEADER, *ROWS]).encode()


@pytest.mark.parametrize("separator", [*",;\t| :^~", ", "])
@pytest.mark.parametrize(("quote", "escape"), [('"', None), ("'", None), ('"', "\\")])
def test_every_dialect_gives_the_same_cells(separator, quote, escape):
    sheet = read_sheet(written(separator, quote, escape, "\r" if separator == ";" else "\n"))
    assert (sheet.header, [cells for _, cells in sheet.rows]) == (HEADER, ROWS)
    assert not sheet.faults


def test_the_reading_is_told_and_can_be_overruled():
    content = "date;event_type;actors\n2023;visit;Шәки (AZE)\n".encode("cp1251", "replace")
    assert read_sheet(content).how == "CSV with semicolon, Windows-1251 by its letters"
    sheet = read_sheet(content, Choice("cp1252", ",", "none"))
    assert sheet.how == "CSV with comma, no quoted cells, Western (Windows-1252)"
    assert sheet.header == ("date;event_type;actors",)


def test_a_decimal_comma_or_a_blank_in_a_day_is_no_separator():
    content = b"id;first;second\n" + b"7;1,5;2,5\n" * 9
    assert read_sheet(content).header == ("id", "first", "second")
    assert read_sheet(b"when,what\n" + b"2023-05-30 14:05:00,x\n" * 9).header == ("when", "what")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('2023,visit,"Israel,x', BROKEN), ('2023,visit,"Israel" and,x', BROKEN), ('2023,visit,Israel,"', BROKEN),
        ("2023,visit,Israel,x,y", SHIFTED), ("date,event_type,actors,note", REPEATED),
    ],
)  # fmt: skip
def test_a_broken_row_is_set_aside_and_costs_no_other(line, wrong):
    good = '2024,visit,Israel,"said ""yes"",\nand left"'
    table = open_table("\n".join([",".join(HEADER), good, line, good, good]).encode(), "mine.csv")
    assert [(problem.row, problem.rule) for problem in table.row_problems] == [(3, wrong)]
    assert (table.read, [event.row for event in table.events]) == (4, [2, 4, 5])
    assert table.events[1].cells["note"] == 'said "yes",\nand left'


@pytest.mark.parametrize(
    ("line", "wrong"), [("2023,visit,Israel", SHORT), ('2023,visit,Israel,one "big" day', LOOSE)]
)
def test_what_may_be_wrong_with_rows_that_are_used_is_told_once(line, wrong):
    good = "2024,visit,Israel,x"
    one, two = (
        open_table("\n".join([",".join(HEADER), good, *[line] * n]).encode(), "x.csv") for n in (1, 3)
    )
    assert [str(problem.rule) for problem in one.header_problems] == [wrong]
    assert [str(problem.rule) for problem in two.header_problems] == [f"{wrong} (and 2 more such rows)"]
    assert (two.read, two.set_aside) == (4, 0)


def test_from_where_another_table_begins_nothing_is_taken_for_the_first():
    content = b"date,event_type,actors\n2023,visit,Israel\ndate,actors,town,source\n2024,Turkey,Baku,x\n"
    table = open_table(content, "two.csv")
    assert (len(table.events), {problem.row for problem in table.row_problems}) == (1, {3, 4})


def test_many_broken_rows_take_no_time_and_none_is_lost():
    content = "a,b\n" + 'x,"y\n' * (20 * PATIENCE)
    sheet = read_sheet(content.encode())
    assert len(sheet.faults) == len(sheet.rows) == 20 * PATIENCE


def test_a_title_is_no_header():
    sheet = read_sheet(b"Visits,,\n,,\nwho,where,when\nHerzog,Baku,2023\n")
    assert (sheet.header, sheet.header_row, sheet.above) == (("who", "where", "when"), 3, [(1, "Visits")])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Lech Wałęsa, Václav Havel"), ("cp1253", "Κυριάκος Μητσοτάκης"), ("cp1255", "בנימין נתניהו"),
        ("cp1256", "إلهام علييف"), ("koi8-r", "Министр иностранных дел прибыл в Баку"), ("utf-16-le", "ilham, əli"),
        ("cp932", "大統領は首都で外相と会談した"), ("gb18030", "总统在首都会见了外交部长"),
    ],
)  # fmt: skip
def test_encodings_are_found_by_letters(encoding, text):
    table = f"date;event_type;actors;note\n2023;visit;Israel;{text}\n"
    assert decoded(table.encode(encoding))[0] == table


def test_a_damaged_text_stays_utf_8_and_says_so():
    content = f"date,actors\n2023,{'İlham Əliyev ' * 20}".encode() + b"\xff\n"
    text, how = decoded(content)
    assert (text.count("\ufffd"), how) == (1, "UTF-8 (1 sign that cannot be read)")
