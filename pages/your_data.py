"""Can I see mine?"""

import streamlit as st

from ui.template import templates
from ui.your_data import account, closing, sides, upload

closing()
st.subheader("Open a file", anchor=False)
opened = upload()
if opened:
    account(opened)
    sides(opened)
st.subheader("A table of your own", anchor=False)
templates()
