"""What a table of one's own looks like, and the files to fill in."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.flat.columns import COLUMNS, REQUIRED
from data.flat.template import template_csv, template_xlsx
from ui.downloads import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def templates() -> None:
    """What a table of one's own looks like, to take away and fill in."""
    st.markdown(
        "One row is one event; date, type and actors are needed, everything else can stay empty. "
        "The workbook has a second sheet with every column and every allowed value."
    )
    with st.expander("The columns", icon=":material/view_column:"):
        columns = pd.DataFrame({
            "Column": list(COLUMNS),
            "Needed": ["yes" if name in REQUIRED else "" for name in COLUMNS],
            "What it holds": list(COLUMNS.values()),
        })  # fmt: skip
        st.dataframe(
            columns, hide_index=True, height="content", alt="The columns of the template",
            column_config={"Column": st.column_config.TextColumn(width=90),
                           "Needed": st.column_config.TextColumn(width=60)},
        )  # fmt: skip
    with st.container(horizontal=True):
        download(
            "Template for Excel (XLSX)", template_xlsx, "rapport-template.xlsx", XLSX, key="template-xlsx",
            icon=":material/table_view:",
        )  # fmt: skip
        download(
            "Template as CSV", template_csv, "rapport-template.csv", "text/csv", key="template-csv",
            icon=":material/download:",
        )  # fmt: skip
