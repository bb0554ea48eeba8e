"""The ASGI application: the dashboard. Start it with ``streamlit run app.py``.

The script that Streamlit runs is ``ui/frame.py``: a ``pages`` folder beside the main script would switch on
Streamlit's old page mode for a visitor whose first request is a deep link.
"""

from pathlib import Path

import streamlit as st

from ui.ending import ends_in_time
from ui.extracts import extract_routes
from ui.plotlyjs import drawing_library

BASE = str(st.get_option("server.baseUrlPath"))
ROUTES = [drawing_library(BASE), *extract_routes(BASE)]

app = st.App(Path(__file__).parent / "ui" / "frame.py", routes=ROUTES, lifespan=ends_in_time)
