"""The view in the address: deep links, filters, page switches, reload, Back, reset; one sphere is one click."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from analysis.filters import Filters
from analysis.selection import select
from tests.browser.harness import open_page, wait_until_drawn
from ui.navigation import PAGES, UNFILTERED


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def selected(page: Page) -> str:
    return page.locator(".st-key-accounting strong").inner_text()


def pill(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


# What every page does with a filter in its address is tested without a browser in tests/ui.
@pytest.mark.parametrize("name", ["network"])
def test_a_page_opens_cold_from_a_deep_link(page, dataset, name):
    open_page(page, f"/{name if name != 'overview' else ''}?sphere=Health&from=2022-01")
    assert page.get_by_role("heading", level=1).first.inner_text() == PAGES[name][1]
    assert query(page)["sphere"] == ["health"]
    if name not in UNFILTERED:
        number = len(select(dataset, Filters(spheres=("health",), first="2022-01")))
        assert selected(page) == f"{number:,} of {len(dataset):,} events selected."


def test_a_sphere_is_one_click_and_survives_page_switch_reload_and_back(page, dataset):
    open_page(page, "/meetings")
    pill(page, "Energy").click()
    page.wait_for_url("**/meetings?sphere=energy")
    wait_until_drawn(page)
    number = len(select(dataset, Filters(spheres=("energy",))))
    assert selected(page) == f"{number:,} of {len(dataset):,} events selected."
    page.get_by_role("link", name="Events", exact=True).click()
    page.wait_for_url("**/events?sphere=energy")
    wait_until_drawn(page)
    page.reload()
    wait_until_drawn(page)
    assert selected(page).startswith(f"{number:,} of")
    page.go_back()
    page.wait_for_url("**/meetings?sphere=energy")
    wait_until_drawn(page)
    page.go_back()
    page.wait_for_url("**/meetings")
    expect(page.locator(".st-key-accounting strong")).to_have_text(
        re.compile(f"^{len(select(dataset, Filters()))} of")
    )


def test_an_option_of_a_page_stands_in_the_address_and_survives_reload(page):
    open_page(page, "/meetings")
    page.get_by_text("Quarter", exact=True).click()
    page.wait_for_url("**/meetings?by=quarter")
    page.reload()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", name=re.compile("^Meetings per quarter"))).to_be_visible()


def test_quick_clicks_in_a_row_are_all_kept(page):
    open_page(page, "/meetings")
    for name in ("Trade", "Energy", "Health"):
        pill(page, name).click()
    page.wait_for_url(
        lambda url: parse_qs(urlsplit(url).query).get("sphere") == ["trade", "energy", "health"]
    )


def test_a_link_followed_in_a_second_tab_leaves_the_first_alone(page):
    open_page(page, "/meetings?sphere=water")
    other = page.context.new_page()
    open_page(other, "/meetings?sphere=health")
    page.reload()
    wait_until_drawn(page)
    assert (query(page), query(other)) == ({"sphere": ["water"]}, {"sphere": ["health"]})


def test_the_period_and_the_search_stand_in_the_address(page, dataset):
    open_page(page, "/meetings")
    search = page.get_by_role("textbox", name="Search")
    search.fill("netanyahu")
    search.press("Enter")
    page.wait_for_url("**/meetings?q=netanyahu")
    wait_until_drawn(page)
    assert selected(page).startswith(f"{len(select(dataset, Filters(text='netanyahu')))} of")


def test_reset_brings_the_default_view_and_a_clean_address(page, dataset):
    open_page(page, "/meetings?sphere=water&status=any&unit=reports&to=2020-12")
    page.get_by_role("button", name="Reset filters").first.click()
    page.wait_for_url("**/meetings")
    expect(page.locator(".st-key-accounting strong")).to_have_text(
        re.compile(f"^{len(select(dataset, Filters()))} of")
    )


def test_nonsense_in_the_address_is_named_and_does_no_harm(page, dataset):
    open_page(page, "/meetings?sphere=helth&from=someday")
    notices = page.get_by_test_id("stAlert").all_inner_texts()
    assert any("helth" in notice and "health" in notice for notice in notices)
    assert selected(page).startswith(f"{len(select(dataset, Filters()))} of")
