"""Headers: what is beyond doubt is accepted, everything else is named with the nearest column."""

import pytest

from data.flat.columns import COLUMNS, REQUIRED, column_of, fits, matched


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("date", "date"), (" Date ", "date"), ("EVENT_TYPE", "event_type"), ("Event type", "event_type"),
        ("event-type", "event_type"), ("Type", "event_type"), ("Actor", "actors"), ("Participants", "actors"),
        ("sphere", "spheres"), ("Citý", "city"), ("Source URL", "source_url"), ("URL", "source_url"),
        ("Publication date", "published"), ("Notes", "note"), ("Country", "country"), ("Source", "source"),
    ],
)  # fmt: skip
def test_case_accents_blanks_and_number_make_no_difference(text, column):
    assert column_of(text) == column


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Place", "city"), ("Location", "city"), ("Summary", "note"), ("Event", "title"), ("actrs", "actors"),
        ("evnt type", "event_type"), ("Topic", "spheres"), ("xyzzy", ""), ("日期", ""),
    ],
)  # fmt: skip
def test_a_doubtful_header_is_not_read_but_told_with_the_nearest(text, nearest):
    header = matched([*REQUIRED, text], "t.csv", 3)
    assert {*header.places} == {*REQUIRED}
    (problem,) = header.problems
    assert (problem.row, problem.column, problem.hint) == (3, text, nearest)
    assert problem.rule == "is no column of the template and is not read"


def test_every_column_is_found_in_any_order():
    names = list(reversed(COLUMNS))
    header = matched(names, "t.csv")
    assert header.places == {name: place for place, name in enumerate(names)}
    assert not header.problems
    assert not header.missing


def test_all_that_is_wrong_is_told_at_once():
    header = matched(["Date", "date", "Place", ""], "t.csv")
    assert header.missing == ["event_type", "actors"]
    assert [(p.column, p.rule.split()[0]) for p in header.problems] == [
        ("date", "means"), ("Place", "is"), ("event_type", "is"), ("actors", "is"),
    ]  # fmt: skip


def test_a_city_without_a_column_for_its_country_is_not_read():
    header = matched([*REQUIRED, "city"], "t.csv")
    assert "city" not in header.places
    assert "needs the column country" in header.problems[0].rule


def test_a_header_fits_when_every_needed_column_is_there():
    assert fits(["Actors", "x", "TYPE", "Date"])
    assert not fits(["Actors", "Date"])
