"""Other people's attack strings on every page: ``python -m benchmarks.hostile PATH`` for a folder of lists of them.

Every line of a text file and every string of a JSON list below PATH becomes a title, a name, an office, a publisher,
a city, a document and a claim of data sets of the server, and then of a table that a reader uploads. A real browser
opens every page, card and file of them; what must not happen is counted and printed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, expect, sync_playwright

from data.flat.columns import COLUMNS
from tests.browser.harness import launch_chromium, open_page, running_server, wait_until_drawn
from tests.browser.hostile import Visit, missing
from tests.hostile import hostile_folder
from ui.navigation import PAGES

PER_SET, PER_EVENT, LONGEST, ACTORS = 1_000, 40, 1_500, 4
SECTIONS = tuple(f"/sources?show={name}" for name in ("articles", "disagreements", "press"))
VIEWS = ("/", *(f"/{name}" for name in PAGES if name != "overview"), *SECTIONS, "/compare?b.sphere=energy")
_UNWRITABLE = re.compile("[\0\r\ud800-\udfff]")


def strings(path: Path) -> list[str]:
    """Every string of the lists below ``path``, each once; without what no file of text can hold."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    found = (text for file in files for text in _listed(file))
    return [*dict.fromkeys(text for text in map(_writable, found) if text and len(text) <= LONGEST)]


def _listed(file: Path) -> Iterator[str]:
    if file.suffix == ".json":
        content = json.loads(file.read_text(encoding="utf-8"))
        yield from (str(one) for one in content if isinstance(one, str))
    elif file.suffix == ".txt":
        yield from file.read_text(encoding="utf-8", errors="replace").split("\n")


def _batches(texts: Sequence[str], size: int) -> list[Sequence[str]]:
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def _writable(text: str) -> str:
    return _UNWRITABLE.sub(" ", text).strip()


def visit_pages(visit: Visit, name: str, texts: Sequence[str]) -> list[str]:
    """Every page, card and section of one data set; the texts of its cards that are not shown as written."""
    unseen: list[str] = []
    for view in VIEWS:
        open_page(visit.page, f"{view}{'&' if '?' in view else '?'}data={name}")
        _point(visit)
        visit.look()
    for number, beside in enumerate(_batches(texts, PER_EVENT)):
        open_page(visit.page, f"/events?event=e{number}&data={name}")
        unseen += missing(beside, visit.look())
    for number in range(0, len(texts), max(1, len(texts) // ACTORS)):
        open_page(visit.page, f"/network?actor=aze-{number}&data={name}")
        unseen += missing([texts[number]], visit.look())
        open_page(visit.page, f"/sources?source=aze-paper-{number}&data={name}")
        unseen += missing([texts[number]], visit.look())
    visit.page.goto(f"/extract/?data={name}")
    visit.look()
    return unseen


def _point(visit: Visit) -> None:
    """The pointer on some marks of each chart, so that what a hover says is drawn too."""
    for mark in visit.page.locator(".js-plotly-plot .point path, .js-plotly-plot path.point").all()[:6]:
        box = mark.bounding_box()
        if box:
            visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            visit.look()


def visit_files(visit: Visit, browser: Browser, folder: Path, name: str) -> None:
    """The brief and a figure as files, opened from the disk."""
    open_page(visit.page, f"/brief?data={name}")
    _from_disk(visit, browser, folder, "Download HTML to read and print")
    open_page(visit.page, f"/network?data={name}")
    visit.page.get_by_role("button", name="Save figure").first.click()
    _from_disk(visit, browser, folder, "Page that opens offline (HTML)")


def _from_disk(visit: Visit, browser: Browser, folder: Path, button: str) -> None:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    page = browser.new_page()
    alone = Visit(page, visit.dialogs, incidents=visit.incidents)
    page.goto(target.as_uri())
    alone.look()
    own = "Plotly" if "offline" in button else None
    visit.nodes += [one for one in alone.nodes if not (own and "scripts" in one)]
    page.close()


def visit_upload(visit: Visit, texts: Sequence[str]) -> list[str]:
    """The strings as a reader's own table: its account, its dashboard and the first page of its events."""
    sink = io.StringIO()
    table = csv.DictWriter(sink, list(COLUMNS))
    table.writeheader()
    for text in texts:
        table.writerow({
            "date": "2023-05-30", "event_type": "meeting", "actors": "Somebody (AZE); Somebody else (ISR)",
            "city": text, "country": "AZE", "title": " ".join(text.split()[:12]), "source": text, "note": text,
        })  # fmt: skip
    open_page(visit.page, "/your_data")
    given: FilePayload = {
        "name": "<img src=x onerror=alert(1)>.csv",
        "mimeType": "text/csv",
        "buffer": sink.getvalue().encode(),
    }
    visit.page.locator("input[type=file]").set_input_files(given)
    expect(visit.page.get_by_text(re.compile("rows? read, "))).to_be_visible()
    visit.look()
    visit.page.get_by_role("button", name="Make the dashboard").click()
    visit.page.get_by_role("link", name="Open the dashboard over it").click()
    visit.page.wait_for_url("**/?data=own")
    wait_until_drawn(visit.page)
    for page in ("Meetings", "Network", "Events", "Sources"):
        visit.page.get_by_role("link", name=page, exact=True).click()
        visit.page.wait_for_url(f"**/{page.lower()}?data=own")
        wait_until_drawn(visit.page)
        shown = visit.look()
    return [] if len(texts) > 20 else missing(texts, shown)


def main(path: Path) -> int:
    """Prints how many strings stood on how many pages, and everything that must not have happened."""
    texts, start = strings(path), time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sets = {f"set-{number}": part for number, part in enumerate(_batches(texts, PER_SET))}
        folders = [hostile_folder(part, folder / name, PER_EVENT) for name, part in sets.items()]
        os.environ["RAPPORT_DATA"] = os.pathsep.join(map(str, folders))
        with running_server(folder / "server.log") as address, sync_playwright() as playwright:
            browser = launch_chromium(playwright)
            visit = Visit(browser.new_context(base_url=address, accept_downloads=True).new_page())
            unseen = [text for name, part in sets.items() for text in visit_pages(visit, name, part)]
            visit_files(visit, browser, folder, "set-0")
            visit_upload(visit, texts)
            browser.close()
    found = {
        "dialogs": visit.dialogs, "requests off the machine": visit.incidents.foreign_requests,
        "live nodes": visit.nodes, "errors": visit.incidents.errors, "texts not shown as written": unseen,
    }  # fmt: skip
    print(f"{len(texts):,} strings in {len(sets)} data sets, {time.monotonic() - start:,.0f} s")
    for what, those in found.items():
        print(f"{what}: {len(those):,}", *those[:20], sep="\n  ")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
