"""The brief in a real browser: words of one's own, sections, links within it, the way back, and both files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.harness import open_page, wait_until_drawn
from tests.browser.test_journey import saved

VIEW = "/brief?sphere=water&from=2022-01"
HEADING = "For <b>Tuesday</b>"


def shown(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='The brief']")


def file(page: Page, label: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    assert download.value.suggested_filename.endswith((".html", ".docx"))
    return saved(download.value, folder)


def test_words_sections_links_and_the_way_back(page):
    open_page(page, VIEW)
    brief = shown(page)
    brief.locator("a[href='#note-2']").first.click()
    expect(brief.locator("#note-2")).to_be_focused()
    expect(brief.locator("#note-2")).to_be_in_viewport()
    brief.locator("#note-2 .back").first.click()
    expect(brief.locator("#mark-2")).to_be_in_viewport()
    page.get_by_role("textbox", name="Heading").fill(HEADING)
    page.keyboard.press("Enter")
    expect(brief.get_by_role("heading", level=1)).to_have_text(HEADING)
    page.get_by_test_id("stMain").get_by_role("button", name="Main actors").click()
    page.wait_for_url("**without=actors*")
    expect(brief.locator("#actors")).to_have_count(0)
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.wait_for_url("**/meetings?*")
    wait_until_drawn(page)
    page.go_back()
    page.wait_for_url("**/brief?*without=actors*")
    expect(brief.get_by_role("heading", level=1)).to_have_text(HEADING)
    expect(brief.locator("#actors")).to_have_count(0)
    assert parse_qs(urlsplit(page.url).query)["sphere"] == ["water"]


def test_both_files_say_the_same_and_the_page_stands_alone(page: Page, browser: Browser, tmp_path: Path):
    open_page(page, VIEW)
    first = shown(page).locator("#summary p").inner_text().split(".")[0]
    written = file(page, "Download Word document to edit", tmp_path)
    assert first in zipfile.ZipFile(written).read("word/document.xml").decode("utf-8")
    kept = file(page, "Download HTML to read and print", tmp_path)
    requests: list[str] = []
    alone = browser.new_page(java_script_enabled=False)
    alone.on("request", lambda request: requests.append(request.url))
    alone.goto(kept.as_uri())
    expect(alone.locator("#summary p")).to_contain_text(first)
    expect(alone.locator("figure svg").first).to_be_visible()
    assert requests == [kept.as_uri()]
    alone.close()
