"""Files that would be too much for a parser are refused by their bytes, with what is wrong, where, and the limit."""

import gzip
import io
import zipfile
from contextlib import nullcontext
from dataclasses import replace

import pytest

from data.flat.template import template_csv, template_xlsx
from data.intake.archives import look_inside
from data.intake.limits import Limits, RefusedError, SettingError, limits
from data.intake.lines import Lines
from data.intake.look import look
from tests.conftest import DEFAULT_DATA

SMALL = Limits(
    file_mb=3, unpacked_mb=3, line_mb=1, lines=1_000, columns=20, equal_headers=3, ratio=20, parts=40
)
HEADER = b"date;event_type;actors\n"
SHEET = "xl/worksheets/sheet1.xml"


def zipped(files):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def book(part, old, new):
    """The template, with something else in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(template_xlsx())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    changed = files.get(part, old).replace(old, new, 1)
    assert changed != files.get(part)
    return zipped(files | {part: changed})


def lying(content, claim):
    """A zip archive of one file whose directory claims another size for it."""
    whole = bytearray(zipped({"a.csv": content}))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        start = archive.start_dir
    for place in (22, start + 24):
        whole[place : place + 4] = claim.to_bytes(4, "little")
    return bytes(whole)


BAD_TEXTS = {
    "size": (b"a,b\n" * 800_000, r"is 3\.2 MB large; at most 3\.0 MB.*RAPPORT_MAX_FILE_MB"),
    "one line of commas": (
        b"," * 1_500_000,
        r"line of more than 1\.0 MB, from byte 1 on.*RAPPORT_MAX_LINE_MB",
    ),
    "a long line further down": (HEADER + b"x" * 1_200_000, "line of more than 1.0 MB, from byte 24 on"),
    "commas": (b"," * 100_000, r"has 100,001 columns in row 1, .* 0 are filled; at most 20"),
    "commas below a header": (b"date,type\n\n" + b"," * 500, r"has 501 columns in row 3"),
    "equal headers": (b"a\ta\ta\ta\n1\t2\t3\t4\n", r"'a' 4 times in its header; at most 3"),
    "blank headers": (b"a,,,,,b\n", r"4 columns without a name"),
    "lines": (HEADER + b"\n" * 2_000, r"more than 1,000 lines.*RAPPORT_MAX_LINES"),
    "zero byte": (HEADER + b"2023;meeting;a\0b\n", r"zero byte \(line 2, byte 38\)"),
    "xz": (b"\xfd7zXZ\0\0", "packed with xz"),
    "bzip2": (b"BZh91AY&SY", "packed with bzip2"),
    "zstd": (b"\x28\xb5\x2f\xfd\0", "packed with zstd"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel file"),
    "workbook named csv": (zipped({"a": b""}), r"is named \.csv but is a zip archive or a workbook"),
    "gzip named csv": (gzip.compress(b"a"), r"is named \.csv but is a gzip archive"),
}


@pytest.mark.parametrize(("content", "why"), BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_a_text_that_is_too_much_is_refused(content, why):
    with pytest.raises(RefusedError, match=f"(?s){why}"):
        look(content, "x.CSV", SMALL)


ROWS = "</sheetData>"
BAD_ARCHIVES = {
    "gzip of commas": (gzip.compress(b"," * 1_200_000), "line of more than"),
    "gzip bomb": (gzip.compress(b"a,b\n" * 900 + bytes(4_000_000)), "unpacks to more than 3.0 MB|line of more than"),
    "gzip in gzip": (gzip.compress(gzip.compress(HEADER)), "packed twice"),
    "cut gzip": (gzip.compress(HEADER * 99)[:-9], "damaged, cut off"),
    "zip in zip": (zipped({"a.zip": zipped({"a": b"a"})}), "packed twice"),
    "zip bomb": (zipped({"events.csv": b"0", "b.bin": bytes(4_000_000)}), r"unpacks to 4\.0 MB; at most 3\.0 MB"),
    "zip that claims less": (lying(b"a,b\n" * 900_000, 40), "damaged"),
    "cut zip": (zipped({"a": b"a" * 99})[:-9], "damaged"),
    "many parts": (zipped({f"{number}": b"" for number in range(41)}), "holds 41 files; at most 40"),
    "table of a data set": (zipped({"events.csv": b"a," * 21, "actors.csv": b""}), "22 columns"),
    "entities": (book(SHEET, b"<worksheet", b'<!DOCTYPE l [<!ENTITY a "ha">]><worksheet'), "declaration of document"),
    "entities in UTF-16": (book("xl/a.xml", b"", '<!DOCTYPE l [<!ENTITY a "ha">]>'.encode("utf-16")), "declaration"),
    "a cell far away": (book(SHEET, b'r="A2"', b'r="XFD2"'), "cell in column XFD; at most 20"),
    "a merged sheet": (
        book(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:T1048576"/></mergeCells>'),
        "merged ranges of more than 1,000,000 cells",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "why"), BAD_ARCHIVES.values(), ids=BAD_ARCHIVES)
def test_an_archive_that_is_too_much_is_refused(content, why):
    look(content, "x", SMALL)
    with pytest.raises(RefusedError, match=why):
        look_inside(content, SMALL)


def test_a_part_that_grows_beyond_every_table_is_refused():
    packed = gzip.compress(b"a,b\n" * 3_000_000)
    with pytest.raises(RefusedError, match="more than 200 times its size"):
        look_inside(packed, replace(Limits(), lines=9_000_000))


@pytest.mark.parametrize(
    "content",
    [
        b"", template_csv(), template_csv().decode("utf-8-sig").encode("utf-16"), "date;a\n1;é\n".encode("utf-16-le"),
        "date;a\n1;é\n".encode("utf-32-be"), "date;a\n1;é😀\n".encode("utf-32-le"),
        b"a,b,,,,,\n" * 3, b'a,"b\n, c"\n', b"x" * 1_000_000 + b"\n" + b"y" * 1_000_000, template_xlsx(),
        book(SHEET, b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'), b"%PDF-1.7",
    ],
    ids=range(12),
)  # fmt: skip
def test_other_files_pass(content):
    look(content, "x", SMALL)
    look_inside(content, SMALL)


def test_the_default_data_set_passes():
    files = {path.name: path.read_bytes() for path in DEFAULT_DATA.iterdir() if path.is_file()}
    look_inside(zipped(files), Limits())


@pytest.mark.parametrize("step", [1, 2, 3, 100])
@pytest.mark.parametrize(
    "text", [b"12345\n12345\r1\n\n", b"1\n12345", b"\n123456", b"12\r\n123456\n", b"1234567"]
)
def test_the_length_of_lines_does_not_depend_on_pieces(text, step):
    lines = Lines(Limits())
    lines.limit = 5
    too_long = max(map(len, text.splitlines())) > 5
    with pytest.raises(RefusedError, match="has a line") if too_long else nullcontext():
        for start in range(0, len(text), step):
            lines.take(text[start : start + step])


def test_limits_come_from_the_environment():
    assert limits({"RAPPORT_MAX_COLUMNS": "7", "RAPPORT_MAX_LINES": ""}) == Limits(columns=7)
    for wrong in ("0", "-1", "many", "1.5", "1000000000"):
        with pytest.raises(SettingError, match=f"RAPPORT_MAX_SECONDS is '{wrong}'"):
            limits({"RAPPORT_MAX_SECONDS": wrong})
