"""Every view in a real browser: opens cold with its question, readable in both themes, whole on a telephone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.harness import PROJECT, open_page
from tests.browser.views import EVENT_CARD, PAGES, THEMES, VIEWS, Theme
from ui.navigation import PAGES as NAVIGATION

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
BOTH = (EVENT_CARD,)
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
SETTINGS = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def background(page: Page) -> str:
    """The colour behind the page as `#RRGGBB`."""
    colour: str = page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    return "#" + "".join(f"{int(part):02X}" for part in colour[4:-1].split(","))


# Every view in one theme, and one view of each kind in both: the colours come from the same few settings.
IN_THEMES = [(view, THEMES[number % 2]) for number, view in enumerate(VIEWS)]
IN_THEMES += [(view, THEMES[(number + 1) % 2]) for number, view in enumerate(VIEWS) if view in BOTH]


@pytest.mark.parametrize(("view", "theme"), IN_THEMES)
def test_view_opens_cold_is_readable_and_fits(page: Page, view: str, theme: Theme) -> None:
    page.emulate_media(color_scheme=theme)
    open_page(page, view)
    assert background(page) == SETTINGS["theme"][theme]["backgroundColor"]
    title = page.get_by_test_id("stMain").get_by_role("heading", level=1)
    expect(title).to_have_count(1)
    if view == EVENT_CARD:
        expect(title).not_to_have_text(NAVIGATION["events"][1])
    else:
        expect(title).to_have_text(NAVIGATION[view[1:] or "overview"][1])
    assert page.evaluate(CONTRAST) == {}
    page.set_viewport_size(TELEPHONE)
    page.wait_for_function(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return main.scrollWidth <= main.clientWidth }"
    )


def test_every_page_asks_its_own_question() -> None:
    assert {path[1:] or "overview" for path in PAGES} == set(NAVIGATION)
    assert len({question for _, question, _ in NAVIGATION.values()}) == len(NAVIGATION)


def test_both_font_families_come_with_the_page(page: Page) -> None:
    open_page(page, "/codebook")
    loaded = page.evaluate(
        "() => document.fonts.ready.then("
        "fonts => [...fonts].filter(font => font.status === 'loaded').map(font => font.family))"
    )
    assert {"Source Sans", "Source Serif"} <= {family.strip('"') for family in loaded}
