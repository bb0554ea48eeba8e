"""The event list and the card as a visitor gets them: what they say, where they lead, and that nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.extracts import EXTRACTS
from analysis.filters import DEFAULT, Filters
from analysis.record import Record, nearest_event, place_in
from analysis.selection import select
from data.dates import in_words
from tests.tiny import tiny_tables, write_folder
from ui.downloads import file_name
from ui.evidence import paragraphs
from ui.text import literal

ROOT = Path(__file__).parents[2]
NASTY = "**Bold** [link](https://example.org) <b>x</b> $a$ :smile: # `c`"
TALKS = "2023-05-30-aliyev-herzog-meeting"


def run(**query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("../pages/events.py").run()
    assert [error.message for error in app.exception] == []
    return app


def rows(app: AppTest) -> list[dict]:
    """Every row of links on the page, in order."""
    return [
        row for list_ in app.get("bidi_component") for row in json.loads(list_.proto.json).get("rows", [])
    ]


def linked(app: AppTest, path: str = "") -> list[str]:
    """The events to which the page links."""
    queries = [
        parse_qs(urlsplit(row["href"]).query) for row in rows(app) if row["href"].startswith(f"{path}events?")
    ]
    return [query["event"][0] for query in queries if "event" in query]


def listed(app: AppTest) -> list[str]:
    return linked(app)


def test_the_list_shows_the_newest_events_first(dataset):
    ids = list(select(dataset, DEFAULT).events["event_id"])[::-1]
    assert listed(run()) == ids[:20]


def test_order_and_page_come_from_the_url_and_the_pages_hold_every_event_once(dataset):
    filters = Filters(spheres=("energy",))
    ids = list(select(dataset, filters).events["event_id"])
    pages = -(-len(ids) // 20)
    seen = [
        id_
        for page in range(1, pages + 1)
        for id_ in listed(run(sphere="energy", order="oldest", page=str(page)))
    ]
    assert pages > 1
    assert seen == ids


@pytest.mark.parametrize("page", ["0", "-3", "x", "99999", "9" * 30])
def test_a_page_that_is_none_gives_one_that_is(page):
    assert len(listed(run(page=page))) > 0


def test_another_filter_starts_again_at_the_first_page(dataset):
    ids = list(select(dataset, DEFAULT).events["event_id"])[::-1]
    app = run(page="2")
    assert listed(app) == ids[20:40]
    app.pills(key="filter_spheres").set_value(["health"]).run()
    assert "page" not in app.query_params
    assert listed(app) == list(select(dataset, Filters(spheres=("health",))).events["event_id"])[::-1][:20]


def test_a_line_shows_doubt_and_what_one_does_not_expect(dataset):
    events = dataset.events
    unusual = events[(events["status"] == "planned") & (events["scope"] == "third_party")]
    event = unusual.iloc[0]
    line = next(
        row for row in rows(run(scope="any", status="any", q=event["title"])) if row["text"] == event["title"]
    )
    assert line["lead"].casefold() == in_words(event["date"]).casefold()
    assert ", planned, third party" in line["facts"][0]
    assert "source" in line["facts"][0]


def test_the_card_has_the_title_of_the_event_and_everything_about_it(dataset):
    record = Record(dataset, dataset.event_row(TALKS))
    app = run(event=TALKS)
    assert [title.value for title in app.title] == ["Presidents Aliyev and Herzog hold talks in Baku"]
    shown = {row["text"] for row in rows(app)}
    assert set(EXTRACTS["participations"].table(record.alone)["name"]) <= shown
    hrefs = [row["href"] for row in rows(app)]
    for url in record.evidence["url"]:
        assert url in hrefs
    assert "2023-05-30-herzog-visit-azerbaijan" in linked(app)
    facts = " ".join(fact for row in rows(app) for fact in row["facts"])
    assert "Paragraphs 3–4 and 7–11 of the source" in facts
    assert "President of Israel" in facts


@pytest.mark.parametrize("name", ["participations", "spheres", "agreements", "evidence"])
def test_every_card_that_signs_or_disagrees_is_drawn(dataset, name):
    frame = {"participations": "participants", "spheres": "event_spheres"}.get(name, name)
    row = int(getattr(dataset, frame)["event"].value_counts().index[0])
    app = run(event=dataset.events["event_id"].iat[row])
    assert len(rows(app)) >= EXTRACTS[name].length(Record(dataset, row).alone)


def test_disagreement_shows_each_version_and_which_one_was_coded(dataset):
    app = run(event="1992-04-07-azerbaijan-israel-relations-established", scope="any")
    leads = [row["lead"] for row in rows(app)]
    assert "Coded here" in leads
    assert "Also reported" in leads
    assert "Sources disagree" in badges(app)


def badges(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_a_card_says_on_how_much_it_rests(dataset):
    number = np.bincount(dataset.evidence["event"], minlength=len(dataset))
    single = dataset.events["event_id"].iat[int(np.flatnonzero(number == 1)[0])]
    assert "Single source" in badges(run(event=single))
    assert "Single source" not in badges(run(event=TALKS))
    assert "Reported by the press of Azerbaijan and Israel" in badges(run(event=TALKS))


def test_a_card_outside_the_filters_is_whole_and_says_so(dataset):
    app = run(event=TALKS, sphere="water")
    assert any("outside the current filters" in info.value for info in app.info)
    assert len(rows(app)) > 15
    assert not any("outside" in info.value for info in run(event=TALKS).info)


def test_previous_and_next_walk_through_the_selection(dataset):
    ids = list(select(dataset, Filters(spheres=("health",))).events["event_id"])
    at = 4
    app = run(event=ids[at], sphere="health", order="oldest")
    steps = {row["text"]: parse_qs(urlsplit(row["href"]).query) for row in rows(app)}
    assert steps["← Previous"] == {"sphere": ["health"], "event": [ids[at - 1]], "order": ["oldest"]}
    assert steps["Next →"]["event"] == [ids[at + 1]]
    assert steps["All selected events"] == {"sphere": ["health"], "order": ["oldest"]}
    assert f"Event {at + 1} of {len(ids)} selected" in steps
    newest = {
        row["text"]: parse_qs(urlsplit(row["href"]).query)
        for row in rows(run(event=ids[at], sphere="health"))
    }
    assert newest["Next →"]["event"] == [ids[at - 1]]


def test_the_way_back_leads_to_the_page_on_which_the_event_stands(dataset):
    ids = list(select(dataset, DEFAULT).events["event_id"])[::-1]
    back = next(row for row in rows(run(event=ids[45])) if row["text"] == "All selected events")
    assert back["href"] == "events?page=3"


def test_an_unknown_event_names_the_nearest_and_leads_back(dataset):
    app = run(event="2023-05-30-alyev-herzog-meting", sphere="health")
    assert "2023\\-05\\-30\\-alyev" in app.warning[0].value
    assert linked(app) == [TALKS]
    assert [row["href"] for row in rows(app)][-1] == "events?sphere=health"
    assert app.title[0].value == "Which events exactly?"


def test_an_actor_leads_to_its_card_under_the_same_filters():
    herzog = next(row for row in rows(run(event=TALKS, scope="any")) if row["text"] == "Isaac Herzog")
    assert urlsplit(herzog["href"]).path == "network"
    assert parse_qs(urlsplit(herzog["href"]).query) == {"scope": ["any"], "actor": ["isaac-herzog"]}


def test_nothing_in_the_data_is_read_as_markup(tmp_path, monkeypatch):
    tables = tiny_tables(
        events=[{"event_id": "a", "title": NASTY, "summary": NASTY, "note": NASTY, "date_basis": "inferred"}],
        participants=[{"event_id": "a", "actor_id": id_, "office": NASTY} for id_ in ("aze-a", "isr-b")],
        evidence=[{"event_id": "a", "source_id": "s1"}],
        actors=[{"actor_id": "aze-a", "name": NASTY}],
    )
    monkeypatch.setenv("RAPPORT_DATA", str(write_folder(tables, tmp_path / "nasty")))
    app = run(event="a")
    values = [element.value for element in (*app.title, *app.markdown, *app.caption)]
    assert any("Bold" in value for value in values)
    for value in values:
        assert "**Bold**" not in value
        assert "[link](" not in value
        assert "<b>" not in value.replace("\\<b\\>", "")
    assert NASTY in [row["text"] for row in rows(app)]


def test_a_note_that_is_the_summary_stands_there_once(tmp_path, monkeypatch):
    tables = tiny_tables(
        events=[{"event_id": "e1", "summary": "Said once", "note": "Said once"}],
        participants=[{"event_id": "e1", "actor_id": id_} for id_ in ("aze-a", "isr-b")],
        evidence=[{"event_id": "e1"}],
    )
    monkeypatch.setenv("RAPPORT_DATA", str(write_folder(tables, tmp_path / "data")))
    told = [text.value for text in run(event="e1").markdown]
    assert sum("Said once" in text for text in told) == 1


def test_places_in_a_selection():
    ids = np.array([2, 5, 9])
    assert vars(place_in(ids, 5)) == {"number": 2, "of": 3, "before": 2, "after": 9}
    assert vars(place_in(ids, 2)) == {"number": 1, "of": 3, "before": None, "after": 5}
    assert vars(place_in(ids, 5, newest_first=True)) == {"number": 2, "of": 3, "before": 9, "after": 2}
    assert vars(place_in(ids, 9, newest_first=True)) == {"number": 1, "of": 3, "before": None, "after": 5}
    assert vars(place_in(ids, 6)) == {"number": None, "of": 3, "before": 5, "after": 9}
    assert vars(place_in(ids[:0], 6)) == {"number": None, "of": 0, "before": None, "after": None}


def test_relations_between_events(tiny):
    data = tiny(
        events=[
            {"event_id": "trip", "event_type": "visit", "date": "2023-05-30/2023-05-31"},
            {"event_id": "talks", "parent_id": "trip", "date": "2023-05-30"},
            {"event_id": "lunch", "parent_id": "trip", "date": "2023-05-31"},
            {"event_id": "protest", "reaction_to": "talks", "date": "2023-06-01"},
        ]
    )

    def names(found: np.ndarray | list) -> list[str]:
        return list(data.events["event_id"].iloc[found])

    card = {id_: Record(data, data.event_row(id_)) for id_ in data.events["event_id"]}
    assert names(card["trip"].stops) == ["talks", "lunch"]
    assert names(card["talks"].sisters) == ["lunch"]
    assert names(card["talks"].reactions) == ["protest"]
    assert names([card["talks"].trip, card["protest"].answered]) == ["trip", "talks"]
    assert card["trip"].trip is None
    assert not len(card["protest"].sisters)


def test_the_nearest_of_many_events_is_looked_for_near_its_date(tiny, monkeypatch):
    data = tiny(events=[{"event_id": f"{year}-event-{n}"} for year in (2021, 2022) for n in range(30)])
    monkeypatch.setattr("analysis.record._MANY", 40)
    assert nearest_event(data, "2022-evnt-7") == "2022-event-7"
    assert nearest_event(data, "qqq") is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", "Paragraph not recorded"),
        ("2", "Paragraph 2 of the source"),
        ("3-5", "Paragraphs 3–5 of the source"),
        ("2;7", "Paragraphs 2 and 7 of the source"),
        ("1;3-5;7", "Paragraphs 1, 3–5 and 7 of the source"),
    ],
)
def test_paragraphs_in_words(cell, words):
    assert paragraphs(cell) == words


def test_file_names_tell_data_set_table_filters_and_version(dataset):
    assert file_name(select(dataset, DEFAULT), "events", "csv") == (
        f"azerbaijan-israel_events_default-view_{dataset.version}.csv"
    )
    health = select(dataset, Filters(spheres=("health",)))
    assert file_name(health, "extract", "zip", True) == (
        f"azerbaijan-israel_extract_sphere-health_{dataset.version}_excel.zip"
    )
    many = [Filters(types=("meeting", "visit", "signing", "opening"), text=f"word {n}") for n in range(9)]
    names = {file_name(select(dataset, filters), "events", "csv") for filters in many}
    assert len(names) == 9
    assert all(len(name) < 110 for name in names)


def test_the_buttons_say_how_many_rows_their_files_have(dataset):
    filters = Filters(spheres=("health",))
    labels = [button.proto.label for button in run(sphere="health").get("download_button")]
    for extract in EXTRACTS.values():
        length = len(extract.table(select(dataset, filters)))
        label = next(label for label in labels if label.startswith(literal(f"{extract.label}: ")))
        assert label.split("\\: ")[1].startswith(f"{length:,} row" if length else "no rows")


def test_an_empty_selection_offers_no_download():
    assert not run(sphere="water", to="1992-01").get("download_button")


def test_all_cards_of_a_data_set_can_be_made(dataset):
    sample = range(0, len(dataset), 25)
    frames = [Record(dataset, row).evidence for row in sample]
    assert all(isinstance(frame, pd.DataFrame) and len(frame) for frame in frames)
