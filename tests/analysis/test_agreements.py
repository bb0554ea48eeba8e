"""The register: what sources state, and nothing more."""

from datetime import date

import pytest

from analysis.agreements import STATES, by_kind, by_sphere, by_state, register, state, terms
from analysis.filters import Filters
from analysis.selection import select

SIGNED = date(2023, 5, 30)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "expected"),
    [
        ("2023", "2028", "2023-05-29", "future"),
        ("2023", "2028", "2023-05-30", "force"),
        ("2023", "2028", "2028-12-31", "force"),
        ("2023", "2028", "2029-01-01", "expired"),
        ("2024-07", "2028", "2024-06-30", "future"),
        ("2024-07", "2028", "2024-07-01", "force"),
        ("2024", "", "2023-12-31", "future"),
        ("2024", "", "2024-01-01", "unstated"),
        ("", "", "2023-05-29", "future"),
        ("", "", "2099-01-01", "unstated"),
        ("", "2025", "2024-01-01", "unstated"),
        ("", "2025", "2026-01-01", "expired"),
    ],
)
def test_a_state_claims_no_more_than_is_stated(valid_from, valid_to, day, expected):
    assert state(valid_from, valid_to, SIGNED, date.fromisoformat(day)) == expected


@pytest.fixture
def three(tiny):
    return tiny(
        events=[
            {"event_id": "a", "event_type": "signing", "date": "2022-05"},
            {"event_id": "b", "event_type": "signing"},
        ],
        agreements=[
            {
                "agreement_id": "x",
                "event_id": "a",
                "spheres": "health;energy",
                "parties": "A;B",
                "kind": "plan",
            },
            {
                "agreement_id": "y",
                "event_id": "b",
                "spheres": "health",
                "valid_from": "2023",
                "valid_to": "2025",
            },
            {"agreement_id": "z", "event_id": "b", "spheres": "health"},
        ],
    )


def test_the_register_in_words_the_latest_first(three):
    table = register(select(three, Filters()), date(2024, 1, 1))
    assert table["agreement_id"].tolist() == ["z", "y", "x"]
    assert table.iloc[1][["signed", "valid_from", "valid_to", "state"]].tolist() == [
        "30 May 2023", "2023", "2025", "In force (stated)",
    ]  # fmt: skip
    assert table.iloc[2][["kind", "spheres", "parties", "signed", "valid_to", "state"]].tolist() == [
        "Plan", "Health; Energy", "A; B", "May 2022", "", "Term not stated",
    ]  # fmt: skip


def test_documents_are_counted_not_signings(three):
    selection = select(three, Filters())
    assert by_state(selection, date(2024, 1, 1)).table[["state", "count"]].values.tolist() == [
        ["force", 1],
        ["unstated", 2],
    ]
    assert by_kind(selection).table[["kind", "count"]].values.tolist() == [["agreement", 2], ["plan", 1]]
    spheres = by_sphere(selection)
    assert spheres.table[["sphere", "count"]].values.tolist() == [["energy", 1], ["health", 3]]
    assert spheres.documents(1).tolist() == [0, 1, 2]
    assert spheres.events(1).tolist() == [0, 1]


def test_filters_apply_through_the_signing(three):
    selection = select(three, Filters(first="2023-01"))
    assert register(selection, SIGNED)["agreement_id"].tolist() == ["z", "y"]
    assert by_sphere(selection).table["sphere"].tolist() == ["health"]
    assert by_sphere(selection).documents(0).tolist() == [0, 1]


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(spheres=("energy",)), Filters(first="2022-01", last="2023-12")]
)
def test_every_count_leads_to_its_documents_and_their_signings(dataset, filters):
    selection = select(dataset, filters)
    day = date(2026, 11, 22)
    for tally in (by_state(selection, day), by_kind(selection), by_sphere(selection), terms(selection, day)):
        assert len(tally.table) > 0
        for row, number in enumerate(tally.table["count"]):
            documents = tally.documents(row)
            assert len(documents) == number
            assert set(tally.signed["event"].iloc[documents]) == set(tally.events(row))


def test_states_add_up_to_the_register(dataset):
    selection = select(dataset, Filters())
    for year in (2005, 2023, 2026, 2040):
        counts = by_state(selection, date(year, 6, 1)).table
        assert counts["count"].sum() == len(register(selection, date(year, 6, 1))) == len(dataset.agreements)
        assert set(counts["state"]) <= set(STATES)


def test_no_agreement_gives_empty_tables(tiny):
    selection = select(tiny(events=[{}]), Filters())
    for tally in (
        by_state(selection, SIGNED),
        by_kind(selection),
        by_sphere(selection),
        terms(selection, SIGNED),
    ):
        assert tally.table.empty
    assert register(selection, SIGNED).empty
