"""Figures that are taken away: pictures drawn in the browser, and a page that opens without the dashboard."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from charts.keepsake import WIDTH
from tests.browser.harness import Incidents, open_page, wait_until_drawn

SVG = "{http://www.w3.org/2000/svg}"
VIEW = "/meetings?sphere=energy&sphere=health"
APART = """() => {
  const of = (query) => [...document.querySelectorAll(query)].map((one) => one.getBoundingClientRect());
  const [page] = of(".js-plotly-plot"), words = of(".annotation-text"), plots = of(".nsewdrag");
  const [legend] = of("g.legend"), below = (upper, lower) => upper.bottom <= lower.top + 3;
  return {
    inside: words.every((one) => one.left >= page.left && one.right <= page.right && one.bottom <= page.bottom),
    apart: words.every((one, row) => row === 0 || below(words[row - 1], one)),
    clear: plots.every((plot) => words.every((one) => below(one, plot) || below(plot, one)) && legend.top < plot.top),
  };
}"""
"""Whether all words are inside the picture, apart from each other, and clear of the plots."""


@pytest.fixture
def panel(page: Page):
    """The first panel of a page on a dark screen, its figure ready to be saved."""
    page.emulate_media(color_scheme="dark")
    open_page(page, VIEW)
    found = page.locator("[class*='st-key-panel-frequency']").first
    found.get_by_role("button", name="Save figure").click()
    wait_until_drawn(page)
    return found


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"({kind})").click()
    path = download.value.path()
    return download.value.suggested_filename, Path(path).read_bytes()


def test_pictures_are_light_on_a_dark_screen_and_say_what_they_show(page, panel, dataset):
    title = panel.get_by_role("heading", level=3).inner_text()
    name, svg = saved(page, "SVG")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert (
        name
        == f"azerbaijan-israel_frequency-by-year-and-type-in-events_sphere-energy-sphere-health_{dataset.version}.svg"
    )
    drawing = ElementTree.fromstring(svg)
    text = " ".join("".join(element.itertext()) for element in drawing.iter(f"{SVG}text"))
    assert all(
        words in text for words in (title, "Energy or Health", dataset.version, "/meetings?sphere=energy")
    )
    assert not list(drawing.iter(f"{SVG}script"))
    name, png = saved(page, "PNG")
    with Image.open(io.BytesIO(png)) as image:
        assert name.endswith(".png")
        assert image.size == (2 * WIDTH, 2 * round(float(drawing.attrib["height"])))
        corners = [(0, 0), (image.width - 1, 0), (0, image.height - 1), (image.width - 1, image.height - 1)]
        assert {image.convert("RGB").getpixel(corner) for corner in corners} == {(255, 255, 255)}


def test_the_page_opens_offline_and_answers_the_pointer(page, panel, browser: Browser, tmp_path):
    name, html = saved(page, "HTML")
    (tmp_path / name).write_bytes(html)
    incidents, asked = Incidents(), []
    context = browser.new_context(offline=True)
    alone = context.new_page()
    incidents.watch(alone)
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / name).as_uri())
    alone.locator(".bars .point path").last.hover(force=True)
    expect(alone.locator(".hovertext").first).to_contain_text(":")
    expect(alone.get_by_text("Filters: Bilateral events")).to_be_visible()
    assert alone.evaluate(APART) == {"inside": True, "apart": True, "clear": True}
    assert asked == [(tmp_path / name).as_uri()]
    context.close()
    incidents.assert_none()
