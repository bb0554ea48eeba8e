"""Images of every view, theme and width, for looking at them: `python -m tests.browser.screenshots --help`."""

import argparse
import re
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.harness import PROJECT, fit_height, launch_chromium, open_page, running_server
from tests.browser.views import EVENT_CARD, THEMES, VIEWS, Theme

FOLDER = PROJECT / "screenshots"
WIDTHS = (390, 1280, 1920)


def file_name(view: str, theme: str, width: int) -> str:
    """Name of the image: the page, the theme, the width."""
    words = "event" if view == EVENT_CARD else re.sub(r"\W+", "-", view).strip("-")
    return f"{words or 'overview'}-{theme}-{width}.png"


def shoot(browser: Browser, server: str, view: str, theme: Theme, width: int) -> Path:
    """Write the image of one view at its full height and return its path."""
    target = FOLDER / file_name(view, theme, width)
    context = browser.new_context(
        base_url=server, viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-GB"
    )
    page = context.new_page()
    open_page(page, view)
    fit_height(page)
    page.screenshot(path=target)
    context.close()
    return target


def main() -> None:
    """Shoot what the arguments choose; everything when they choose nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--page", action="append", help="a path such as /meetings; may be given several times"
    )
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--width", action="append", type=int)
    chosen = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    shots = product(chosen.page or VIEWS, chosen.theme or THEMES, chosen.width or WIDTHS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        with running_server(Path(folder) / "server.log") as server:
            for shot in shots:
                print(shoot(browser, server, *shot).relative_to(PROJECT))


if __name__ == "__main__":
    main()
