"""What events rest on: sources, sides of the press, disagreement, limits."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.coverage import LIMITS, SUPPORTS, limits, strength, support, support_axis
from analysis.disagreement import dispute_table, disputed_fields, disputes
from analysis.filters import DEFAULT, Filters
from analysis.press import (
    events_of_sources,
    languages,
    publication,
    publishers,
    selected_sources,
    silence,
)
from analysis.selection import UNITS, select
from analysis.timeline import event_marks

VIEWS = [
    DEFAULT,
    Filters(scopes=(), statuses=()),
    Filters(spheres=("health",)),
    Filters(text="nothing says this"),
]


def evidence(**sources):
    """``evidence(a="aze-1 isr-1")``: event → its sources."""
    return [{"event_id": event, "source_id": id_} for event, ids in sources.items() for id_ in ids.split()]


def counts(tally):
    return {tuple(row[key] for key in tally.keys): row["count"] for row in tally.table.to_dict("records")}


def test_many_events_of_many_publishers_are_told_apart(dataset):
    many = 60_000  # more pairs than 32 bits can number
    rows = np.arange(many, dtype=np.int32)
    large = replace(
        dataset,
        events=pd.DataFrame(index=range(many)),
        sources=pd.DataFrame({"publisher": [f"Publisher {row}" for row in rows]}),
        evidence=pd.DataFrame({"event": [*rows, 0, 5], "source": [*rows, 1, 5]}, dtype="int32"),
        _kept={},
    )
    codes = support_axis(large).codes
    found = [list(SUPPORTS)[code] for code in codes[[0, 1, 5, many - 1]]]
    assert found == ["confirmed", "single", "one_publisher", "single"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("filters", VIEWS)
@pytest.mark.parametrize("question", [strength, support, limits])
def test_every_number_leads_to_its_events(dataset, question, filters, unit):
    selection = select(dataset, filters)
    result = question(selection, unit)
    for row, number in enumerate(result.table["count"]):
        assert selection.weights(unit)[result.events(row)].sum() == number
        assert selection.mask[result.events(row)].all()


@pytest.mark.parametrize("filters", VIEWS)
def test_strength_and_support_account_for_every_event(dataset, filters):
    selection = select(dataset, filters)
    assert strength(selection).total == support(selection).total == len(selection)


def test_strength_counts_sources_and_whose_press_they_are(tiny):
    data = tiny(evidence=evidence(
        one="aze-1", two="aze-1 isr-1", three="aze-1 aze-2 tur-1", six="isr-1 isr-2 isr-3 isr-4 isr-5 isr-6",
        far="s1 tur-1", somewhere="s1 s2",
    ))  # fmt: skip
    assert counts(strength(select(data, DEFAULT))) == {
        ("1", "first"): 1, ("2", "both"): 1, ("3-5", "first"): 1, ("6+", "second"): 1, ("2", "neither"): 1,
        ("2", "unknown"): 1,
    }  # fmt: skip


def test_confirmed_means_two_publishers(tiny):
    data = tiny(
        sources=[
            {"source_id": "p1", "publisher": "P"}, {"source_id": "p2", "publisher": "P"},
            {"source_id": "q1", "publisher": "Q"},
        ],
        evidence=evidence(single="p1", same="p1 p2", confirmed="p1 q1"),
        claims=[{"event_id": "confirmed", "source_id": "q1"}],
    )  # fmt: skip
    assert counts(support(select(data, DEFAULT))) == {
        ("single", "agree"): 1, ("one_publisher", "agree"): 1, ("confirmed", "conflict"): 1,
    }  # fmt: skip


def test_limits_overlap_and_leave_out_what_is_not_there(tiny):
    data = tiny(
        events=[
            {"event_id": "a", "date": "2023~", "date_basis": "inferred", "city": "Baku", "country": "AZE"},
            {"event_id": "call", "event_type": "call"},
            {"event_id": "trip", "event_type": "visit", "date": "2023-05-28/2023-05-30"},
        ],
        evidence=evidence(a="s1", call="s1 s2", trip="s1 s2"),
        event_spheres=[{"event_id": event} for event in ("a", "call", "trip")],
    )
    assert counts(limits(select(data, DEFAULT))) == {
        ("single",): 1, ("inferred",): 1, ("approximate",): 1, ("day_unknown",): 1, ("cityless",): 1,
    }  # fmt: skip


def test_limits_and_timeline_agree_on_how_many_days_are_not_known(dataset):
    selection = select(dataset, DEFAULT)
    within = event_marks(selection).table["form"] == "within"
    assert counts(limits(selection))["day_unknown",] == within.sum() > 0


def test_limits_of_the_default_data_are_what_the_tables_say(dataset):
    found = counts(limits(select(dataset, Filters(scopes=(), statuses=()))))
    events = dataset.events
    assert found["inferred",] == (events["date_basis"] == "inferred").sum()
    assert found["approximate",] == events["date"].str.contains(r"[~?]").sum()
    assert found["conflict",] == dataset.claims["event"].nunique()
    assert found["sphereless",] == len(events) - dataset.event_spheres["event"].nunique()
    assert found["single",] == (dataset.evidence.groupby("event").size() == 1).sum()
    assert {key for (key,) in found} <= set(LIMITS)


@pytest.mark.parametrize("by", ["year", "quarter", "month"])
@pytest.mark.parametrize("filters", VIEWS)
def test_every_source_is_placed_undated_or_without_date(dataset, filters, by):
    selection = select(dataset, filters)
    found = publication(selection, by)
    rows = selected_sources(selection)
    assert found.placed.total + found.undated.total + found.without_date == len(rows)
    for tally in (found.placed, found.undated):
        for row, number in enumerate(tally.table["count"]):
            assert len(tally.sources(row)) == number
            reported = set(selection.of("evidence").query("source in @tally.sources(@row)")["event"])
            assert set(tally.events(row)) == reported


def test_a_source_known_to_its_year_is_undated_in_a_month_chart(tiny):
    dates = {"aze-day": "2023-05-30", "aze-month": "2023-05~", "isr-year": "2023", "s-none": ""}
    data = tiny(
        sources=[{"source_id": id_, "published": date} for id_, date in dates.items()],
        evidence=evidence(a=" ".join(dates)),
    )
    monthly, yearly = (publication(select(data, DEFAULT), by) for by in ("month", "year"))
    assert counts(monthly.placed) == {("2023-05", "first"): 2}
    assert counts(monthly.undated) == {("2023",): 1}
    assert counts(yearly.placed) == {("2023", "first"): 2, ("2023", "second"): 1}
    assert yearly.undated.table.empty
    assert monthly.without_date == yearly.without_date == 1


def test_publishers_and_languages_count_each_event_once(tiny):
    data = tiny(
        sources=[
            {"source_id": "aze-1", "publisher": "P", "published": "2023-05", "language": "az"},
            {"source_id": "aze-2", "publisher": "P", "published": "2022-01-03", "language": "en"},
            {"source_id": "isr-1", "publisher": "Q", "published": "", "language": "en"},
        ],
        evidence=evidence(a="aze-1 aze-2", b="aze-1 isr-1"),
    )
    selection = select(data, DEFAULT)
    assert publishers(selection).to_dict("records") == [
        {
            "publisher": "P",
            "side": "AZE",
            "sources": 2,
            "events": 2,
            "first": "2022-01-03",
            "last": "2023-05",
        },
        {"publisher": "Q", "side": "ISR", "sources": 1, "events": 1, "first": "", "last": ""},
    ]
    spoken = languages(selection)
    assert dict(zip(spoken["language"], spoken["sources"], strict=True)) == {"English": 2, "Azerbaijani": 1}
    of_q = (data.sources["publisher"] == "Q").to_numpy()
    assert events_of_sources(selection, of_q).tolist() == [data.event_row("b")]


@pytest.mark.parametrize(
    ("published", "months", "silent", "longest"),
    [
        ([], 0, 0, None),
        (["", "2023"], 0, 0, None),
        (["2023-05-30"], 1, 0, None),
        (["2023-05", "2023-06-01"], 2, 0, None),
        (["2022-12", "2023-02"], 3, 1, ("2023-01", "2023-01")),
        (["2022-01", "2022-03", "2022-08", "2022"], 8, 5, ("2022-04", "2022-07")),
    ],
)
def test_silence_counts_months_without_a_source(tiny, published, months, silent, longest):
    sources = [{"source_id": f"p{number}", "published": date} for number, date in enumerate(published)]
    data = tiny(sources=sources, evidence=evidence(a=" ".join(source["source_id"] for source in sources)))
    found = silence(select(data, DEFAULT))
    assert (found.months, found.silent, found.longest) == (months, silent, longest)


def test_a_dispute_shows_the_coded_version_first(tiny):
    data = tiny(
        evidence=evidence(a="s1 s2"),
        claims=[
            {
                "event_id": "a",
                "value": "2023-05-29",
                "source_id": "s1",
                "preferred": "false",
                "note": "older",
            },
            {"event_id": "a", "value": "2023-05-30", "source_id": "s2"},
            {"event_id": "a", "field": "city", "value": "Baku", "source_id": "s1"},
            {"event_id": "a", "field": "city", "value": "Ganja", "source_id": "s2", "preferred": "false"},
        ],
    )
    selection = select(data, DEFAULT)
    city, date = disputes(selection)
    assert (city.field, date.field) == ("city", "date")
    assert [(version.value, version.preferred) for version in date.versions] == [
        ("2023-05-30", True),
        ("2023-05-29", False),
    ]
    assert disputes(selection, "date") == [date]
    assert disputed_fields(selection) == {"date": 1, "city": 1}
    assert dispute_table(selection, "date")["coded"].tolist() == ["yes", "no"]


def test_the_table_of_disputes_has_one_row_per_claim(dataset):
    selection = select(dataset, Filters(scopes=(), statuses=()))
    assert len(dispute_table(selection)) == len(dataset.claims)
    assert sum(disputed_fields(selection).values()) == len(disputes(selection))


def test_nothing_disputed_is_an_empty_table_with_its_columns(tiny):
    selection = select(tiny(), DEFAULT)
    assert disputes(selection) == []
    assert disputed_fields(selection) == {}
    assert "value" in dispute_table(selection).columns
