"""From a mark to its events, to the card of one, to its source; and the files that a reader takes away."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.meetings import meetings
from analysis.selection import select
from tests.browser.harness import open_page, wait_until_drawn

CHARTED = (
    "/", "/meetings?by=quarter", "/cooperation", "/network", "/agreements", "/sources?show=support",
    "/sources?show=press",
)  # fmt: skip
MARKS = ".barlayer .point path, .scatterlayer .point"


def click_mark(page: Page, mark: Locator) -> None:
    """Clicks the middle of a mark; Plotly takes clicks on a layer above its marks."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def event_list(within: Page | Locator) -> Locator:
    return within.locator("[class*='st-key-events-']").first


def test_from_a_bar_to_its_events_to_a_card_to_its_source(page, dataset):
    tally = frequency(meetings(select(dataset, Filters())), "year", "type").placed
    of_2023 = tally.table[(tally.table["period"] == "2023") & (tally.table["class"] == "meeting")]
    open_page(page, "/meetings")
    bars = page.locator("[class*='st-key-panel-frequency'] .bars").first.locator(".point path")
    years = tally.table.loc[tally.table["class"] == "meeting", "period"].tolist()
    click_mark(page, bars.nth(years.index("2023")))
    listed = event_list(page)
    number = int(of_2023["count"].iloc[0])
    expect(listed.get_by_text(re.compile(rf"2023.*: {number} events"))).to_be_visible()
    expected = [dataset.events["event_id"].iloc[row] for row in tally.events(int(of_2023.index[0]))]
    link = listed.get_by_role("link").first
    assert str(link.get_attribute("href")).partition("event=")[2] in expected
    title = link.inner_text()
    link.click()
    page.wait_for_url("**/events?event=*")
    wait_until_drawn(page)
    assert page.get_by_role("heading", level=1).inner_text() == title
    event = dataset.event_row(page.url.partition("event=")[2])
    sources = dataset.evidence.loc[dataset.evidence["event"] == event, "source"]
    urls = set(dataset.sources["url"].iloc[sources])
    shown = page.locator("a[target=_blank]").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert urls <= set(shown)


@pytest.mark.parametrize("address", CHARTED)
def test_a_mark_of_every_chart_lists_its_events(page, address):
    page.set_viewport_size({"width": 1280, "height": 1600})
    open_page(page, address)
    panels = page.locator("[class*='st-key-panel-']").filter(has=page.locator(MARKS))
    names = panels.evaluate_all(
        "all => all.map(one => [...one.classList].find(name => name.startsWith('st-key-panel-')))"
    )
    assert names
    for name in names:
        panel = page.locator(f".{name}")
        click_mark(page, panel.locator(MARKS).last)
        wait_until_drawn(page)
        listed = event_list(panel)
        expect(listed).to_be_visible()
        expect(listed.get_by_role("link").first).to_be_visible()


def saved(download: Download, folder: Path) -> Path:
    target = folder / download.suggested_filename
    download.save_as(target)
    return target


def test_the_csv_holds_exactly_what_the_page_says(page, dataset, tmp_path):
    open_page(page, "/events?sphere=health&from=2020-01")
    selection = select(dataset, Filters(spheres=("health",), first="2020-01"))
    page.get_by_text("Download the selected events").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(rf"^Events: {len(selection)} rows")).click()
    path = saved(download.value, tmp_path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert {row["event_id"] for row in rows} == set(selection.events["event_id"])
    assert len(rows) == len(selection)
    assert dataset.version in path.name


def test_the_archive_says_where_it_comes_from(page, dataset, tmp_path):
    open_page(page, "/events?sphere=energy")
    page.get_by_text("Download the selected events").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("All tables with manifest")).click()
    with zipfile.ZipFile(saved(download.value, tmp_path)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        events = list(csv.DictReader(io.StringIO(archive.read("events.csv").decode("utf-8"), newline="")))
    assert len(events) == len(select(dataset, Filters(spheres=("energy",))))
    assert dataset.version in json.dumps(manifest)
    assert "energy" in json.dumps(manifest).lower()


def test_the_table_behind_a_chart_is_a_file_too(page, tmp_path, dataset):
    open_page(page, "/meetings?by=quarter")
    panel = page.locator("[class*='st-key-panel-frequency']").first
    panel.get_by_text("Table and download").click()
    with page.expect_download() as download:
        panel.get_by_role("button", name=re.compile("Download CSV")).click()
    text = saved(download.value, tmp_path).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert sum(int(row["count"]) for row in rows) == len(meetings(select(dataset, Filters())))
