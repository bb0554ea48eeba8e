"""Files of every kind that people save: encodings, separators, line ends, workbooks, and what is refused."""

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from openpyxl.chart import BarChart

from data.flat.encoding import decoded
from data.flat.reading import read_header, read_sheet
from data.flat.sheet import SheetError
from tests.data.flat.workbooks import HEADER, book_bytes, changed, with_rows

ROW = ("2023-05-30", "meeting", "Ilham Aliyev (AZE); Isaac Herzog (ISR)", "Trend")
TEXT = "date;event_type;actors\n2023-05-30;meeting;{} (TUR)\n"


def cells(content):
    """The rows of the table, each as long as the header."""
    sheet = read_sheet(content)
    return [(*row, *[""] * (len(sheet.header) - len(row))) for _, row in sheet.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator, end):
    quoted = [f'"{cell}"' for cell in ROW]
    content = end.join([separator.join(HEADER), separator.join(quoted), ""]).encode()
    sheet = read_sheet(content)
    assert (sheet.header, sheet.rows) == (HEADER, [(2, [*ROW])])


def test_a_separator_inside_the_cells_of_the_header_line_does_not_mislead():
    content = b"date,event_type,actors,a;b;c;d;e\n2023,visit,Israel,x\n"
    assert cells(content) == [("2023", "visit", "Israel", "x")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_mark(encoding):
    content = TEXT.format("Əli Həsənov, Şəki – İğdır").encode(encoding)
    assert cells(content)[0][2] == "Əli Həsənov, Şəki – İğdır (TUR)"
    assert "letters" not in read_sheet(content).how


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("1252", "François Hollande"), ("1252", "José Muñoz"), ("1252", "Günther “Größe” – x"), ("1252", "Björn"),
        ("1252", "Þórdís Kolbrún Reykfjörð Gylfadóttir"), ("1254", "Recep Tayyip Erdoğan"), ("1254", "İlham Aliyev"),
        ("1254", "Mevlüt Çavuşoğlu; Hakan Fidan; Yaşar Güler"), ("1251", "Ильхам Алиев"), ("1251", "Ицхак Герцог"),
    ],
)  # fmt: skip
def test_windows_code_pages_are_told_apart_by_a_single_name(page, name):
    assert decoded(TEXT.format(name).encode(f"cp{page}")) == (
        TEXT.format(name),
        f"Windows-{page} by its letters",
    )


def test_rows_are_numbered_as_a_spreadsheet_does():
    content = b'\n\ndate,event_type,actors\n\n2023,visit,"two\nlines"\n,,\n2024,visit,Israel\n'
    sheet = read_sheet(content)
    assert (sheet.header_row, [number for number, _ in sheet.rows]) == (3, [5, 7])
    assert sheet.rows[0][1][2] == "two\nlines"


def test_titles_above_the_header_are_kept_apart():
    sheet = read_sheet(b"sep=;\nVisits of 2023;;\ndate;event_type;actors\n2023;visit;Israel\n")
    assert sheet.header == ("date", "event_type", "actors")
    assert sheet.above == [(1, "sep="), (2, "Visits of 2023")]


def test_a_workbook_gives_what_the_reader_sees():
    rows = with_rows(
        HEADER,
        (date(2023, 5, 30), "meeting", 7, 2.5),
        (datetime(2023, 5, 30), "meeting", 7.0, None),
        (datetime(2023, 5, 30, 14, 5), "meeting", True, "=1+1"),
        (2023, "meeting", "  x ", ""),
    )
    assert cells(rows) == [
        ("2023-05-30", "meeting", "7", "2.5"),
        ("2023-05-30", "meeting", "7", ""),
        ("2023-05-30T14:05:00", "meeting", "True", ""),
        ("2023", "meeting", "  x ", ""),
    ]


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [
        ("mmm-yy", "2023-05"), ("yyyy-mm", "2023-05"), ("[$-409]mmmm yyyy;@", "2023-05"), ("yyyy", "2023"),
        ("yyyy-mm-dd", "2023-05-01"), ("d. mmmm yyyy", "2023-05-01"), ('"day "mmm yyyy', "2023-05"),
    ],
)  # fmt: skip
def test_a_month_that_a_spreadsheet_made_a_day_of_stays_a_month(shown_as, text):
    def fill(book):
        book.active.append(HEADER)
        book.active.append((date(2023, 5, 1), "visit", "Israel"))
        book.active["A2"].number_format = shown_as

    assert cells(book_bytes(fill))[0][0] == text


def test_a_formula_counts_with_the_value_last_computed():
    content = with_rows(HEADER, ("2023", "visit", "Israel", "=1+1"))
    name = "xl/worksheets/sheet1.xml"
    computed = changed(content, name, lambda xml: re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", xml))
    assert [cells(content)[0][3], cells(computed)[0][3]] == ["", "2"]


def test_a_cell_merged_over_rows_counts_for_each_and_one_over_columns_once():
    def fill(book):
        for row in (HEADER, ("2023", "visit", "Israel", "Trend"), ("2024", "visit", "Israel"), ("note",)):
            book.active.append(row)
        book.active.merge_cells("D2:D3")
        book.active.merge_cells("A4:C4")

    assert cells(book_bytes(fill)) == [
        ("2023", "visit", "Israel", "Trend"),
        ("2024", "visit", "Israel", "Trend"),
        ("note", "", "", ""),
    ]


def test_the_first_sheet_with_the_needed_columns_is_read():
    def fill(book):
        book.active.append(("Read me",))
        chart = book.create_chartsheet("Chart", 0)
        chart.add_chart(BarChart())
        for title, year in (("Visits", "2023"), ("More", "2024")):
            sheet = book.create_sheet(title)
            for row in ((), (), HEADER, (year, "visit", "Israel")):
                sheet.append(row)

    sheet = read_sheet(book_bytes(fill))
    assert (sheet.how, sheet.header_row, sheet.rows[0][0]) == ("XLSX, sheet Visits", 3, 4)
    assert sheet.rows[0][1][0] == "2023"
    assert read_header(book_bytes(fill))[:3] == HEADER[:3]


def test_a_workbook_of_a_chart_alone_is_empty():
    def fill(book):
        book.create_chartsheet("Chart").add_chart(BarChart())
        del book["Sheet"]

    with pytest.raises(SheetError, match="is empty"):
        read_sheet(book_bytes(fill))


def test_rows_beyond_the_size_that_a_workbook_states_are_read():
    content = with_rows(HEADER, ROW, ROW)
    lied = changed(content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:D3"', b'ref="A1"'))
    assert lied != content
    assert cells(lied) == [ROW, ROW]


def zipped(**files):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return sink.getvalue()


REFUSED = [
    (b"", "is empty"),
    (b" \n ,, \n", "is empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file.*save it without"),
    (b"%PDF-1.7\n\0", "is a PDF"),
    (b'{"events": []}', "is JSON"),
    (b'[\n{"date": 1}]', "is JSON"),
    (b"<!DOCTYPE html><table><tr><td>date</table>", "page or XML"),
    (b"PAR1\0\0", "Parquet"),
    (b"\x1f\x8b\x08\0", "gzip"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text"),
    (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument.*save it as .xlsx"),
    (zipped(xl__workbook_dot_bin="x"), "xlsb"),
    (zipped(word__document_dot_xml="x"), "neither a workbook"),
    (zipped(xl__workbook_dot_xml="x"), "cannot be read as XLSX"),
    (b"PK\x03\x04 and nothing more", "damaged archive"),
]


@pytest.mark.parametrize(("content", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_what_is_no_table_is_refused_with_what_to_do(content, why):
    with pytest.raises(SheetError, match=why):
        read_sheet(content)


def test_a_damaged_workbook_is_refused_wherever_it_is_damaged():
    content = with_rows(HEADER, *[ROW] * 30)
    told = 0
    for place in range(0, len(content), len(content) // 150):
        broken = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        try:
            read_sheet(broken)
        except SheetError:
            told += 1
        try:
            read_sheet(content[:place])
        except SheetError:
            told += 1
    assert told > 150
