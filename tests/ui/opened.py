"""A page of the dashboard without a browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[2] / "ui" / "frame.py"


def opened(page: str, query: Mapping[str, str | list[str]] | None = None) -> AppTest:
    """The page after one run under a query."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in (query or {}).items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    return app.run()
