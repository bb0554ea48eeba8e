"""The brief as one HTML file: nothing runs in it, nothing is fetched, and it prints on A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from analysis.brief.model import Brief, Chart, Paragraph, Table
from analysis.links import web
from ui.handout.pictures import captioned, svg
from ui.handout.texts import Places, footer, legible, pieces, ranges

FOLDER = Path(__file__).parent


def html(brief: Brief) -> str:
    """The whole file. All texts are escaped; only the drawn charts, whose texts are escaped too, go in as they are."""
    brief = legible(brief)
    return _template().render(
        brief=brief,
        places=Places(),
        style=Markup((FOLDER / "brief.css").read_text(encoding="utf-8")),
        foot=Markup(_css_string(footer(brief))),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "web": web,
        "pieces": pieces,
        "ranges": ranges,
        "kind": _kind,
        "drawn": _drawn,
        "captioned": captioned,
    }
    return environment.get_template("brief.html")


def _kind(block: Paragraph | Table | Chart) -> str:
    return type(block).__name__


def _drawn(chart: Chart) -> Markup:
    return Markup(svg(chart))


def _css_string(text: str) -> str:
    """Text for a string of a style sheet: whatever could end it is written as its number."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
