"""What a designer would check by eye, held by measuring: contrast, nothing cut off sideways, both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness import Incidents, open_page
from ui.navigation import PAGES

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
ADDRESSES = {name: f"/{name}" if name != "overview" else "/" for name in PAGES}


@pytest.fixture(params=["light", "dark"])
def themed(request, server, browser):
    """A page under one of the two colour schemes, on a telephone's width and on a desk's."""
    incidents = Incidents()
    context = browser.new_context(base_url=server, color_scheme=request.param, viewport={"width": 1280, "height": 900})
    visit = context.new_page()
    incidents.watch(visit)
    yield visit
    context.close()
    incidents.assert_none()


@pytest.mark.parametrize("name", PAGES)
def test_every_text_has_enough_contrast_and_no_page_is_wider_than_the_screen(themed, name):
    open_page(themed, ADDRESSES[name])
    assert themed.evaluate(CONTRAST) == {}
    themed.set_viewport_size({"width": 390, "height": 844})
    main = themed.get_by_test_id("stMain")
    assert main.evaluate("element => element.scrollWidth") <= 390
