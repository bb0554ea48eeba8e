"""A chart as it is taken away: the drawing with its title, finding, filters and source in the picture.

On the screen the page around a chart says all that. A picture in a memo has to say it itself, and looks the same
whoever saved it: light, 1,000 pixels wide, in fonts that every system has or replaces by a like one.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import ceil

from analysis.citation import Citation
from charts.figure import Figure, Spec
from charts.keepsake_axes import fitted
from charts.lettering import label_width, wrapped
from charts.template import plain

WIDTH = 1000
EDGE = 28
"""Free pixels on all four sides."""

PAPER, INK, PALE, RULE = "#FFFFFF", "#12161A", "#4A5159", "#C9CDD2"
SANS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
SERIF = "Georgia, 'Times New Roman', 'Liberation Serif', serif"
SPACING = 1.3
"""Plotly's distance between two lines of text, in font sizes."""

LEGEND_LINE, LEGEND_SYMBOL = 20, 48
"""Height of a line of the legend; width of a symbol with the space around it."""

AIR = 12
"""Free pixels between the parts of a picture."""


@dataclass(frozen=True)
class _Block:
    """Lines of text in one style; with ``href`` they are a link."""

    lines: Sequence[str]
    size: float
    colour: str = PALE
    font: str = SANS
    href: str = ""

    @property
    def height(self) -> int:
        return ceil(len(self.lines) * self.size * SPACING) + AIR // 2 if self.lines else 0

    @property
    def markup(self) -> str:
        """What Plotly reads: every line escaped, so that no text of the data is taken for markup."""
        href = html.escape(self.href)
        return "<br>".join(
            f'<a href="{href}">{plain(line)}</a>' if href else plain(line) for line in self.lines
        )


def keepsake(figure: Figure, citation: Citation) -> Spec:
    """The figure with its words as one Plotly specification, sufficient by itself; the figure is left as it is.

    ``citation`` is that of the view: it holds the filters in words, the version of the data and the permanent link.
    """
    head, foot = _head(figure, citation), _foot(figure, citation)
    top, below = EDGE + _height(head) + AIR, AIR + _height(foot) + EDGE
    spec = fitted(deepcopy(figure.spec), WIDTH, EDGE)
    layout, height = spec["layout"], figure.spec["layout"]["height"] + top + below
    margin = layout["margin"]
    margin |= {"t": margin["t"] + top + _legend_height(spec), "b": margin["b"] + below}
    layout |= _look(height) | {
        "legend": layout["legend"] | _legend_place(1 - top / height),
        "annotations": _written(head, 1, margin["t"] - EDGE, margin["l"])
        + _written(foot, 0, below - AIR - margin["b"], margin["l"]),
    }
    return spec


def _head(figure: Figure, citation: Citation) -> list[_Block]:
    return [
        _block(f"{figure.title} ({figure.unit})", 21, INK, SERIF),
        _block(figure.sentence, 14, INK),
        _block(f"Filters: {citation.scope}.", 12.5),
    ]


def _foot(figure: Figure, citation: Citation) -> list[_Block]:
    about = citation.about
    source = f"Source: {about.title}, {citation.edition}. {about.attribution}. Licence {about.licence}."
    return [
        _block(" ".join(figure.notes), 11.5),
        _block(source, 11.5),
        _block(citation.link, 11.5, href=citation.link),
    ]


def _block(text: str, size: float, colour: str = PALE, font: str = SANS, href: str = "") -> _Block:
    return _Block(wrapped(text, size, WIDTH - 2 * EDGE), size, colour, font, href)


def _height(blocks: Sequence[_Block]) -> int:
    return sum(block.height for block in blocks)


def _written(blocks: Sequence[_Block], y: int, start: float, left: float) -> list[Spec]:
    """The blocks below each other, the first ``start`` pixels above the plot's upper (``y`` 1) or lower end (0)."""
    written = []
    for block in filter(lambda block: block.lines, blocks):
        written.append({
            "text": block.markup, "showarrow": False, "align": "left", "borderpad": 0,
            "xref": "paper", "x": 0, "xanchor": "left", "xshift": EDGE - left,
            "yref": "paper", "y": y, "yanchor": "top", "yshift": start,
            "font": {"family": block.font, "size": block.size, "color": block.colour},
        })  # fmt: skip
        start -= block.height
    return written


def _look(height: int) -> Spec:
    return {
        "width": WIDTH, "height": height, "autosize": False, "paper_bgcolor": PAPER, "plot_bgcolor": PAPER,
        "font": {"family": SANS, "size": 12, "color": INK},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": RULE, "font": {"family": SANS, "color": INK}},
    }  # fmt: skip


def _legend_height(spec: Spec) -> int:
    """Plotly writes the entries in one line, or in columns as wide as the longest."""
    if not spec["layout"].get("showlegend"):
        return 0
    names = [trace["name"] for trace in spec["data"] if trace.get("showlegend", True) and trace.get("name")]
    widths = [label_width(name, 12) + LEGEND_SYMBOL for name in names]
    room = WIDTH - spec["layout"]["margin"]["l"] - spec["layout"]["margin"]["r"]
    lines = 1 if sum(widths) <= room else ceil(len(names) / max(room // max(widths), 1))
    return LEGEND_LINE * lines + AIR if names else 0


def _legend_place(y: float) -> Spec:
    return {
        "xref": "container", "x": EDGE / WIDTH, "xanchor": "left", "yref": "container", "y": y, "yanchor": "top",
        "maxheight": 1,
    }  # fmt: skip
