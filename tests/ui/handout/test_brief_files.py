"""The brief as files: HTML and Word say the same, links lead there and back, nothing in them can run."""

from __future__ import annotations

import io
import re
import signal
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from multiprocessing.connection import Connection
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from analysis.brief.compose import SECTIONS, compose
from analysis.brief.model import Brief, Chart, Mark, Note, Paragraph, Reference, Section, Series, Table
from analysis.filters import Filters
from analysis.links import Links
from analysis.selection import select
from ui.handout import artist
from ui.handout.docx import docx
from ui.handout.html import html
from ui.handout.pictures import captioned, png, svg
from ui.handout.texts import words

LIVE = "</style><script>alert(1)</script> <img src=x onerror=y> {{ 7*7 }} $x^2$ \u0001 & \"'\\ əשלום"
page_of, document_of = cache(html), cache(docx)
"""Each brief is written once for all tests."""

CHART = Chart(
    "course",
    LIVE,
    LIVE,
    ("2020", LIVE),
    (Series(LIVE, (1, 2), "first"), Series("?", (0, 1), "", True)),
    False,
)
TABLE = Table(LIVE, (LIVE, "n"), (((LIVE,), ("1",)),))
HOSTILE = Brief(
    heading=LIVE,
    remark=LIVE,
    facts=(("Data", LIVE),),
    sections=(
        Section("s", LIVE, (Paragraph((LIVE, Mark(1), " again", Mark(1))), TABLE, CHART)),
    ),
    notes=(Note(1, LIVE, (("script", "javascript:alert(1)"), (LIVE, "https://example.org/?a=1&b=2")), LIVE, (1,)),),
    references=(Reference(1, LIVE, "javascript:alert(2)"),),
    citation=LIVE,
)  # fmt: skip


class Reader(HTMLParser):
    """The elements, names, addresses and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


@pytest.fixture(scope="module")
def brief(dataset) -> Brief:
    filters, _ = Filters.from_query({"sphere": ["energy"], "from": ["2024-01"]}, dataset)
    return compose(
        select(dataset, filters), "events", Links("https://e.org", dataset.version), date(2026, 1, 1)
    )


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\u0001", ""))


def texts(brief: Brief) -> list[str]:
    found = [brief.heading, brief.remark, brief.citation, *(part for fact in brief.facts for part in fact)]
    for section in brief.sections:
        found.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found += [part for part in block.words if isinstance(part, str)]
            elif isinstance(block, Table):
                found += [block.caption, *block.columns]
                found += [words(cell) for row in block.rows for cell in row]
            else:
                found.append(block.title)
    found += [text for note in brief.notes for text in (note.text, note.told)]
    return found + [source.text for source in brief.references]


def document_text(file: bytes) -> str:
    body = Document(io.BytesIO(file)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


@pytest.mark.parametrize("hostile", [False, True])
def test_page_and_document_hold_every_text_of_the_brief(brief, hostile):
    shown = HOSTILE if hostile else brief
    page, document = plain(Reader(page_of(shown)).text), plain(document_text(document_of(shown)))
    for text in texts(shown):
        assert plain(text) in document
        assert plain(text) in page


@pytest.mark.parametrize("hostile", [False, True])
def test_nothing_in_the_page_runs_or_is_fetched(brief, hostile):
    page = Reader(page_of(HOSTILE if hostile else brief))
    assert not {"script", "img", "iframe", "object", "embed", "form", "base", "link"} & set(page.tags)
    assert page.tags.count("style") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert all(re.match(r"https?://|#", address) for address in page.values("href"))
    assert any("default-src 'none'" in str(value) for value in page.values("content"))


@pytest.mark.parametrize("hostile", [False, True])
def test_links_within_the_page_lead_there_and_back(brief, hostile):
    page = Reader(page_of(HOSTILE if hostile else brief))
    names = page.values("id")
    assert len(names) == len(set(names))
    inner = {address[1:] for address in page.values("href") if address.startswith("#")}
    assert inner <= set(names)
    assert {name for name in names if name.startswith(("mark-", "note-"))} <= inner


def test_links_within_the_document_lead_somewhere(brief):
    body = Document(io.BytesIO(document_of(brief))).element.body
    anchors = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    inner = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} - {None}
    assert inner
    assert inner <= anchors


def test_the_tables_of_the_document_are_those_of_the_brief(brief):
    tables = [block for section in brief.sections for block in section.blocks if isinstance(block, Table)]
    made = Document(io.BytesIO(document_of(brief))).tables
    assert [len(table.rows) for table in made] == [1 + len(table.rows) for table in tables]
    for table, written in zip(tables, made, strict=True):
        assert [cell.text for cell in written.rows[0].cells] == list(table.columns)
        firsts = [row.cells[0]._tc.xpath("string(.)") for row in written.rows[1:]]
        expected = ["".join(p if isinstance(p, str) else str(p.number) for p in row[0]) for row in table.rows]
        assert firsts == expected


def test_a_section_that_is_left_out_is_in_no_file(dataset):
    selection, links = select(dataset, Filters(spheres=("water",))), Links("", "v")
    names = list(SECTIONS)
    for kept, dropped in ((names[::2], names[1::2]), (names[1::2], names[::2])):
        ids = Reader(page_of(compose(selection, "events", links, date(2026, 1, 1), sections=kept))).values(
            "id"
        )
        assert set(kept) <= set(ids)
        assert not set(dropped) & set(ids)


def test_a_chart_is_well_formed_and_the_same_each_time():
    drawn = svg(CHART)
    assert drawn == svg(CHART)
    root = ElementTree.fromstring(drawn)
    assert [child.tag.split("}")[1] for child in root][:2] == ["title", "desc"]
    assert "script" not in {element.tag.split("}")[1] for element in root.iter()}
    assert png(CHART).startswith(b"\x89PNG")


def test_letters_without_a_font_are_drawn_as_question_marks_and_the_caption_says_so():
    plain_chart = Chart("c", "Title", "Finding.", ("Əli שלום Жук",), (Series("All", (1,), "first"),), False)
    strange = replace(plain_chart, labels=("\U00012000\U00012001 x",))
    assert captioned(plain_chart) == "Title"
    assert "could not be drawn" in captioned(strange)
    assert "Əli שלום Жук" in svg(plain_chart)
    assert "?? x" in svg(strange)
    assert "\U00012000" in ElementTree.fromstring(svg(strange)).findtext("{*}desc", "")
    assert png(strange).startswith(b"\x89PNG")
    page = page_of(replace(HOSTILE, sections=(Section("s", "S", (strange,)),), notes=()))
    assert captioned(strange) in Reader(page).text


def test_a_drawing_process_that_was_ended_is_started_anew():
    before = artist.drawn(CHART, "svg")
    ended = artist._artist().process
    ended.kill()
    assert artist.drawn(CHART, "svg") == before
    assert artist._artist().process.pid != ended.pid
    assert ended.poll() is not None


def test_a_chart_that_cannot_be_drawn_is_no_endless_attempt():
    with pytest.raises(RuntimeError, match="ended twice"):
        artist.drawn(CHART, "svg", dpi="many")
    assert artist.drawn(CHART, "svg")


def test_an_answer_that_was_not_taken_is_nobody_elses(monkeypatch):
    taken = Connection.recv_bytes

    def fails(connection):
        raise MemoryError

    monkeypatch.setattr(Connection, "recv_bytes", fails)
    with pytest.raises(MemoryError):
        artist.drawn(CHART, "svg")
    monkeypatch.setattr(Connection, "recv_bytes", taken)
    assert artist.drawn(CHART, "png").startswith(b"\x89PNG")


def test_a_drawing_process_that_hangs_is_given_up(monkeypatch):
    before = artist.drawn(CHART, "svg")
    artist._artist().process.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(artist, "PATIENCE", 0.1)
    with pytest.raises(RuntimeError, match="took too long"):
        artist.drawn(CHART, "svg")
    monkeypatch.undo()
    assert artist.drawn(CHART, "svg") == before
