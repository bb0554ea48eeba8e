"""How often did they meet, at what level, and where?"""

import streamlit as st

from analysis.frequency import STACKS, frequency, meetings
from charts.frequency import frequency_bars
from ui.context import view
from ui.filters import empty_state
from ui.panel import panel
from ui.state import option

here = view()
if not empty_state(here.selection):
    with st.container(horizontal=True):
        by = option("by", "Per", {"year": "Year", "quarter": "Quarter", "month": "Month"})
        stack = option("stack", "Split by", STACKS)
    panel(frequency_bars(frequency(meetings(here.selection), by, stack, here.unit)), here.selection)
