"""A table of one's own as a whole: every row is used or told, whatever stands in it."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.check import schema_problems
from data.extracts import csv_bytes
from data.flat.columns import COLUMNS, REQUIRED
from data.flat.opening import open_table
from data.flat.tables import tables_of, unique
from data.flat.template import EXAMPLES, template_csv, template_xlsx
from data.problems import DataSetError
from data.rules import RULES

DYAD = ("AZE", "ISR")
RIGHT = {"date": "2023-05-30", "event_type": "meeting", "actors": "A [Minister] (AZE); B (ISR)"}


def table(*rows, header=tuple(COLUMNS)):
    sink = io.StringIO()
    csv.writer(sink).writerows([header, *[[row.get(name, "") for name in header] for row in rows]])
    return sink.getvalue().encode()


def opened(*rows, **options):
    return open_table(table(*rows, **options), "mine.csv")


def broken_rules(one, dyad=DYAD):
    tables = tables_of(one.events, dyad, one.name)
    return [*schema_problems(tables), *(fault for rule, _ in RULES for fault in rule(tables, dyad))]


@pytest.mark.parametrize("content", [template_csv(), template_xlsx()], ids=["csv", "xlsx"])
def test_the_template_is_a_table_of_ones_own(content):
    one = open_table(content, "template")
    assert (one.read, one.set_aside, one.problems) == (len(EXAMPLES), 0, [])
    assert [event.cells for event in one.events] == [*EXAMPLES]
    data = one.dataset(DYAD)
    assert (data.events["scope"] == "bilateral").all()
    assert data.participants["level"].astype(str).tolist()[:2] == ["head_of_state"] * 2
    assert not broken_rules(one)


def test_all_problems_of_all_rows_are_told_at_once():
    wrong = {"date": "30.05.2023", "event_type": "meating", "actors": "A (XX); B {hots}",
             "spheres": "enrgy; trade:sined",
        "city": "Baku", "status": "ocurred", "source_url": "example.org", "published": "5/6/2023"}  # fmt: skip
    one = opened(RIGHT, wrong, RIGHT | {"date": ""})
    assert (one.read, len(one.events), one.set_aside) == (3, 1, 2)
    assert [(p.row, p.column, p.value, p.hint) for p in one.problems if p.row == 3] == [
        (3, "date", "30.05.2023", "2023-05-30"),
        (3, "published", "5/6/2023", "2023-06-05 (day first) or 2023-05-06 (month first)"),
        (3, "source_url", "example.org", "https://example.org"),
        (3, "actors", "XX", ""), (3, "actors", "hots", "host"), (3, "event_type", "meating", "meeting"),
        (3, "status", "ocurred", "occurred"), (3, "spheres", "enrgy", "energy"), (3, "spheres", "sined", "signed"),
        (3, "city", "Baku", ""),
    ]  # fmt: skip
    assert [(p.row, p.column, p.rule) for p in one.problems if p.row == 4] == [
        (4, "date", "is empty; every row needs it")
    ]


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"event_type": "call", "country": "AZE"}, "country", "a call has no place"),
        ({"event_type": "other"}, "event_type", "needs a title or a note"),
        ({"status": "planned", "spheres": "energy:signed"}, "spheres", "did not happen"),
        ({"title": "#REF!"}, "title", "formula that failed"),
        ({"actors": " ; "}, "actors", "names nobody"),
        ({"country": "Narnia"}, "country", "must be a country"),
    ],
)
def test_a_row_that_the_codebook_does_not_allow_is_set_aside(cells, column, rule):
    one = opened(RIGHT | cells)
    assert not one.events
    assert [(p.column, rule in p.rule) for p in one.row_problems] == [(column, True)]


def test_problems_of_the_header_set_no_row_aside():
    header = (*REQUIRED, "Place", "", "date")
    one = open_table(table(RIGHT | {"Place": "Baku", "": "lost"}, header=header), "mine.csv")
    assert (one.read, one.set_aside) == (1, 0)
    assert [(p.row, p.column, p.value, p.hint) for p in one.header_problems] == [
        (1, "Place", "", "city"), (1, "date", "", ""), (1, "E", "lost", ""),
    ]  # fmt: skip


def test_missing_columns_are_told_together_with_the_rest_of_the_header():
    with pytest.raises(DataSetError) as caught:
        open_table(b"date,Kind,who\n2023,visit,Israel\n", "mine.csv")
    assert [(p.column, p.hint) for p in caught.value.problems] == [
        ("Kind", "event_type"), ("actors", ""), ("event_type", ""), ("who", "actors"),
    ]  # fmt: skip


def test_a_row_with_shifted_cells_is_set_aside():
    one = open_table(
        b"date,event_type,actors\n2023,visit,Israel, and others\n2024,visit,Israel,\n", "mine.csv"
    )
    assert [(p.row, p.column, p.value) for p in one.problems] == [(2, "", "and others")]
    assert len(one.events) == 1


ODD = [
    "<script>alert(1)</script>", "' OR 1=1 --", "$(touch x)", "%s%n", "\\u0000", "Ω≈ç√∫µ", "田中さん",
    "مُنَاقَشَةُ", "👩\u200d👧", "ﬁ İıĞğ Əə", "null", "NaN", "TRUE", "1e5", "**bold** :red[x] $x$", "nan\u200bzero\u202ertl",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_kept_as_they_are(text):
    one = opened(
        RIGHT
        | {"title": text, "actors": f"{text.partition('[')[0]} (ISR); B (AZE)", "note": text, "source": text}
    )
    data = one.dataset(DYAD)
    assert data.events["title"].tolist() == [text]
    assert data.events["note"].tolist() == [text]
    assert data.sources["publisher"].tolist() == [text]
    assert text.partition("[")[0] in data.actors["name"].tolist()
    assert not broken_rules(one)


def test_files_of_rapport_for_excel_are_read_back_without_the_apostrophe():
    frame = pd.DataFrame([RIGHT | {"title": "=1+1", "note": "'quoted'", "source": "-5"}])
    one = open_table(csv_bytes(frame, excel=True), "mine.csv")
    cells = one.events[0].cells
    assert (cells["title"], cells["note"], cells["source"]) == ("=1+1", "'quoted'", "-5")


def test_a_long_title_becomes_the_summary():
    long = " ".join(["word"] * 14)
    one = opened(RIGHT | {"title": long, "note": "A note"})
    event = one.dataset(DYAD).events.iloc[0]
    assert (event["title"], event["summary"], event["note"]) == (
        " ".join(["word"] * 11 + ["…"]),
        long,
        "A note",
    )


def test_one_actor_is_of_one_kind_in_all_rows():
    first = RIGHT | {"actors": "Head of the Embassy (ISR); A (AZE)"}
    one = opened(first, RIGHT | {"actors": "Head of the Embassy [Ambassador] (ISR); A (AZE)"})
    assert set(one.dataset(DYAD).actors["kind"]) == {"person"}
    assert not broken_rules(one)


def test_of_a_sphere_that_stands_twice_the_furthest_stage_counts():
    one = opened(RIGHT | {"spheres": "energy:signed; Energy: discussed; trade"})
    assert one.events[0].spheres == {"energy": "signed", "trade": "mentioned"}


def test_who_is_only_talked_about_is_no_side():
    one = opened(RIGHT | {"actors": "A (AZE); Israel {discussed}; Turkey"})
    assert [*one.pairs()] == [("AZE", "TUR")]
    assert set(one.dataset(DYAD).events["scope"]) == {"third_party"}
    assert set(one.dataset(("AZE", "TUR")).events["scope"]) == {"bilateral"}


def test_a_row_without_a_source_has_the_table_as_its_source():
    one = opened(RIGHT, RIGHT | {"source_url": "https://www.example.org/a"}, RIGHT | {"source": "Trend"})
    assert sorted(one.dataset(DYAD).sources["publisher"]) == ["Trend", "example.org", "mine.csv"]


def test_no_rows_give_no_events():
    one = opened()
    assert (one.read, one.set_aside, len(one.pairs()), len(one.dataset(DYAD))) == (0, 0, 0, 0)


def test_progress_goes_up_to_the_end():
    told: list[float] = []
    open_table(table(*[RIGHT] * 5_000), "mine.csv", told.append)
    assert told == sorted(told)
    assert (told[0] > 0, told[-1], len(told) >= 4) == (True, 1.0, True)


def test_ids_are_unique_whatever_they_look_like():
    assert unique(["a", "a-2", "a", "a", "b"]) == ["a", "a-2", "a-3", "a-4", "b"]


# A null sign makes a file no text.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
CELLS = {
    "date": st.sampled_from(["2023-05-30", "2023", "0001", "9999-12-31", "2023-05~", "30.05.2023", "", "2023/.."]),
    "event_type": st.sampled_from(["meeting", "Call", "Trip", "other", "meating", ""]),
    "actors": st.lists(
        st.sampled_from(["A (AZE)", "A [Minister] (AZE)", "Israel", "ISR (ISR)", "Bank of X (ISR)", "田 (ISR)", "!",
                         "[x]",
        "Turkey {discussed}", "B (ISR) {host}", "B (XX)", "a-2 (AZE)", "A 2 (AZE)", "(", "'=x (AZE)"]),
        max_size=4,
    ).map("; ".join) | TEXTS,
    "spheres": st.sampled_from(["", "energy", "energy:signed;energy", ":", "trade:x", ";;", "energy:agreed; Trade"]),
    "country": st.sampled_from(["", "AZE", "Israel", "??"]),
    "status": st.sampled_from(["", "planned", "Claimed", "x"]),
    "source_url": st.sampled_from(["", "https://x.org/é", "http://[::1", "https://", "ftp://x"]),
    "published": st.sampled_from(["", "2023", "x", "2023-05-28/2023-05-30"]),
}  # fmt: skip


@given(
    st.lists(
        st.fixed_dictionaries(
            {name: CELLS.get(name, TEXTS | st.sampled_from(["", "#REF!", "w " * 20])) for name in COLUMNS}
        ),
        max_size=6,
    )
)
def test_any_table_is_accounted_for_and_what_is_used_keeps_every_rule(rows):
    one = opened(*rows)
    aside = {problem.row for problem in one.row_problems}
    assert one.read == len(one.events) + len(aside)
    assert one.read == sum(any(cell.strip() for cell in row.values()) for row in rows)
    assert aside.isdisjoint(event.row for event in one.events)
    assert not one.header_problems
    assert not broken_rules(one)
    assert len(one.dataset(("ISR", "*"))) == len(one.events)
