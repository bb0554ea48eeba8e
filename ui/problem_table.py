"""What is wrong with a file: how often each rule is broken, the first places, and all of them to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.extracts import csv_bytes
from ui.downloads import content_hash, download, plain_name

MOST = 200
_SHOWN = {"row": "Row", "column": "Column", "value": "Value", "hint": "Perhaps", "rule": "What is wrong"}


def problem_table(problems: pd.DataFrame, name: str, title: str) -> None:
    """One row per broken rule at one place: file, row, column, value, rule, hint; ``name`` is that of the file."""
    reasons = problems.groupby(["column", "rule"], sort=False)["row"].nunique().sort_values(ascending=False)
    shown = reasons.reset_index().rename(columns={"column": "Column", "rule": "What is wrong", "row": "Rows"})
    with st.expander(title, icon=":material/rule:", expanded=True):
        st.dataframe(shown, hide_index=True, alt=f"{title}, with the number of rows")
        # The suggestion stands before the rule, which can be long; the file is the same in every row.
        st.dataframe(
            problems[list(_SHOWN)].head(MOST).rename(columns=_SHOWN),
            hide_index=True,
            alt=f"{title}, row by row",
        )
        if len(problems) > MOST:
            st.caption(f"The first {MOST:,} of {len(problems):,}; the file holds all of them.")
        listed = csv_bytes(problems, excel=True)
        download(
            f"All of them as CSV ({len(problems):,})", lambda: listed,
            f"{plain_name(name.rsplit('.', 1)[0]) or 'table'}_set-aside.csv", "text/csv", content_hash(listed),
            key="own-problems", icon=":material/download:",
        )  # fmt: skip
