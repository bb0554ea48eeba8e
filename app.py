"""The ASGI application: the dashboard and what guards it. Start it with ``streamlit run app.py``.

The script that Streamlit runs is ``ui/frame.py``: a ``pages`` folder beside the main script would switch on
Streamlit's old page mode for a visitor whose first request is a deep link.
"""

from pathlib import Path

import streamlit as st

from data.intake.limits import SettingError, limits
from data.remote import StorageError
from ui.access.failures import show_failure
from ui.access.journal import write_as_json
from ui.access.middleware import guards, ways_in
from ui.access.settings import access
from ui.datasets import folders
from ui.ending import ends_in_time
from ui.extracts import extract_routes
from ui.plotlyjs import drawing_library

write_as_json()
try:
    limits()  # a wrong setting is told now, and not to the first reader who opens a file
    folders()
except (SettingError, StorageError) as error:
    raise SystemExit(f"Rapport does not start: {error}") from error
BASE = str(st.get_option("server.baseUrlPath")).strip("/")
ROOT = f"/{BASE}" if BASE else ""

app = st.App(
    Path(__file__).parent / "ui" / "frame.py",
    routes=[drawing_library(BASE), *extract_routes(BASE), *ways_in(access(), ROOT)],
    middleware=guards(access(), ROOT),
    on_script_error=show_failure,
    lifespan=ends_in_time,
)
