"""What the bad files of each corpus hold, beside what the reader of uploads makes of them: name → right or not."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pandas as pd

from analysis.extracts import events
from analysis.filters import Filters
from analysis.selection import select
from data.extracts import FORMULA_STARTS, csv_bytes
from data.flat import delimited
from data.flat.encoding import decoded
from data.flat.opening import open_table
from data.flat.reading import read_sheet
from data.flat.sheet import Sheet, SheetError

Answers = Iterator[tuple[str, bool]]
_HEADER = ("foo", "bar", "baz")
_EVENT = {"date": "2023-05-30", "event_type": "meeting", "actors": "Israel (ISR); Azerbaijan (AZE)"}
_LANGUAGE = re.compile(
    r"-(croatian|czech|hungarian|polish|slovak|slovene|bulgarian|russian|arabic|greek|turkish|hebrew|romanian)$"
)
_ALSO = {
    "SHIFT_JIS": "cp932",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "EUC-KR": "cp949",
    "TIS-620": "cp874",
}
"""What browsers read under these names (WHATWG Encoding Standard): the same signs and some more."""


def cells(content: bytes) -> list[list[str]]:
    """The cells of a file by the likeliest dialect, blank lines included."""
    return [*next(iter(delimited.grids(content))).rows]


def spectrum(path: Path) -> Answers:
    """One of the twelve has a truth for another file beside it; it cannot be right."""
    for file in sorted((path / "csv-spectrum" / "csvs").glob("*.csv")):
        truth = json.loads((path / "csv-spectrum" / "json" / f"{file.stem}.json").read_text("utf-8"))
        header, *rows = filter(any, cells(file.read_bytes()))
        found = [dict(zip(header, map(_unix, row), strict=True)) for row in rows]
        records = truth if isinstance(truth, list) else [truth]
        yield file.name, found == [{name: _unix(cell) for name, cell in one.items()} for one in records]


def _unix(text: str) -> str:
    """Line ends in cells are compared as line ends: in copies of the corpus some have changed."""
    return text.replace("\r\n", "\n")


def valid(path: Path) -> Answers:
    """The files that keep RFC 4180."""
    for file in sorted((path / "csv-test-data" / "json").glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        found = cells((path / "csv-test-data" / "csv" / f"{file.stem}.csv").read_bytes())
        if file.stem.startswith("header-"):
            yield file.name, [dict(zip(found[0], row, strict=True)) for row in found[1:]] == truth
        else:
            yield file.name, found == truth


def invalid(path: Path) -> Answers:
    """The files that break it, or lack the header that they should have: refused, or the row is told."""
    for file in sorted((path / "csv-test-data" / "csv").glob("bad-*.csv")):
        try:
            sheet = read_sheet(file.read_bytes())
        except SheetError:
            yield file.name, True
            continue
        yield file.name, bool(sheet.header != _HEADER or sheet.faults or sheet.notes)


def frictionless(path: Path) -> Answers:
    """Every file is read or refused with a reason, and no letter of it is lost."""
    for file in sorted((path / "frictionless-csv").rglob("*")):
        if file.is_file():
            yield str(file.relative_to(path)), accounted(file.read_bytes())


def accounted(content: bytes) -> bool:
    """Whether a file is refused, or every letter of it is in the header, a row, or a line above."""
    try:
        return not lost_letters(content, read_sheet(content))
    except SheetError:
        return True


def lost_letters(content: bytes, sheet: Sheet) -> Counter[str]:
    """Letters and digits of a file that the sheet does not hold."""
    kept = chain(sheet.header, (text for _, text in sheet.above), *(row for _, row in sheet.rows))
    return _letters([decoded(content)[0]]) - _letters(kept)


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(filter(str.isalnum, "".join(texts)))


def strings(path: Path) -> list[str]:
    """The naughty strings and those that labels would interpret."""
    naughty = json.loads((path / "blns" / "blns.json").read_text("utf-8"))
    return [*naughty, *json.loads((path / "label_injection.json").read_text("utf-8"))]


def naughty(path: Path) -> Answers:
    """As notes of a table of one's own, through upload, extract for scripts, and upload of what the extract holds."""
    texts = strings(path)
    first = open_table(_table(texts), "naughty.csv")
    extract = csv_bytes(events(select(first.dataset(("AZE", "ISR")), Filters())))
    sheet = read_sheet(extract)
    title, note = map(sheet.header.index, ("title", "note"))
    told = [row[note] for _, row in sorted(sheet.rows, key=lambda pair: pair[1][title])]
    second = open_table(_table(told), "again.csv")
    for text, event, again in zip(texts, first.events, second.events, strict=True):
        yield ascii(text), text == event.cells["note"] == again.cells["note"]


def formulas(path: Path) -> Answers:
    """In the file for Excel no formula is left, and the reader takes the apostrophe away again."""
    texts = json.loads((path / "csv-injection" / "all_third_party.json").read_text("utf-8"))
    content = csv_bytes(_frame(texts), excel=True)
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    table = open_table(content, "formulas.csv")
    for text, row, event in zip(texts, rows, table.events, strict=True):
        yield text, not row["note"].startswith(FORMULA_STARTS) and event.cells["note"] == text


def missing_names(_: Path) -> Answers:
    """What other readers take for a missing value is text."""
    texts = ["NA", "N/A", "null", "NULL", "None", "nan", "NaN", "-", "#N/A-", "true", "007"]
    for text, event in zip(texts, open_table(_table(texts), "names.csv").events, strict=True):
        yield text, event.cells["note"] == text


def _frame(texts: Sequence[str]) -> pd.DataFrame:
    rows = [{**_EVENT, "title": f"Text {number:04}", "note": text} for number, text in enumerate(texts)]
    return pd.DataFrame(rows, dtype="str")


def _table(texts: Sequence[str]) -> bytes:
    return csv_bytes(_frame(texts))


def encodings(path: Path) -> Answers:
    """The texts whose folder names their encoding: read as by that encoding, or as browsers read it."""
    for file in sorted((path / "encodings" / "chardet").glob("*/*")):
        content, name = file.read_bytes(), _LANGUAGE.sub("", file.parent.name)
        wanted = [text for one in (name, _ALSO.get(name, name)) if (text := _text(content, one)) is not None]
        text, how = _read(content)
        yield f"{file.parent.name}/{file.name}: {how}", text in wanted


def unnamed(path: Path) -> Answers:
    """The texts of which only the language is known: nothing is replaced."""
    for file in sorted((path / "encodings" / "charset_normalizer" / "data").glob("*.txt")):
        text, how = _read(file.read_bytes())
        yield f"{file.name}: {how}", "\ufffd" not in text


def _read(content: bytes) -> tuple[str, str]:
    try:
        return decoded(content)
    except SheetError as error:
        return "", str(error)


def _text(content: bytes, encoding: str) -> str | None:
    encoding = {"MacCyrillic": "mac-cyrillic"}.get(encoding, encoding)
    try:
        text = content.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return text.removeprefix("\ufeff") if codecs.lookup(encoding).name.startswith("utf") else text


def malformed(path: Path) -> Answers:
    """Every line of a test of decoders, read as UTF-8 as a reader can choose."""
    folder = path / "utf8" / "utf8tests"
    truth = (folder / "artifacts" / "utf8.replace.ref.txt").read_bytes().split(b"\n")
    for line, wanted in zip((folder / "utf8tests.bin").read_bytes().split(b"\n"), truth, strict=True):
        yield repr(line), decoded(line, "utf-8")[0] == wanted.decode().removeprefix("\ufeff")


def malformed_files(path: Path) -> Answers:
    """Whole files that are no proper UTF-8, or hold every sign there is."""
    for file in sorted((path / "utf8").rglob("*")):
        if file.is_file():
            yield str(file.relative_to(path)), accounted(file.read_bytes())
