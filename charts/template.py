"""Palette and layout that every chart shares.

The colours have to serve a light and a dark page: each keeps a contrast of at least 3:1 to both backgrounds (WCAG 2.2,
1.4.11), which a test holds. Colour never carries meaning alone: every mark has a label, a legend entry or a position.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from charts.figure import Spec

FIRST, SECOND, THIRD, NONE = "#C2602F", "#3B74BD", "#8E5FB0", "#767B84"
"""One colour per side everywhere: the first and the second country of the dyad, third countries, not stated."""

SIDES = {"first": FIRST, "second": SECOND, "third": THIRD, "none": NONE}
ACCENT = "#1B8A7A"
NEUTRAL = "#767B84"
MOST_STEPS = 10
RAMP = (
    "#3B74BD",
    "#2E8B9E",
    "#1B8A7A",
    "#6E8B3D",
    "#A67C1A",
    "#C2602F",
    "#C8433A",
    "#C2507A",
    "#8E5FB0",
    "#767B84",
)
"""For classes without a colour of their own, in an order whose neighbours differ for every kind of colour vision."""

HATCH = {"shape": "/", "size": 6, "solidity": 0.25}
"""Hatching marks what is doubtful: dates that cannot be placed at the chosen resolution."""

GRID = "rgba(118,123,132,0.22)"
FAINT = "rgba(118,123,132,0.16)"
"""The neutral colour behind the text of a sum."""

SHADE = (0.12, 0.6)
"""Opacity of the accent behind the smallest and the largest count: the text on it stays readable on both themes."""

HEIGHT = 360


def layout(**changes: Any) -> Spec:
    """The common layout with ``changes`` on top; nested dicts of axes are merged."""
    base: Spec = {
        "height": HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "dragmode": False,
        "hovermode": "closest",
        "bargap": 0.15,
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "xanchor": "left",
            "yanchor": "bottom",
            "title": {"text": ""},
        },
        "xaxis": axis(),
        "yaxis": axis(gridcolor=GRID),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        base[key] = base[key] | value if both else value
    return base


def axis(**changes: Any) -> Spec:
    """An axis whose labels are never cut, without zero line and grid."""
    return {
        "automargin": True,
        "zeroline": False,
        "showgrid": "gridcolor" in changes,
        "fixedrange": True,
    } | changes


def whole_steps(counts: Sequence[int]) -> Spec:
    """Ticks one apart for the axis of small counts, where Plotly would repeat rounded ones; nothing for larger ones."""
    return {"dtick": 1} if max(counts, default=0) <= MOST_STEPS else {}


def shade(share: float) -> str:
    """The accent behind a count that is ``share`` (0 to 1) of the largest."""
    red, green, blue = bytes.fromhex(ACCENT[1:])
    low, high = SHADE
    return f"rgba({red},{green},{blue},{low + (high - low) * share:.3f})"


def plain(text: str) -> str:
    """Data text for a Plotly label or hover, which would otherwise read it as HTML."""
    return html.escape(str(text), quote=False)
