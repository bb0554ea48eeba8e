"""What was signed, and is it in force?"""

from datetime import date

import streamlit as st

from analysis.agreements import by_kind, by_sphere, by_state, register, terms
from analysis.kinds import documents as documents_signed
from analysis.timeline import everything
from charts.agreement_terms import term_bars
from charts.agreements import kind_bars, sphere_bars, state_bars
from ui.agreements import MOST_DRAWN, document_panel, register_table
from ui.context import view
from ui.filters import empty_state
from ui.shared import shared
from ui.state import day_option

selection = view().selection
if not empty_state(selection):
    if not documents_signed(selection):
        none = "No document was signed at the selected events."
        if not documents_signed(everything(selection.dataset)):
            none = "This data set lists no documents. What was signed at its events cannot be told from it."
        st.info(none, icon=":material/info:")
    else:
        with st.container(width=240):
            day = day_option("day", "State at the chosen day", date.today())
        documents = shared(register, selection, day)
        document_panel(shared(state_bars, shared(by_state, selection, day), day), selection, documents)
        register_table(documents, selection, day)
        if len(documents) <= MOST_DRAWN:
            document_panel(shared(term_bars, shared(terms, selection, day), day), selection, documents)
        else:
            st.caption(
                f"{len(documents):,} documents are too many to be drawn one by one over time; a period or a sphere "
                "makes them fewer."
            )
        left, right = st.columns(2, gap="large")
        with left:
            document_panel(shared(sphere_bars, shared(by_sphere, selection)), selection, documents)
        with right:
            document_panel(shared(kind_bars, shared(by_kind, selection)), selection, documents)
