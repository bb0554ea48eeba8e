"""Room for the labels of the axes in a picture, known beforehand so that the words around the drawing stand in line."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from charts.figure import Spec
from charts.lettering import label_width

LABEL = 12
"""Font size of the labels of an axis that does not say another."""

FREE = 8
"""Free pixels between labels and what lies beside them; also the margin that charts have on the screen."""

DATES = 34
"""Height of the labels of a time axis, whose year may stand below the month."""


def fitted(spec: Spec, width: int, edge: int) -> Spec:
    """The figure with all of a time axis that opens on a part of it, and margins that hold the labels.

    The margins are final at the sides, where they begin with the free ``edge`` of a picture ``width`` pixels wide; at
    top and bottom what stands above and below the drawing comes on top.
    """
    layout = spec["layout"] | {"xaxis": _whole(spec["layout"]["xaxis"])}
    given = layout["margin"]
    upright = [name for name in layout if name.startswith("yaxis")]
    left = edge + max(_label_room(layout[name], spec["data"]) for name in upright)
    right = edge + given["r"] - FREE
    layout["xaxis"], above, below = _across(layout["xaxis"], width - left - right)
    layout |= {name: layout[name] | {"ticklabelstandoff": FREE // 2} for name in upright}
    layout["margin"] = {"l": left, "r": right, "t": above + given["t"], "b": below, "autoexpand": False}
    return spec | {"layout": layout}


def _whole(axis: Spec) -> Spec:
    """A picture has no handles with which a window on the time could be moved."""
    if "rangeslider" not in axis:
        return axis
    rest = {key: value for key, value in axis.items() if key != "rangeslider"}
    return rest | {"range": axis["rangeslider"]["range"], "fixedrange": True}


def _shown(axis: Spec) -> bool:
    return axis.get("visible", True) and axis.get("showticklabels", True)


def _label_room(axis: Spec, data: Iterable[Spec]) -> int:
    """Pixels at the left of a vertical axis."""
    if not _shown(axis):
        return 0
    values = [value for trace in data if trace.get("yaxis", "y") == "y" for value in trace.get("y", ())]
    labels = axis.get("ticktext") or axis.get("categoryarray") or [str(value) for value in values]
    if not axis.get("ticktext") and axis.get("type") != "category" and not any(map(_is_text, values)):
        labels = [f"{sum(abs(value) for value in values if value):,.0f}"]
    return ceil(max((label_width(label, _size(axis)) for label in labels), default=0)) + FREE + FREE // 2


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _across(axis: Spec, pixels: float) -> tuple[Spec, int, int]:
    """The horizontal axis, its labels turned where they have no room side by side; pixels above and below it."""
    if not _shown(axis):
        return axis, 0, 0
    if axis.get("type") != "category":
        return axis, 0, DATES
    labels = axis["categoryarray"]
    share, longest = (
        pixels / max(len(labels), 1),
        max((label_width(label, _size(axis)) for label in labels), default=0),
    )
    turned = longest + FREE > share
    height = ceil(longest if turned else _size(axis) * 1.3) + FREE
    # Every label that has the room of its own height is written; a long row of quarters cannot bear them all.
    axis = axis | {"tickangle": -90 if turned else 0, "dtick": max(ceil(_size(axis) * 1.15 / share), 1)}
    return (axis, height, 0) if axis.get("side") == "top" else (axis, 0, height)


def _size(axis: Spec) -> float:
    size: float = axis.get("tickfont", {}).get("size", LABEL)
    return size
