"""What a Word document needs and python-docx does not write itself: links, anchors, fields, alternative texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ui.handout.texts import web

LINK = RGBColor(0x17, 0x60, 0x5A)


def settle(document: Document, language: str) -> None:
    """Fonts that every machine has, the language of the text, and the styles of a brief."""
    document.styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    looks = {
        "Normal": ("Times New Roman", 10.5, 6), "Small": ("Times New Roman", 8, 2), "Caption": ("Arial", 9, 3),
        "Title": ("Times New Roman", 21, 6), "Heading 1": ("Arial", 12.5, 4),
        "Intense Quote": ("Times New Roman", 10.5, 6),
    }  # fmt: skip
    for name, (font, size, after) in looks.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = (
            Pt(size),
            LINK if name == "Heading 1" else RGBColor(27, 31, 35),
        )
        style.paragraph_format.space_after = Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if str(key).endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), "en-GB" if language == "en" else language)
    properties.append(mark)


@contextmanager
def anchor(line: Paragraph, name: str) -> Iterator[None]:
    """What is written meanwhile can be reached by links to ``#name``."""
    number = str(crc32(name.encode()) >> 1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    line._p.append(start)
    yield
    line._p.append(end)


def link(line: Paragraph, text: str, address: str) -> Run:
    """A link to a place of the document (``#name``) or to the web; plain text when it is neither."""
    run = line.add_run(text)
    if not (address.startswith("#") or web(address)):
        return run
    around = OxmlElement("w:hyperlink")
    if address.startswith("#"):
        around.set(qn("w:anchor"), address[1:])
    else:
        relation = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        around.set(qn("r:id"), relation)
    run.font.color.rgb = LINK
    line._p.replace(run._r, around)
    around.append(run._r)
    return run


def page_number(line: Paragraph) -> None:
    """The field that the word processor fills with the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def repeat_on_each_page(row: _Row) -> None:
    """Makes the row the heading of its table on every page that the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def describe_picture(picture: InlineShape, title: str, text: str) -> None:
    """Title and alternative text of a picture."""
    properties = picture._inline.docPr
    properties.set("title", title)
    properties.set("descr", text)
