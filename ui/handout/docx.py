"""The brief as a Word document with the same content, for those who go on writing in it."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Mm
from docx.text.paragraph import Paragraph as WordParagraph

from analysis.brief.model import Brief, Chart, Note, Paragraph, Reference, Table, Words
from ui.handout.artist import WIDTH
from ui.handout.pictures import captioned, described, png
from ui.handout.texts import Places, footer, legible, pieces, ranges, words
from ui.handout.word import (
    begin,
    columns,
    describe_picture,
    end,
    keep_together,
    line,
    link,
    page_number,
    plain_table,
    say,
    settle,
)

LETTER = 92
"""Room for a letter of a table, in twentieths of a point."""

FEW_ROWS = 8
"""Tables of so many rows are never spread over two pages."""


def docx(brief: Brief) -> bytes:
    """The whole file: headings and tables are real ones, notes and sources are links within the document."""
    brief = legible(brief)
    document, places = Document(), Places()
    settle(document, brief.language)
    _page(document, brief)
    _properties(document, brief)
    _head(document, brief)
    for section in brief.sections:
        document.add_heading(section.heading, 1)
        for block in section.blocks:
            _block(document, block, places)
    document.add_heading("How to cite this brief", 1)
    _linked(line(document, "Small"), brief.citation)
    if brief.notes:
        columns(document, 2)
    _notes(document, brief.notes, bool(brief.references), places)
    _sources(document, brief.references)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: WordDocument, brief: Brief) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = brief.heading[:255], "Rapport", "Brief"
    about.keywords = footer(brief)[:255]
    about.comments, about.language = "", brief.language


def _page(document: WordDocument, brief: Brief) -> None:
    section = document.sections[0]
    section.page_height, section.page_width = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    foot = section.footer.paragraphs[0]
    foot._p.style = "Small"
    say(foot, f"{footer(brief)} · Page ")
    page_number(foot)


def _head(document: WordDocument, brief: Brief) -> None:
    document.add_heading(brief.heading, 0)
    if brief.remark:
        document.add_paragraph(brief.remark, "Intense Quote")
    for label, value in brief.facts:
        into = line(document, "Small")
        say(into, f"{label}: ", bold=True)
        _linked(into, value)


def _block(document: WordDocument, block: Paragraph | Table | Chart, places: Places) -> None:
    if isinstance(block, Paragraph):
        _marked(line(document, "Normal"), block.words, places)
    elif isinstance(block, Table):
        _caption(document, block.caption)
        _table(document, block, places)
    else:
        _caption(document, captioned(block))
        picture = document.add_picture(io.BytesIO(png(block)), width=Inches(WIDTH))
        describe_picture(picture, block.title, described(block))


def _caption(document: WordDocument, text: str) -> None:
    caption = line(document, "Caption")
    say(caption, text)
    keep_together([caption])


def _table(document: WordDocument, table: Table, places: Places) -> None:
    heads, *rows = plain_table(document, 1 + len(table.rows), _widths(table))
    for cell, name in zip(heads, table.columns, strict=True):
        say(cell, name, bold=True)
    for cells, row in zip(rows, table.rows, strict=True):
        for cell, text in zip(cells, row, strict=True):
            _marked(cell, text, places)
    for cells in (heads, *rows):
        for column in table.numbers:
            cells[column].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for cells in (heads, *rows)[: len(rows) if len(rows) <= FEW_ROWS else 2]:
        keep_together(cells)
    line(document, "Gap")


def _widths(table: Table) -> list[int]:
    """Twentieths of a point for each column: what its longest text asks for; where these are more than the page has,
    the long ones share what the short ones leave.
    """
    texts = zip(table.columns, *([words(cell) for cell in row] for row in table.rows), strict=True)
    asked = [LETTER * (4 + max(map(len, column))) for column in texts]
    left, widths = int(WIDTH * 1440), [0] * len(asked)
    for turn, column in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        widths[column] = min(asked[column], left // (len(asked) - turn))
        left -= widths[column]
    if len(widths) > 2:
        widths = [width + left // len(widths) for width in widths]
    return widths


def _marked(into: WordParagraph, text: Words, places: Places) -> None:
    for part in text:
        if isinstance(part, str):
            say(into, part)
        else:
            name = places.next(part.number)
            begin(into, name)
            link(into, str(part.number), f"#note-{part.number}", raised=True)
            end(into, name)


def _notes(document: WordDocument, notes: tuple[Note, ...], listed: bool, places: Places) -> None:
    if notes:
        document.add_heading("Notes", 1)
    for note in notes:
        into = line(document, "Tiny")
        _numbered(into, "note", note.number)
        if note.text:
            _linked(into, f"{note.text} ")
        for at, (label, url) in enumerate(note.links, 1):
            link(into, label, url)
            say(into, ". " if at == len(note.links) else "; ")
        _told(into, note, listed)
        for place in places.all(note.number):
            say(into, " ")
            link(into, "↩", f"#{place}")


def _told(into: WordParagraph, note: Note, listed: bool) -> None:
    """What reports the events of a note, with the numbers of the sources."""
    say(into, note.told)
    if note.same:
        say(into, ", as in note ")
        link(into, str(note.same), f"#note-{note.same}")
    else:
        for at, (text, first) in enumerate(ranges(note.sources)):
            say(into, ", " if at else ": ")
            link(into, text, f"#source-{first}" if first and listed else "")
    say(into, ".")


def _sources(document: WordDocument, references: tuple[Reference, ...]) -> None:
    if references:
        document.add_heading("Sources", 1)
    for source in references:
        into = line(document, "Tiny")
        _numbered(into, "source", source.number)
        link(into, source.text, source.url, plain=True)


def _numbered(into: WordParagraph, kind: str, number: int) -> None:
    begin(into, f"{kind}-{number}")
    say(into, f"{number} ", bold=True)
    end(into, f"{kind}-{number}")


def _linked(into: WordParagraph, text: str) -> None:
    for part, url in pieces(text):
        link(into, part, url)
