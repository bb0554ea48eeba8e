"""A data set whose every text is hostile, in a real browser: nothing runs, nothing leaves, all is shown as written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import open_page, running_server
from tests.browser.hostile import Visit
from tests.hostile import STRINGS, TITLE_WORDS, hostile_folder

VIEWS = ("/", "/network", "/brief")


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A visitor of a server that has nothing but the hostile data set."""
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_DATA", str(hostile_folder(STRINGS, place / "hostile", len(STRINGS))))
        with running_server(place / "server.log") as address:
            context = browser.new_context(base_url=address, accept_downloads=True, reduced_motion="reduce")
            yield Visit(context.new_page())
            context.close()


def test_nothing_runs_and_nothing_leaves_on_any_page(visit):
    for view in VIEWS:
        open_page(visit.page, view)
        assert "zq" in visit.look()
    open_page(visit.page, "/sources?show=limits")  # a README may link to other places, and fetches nothing
    visit.page.goto("/extract/")
    assert "zq" in visit.look()
    assert visit.faults == []


def test_every_text_stands_on_its_card_as_it_is_written(visit):
    open_page(visit.page, "/events?event=e0")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(STRINGS[0])
    assert visit.missing(STRINGS) == []
    for number, text in enumerate(STRINGS[:2]):
        open_page(visit.page, f"/network?actor=aze-{number}")
        heading = visit.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(text)
        visit.look()
    assert all(len(text.split()) <= TITLE_WORDS for text in STRINGS[:1])
    assert visit.faults == []


def test_a_figure_and_the_brief_are_as_harmless_from_the_disk(visit, browser: Browser, tmp_path: Path):
    open_page(visit.page, "/network")
    visit.page.get_by_role("button", name="Save figure").first.click()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Page that opens offline (HTML)").click()
    download.value.save_as(tmp_path / "figure.html")
    alone = Visit(browser.new_page())
    alone.page.goto((tmp_path / "figure.html").as_uri())
    expect(alone.page.locator(".js-plotly-plot .annotation-text").first).to_be_visible()
    alone.look()
    assert [node for node in alone.nodes if "plotly" not in node.lower()] == []
    assert [*alone.dialogs, *alone.incidents.foreign_requests, *alone.incidents.errors] == []
    alone.page.close()


def test_no_table_offers_an_export_of_its_own(visit):
    open_page(visit.page, "/agreements")
    table = visit.page.get_by_test_id("stDataFrame").first
    table.hover()
    expect(visit.page.get_by_role("button", name="Search").first).to_be_visible()
    expect(visit.page.get_by_role("button", name="Download as CSV")).to_have_count(0)
