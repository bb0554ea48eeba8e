"""Which events exactly?"""

import streamlit as st

from ui.context import view
from ui.event_list import event_list
from ui.state import page_parameter

here = view()
st.write(page_parameter("event"))
event_list(here.dataset, here.selection.rows, "Selected events", "selected")
