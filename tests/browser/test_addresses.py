"""Addresses that work cold, the link that is copied, its citation, and the notice on a link of another version."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import open_page, wait_until_drawn


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/events?event=2023-05-30-aliyev-herzog-meeting", "Presidents Aliyev and Herzog hold talks in Baku"),
        ("/network?actor=isaac-herzog", "Isaac Herzog"),
        ("/sources?source={source}", "{title}"),
    ],
)
def test_permanent_addresses_open_cold(page: Page, dataset, address, title):
    source = dataset.sources.iloc[0]
    open_page(page, address.format(source=source["source_id"]) + f"&version={dataset.version}")
    expected = title.format(title=source["title"])
    expect(page.get_by_role("heading", level=1)).to_have_text(expected)
    expect(page).to_have_url(re.compile(r"^(?!.*version=)"))


@pytest.mark.parametrize(
    ("address", "parameters"),
    [
        (
            "/events?event=2023-05-30-aliyev-herzog-meeting",
            re.escape("event=2023-05-30-aliyev-herzog-meeting"),
        ),
        ("/agreements", r"day=\d{4}-\d\d-\d\d"),  # shows tomorrow what it shows today
    ],
)
def test_without_a_clipboard_the_link_can_be_copied_by_hand(page: Page, dataset, address, parameters):
    open_page(page, address)
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_role("textbox", name="Link to this view")
    expect(field).to_have_value(re.compile(rf"\?{parameters}&version={dataset.version}$"))
    expect(field).to_be_focused()


def test_a_view_can_be_cited_and_the_citation_downloaded(page: Page, dataset):
    open_page(page, "/meetings?sphere=health")
    page.get_by_role("button", name="Cite this view").click()
    expect(page.get_by_text("@misc{")).to_be_visible()
    wait_until_drawn(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download RIS").click()
    text = Path(waiting.value.path()).read_bytes().decode()
    assert text.startswith("TY  - DATA\r\n")
    assert f"sphere=health&version={dataset.version}" in text


def test_a_link_of_another_version_says_so_until_the_next_page(page: Page):
    open_page(page, "/meetings?version=0123456789ab")
    notice = page.get_by_text("This link was made on an unknown version")
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Health", exact=True).click()
    expect(page).to_have_url(re.compile("sphere=health"))
    wait_until_drawn(page)
    expect(notice).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Cooperation").click()
    page.wait_for_url("**/cooperation*")
    wait_until_drawn(page)
    expect(notice).to_have_count(0)
