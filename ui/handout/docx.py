"""The brief as a Word document with the same content, for those who go on writing in it."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from analysis.brief.model import Brief, Chart, Note, Paragraph, Reference, Table, Words
from ui.handout.drawing import WIDTH
from ui.handout.pictures import described, png
from ui.handout.texts import Places, footer, legible, pieces, ranges, words
from ui.handout.word import anchor, describe_picture, link, page_number, repeat_on_each_page, settle

SMALL = Pt(8)


def docx(brief: Brief) -> bytes:
    """The whole file: headings and tables are real ones, notes and sources are links within the document."""
    brief = legible(brief)
    document, places = Document(), Places()
    settle(document, brief.language)
    _properties(document, brief)
    _head(document, brief)
    for section in brief.sections:
        document.add_heading(section.heading, 1)
        for block in section.blocks:
            _block(document, block, places)
    _notes(document, brief.notes, bool(brief.references), places)
    _sources(document, brief.references)
    document.add_heading("How to cite this brief", 1)
    _linked(_small(document), brief.citation)
    _foot(document, brief)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: WordDocument, brief: Brief) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = brief.heading[:255], "Rapport", "Brief"
    about.keywords = footer(brief)[:255]
    about.comments, about.language = "", brief.language


def _head(document: WordDocument, brief: Brief) -> None:
    document.add_heading(brief.heading, 0)
    if brief.remark:
        document.add_paragraph(brief.remark, "Intense Quote")
    for label, value in brief.facts:
        line = _small(document)
        line.add_run(f"{label}: ").bold = True
        _linked(line, value)


def _block(document: WordDocument, block: Paragraph | Table | Chart, places: Places) -> None:
    if isinstance(block, Paragraph):
        _marked(document.add_paragraph(), block.words, places)
    elif isinstance(block, Table):
        _caption(document, block.caption)
        _table(document, block, places)
    else:
        _caption(document, block.title)
        picture = document.add_picture(io.BytesIO(png(block)), width=Inches(WIDTH))
        describe_picture(picture, block.title, described(block))


def _caption(document: WordDocument, text: str) -> None:
    document.add_paragraph(text, "Caption").paragraph_format.keep_with_next = True


def _table(document: WordDocument, table: Table, places: Places) -> None:
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    repeat_on_each_page(made.rows[0])
    for row in table.rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            _marked(cell.paragraphs[0], text, places)
    widths = _widths(table)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        for column, cell in enumerate(row.cells):
            cell.width = widths[column]
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(1)
            if column in table.numbers:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in line.runs:
                run.font.size = Pt(9)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(table: Table) -> list[Inches]:
    """Room for each column by its longest text, within bounds: no column is starved by another."""
    texts = zip(table.columns, *([words(cell) for cell in row] for row in table.rows), strict=True)
    longest = [min(36, 5 + max(len(text) for text in column)) for column in texts]
    return [Inches(WIDTH * length / sum(longest)) for length in longest]


def _marked(line: WordParagraph, text: Words, places: Places) -> None:
    for part in text:
        if isinstance(part, str):
            line.add_run(part)
        else:
            name = places.next(part.number)
            with anchor(line, name):
                link(line, str(part.number), f"#note-{part.number}").font.superscript = True


def _notes(document: WordDocument, notes: tuple[Note, ...], listed: bool, places: Places) -> None:
    if notes:
        document.add_heading("Notes", 1)
    for note in notes:
        line = _small(document)
        with anchor(line, f"note-{note.number}"):
            line.add_run(f"{note.number}. ").bold = True
        _linked(line, note.text)
        for at, (label, url) in enumerate(note.links):
            line.add_run("; " if at else " ")
            link(line, label, url)
        line.add_run("." if note.links else "")
        for at, (text, first) in enumerate(ranges(note.sources)):
            line.add_run(", " if at else " Sources ")
            link(line, text, f"#source-{first}" if listed else "")
        line.add_run("." if note.sources else "")
        for place in places.all(note.number):
            line.add_run(" ")
            link(line, "↩", f"#{place}")


def _sources(document: WordDocument, references: tuple[Reference, ...]) -> None:
    if references:
        document.add_heading("Sources", 1)
    for source in references:
        line = _small(document)
        with anchor(line, f"source-{source.number}"):
            line.add_run(f"{source.number}. ").bold = True
        line.add_run(f"{source.text} ")
        _linked(line, source.url)


def _small(document: WordDocument) -> WordParagraph:
    return document.add_paragraph(style="Small")


def _linked(line: WordParagraph, text: str) -> None:
    for part, url in pieces(text):
        link(line, part, url)


def _foot(document: WordDocument, brief: Brief) -> None:
    section = document.sections[0]
    section.page_height, section.page_width = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    line = section.footer.paragraphs[0]
    line.style = document.styles["Small"]
    line.add_run(f"{footer(brief)} · Page ")
    page_number(line)
