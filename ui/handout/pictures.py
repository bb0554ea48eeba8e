"""The drawn chart as an SVG for the inside of a page, and as a picture for a document."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

from analysis.brief.model import Chart
from ui.handout.artist import LACKING, drawn, lacks
from ui.handout.texts import legible

DOTS_PER_INCH = 220
_NAMESPACE = re.compile(r"\{.*\}")
_REFERENCE = re.compile(r"url\(#")
_FAMILY = re.compile(r"font-family: [^;]*;? ?")


@lru_cache(maxsize=64)
def captioned(chart: Chart) -> str:
    """The title above the picture, with a word on letters that could not be drawn."""
    return (
        f"{chart.title} (a letter that could not be drawn stands as “{LACKING}”)"
        if lacks(chart)
        else chart.title
    )


def described(chart: Chart) -> str:
    """The chart in words, for those who do not see it: the finding, then every count."""
    totals = [sum(counts) for counts in zip(*(series.counts for series in chart.series), strict=True)]
    counts = "; ".join(f"{label}: {total:,}" for label, total in zip(chart.labels, totals, strict=True))
    return f"{chart.sentence} {counts}." if counts else chart.sentence


@lru_cache(maxsize=32)
def svg(chart: Chart) -> str:
    """The chart as an ``<svg>`` element with title and description; the same chart gives the same text.

    Its names begin with the chart's own, so that several can stand in one page. Letters stay letters, in the page's
    own font: they can be searched, copied, read aloud, and shown in every script that the reader's machine knows.
    """
    chart = legible(chart)
    root = ElementTree.fromstring(drawn(chart, "svg"))
    _settle(root, chart.name)
    for name, text in (("desc", described(chart)), ("title", chart.title)):
        element = ElementTree.Element(name, {"id": f"{chart.name}-{name}"})
        element.text = text
        root.insert(0, element)
    root.attrib |= {
        "xmlns": "http://www.w3.org/2000/svg",
        "role": "img",
        "aria-labelledby": f"{chart.name}-title {chart.name}-desc",
    }
    return ElementTree.tostring(root, encoding="unicode")


@lru_cache(maxsize=32)
def png(chart: Chart) -> bytes:
    """The chart as a PNG on white, in the width of the text on an A4 page."""
    return drawn(legible(chart), "png", dpi=DOTS_PER_INCH, facecolor="white")


def _settle(root: ElementTree.Element, name: str) -> None:
    """Drops what would act on the page around the chart, and gives every name the chart's own as its beginning."""
    for definitions in root.findall("{*}defs"):
        for style in definitions.findall("{*}style"):
            definitions.remove(style)
    for element in root.iter():
        element.tag = _NAMESPACE.sub("", element.tag)
        element.attrib = {
            _NAMESPACE.sub("", key): _FAMILY.sub("", _REFERENCE.sub(f"url(#{name}-", value))
            for key, value in element.attrib.items()
        }
        if "id" in element.attrib:
            element.attrib["id"] = f"{name}-{element.attrib['id']}"
