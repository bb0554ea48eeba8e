"""Which events exactly?"""

import streamlit as st

from ui.context import view
from ui.event_list import event_list

here = view()
st.write(st.query_params.get("event"))
event_list(here.dataset, here.selection.rows, "Selected events", "selected")
