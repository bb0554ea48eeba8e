"""Every view opens cold in a real browser, at a desk and on a telephone, in both themes."""

import tomllib

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.harness import PROJECT, open_page, wait_until_drawn
from tests.browser.views import EVENT_CARD, PAGES, THEMES, VIEWS, Theme

TELEPHONE: ViewportSize = {"width": 390, "height": 844}


def background(page: Page) -> str:
    """The colour behind the page as `#RRGGBB`."""
    colour: str = page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    return "#" + "".join(f"{int(part):02X}" for part in colour[4:-1].split(","))


@pytest.mark.parametrize("view", VIEWS)
def test_view_opens_cold_and_has_one_title(page: Page, view: str) -> None:
    open_page(page, view)
    title = page.get_by_test_id("stMain").get_by_role("heading", level=1)
    expect(title).to_have_count(1)
    expect(title).not_to_be_empty()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_sticks_out_on_a_telephone(page: Page, view: str) -> None:
    page.set_viewport_size(TELEPHONE)
    open_page(page, view)
    page.wait_for_function(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return main.scrollWidth <= main.clientWidth }"
    )


@pytest.mark.parametrize("theme", THEMES)
def test_theme_follows_the_reader(page: Page, theme: Theme) -> None:
    page.emulate_media(color_scheme=theme)
    open_page(page, "/")
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert background(page) == settings["theme"][theme]["backgroundColor"]


def test_both_font_families_come_with_the_page(page: Page) -> None:
    open_page(page, "/")
    loaded = page.evaluate(
        "() => document.fonts.ready.then("
        "fonts => [...fonts].filter(font => font.status === 'loaded').map(font => font.family))"
    )
    assert {"Source Sans", "Source Serif"} <= {family.strip('"') for family in loaded}


def test_pages_have_addresses_of_their_own(page: Page) -> None:
    titles = []
    for path in PAGES:
        open_page(page, path)
        titles.append(page.get_by_role("heading", level=1).inner_text())
    assert len(set(titles)) == len(PAGES)


def test_an_event_card_is_more_than_the_list(page: Page) -> None:
    open_page(page, "/events")
    listed = page.get_by_test_id("stMain").inner_text()
    open_page(page, EVENT_CARD)
    wait_until_drawn(page)
    assert page.get_by_test_id("stMain").inner_text() != listed
