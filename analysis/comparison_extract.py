"""The file of a comparison: every event of either view, with the view that holds it."""

from __future__ import annotations

import pandas as pd

from analysis.comparison import HELD, Comparison
from analysis.extracts import EXTRACTS
from analysis.links import Links


def comparison_table(comparison: Comparison, links: Links) -> pd.DataFrame:
    """One row is one event of view A or B, by first possible day.

    ``selection`` says which of the views hold it: ``A``, ``B`` or ``both``; the other columns are those of the
    events extract. Two empty views give the header and no row.
    """
    either = comparison.either
    table = EXTRACTS["events"].make(either, links)
    held = pd.Series([HELD[code] for code in comparison.held.codes[either.rows]], table.index, dtype="str")
    table.insert(1, "selection", held)
    return table
