"""CSV and ZIP files: what is written is read back as it was, whatever the cells hold."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.extracts import BOM, FORMULA_STARTS, csv_bytes, zip_chunks

NASTY = [
    'a "quoted" word', "a, comma", "two\nlines", "two\r\nlines", "a\rreturn", "=1+1", "+49 30", "-5", "@sum", "\ttab",
    "\rstart", "", " ", "'", '"', '""', "Əliyev – ‘x’", "שלום", "🕊", "#REF!", "NA", "null", "a;b", "a\x00b",
]  # fmt: skip


def read(content: bytes, encoding: str = "utf-8") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), strict=True))


def test_nasty_texts_come_back_identical():
    assert read(csv_bytes(pd.DataFrame({"text": NASTY, "other": NASTY[::-1]}))) == [
        ["text", "other"],
        *map(list, zip(NASTY, NASTY[::-1], strict=True)),
    ]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=8))
def test_any_text_comes_back_identical(cells):
    assert read(csv_bytes(pd.DataFrame({"text": pd.Series(cells, dtype="str")}))) == [
        ["text"],
        *([cell] for cell in cells),
    ]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=8))
def test_the_excel_flavour_differs_by_the_apostrophe_only(cells):
    rows = read(csv_bytes(pd.DataFrame({"text": pd.Series(cells, dtype="str")}), excel=True), "utf-8-sig")[1:]
    assert rows == [[f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell] for cell in cells]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formulas_are_defused_for_excel_only(start):
    table = pd.DataFrame({f"{start}head": [f"{start}cmd|' /C calc'!A0"], "safe": ["1+1"]})
    assert read(csv_bytes(table, excel=True), "utf-8-sig") == [
        [f"'{start}head", "safe"],
        [f"'{start}cmd|' /C calc'!A0", "1+1"],
    ]
    assert read(csv_bytes(table))[1][0] == f"{start}cmd|' /C calc'!A0"


def test_numbers_stay_numbers_in_both_flavours():
    table = pd.DataFrame({"count": [-1, 2], "share": [-0.5, 0.25]})
    assert read(csv_bytes(table, excel=True), "utf-8-sig") == read(csv_bytes(table))
    assert read(csv_bytes(table))[1] == ["-1", "-0.5"]


def test_every_line_ends_with_crlf_and_only_excel_gets_a_mark():
    table = pd.DataFrame({"a": ["x", "y"], "n": [1, 2]})
    assert csv_bytes(table) == b'"a","n"\r\n"x",1\r\n"y",2\r\n'
    assert csv_bytes(table, excel=True) == BOM + csv_bytes(table)


def test_days_categories_truth_and_gaps_are_plain_text():
    table = pd.DataFrame(
        {
            "day": pd.to_datetime(pd.Series(["2023-05-30", None])),
            "kind": pd.Categorical(["=a", None], categories=["=a", "b"]),
            "true": [True, False],
            "mixed": ["text", 7],
        }
    )
    assert read(csv_bytes(table))[1:] == [["2023-05-30", "=a", "true", "text"], ["", "", "false", "7"]]
    assert read(csv_bytes(table, excel=True), "utf-8-sig")[1][1] == "'=a"


def test_a_table_without_rows_is_its_header():
    assert (
        csv_bytes(pd.DataFrame({"a": pd.Series(dtype="str"), "b": pd.Series(dtype="object")}))
        == b'"a","b"\r\n'
    )


@pytest.mark.parametrize("large", [False, True])
def test_the_archive_is_whole_and_the_same_for_the_same_content(large):
    files = {"a.csv": [b"a\r\n", b"1\r\n"], "ü.json": [b"{}"], "nothing.csv": []}
    pieces = list(zip_chunks(files, date(2026, 11, 22), large))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == {
        name: b"".join(chunks) for name, chunks in files.items()
    }
    assert pieces == list(zip_chunks(files, date(2026, 11, 22), large))


def test_a_continuation_has_neither_header_nor_mark():
    table = pd.DataFrame({"a": ["=x", "y"]})
    for excel in (False, True):
        first = csv_bytes(table[:1], excel)
        assert first + csv_bytes(table[1:], excel, header=False) == csv_bytes(table, excel)
