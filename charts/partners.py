"""The partners of one actor as bars, each of which opens the events that the two share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.network import Network
from analysis.selection import UNITS
from analysis.words import count, sentence
from charts.figure import Figure
from charts.network_words import label_of
from charts.template import SIDES, axis, layout, plain

ROW = 24
MOST = 40
"""Bars in the chart; the table behind it holds all partners."""


def partner_bars(whole: Network, actor: str) -> Figure:
    """One bar per partner, the heaviest tie first. KeyError for an actor without a tie."""
    centre = whole.row_of[actor]
    rows = np.flatnonzero((whole.ends == centre).any(axis=1))
    ties = replace(whole.ties, table=whole.ties.table.iloc[rows].reset_index(drop=True))
    partners = whole.nodes.table.iloc[whole.ends[rows].sum(axis=1) - centre]
    shown, name = min(len(rows), MOST), label_of(whole, actor)
    labels, weights = [plain(label) for label in partners["label"]], ties.table["count"].tolist()
    spec = {
        "data": [{
            "type": "bar", "orientation": "h", "y": list(range(shown)), "x": weights[:shown], "width": 0.62,
            "marker": {"color": [SIDES[side] for side in partners["side"].iloc[:shown]]},
            "text": [f"{label} · {weight:,}" for label, weight in zip(labels[:shown], weights, strict=False)],
            "textposition": "outside", "cliponaxis": False,
            "customdata": [[0, row, f"{plain(name)} and {label}"] for row, label in enumerate(labels[:shown])],
            "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
        }],
        "layout": layout(
            showlegend=False, height=40 + ROW * shown,
            xaxis=axis(visible=False, range=[0, 2.4 * max(weights, default=1)]),
            yaxis=axis(visible=False, autorange="reversed"),
        ),
    }  # fmt: skip
    more = len(rows) - MOST
    notes = [f"{count(more, 'more partner')} {'is' if more == 1 else 'are'} not drawn."] if more > 0 else []
    return Figure(
        name="partners", title=f"Partners of {name}", unit=whole.unit, spec=spec,
        sentence=_sentence(name, ties.table["count"], whole.unit),
        tallies=(ties,), notes=notes, hints=["The table below the chart holds them all."] if notes else [],
        own_table=partners[["label", "kind", "country"]].assign(**{UNITS[whole.unit][1]: weights}),
    )  # fmt: skip


def _sentence(name: str, weights: pd.Series, unit: str) -> str:
    often = int((weights > 1).sum())
    if not often:
        partner = "each partner" if len(weights) > 1 else "the only partner"
        return f"{sentence(name)} shares a single {UNITS[unit][0]} with {partner}."
    return f"{sentence(name)} shares more than one {UNITS[unit][0]} with {often:,} of {count(len(weights), 'partner')}."
