"""Sentences of the brief that stay right for none, one, two and many."""

from datetime import date

import numpy as np
import pytest

from analysis.brief.actors import actor_section, offices
from analysis.brief.behind import events_behind
from analysis.brief.chronicle import event_section
from analysis.brief.course import peak_sentence
from analysis.brief.doubts import doubt_section, sources_sentence
from analysis.brief.limits import left_out
from analysis.brief.meetings import meeting_section
from analysis.brief.model import Paragraph
from analysis.brief.notes import Notes
from analysis.brief.pieces import divided, one_of
from analysis.brief.references import number_ranges
from analysis.brief.spheres import sphere_section
from analysis.event_words import at
from analysis.filters import DEFAULT, Filters
from analysis.frequency import frequency
from analysis.links import Links
from analysis.meetings import meetings
from analysis.selection import select

DAY = date(2024, 1, 1)


def notes_of(dataset, filters=DEFAULT):
    return Notes(select(dataset, filters), "events", Links("https://rapport.example", "0"), DAY)


def sentences(section):
    """All paragraphs of a section without their marks."""
    words = [block.words for block in section.blocks if hasattr(block, "words")]
    return " ".join("".join(part for part in one if isinstance(part, str)) for one in words)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((), ""), ((4,), "4"), ((1, 2), "1, 2"), ((1, 2, 3), "1–3"), ((1, 2, 3, 7, 9, 10), "1–3, 7, 9, 10"),
        (tuple(range(1, 98)), "1–97"), ((2, 4, 5, 6, 7, 20, 21, 22), "2, 4–7, 20–22"),
    ],
)  # fmt: skip
def test_long_lists_of_numbers_are_written_as_ranges(numbers, text):
    assert number_ranges(numbers) == text


@pytest.mark.parametrize(
    ("number", "total", "text"),
    [
        (0, 1, "The only trip"), (1, 1, "The only trip"), (0, 2, "Neither of the 2 trips"), (2, 2, "Both trips"),
        (0, 5, "None of the 5 trips"), (1, 5, "1 of 5 trips"), (5, 5, "All 5 trips"),
        (1200, 2400, "1,200 of 2,400 trips"),
    ],
)  # fmt: skip
def test_the_subject_of_a_sentence(number, total, text):
    assert one_of(number, total, "trip") == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([(1, "home"), (0, "away")], "The only trip leads home"),
        ([(0, "home"), (2, "away")], "Both trips lead away"),
        ([(1, "home"), (2, "away")], "Of 3 trips, 1 leads home and 2 away"),
        ([(2, "home"), (1, "away"), (1, "nowhere")], "Of 4 trips, 2 lead home, 1 away and 1 nowhere"),
    ],
)
def test_a_whole_falls_into_parts(parts, text):
    assert divided(sum(number for number, _ in parts), "trip", ("leads", "lead"), parts) == text


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (["2023-05-30"], "The only meeting is dated to May 2023."),
        (["2023"], "The only meeting cannot be dated to a month."),
        (["2023", "2023"], "Neither of the 2 meetings can be dated to a month."),
        (["2023-05-30", "2023-05"], "Both meetings are dated to May 2023."),
        (["2023-05-30", "2023"], "1 of 2 meetings is dated to May 2023."),
        (["2023-05-30", "2023-06-01"], "Both meetings can be dated to a month; no month has more than one."),
        (
            ["2023-05-30", "2023-05-31", "2023-06-01"],
            "All 3 meetings can be dated to a month; most fall in May 2023, with 2.",
        ),
        (
            ["2023-05-01", "2023-05-31", "2023-06-01", "2023-06-02", "2023"],
            "4 of 5 meetings can be dated to a month; most fall in May 2023 and June 2023, with 2 each.",
        ),
        (
            [f"2023-{month:02}-0{day}" for month in (1, 2, 3, 4) for day in (1, 2)],
            "All 8 meetings can be dated to a month; the highest number in one month, 2, is reached in 4 months.",
        ),
    ],
)
def test_when_most_meetings_were(tiny, dates, text):
    data = tiny(events=[{"event_id": f"e{at}", "date": day} for at, day in enumerate(dates)])
    assert peak_sentence(frequency(meetings(select(data, DEFAULT)), "month")) == text


@pytest.mark.parametrize(
    ("day", "basis", "words"),
    [
        ("2023-05-30", "stated", "on 30 May 2023"), ("2023-05", "stated", "in May 2023"), ("2023", "stated", "in 2023"),
        ("2022~", "stated", "about 2022"), ("2023-05-30~", "stated", "about 30 May 2023"),
        ("2023-05?", "stated", "in May 2023 (uncertain)"), ("2023-05-28/2023-05-30", "stated", "on 28–30 May 2023"),
        ("2023-05-28/2023-06-02", "stated", "from 28 May 2023 to 2 June 2023"),
        ("[2023-05-01..2023-05-09]", "stated", "between 1 May 2023 and 9 May 2023"),
    ],
)  # fmt: skip
def test_a_date_stands_after_its_verb(tiny, day, basis, words):
    data = tiny(events=[{"event_id": "a", "date": day, "date_basis": basis}])
    assert at(data.events.iloc[0]) == words


def test_an_event_that_carries_the_dates_of_its_trip_says_so(tiny):
    days = "2023-05-28/2023-05-30"
    data = tiny(events=[
        {"event_id": "t", "date": days, "event_type": "visit"},
        {"event_id": "m", "date": days, "date_basis": "inferred", "parent_id": "t"},
    ])  # fmt: skip
    assert at(data.events.iloc[data.event_row("m")]) == "during the trip of 28–30 May 2023"


@pytest.mark.parametrize(("number", "whose"), [(1, "that it has"), (2, "of any of them that it has")])
def test_nothing_is_said_to_have_taken_place(tiny, number, whose):
    data = tiny(events=[{"event_id": f"e{at}", "status": "cancelled"} for at in range(number)])
    selection = select(data, Filters(scopes=(), statuses=()))
    section = meeting_section(Notes(selection, "events", Links("", ""), date(2024, 1, 1)))
    assert f"No source says {whose} taken place." in "".join(
        word
        for block in section.blocks
        if isinstance(block, Paragraph)
        for word in block.words
        if isinstance(word, str)
    )


PLANNED = {"status": "planned", "date": "2024-03-01"}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], "No planned event is dated 1 January 2024 or later."),
        ([PLANNED], "1 event is announced for 1 January 2024 or later."),
        ([PLANNED, PLANNED], "2 events are announced for 1 January 2024 or later."),
        (
            [PLANNED | {"date": "2023-11-01"}],
            "No planned event is dated 1 January 2024 or later. The day of one announced event has "
            "passed, and the sources "
            "do not say what became of it.",
        ),
        (
            [PLANNED | {"date": "2023-11-01"}] * 2,
            "No planned event is dated 1 January 2024 or later. The day of 2 announced events has passed, "
            "and the sources "
            "do not say what became of them.",
        ),
    ],
)
def test_what_is_announced(tiny, rows, text):
    data = tiny(
        events=[{"event_id": "past"}, *({"event_id": f"e{at}", **row} for at, row in enumerate(rows))]
    )
    assert sentences(event_section(notes_of(data))) == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            [{"event_type": "opening"}],
            "The one selected event is no meeting. No meeting is announced for 1 January 2024 or later. "
            "The selected event "
            "is no trip.",
        ),
        (
            [{"date": "2023-05", "title": "Talks"}],
            "The only meeting is dated to May 2023. The last meeting reported to have taken place was in "
            "May 2023: “Talks”. "
            "No meeting is announced for 1 January 2024 or later. The selected event is no trip.",
        ),
        (
            [{"date": "2023-05-01", "city": "Baku", "country": "AZE", "title": "Talks"}, {"event_type": "visit"},
             PLANNED | {"title": "Next"}],
            "The only meeting is dated to May 2023. The last meeting reported to have taken place was on "
            "1 May 2023 (Baku, "
            "Azerbaijan): “Talks”. One meeting is announced, on 1 March 2024: “Next”. The only trip leads "
            "elsewhere or in "
            "no clear direction. No meeting in its course is known; it is not counted as a meeting.",
        ),
        (
            [{"country": "AZE", "date": "2023-05"}, {"country": "ISR", "date": "2023-05", "title": "Last"},
             *[{"event_type": "visit"}] * 2, *[PLANNED | {"title": "Next"}] * 2],
            "Both meetings are dated to May 2023. Of 2 meetings, 1 is recorded in Azerbaijan and 1 in "
            "Israel. The last "
            "meeting reported to have taken place was in May 2023 (Israel): “Last”. 2 meetings are "
            "announced, the first on "
            "1 March 2024: “Next”. Both trips lead elsewhere or in no clear direction. Of 2 of them no "
            "meeting is known; "
            "they are not counted as meetings.",
        ),
    ],
)  # fmt: skip
def test_meetings_the_last_and_the_next(tiny, rows, text):
    data = tiny(events=[{"event_id": f"e{at}", **row} for at, row in enumerate(rows)])
    assert sentences(meeting_section(notes_of(data))) == text


@pytest.mark.parametrize(
    ("stages", "text"),
    [
        ([[]], "The sources name no sphere of cooperation for the selected event."),
        ([[], []], "The sources name no sphere of cooperation for the selected events."),
        (
            [[("energy", "signed")]],
            "The sources name one sphere of cooperation in the selected event: Energy. It got as far as “signed”.",
        ),
        (
            [[("energy", "signed"), ("health", "signed")], []],
            "The sources name 2 spheres of cooperation in 1 of 2 events. Both got as far as “signed”. For "
            "1 event no sphere "
            "is stated.",
        ),
        (
            [[("energy", "signed"), ("health", "agreed")], [("water", "agreed")]],
            "The sources name 3 spheres of cooperation in both events. Of these, 1 got as far as “signed” "
            "and 2 as far as "
            "“agreed”.",
        ),
    ],
)
def test_how_far_spheres_got(tiny, stages, text):
    events = [{"event_id": f"e{at}"} for at in range(len(stages))]
    rows = [
        {"event_id": f"e{at}", "sphere": sphere, "stage": stage}
        for at, some in enumerate(stages)
        for sphere, stage in some
    ]
    assert sentences(sphere_section(notes_of(tiny(events=events, event_spheres=rows)))) == text


@pytest.mark.parametrize(
    ("sources", "text"),
    [
        ([], "The selected event rests on no source."),
        (["aze-a"], "The selected event rests on 1 source, from Azerbaijan."),
        (["usa-a"], "The selected event rests on 1 source, from another country."),
        (["aze-a", "isr-b"], "The selected event rests on 2 sources: 1 from Azerbaijan and 1 from Israel."),
        (
            ["x", "usa-a", "tur-b"],
            "The selected event rests on 3 sources: 2 from other countries and 1 of unknown home.",
        ),
    ],
)
def test_what_the_events_rest_on(tiny, sources, text):
    rows = [{"event_id": "a", "source_id": id_} for id_ in sources]
    assert sources_sentence(notes_of(tiny(events=[{"event_id": "a"}], evidence=rows))) == text


@pytest.mark.parametrize(
    ("sources", "text"),
    [
        ([["aze-a"]],
         "It is reported once and not confirmed by another publisher. The press of Azerbaijan reports it, that "
                      "of Israel does not."),
        ([["aze-a", "isr-b"]], "It is reported by two publishers or more. The press of both countries reports it."),
        ([["aze-a"], ["isr-b"]],
         "Both events rest on a single source. Of 2 events, 1 is reported by the press of Azerbaijan "
                                 "alone and 1 by that of Israel alone."),
        ([["usa-a"], ["usa-a"]],
         "Both events rest on a single source. Both events are reported by the press of neither "
                                 "country."),
    ],
)  # fmt: skip
def test_how_well_events_are_supported(tiny, sources, text):
    rows = [{"event_id": f"e{at}", "source_id": id_} for at, some in enumerate(sources) for id_ in some]
    assert text in sentences(doubt_section(notes_of(tiny(evidence=rows))))


@pytest.mark.parametrize(
    ("claims", "text"),
    [
        ([], "The sources disagree on nothing that is coded."),
        ([("a", "date")], "The sources disagree on the date of one event."),
        ([("a", "date"), ("b", "date")], "The sources disagree on the date of 2 events."),
        ([("a", "date"), ("a", "city")], "The sources disagree on the date and the city of one event."),
        ([("a", "date"), ("b", "date"), ("b", "city")],
         "The sources disagree on 2 events: on the date of 2 and on the city of 1."),
    ],
)  # fmt: skip
def test_what_the_sources_disagree_on(tiny, claims, text):
    rows = [
        {"event_id": event, "field": field, "value": value, "preferred": preferred}
        for event, field in claims
        for value, preferred in (("2023-05-30", "true"), ("2023-05-29", "false"))
    ]
    data = tiny(events=[{"event_id": "a"}, {"event_id": "b"}], claims=rows, evidence=[{"event_id": "a"}])
    assert text in sentences(doubt_section(notes_of(data)))


def actors_of(tiny, *present):
    """One meeting per list of actors."""
    rows = [{"event_id": f"e{at}", "actor_id": id_} for at, some in enumerate(present) for id_ in some]
    return sentences(
        actor_section(
            notes_of(tiny(events=[{"event_id": f"e{at}"} for at in range(len(present))], participants=rows))
        )
    )


def test_who_takes_part(tiny):
    assert actors_of(tiny, []) == "The sources name no person or institution in the selected events."
    alone = "One person or institution, of Azerbaijan, takes part in the selected event. "
    assert (
        actors_of(tiny, ["aze-a"])
        == f"{alone}No two people of different countries share a meeting in the selection."
    )
    assert actors_of(tiny, ["aze-a", "isr-b"]).endswith(
        "Among people of different countries, the only pair that shares a meeting is Actor aze-a with "
        "Actor isr-b: 1 meeting."
    )
    assert (
        "the pairs with the most shared meetings are Actor aze-a with Actor isr-b, Actor aze-a"
        in actors_of(tiny, ["aze-a", "isr-b", "usa-c"])
    )
    assert "the pair with the most shared meetings is Actor aze-a with Actor isr-b: 2 meetings." in actors_of(
        tiny, ["aze-a", "isr-b"], ["aze-a", "isr-b"], ["aze-a", "isr-c"]
    )
    assert "4 pairs of people of different countries share meetings, with 1 meeting each." in actors_of(
        tiny, ["aze-a", "isr-b", "aze-d", "isr-e"]
    )


def test_the_tables_of_actors_say_what_they_leave_out(tiny):
    text = actors_of(tiny, [f"aze-{at}" for at in range(7)])
    assert text.endswith(
        "The tables show 5 of them, those with most events first, and leave out 2; the order of equal "
        "counts says nothing."
    )


def test_offices_are_those_of_the_events(tiny):
    held = [
        ("2019-01-01", "Envoy"),
        ("2020-01-01", "Minister"),
        ("2023-01-01", "Minister"),
        ("2024-01-01", ""),
    ]
    data = tiny(
        events=[{"event_id": f"e{at}", "date": day} for at, (day, _) in enumerate(held)],
        participants=[
            {"event_id": f"e{at}", "actor_id": "aze-a", "office": name} for at, (_, name) in enumerate(held)
        ],
    )
    assert offices(select(data, DEFAULT), 0) == "Minister (2020–2023); Envoy (2019)"
    assert offices(select(data, Filters(last="2019-12")), 0) == "Envoy (2019)"
    assert offices(select(data, Filters(first="2024-01")), 0) == "No office stated"


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        (Filters(scopes=(), statuses=()), "This brief covers every event of the data set."),
        (Filters(), "This brief is silent about 1 event of the data set, left out by the filter on status."),
        (
            Filters(types=("call",)),
            "This brief is silent about 2 events of the data set, left out by the filters one after the "
            "other: 1 by status "
            "and 1 by type.",
        ),
    ],
)
def test_what_the_filters_leave_out(tiny, filters, text):
    data = tiny(
        events=[
            {"event_id": "a", "status": "planned"},
            {"event_id": "b"},
            {"event_id": "c", "event_type": "call"},
        ]
    )
    assert left_out(select(data, filters)) == text


def test_the_same_words_about_the_same_events_are_one_note(dataset):
    notes = notes_of(dataset)
    some, other = (events_behind(notes.selection.rows[:end]) for end in (3, 4))
    assert notes.cite("How.", some) == notes.cite("How.", some)
    assert notes.cite("How.", other) != notes.cite("How.", some)
    assert notes.cite("How.", events_behind(np.empty(0, np.int64))) == ()
