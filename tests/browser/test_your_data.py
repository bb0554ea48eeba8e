"""A reader opens a file of their own in a real browser, sees the dashboard over it, and closes it again."""

from __future__ import annotations

import csv
import io
import re

from playwright.sync_api import Page, expect

from data.flat.template import template_csv
from tests.browser.harness import open_page, wait_until_drawn

EXTRA = "not a day;meetin;Somebody (XX);;;;;;;;;\n"


def give(page: Page, name: str, content: bytes) -> None:
    open_page(page, "/your_data")
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    expect(page.get_by_text(re.compile("rows? read, "))).to_be_visible()
    wait_until_drawn(page)


def test_the_template_opens_as_it_is_and_the_dashboard_stands_over_it(page):
    give(page, "mine.csv", template_csv())
    expect(page.get_by_text("2 rows read, 2 usable, 0 set aside.")).to_be_visible()
    page.get_by_role("button", name="Make the dashboard").click()
    expect(page.get_by_text("2 rows read: 0 set aside and 2 usable.")).to_be_visible()
    page.get_by_role("link", name="Open the dashboard over it").click()
    page.wait_for_url("**/?data=own")
    wait_until_drawn(page)
    expect(page.locator(".st-key-accounting strong")).to_have_text("1 of 2 events selected.")
    page.get_by_role("link", name="Events", exact=True).click()
    page.wait_for_url("**/events?data=own")
    wait_until_drawn(page)
    page.get_by_role("link", name="Presidents meet in Baku").click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Presidents meet in Baku")
    page.get_by_role("link", name="Your data", exact=True).click()
    wait_until_drawn(page)
    page.get_by_role("button", name="Close this file").click()
    wait_until_drawn(page)
    page.wait_for_url("**/your_data")
    expect(page.get_by_role("combobox", name="Data set")).to_have_value("Azerbaijan–Israel …")


def test_other_sides_of_a_file_are_one_choice_away(page):
    """The choice of data sets knows the file by the title that it had before."""
    give(page, "mine.csv", template_csv())
    page.get_by_role("button", name="Make the dashboard").click()
    page.get_by_role("link", name="Open the dashboard over it").click()
    page.wait_for_url("**/?data=own")
    wait_until_drawn(page)
    page.get_by_role("link", name="Your data", exact=True).click()
    wait_until_drawn(page)
    expect(page.get_by_text("mine.csv, read as CSV")).to_be_visible()
    page.get_by_role("combobox", name="and", exact=True).click()
    page.get_by_role("option", name=re.compile("All other countries")).click()
    wait_until_drawn(page)
    page.get_by_role("button", name="Make the dashboard").click()
    expect(page.get_by_text("Azerbaijan and Other countries in mine.csv is ready")).to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).click()
    page.wait_for_url("**/?data=own")
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("How do they deal with each other?")


def test_what_is_handed_on_of_an_own_table_names_no_address_that_is_gone(page):
    give(page, "mine.csv", template_csv())
    page.get_by_role("button", name="Make the dashboard").click()
    page.get_by_role("link", name="Open the dashboard over it").click()
    page.wait_for_url("**/?data=own")
    wait_until_drawn(page)
    page.get_by_role("link", name="Brief", exact=True).click()
    page.wait_for_url("**/brief?data=own")
    wait_until_drawn(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download HTML")).click()
    brief = download.value.path().read_text(encoding="utf-8")
    assert "opened from a file, not published" in brief
    assert "data=own" not in brief


def test_rows_with_problems_are_set_aside_and_named(page):
    rows = list(csv.reader(io.StringIO(template_csv().decode("utf-8-sig"))))
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows) + "\n" + EXTRA
    give(page, "mine.csv", text.encode("cp1252"))
    expect(page.get_by_text("3 rows read, 2 usable, 1 set aside.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("All of them as CSV")).click()
    told = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert {problem["column"] for problem in told} == {"date", "event_type", "actors"}
    assert {problem["row"] for problem in told} == {"4"}


def test_a_table_of_another_session_is_not_here_and_says_so(page):
    open_page(page, "/meetings?data=own")
    expect(page.get_by_role("heading", level=1)).to_have_text("This data set is not here")


def test_another_data_set_of_the_server_is_one_choice_away(page):
    name = "united-states-visits"
    open_page(page, "/")
    page.get_by_role("combobox", name="Data set").click()
    page.get_by_role("option", name=re.compile("United States")).click()
    page.wait_for_url(f"**/?data={name}")
    wait_until_drawn(page)
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.wait_for_url(f"**/meetings?data={name}")
    wait_until_drawn(page)
    expect(page.locator(".st-key-accounting strong")).to_have_text(re.compile("of 7,532 events selected"))


def test_a_file_that_is_too_much_is_refused_with_its_reason(page):
    open_page(page, "/your_data")
    for name, why in {
        "commas.csv": "has 100,001 columns",
        "commas.xlsx": "has 100,001 columns",
        "old.csv": ".xls",
    }.items():
        content = b"\xd0\xcf\x11\xe0" if name == "old.csv" else b"," * 100_000
        page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )
        expect(page.get_by_role("alert").filter(has_text=name)).to_contain_text(why)
    wait_until_drawn(page)
