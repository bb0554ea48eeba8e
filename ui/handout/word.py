"""What a Word document needs and python-docx does not write itself: links, anchors, fields, plain tables, columns.

The pieces are XML elements made directly: python-docx searches styles and cells anew for every piece of text, and a
brief has thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from analysis.links import web

INK, LINK = RGBColor(0x1B, 0x1F, 0x23), RGBColor(0x17, 0x60, 0x5A)
RULE = "C9C4B8"
SERIF, SANS = "Times New Roman", "Arial"
LOOKS = {
    "Normal": (SERIF, 10, 0, 5), "Small": (SERIF, 8, 0, 1.5), "Tiny": (SERIF, 6.3, 0, 0.8), "Cell": (SERIF, 8.5, 1, 1),
    "Gap": (SERIF, 4, 0, 0), "Caption": (SANS, 8.5, 2, 2), "Title": (SERIF, 21, 0, 5),
    "Heading 1": (SANS, 12, 9, 3), "Intense Quote": (SERIF, 10, 4, 6),
}  # fmt: skip
"""Style → font, size, space before and after, in points."""


def settle(document: Document, language: str) -> None:
    """Fonts that every machine has, the language of the text, and the styles of a brief."""
    for name in ("Small", "Tiny", "Cell", "Gap"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    document.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER).font.color.rgb = LINK
    for name, (font, size, before, after) in LOOKS.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), LINK if name == "Heading 1" else INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0 if size < 10 else 1.05
        # Hebrew, Arabic and Persian letters have a size of their own.
        style.element.get_or_add_rPr().find(qn("w:sz")).addnext(_element("w:szCs", val=f"{2 * size:.0f}"))
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if str(key).endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(_element("w:lang", val="en-GB" if language == "en" else language))


def line(document: Document, style: str) -> Paragraph:
    """A new paragraph at the end, in a style whose name has no blank."""
    made = document.add_paragraph()
    made._p.style = style
    return made


def say(into: Paragraph, text: str, *, bold: bool = False) -> None:
    """Plain text at the end of a paragraph."""
    into._p.append(_run(text, "w:b" if bold else ""))


def link(into: Paragraph, text: str, address: str, *, raised: bool = False, plain: bool = False) -> None:
    """A link to a place of the document (``#name``) or to the web; plain text when it is neither.

    ``plain`` links look like the text around them: in a list where all are links, colour says nothing.
    """
    run = _run(text, "w:vertAlign" if raised else "", linked=not plain)
    if address.startswith("#"):
        around = _element("w:hyperlink", anchor=address[1:])
    elif web(address):
        relation = into.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        around = OxmlElement("w:hyperlink")
        around.set(qn("r:id"), relation)
    else:
        into._p.append(_run(text))
        return
    around.append(run)
    into._p.append(around)


def begin(into: Paragraph, name: str) -> None:
    """What is written until ``end`` can be reached by links to ``#name``."""
    into._p.append(_element("w:bookmarkStart", id=_number(name), name=name))


def end(into: Paragraph, name: str) -> None:
    """The end of what ``begin`` has begun."""
    into._p.append(_element("w:bookmarkEnd", id=_number(name)))


def page_number(into: Paragraph) -> None:
    """The field that the word processor fills with the number of the page."""
    into._p.append(_element("w:fldSimple", instr="PAGE"))


def plain_table(document: Document, rows: int, widths: Sequence[int]) -> list[list[Paragraph]]:
    """An empty table under thin rules, its columns as wide as ``widths`` (in twentieths of a point); gives the
    paragraph of each cell.

    The first row is repeated on every page that the table goes on to, and no row is torn apart by the end of one.
    """
    made = document.add_table(rows, len(widths))
    made.autofit = False
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=RULE))
    properties.find(qn("w:tblW")).addnext(borders)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    lines = []
    for number, row in enumerate(made._tbl.tr_lst):
        kept = row.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if not number:
            kept.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))
        lines.append([Paragraph(cell.p_lst[0], made) for cell in row.tc_lst])
    for cells in lines:
        for one in cells:
            one._p.style = "Cell"
    return lines


def keep_together(lines: Iterable[Paragraph]) -> None:
    """Holds each of these paragraphs on the page of what follows it."""
    for one in lines:
        one.paragraph_format.keep_with_next = True


def columns(document: Document, number: int) -> None:
    """What is written from here on stands in so many columns, on the same page."""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    document.element.body.p_lst[-1].style = "Gap"
    kept = section._sectPr.find(qn("w:cols"))
    kept.set(qn("w:num"), str(number))
    kept.set(qn("w:space"), "260")


def describe_picture(picture: InlineShape, title: str, text: str) -> None:
    """Title and alternative text of a picture."""
    properties = picture._inline.docPr
    properties.set("title", title)
    properties.set("descr", text)


def _run(text: str, look: str = "", *, linked: bool = False) -> BaseOxmlElement:
    run, properties, words = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
    if linked:
        properties.append(_element("w:rStyle", val="Link"))
    if look:
        properties.append(_element(look, **({"val": "superscript"} if look == "w:vertAlign" else {})))
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.extend([properties, words] if len(properties) else [words])
    return run


def _element(tag: str, **values: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _number(name: str) -> str:
    return str(crc32(name.encode()) >> 1)
