"""A chart of the brief as bars on paper, in the width of the text on an A4 page.

Paper has no hover and often no colour: every bar carries its count, and the classes of a stack differ by a white
pattern as well as by their colour. Text is never read as a formula.
"""

from __future__ import annotations

import textwrap
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Patch
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator

from analysis.brief.model import Chart, Series
from charts.template import ACCENT, SIDES
from ui.handout.artist import LACKING, WIDTH

POINTS = WIDTH * 72
FONT, CHARACTER = 8, 4.9
"""Size of the text and the mean width of a character of it, both in points."""

FONTS = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans",
)
"""The first comes with matplotlib; the others are asked, where the machine has them, for letters it lacks."""

INK, RULE, PAPER = "#1B1F23", "#C9C4B8", "#FFFFFF"
PATTERNS = ("", "\\\\\\\\\\", "-----", "xxxxx", "|||||", "+++++")
"""Of straight lines: a pattern of circles makes a file of half a megabyte."""

DOUBTFUL = "/////"
FEWEST = 10
"""Bars for which an axis has room at least: a single one is no wall."""

ROW = 14.4
"""Points of a line of the legend."""

LABEL = 34
"""Characters of a label beside a lying bar before it goes on in a second line."""


def draw(chart: Chart) -> Figure:
    """The chart as a matplotlib figure of its own, without title and sentence, which stand in the text around it."""
    settle()
    chart = _drawn_labels(chart)
    figure = Figure(figsize=(WIDTH, _height(chart)))
    axes = figure.add_axes(_inside(chart))
    _upright(axes, chart) if chart.upright else _lying(axes, chart)
    axes.set_facecolor("none")
    axes.tick_params(length=0, colors=INK, labelsize=FONT)
    if _legend_rows(chart):
        _legend(figure, chart)
    return figure


@cache
def settle() -> None:
    """The settings that matplotlib takes from nowhere else, made once: they never change while the program runs."""
    matplotlib.rcParams.update(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "rapport",
            "text.parse_math": False,
            "font.size": FONT,
            "font.family": _fonts(),
            "hatch.linewidth": 0.6,
        }
    )


def lacks(chart: Chart) -> bool:
    """Whether a label has letters that no font of this machine can draw."""
    texts = (*chart.labels, *(series.label for series in chart.series))
    return any(_drawable(text) != _visible(text) for text in texts)


@cache
def _fonts() -> list[str]:
    there = {font.name for font in fontManager.ttflist}
    return [name for name in FONTS if name in there]


@cache
def _letters() -> frozenset[int]:
    return frozenset(code for name in _fonts() for code in FT2Font(findfont(name)).get_charmap())


def _visible(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf"})


def _drawable(text: str) -> str:
    return "".join(letter if ord(letter) in _letters() else LACKING for letter in _visible(text))


def _drawn_labels(chart: Chart) -> Chart:
    series = tuple(replace(series, label=_drawable(series.label)) for series in chart.series)
    return replace(chart, labels=tuple(map(_drawable, chart.labels)), series=series)


def wrapped(label: str) -> str:
    """A label on as many lines as it needs: nothing is cut."""
    return "\n".join(textwrap.wrap(label, LABEL)) or " "


def _inside(chart: Chart) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of the bars in shares of the figure: what is around them has its room.

    matplotlib would find it by drawing everything three times.
    """
    high = _height(chart) * 72
    top = ROW * _legend_rows(chart) + 8
    ends = [_width(label) / 2 for label in (chart.labels[:1] + chart.labels[-1:])]
    if not chart.upright:
        names = [_width(line) for label in chart.labels for line in wrapped(label).split("\n")]
        left, right = max(names, default=0) + 8, _width(f"{max([0, *_totals(chart)]):,}") + 5
        return left / POINTS, 3 / high, 1 - (left + right) / POINTS, 1 - (top + 3) / high
    numbers = 0 if _numbered(chart) else _width(f"{max([0, *_totals(chart)]):,}") + 8
    left, right, bottom = max([numbers, *ends[:1]]), max([2, *ends[1:]]), FONT + 8
    return left / POINTS, bottom / high, 1 - (left + right) / POINTS, 1 - (top + bottom) / high


def _width(text: str) -> float:
    """The width of a line of text in points; letters that the first font lacks count as its widest ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it would name letters of the data in the server's log
        return float(text_to_path.get_text_width_height_descent(text, _properties(), ismath=False)[0])


@cache
def _properties() -> FontProperties:
    return FontProperties(family=_fonts()[:1], size=FONT)


def _height(chart: Chart) -> float:
    legend = ROW * _legend_rows(chart) / 72
    if chart.upright:
        return 2.1 + legend
    lines = sum(max(1.35, wrapped(label).count("\n") + 1.2) for label in chart.labels)
    return 0.25 + legend + 0.155 * lines


def _styles(chart: Chart) -> Iterator[tuple[Series, dict[str, Any]]]:
    patterns = cycle(PATTERNS)
    for series, colour in zip(chart.series, _colours(chart), strict=True):
        style: dict[str, Any] = {"linewidth": 0.6, "edgecolor": PAPER, "facecolor": colour}
        if series.doubtful:
            style |= {"facecolor": PAPER, "edgecolor": colour, "hatch": DOUBTFUL}
            style["hatchcolor"] = colour
        else:
            style |= {"hatch": next(patterns) if series.colour else "", "hatchcolor": PAPER}
        yield series, style


def _colours(chart: Chart) -> list[str]:
    """The colour of each series; grades of one thing get shades of the accent, which differ in grey too."""
    grades = [series for series in chart.series if not series.colour]
    shades = iter(_shade((row + 1) / len(grades)) for row in range(len(grades)))
    return [SIDES.get(series.colour, series.colour) or next(shades) for series in chart.series]


def _shade(share: float) -> str:
    """The accent, mixed with white for a low ``share``."""
    mixed = (round(255 - (255 - part) * (0.15 + 0.85 * share)) for part in bytes.fromhex(ACCENT[1:]))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _totals(chart: Chart) -> list[int]:
    return [sum(counts) for counts in zip(*(series.counts for series in chart.series), strict=True)]


def _upright(axes: Axes, chart: Chart) -> None:
    places, below = list(range(len(chart.labels))), [0] * len(chart.labels)
    for series, style in _styles(chart):
        there = [place for place in places if series.counts[place]]
        axes.bar(
            there,
            [series.counts[at] for at in there],
            bottom=[below[at] for at in there],
            width=0.78,
            **style,
        )
        below = [low + count for low, count in zip(below, series.counts, strict=True)]
    totals = _totals(chart)
    slots = max(FEWEST, len(places))
    slot = POINTS / slots
    step = -(-int(_longest(chart.labels) + 6) // max(1, int(slot)))
    axes.set_xticks(places[::step], chart.labels[::step])
    axes.set_xlim(-0.6, slots - 0.4)
    axes.set_ylim(0, max([1, *totals]) * 1.1)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    if _numbered(chart):
        axes.set_yticks([])
        for place, total in zip(places, totals, strict=True):
            axes.annotate(
                f"{total:,}" if total else "", (place, total), (0, 2), textcoords="offset points", ha="center",
                color=INK,
            )  # fmt: skip
    else:
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.yaxis.set_major_formatter("{x:,.0f}")
        axes.grid(axis="y", color=RULE, linewidth=0.5)
        axes.set_axisbelow(True)


def _lying(axes: Axes, chart: Chart) -> None:
    heights = [max(1.35, wrapped(label).count("\n") + 1.2) for label in chart.labels]
    places = [sum(heights[:row]) + height / 2 for row, height in enumerate(heights)]
    left = [0] * len(places)
    for series, style in _styles(chart):
        there = [row for row, count in enumerate(series.counts) if count]
        axes.barh(
            [places[row] for row in there], [series.counts[row] for row in there],
            left=[left[row] for row in there], height=0.95, **style,
        )  # fmt: skip
        left = [start + count for start, count in zip(left, series.counts, strict=True)]
    for place, total in zip(places, _totals(chart), strict=True):
        axes.annotate(
            f"{total:,}", (total, place), (3, 0), textcoords="offset points", va="center", color=INK
        )
    axes.set_yticks(places, [wrapped(label) for label in chart.labels])
    axes.set_xticks([])
    axes.set_xlim(0, max([1, *_totals(chart)]))
    axes.set_ylim(sum(heights) or 1, 0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(RULE)


def _numbered(chart: Chart) -> bool:
    """Whether there is room for a number above each standing bar; else an axis has the numbers."""
    slot = POINTS / max(FEWEST, len(chart.labels))
    return slot > CHARACTER * len(str(max([0, *_totals(chart)])))


def _longest(labels: tuple[str, ...]) -> float:
    return CHARACTER * max((len(label) for label in labels), default=1)


def _legend_rows(chart: Chart) -> int:
    """The lines of the legend; none where there is nothing to tell apart."""
    if len(chart.series) > 1 or any(series.doubtful for series in chart.series):
        return -(-len(chart.series) // _legend_columns(chart))
    return 0


def _legend_columns(chart: Chart) -> int:
    """All in one row where they fit; else as many columns as the longest label leaves room for."""
    labels = tuple(series.label for series in chart.series)
    if sum(CHARACTER * len(label) + 34 for label in labels) <= POINTS:
        return len(labels)
    return max(1, int(POINTS // (_longest(labels) + 40)))


def _legend(figure: Figure, chart: Chart) -> None:
    patches = [Patch(label=series.label, **style) for series, style in _styles(chart)]
    figure.legend(
        handles=patches, loc="upper left", bbox_to_anchor=(0, 1), borderaxespad=0.25, frameon=False,
        ncols=min(len(patches), _legend_columns(chart)),
        fontsize=FONT, labelcolor=INK, handlelength=1.4, handleheight=1.0, columnspacing=1.4, borderpad=0,
    )  # fmt: skip
