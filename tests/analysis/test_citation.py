"""Citations of a view and of one thing: as text, BibTeX and RIS."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.citation import Citation, cite, cite_entry, tex
from analysis.filters import DEFAULT, Filters
from analysis.links import Links
from analysis.selection import select
from data.about import OPENED
from tests.tiny import ABOUT

ROOT = Path(__file__).parents[2]
DAY = date(2026, 12, 3)
PAGE = "How often do they meet, at what level, where?"
HOSTILE = (
    "a } stray { brace", "100 % of A & B", "under_score, #1, $5", 'he said "no"', "two\nlines\r\n and\ttabs",
    "C:\\path ~ x^2 <b>|", "Əliyev – İsrail “ç”", "@misc{x, title={y}}", "ER  - ", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def citation(dataset) -> Citation:
    filters = Filters(spheres=("health",), first="2022-01")
    link = Links("https://example.org/rapport", dataset.version).page("meetings", filters.to_query())
    return cite(select(dataset, filters), "reports", PAGE, link, DAY)


def fields(bibtex: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", bibtex, flags=re.MULTILINE))


def test_the_text_says_who_what_which_version_which_view_and_when(citation, dataset):
    selection = select(dataset, Filters(spheres=("health",), first="2022-01"))
    assert citation.text == (
        f"Rapport contributors (2026): “{PAGE}”, in: Azerbaijan–Israel diplomatic events, "
        f"version 1.0 ({dataset.version}, released on 22 November 2026). "
        f"Bilateral events that occurred, in the sphere of Health, from January 2022 on: "
        f"{len(selection)} of {len(dataset)} events ({selection.total('reports')} reports). "
        f"Accessed on 3 December 2026. Licence CC BY 4.0. {citation.link}"
    )


def test_bibtex_has_the_fields_of_classic_bibtex(citation, dataset):
    assert citation.bibtex.startswith(f"@misc{{{citation.key},\n")
    assert citation.bibtex.endswith("\n}\n")
    found = fields(citation.bibtex)
    assert list(found) == ["author", "title", "howpublished", "year", "version", "note", "url", "urldate"]
    assert found["author"] == "{Rapport contributors}"
    assert found["title"] == f"{{{PAGE}}}"
    assert found["url"] == citation.link
    assert found["urldate"] == "2026-12-03"
    assert "in the sphere of Health" in found["note"]


def test_ris_has_one_tag_a_line_ended_by_crlf(citation):
    lines = citation.ris.split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert "\n" not in citation.ris.replace("\r\n", "")
    assert {"AU  - Rapport contributors", "PY  - 2026", f"TI  - {PAGE}", "Y2  - 2026/12/03/"} <= set(lines)
    assert f"UR  - {citation.link}" in lines


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_title_holds_each_format_keeps_its_form(dataset, title):
    made = cite_entry(dataset, title, "https://example.org/events?event=a&version=1", DAY)
    body = made.bibtex.splitlines()
    assert made.bibtex.count("{") == made.bibtex.count("}")
    assert body[-1] == "}"
    assert len(body) == 10
    depth = 0
    for sign in fields(made.bibtex)["title"]:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert made.ris.count("\r\n") == made.ris.count("\n") == len(made.ris.splitlines())
    assert made.ris.count("\r\nER  - \r\n") == 1
    assert "\n" not in made.text


def test_tex_specials_become_commands_and_unicode_stays():
    assert tex("50 % of A & B_1 #2 {x} ~ ^ \\ $ Əli") == (
        r"50 \% of A \& B\_1 \#2 \textbraceleft{}x\textbraceright{} \textasciitilde{} \textasciicircum{} "
        r"\textbackslash{} \$ Əli"
    )


def test_the_key_is_the_view_not_the_day_nor_the_host(citation):
    assert replace(citation, day=date(2030, 1, 1)).key == citation.key
    assert (
        replace(citation, link=citation.link.replace("example.org/rapport", "localhost:1")).key
        == citation.key
    )
    assert replace(citation, link=citation.link.replace("health", "trade")).key != citation.key
    assert re.fullmatch(r"[A-Za-z0-9.:-]+", citation.key)


def test_several_authors_are_separated_by_semicolons(dataset):
    about = replace(dataset.about, attribution="Doe, Jane; The Institute, Baku, Department; Rapport")
    made = Citation(about, dataset.version, "x", "", "", DAY)
    assert fields(made.bibtex)["author"] == "Doe, Jane and {The Institute, Baku, Department} and {Rapport}"
    assert made.ris.count("AU  - ") == 3


def test_one_thing_has_no_filters_and_an_unknown_address_is_left_out(dataset):
    made = cite_entry(dataset, "Herzog visits Baku", "", DAY)
    assert "events:" not in made.text
    assert "url = " not in made.bibtex
    assert "UR  - " not in made.ris


@pytest.mark.parametrize(("events", "words"), [(0, "0 of 0 events"), (1, "1 of 1 event (")])
def test_counts_stay_right_for_none_and_one(tiny, events, words):
    data = tiny(events=[{"event_id": "a"}][:events], evidence=[{"event_id": "a"}][:events])
    made = cite(select(data, Filters()), "reports", PAGE, "", DAY)
    assert words in made.scope
    assert made.scope.endswith("(1 report)" if events else "(0 reports)")


def test_a_release_day_that_is_no_date_has_no_year(dataset):
    assert Citation(replace(dataset.about, released="soon"), "v", "x", "", "", DAY).year == "n.d."


def test_the_citation_file_of_the_repository_agrees_with_the_data():
    stated = (ROOT / "CITATION.cff").read_text(encoding="utf-8").partition("references:")[2]
    about = tomllib.loads((ROOT / "data" / "azerbaijan-israel" / "about.toml").read_text(encoding="utf-8"))
    lines = stated.replace("  - type", "    type")
    said = dict(re.findall(r'^    ([\w-]+): "?([^"\n]+)"?$', lines, flags=re.MULTILINE))
    assert said["type"] == "data"
    assert said["title"] == about["title"]
    assert said["version"] == about["version"]
    assert said["date-released"] == about["released"]
    assert said["license"] == about["licence"].replace(" ", "-")
    assert re.findall(r'- name: "(.+)"', stated) == [about["attribution"]]


def test_a_file_that_a_reader_opened_has_no_release(tiny):
    data = tiny(replace(ABOUT, version=OPENED), events=[{"event_id": "a"}])
    made = cite(select(data, DEFAULT), "events", PAGE, "", DAY)
    assert f"opened from a file, not published ({data.version})" in made.text
    assert "released" not in made.text + made.bibtex + made.ris
