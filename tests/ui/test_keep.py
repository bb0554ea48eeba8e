"""Every figure of every page can be taken away; the drawing library is served by the dashboard itself."""

from __future__ import annotations

import gzip
import re
from copy import deepcopy
from datetime import date

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs
from starlette.applications import Starlette

import ui.panel
from analysis.citation import cite
from charts.keepsake import WIDTH, keepsake
from tests.asgi import Client
from tests.ui.opened import opened
from ui.navigation import PAGES
from ui.plotlyjs import ADDRESS, drawing_library, standalone

LINK = "https://rapport.example.org/page?version=0"
VIEWS: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    **{page: (page, {}) for page in PAGES},
    "months": ("meetings", {"by": "month", "stack": "place"}),
    "quarters": ("cooperation", {"by": "quarter", "who": "sector"}),
    "institutions": ("network", {"who": "institutions", "unit": "reports"}),
    "press": ("sources", {"show": "press"}),
    "limits": ("sources", {"show": "limits", "scope": "any"}),
    "two views": ("compare", {"b.sphere": "energy"}),
    "few events": ("meetings", {"q": "Herzog"}),
}
WITHOUT = {"events", "codebook", "brief", "compare", "your_data"}
"""Pages whose default view has no chart in a panel."""


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_of_every_page_is_a_picture_that_explains_itself(view, monkeypatch):
    drawn = []
    monkeypatch.setattr(ui.panel, "save_figure", lambda figure, selection: drawn.append((figure, selection)))
    app = opened(*VIEWS[view])
    assert not app.exception
    assert drawn or view in WITHOUT
    for figure, selection in drawn:
        before = deepcopy(figure.spec)
        spec = keepsake(figure, cite(selection, "events", figure.title, LINK, date(2026, 11, 22)))
        go.Figure(spec)
        assert figure.spec == before
        words = " ".join(text["text"].replace("<br>", " ") for text in spec["layout"]["annotations"])
        assert all(
            part in words for part in (f"({figure.unit})", "Filters: ", selection.dataset.version, LINK)
        )
        margin, height = spec["layout"]["margin"], spec["layout"]["height"]
        assert WIDTH - margin["l"] - margin["r"] > 0
        assert margin["l"] < WIDTH / 2
        assert height - margin["t"] - margin["b"] > 40


def test_a_page_of_its_own_asks_for_nothing_and_runs_no_text_of_the_data():
    spec = {
        "data": [{"type": "bar", "x": ["</script><script>alert(1)</script>"], "y": [1]}],
        "layout": {"width": 9},
    }
    page = standalone(spec, "<title> & </title><script>alert(2)</script>")
    own = page.replace(get_plotlyjs(), "")
    assert "alert(1)" in own
    assert "<script>alert" not in own
    assert "</script><script>" not in own
    assert not re.search(r"(src|href)\s*=", own)
    assert own.count("<title>") == own.count("</title>") == 1


def test_the_drawing_library_is_served_packed_and_kept_by_the_browser():
    client = Client(Starlette(routes=[drawing_library("/base/")]))
    packed = client.ask(f"/base/{ADDRESS}", accept_encoding="gzip")
    assert gzip.decompress(packed.body).decode() == get_plotlyjs()
    assert packed.headers["content-encoding"] == "gzip"
    assert "immutable" in packed.headers["cache-control"]
    plain = client.ask(f"/base/{ADDRESS}")
    assert plain.body.decode() == get_plotlyjs()
    assert "content-encoding" not in plain.headers


def test_without_a_base_path_the_library_is_at_the_root():
    answer = Client(Starlette(routes=[drawing_library("")])).ask(f"/{ADDRESS}", method="HEAD")
    assert answer.status == 200
