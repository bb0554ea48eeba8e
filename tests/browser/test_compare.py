"""Comparing two views in a real browser: one click, a cold deep link, swap, Back, a difference, the file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Download, Page, expect

from analysis.comparison import Comparison, compare, types
from tests.browser.harness import open_page, wait_until_drawn
from tests.browser.test_journey import click_mark, event_list, saved

DEEP = {"sphere": ["energy"], "b.sphere": ["health"], "b.from": ["2020-01"]}
ADDRESS = "/compare?sphere=energy&b.sphere=health&b.from=2020-01"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def counts(page: Page) -> list[str]:
    return [page.locator(f".st-key-view-{name} strong").nth(1).inner_text() for name in "AB"]


def downloaded(page: Page) -> Download:
    with page.expect_download() as download:
        page.locator(".st-key-comparison-file").get_by_role("button", name="Download CSV").click()
    return download.value


def holds_both_views(path: Path, comparison: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert [row["event_id"] for row in rows] == comparison.either.events["event_id"].tolist()
    assert sum(row["selection"] in {"A", "both"} for row in rows) == len(comparison.first)
    assert sum(row["selection"] in {"B", "both"} for row in rows) == len(comparison.second)


def test_one_click_compares_and_the_way_back_keeps_it(page, dataset):
    open_page(page, "/compare")
    page.get_by_role("button", name=re.compile("^2016–2020, then 2021–2025")).click()
    page.wait_for_url("**/compare?*b.from=2021-01*")
    wait_until_drawn(page)
    asked = query(page)
    comparison, _ = compare(asked, dataset)
    expected = [f"{len(view)} of {len(dataset)} events." for view in (comparison.first, comparison.second)]
    assert counts(page) == expected
    page.get_by_role(
        "link", name="Codebook", exact=True
    ).click()  # runs in no time: the worst for the history
    page.wait_for_url("**/codebook?*")
    wait_until_drawn(page)
    assert not [key for key in query(page) if key.startswith("b.")]
    page.go_back()
    page.wait_for_url("**/compare?*b.from=2021-01*")
    wait_until_drawn(page)
    assert query(page) == asked
    assert counts(page) == expected


def test_a_cold_link_the_file_a_difference_and_swapping(page, dataset, tmp_path):
    open_page(page, ADDRESS)
    assert query(page) == DEEP
    comparison, _ = compare(DEEP, dataset)
    holds_both_views(saved(downloaded(page), tmp_path), comparison)
    pair = types(comparison)
    panel = page.locator(".st-key-panel-types-of-two-views")
    first = int(pair.table.sort_values("difference", ascending=False, kind="stable").index[0])
    click_mark(page, panel.locator(".scatterlayer .point").first)
    listed = event_list(panel)
    expect(listed.get_by_text(re.compile(f": {len(pair.either.events(first))} events?"))).to_be_visible()
    expect(listed.get_by_text(re.compile("Only in view B")).first).to_be_visible()
    before = counts(page)
    page.get_by_role("button", name="Swap A and B").click()
    page.wait_for_url("**/compare?sphere=health&from=2020-01*")
    wait_until_drawn(page)
    assert query(page) == {
        "sphere": ["health"],
        "from": ["2020-01"],
        "b.sphere": ["energy"],
        "b.from": ["any"],
    }
    assert counts(page) == before[::-1]
