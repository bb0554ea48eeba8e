"""Contrast, measured on what the browser draws: every text of every view, in both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness import open_page
from tests.browser.views import THEMES, VIEWS

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_text_has_enough_contrast(page, view, theme):
    page.emulate_media(color_scheme=theme)
    open_page(page, view)
    assert page.evaluate(CONTRAST) == {}
