"""The file of a comparison: every event of either view, with the view that holds it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison import Comparison, held_by
from analysis.extracts import EXTRACTS
from analysis.links import Links
from analysis.selection import Selection


def comparison_table(comparison: Comparison, part: Selection, rows: np.ndarray, links: Links) -> pd.DataFrame:
    """One row is one event of ``part``, which holds events of view A or B in one process, by first possible day.

    ``rows`` are the row numbers that they have in the data set of both views.

    ``selection`` says which of the views hold it: ``A``, ``B`` or ``both``; the other columns are those of the
    events extract. No events give the header and no row.
    """
    table = EXTRACTS["events"].make(part, links)
    held = pd.Series(held_by(comparison, rows), table.index, dtype="str")
    table.insert(1, "selection", held)
    return table
