"""Addresses that leave the dashboard: what they point to, and that odd ids do no harm in them."""

from urllib.parse import parse_qs, urlsplit

from analysis.links import Links

LINKS = Links("https://example.org/rapport", "0123456789ab")


def test_every_address_names_the_version_of_the_data():
    addresses = [
        LINKS.page("meetings", {"sphere": ["health", "water"]}), LINKS.extract("events.csv", {}),
        LINKS.event("a"), LINKS.actor("b"), LINKS.source("c"),
    ]  # fmt: skip
    assert all(parse_qs(urlsplit(link).query)["version"] == ["0123456789ab"] for link in addresses)
    assert [urlsplit(link).path for link in addresses] == [
        "/rapport/meetings", "/rapport/extract/events.csv", "/rapport/events", "/rapport/network", "/rapport/sources",
    ]  # fmt: skip


def test_several_values_stay_several_and_the_overview_lives_at_the_root():
    link = urlsplit(LINKS.page("overview", {"sphere": ["health", "water"], "from": "2020-01"}))
    assert link.path == "/rapport/"
    assert parse_qs(link.query) == {
        "sphere": ["health", "water"], "from": ["2020-01"], "version": ["0123456789ab"],
    }  # fmt: skip


def test_ids_with_signs_of_an_address_are_quoted():
    assert parse_qs(urlsplit(LINKS.event("a&b=c#d é")).query)["event"] == ["a&b=c#d é"]


def test_what_is_gone_with_a_session_has_no_address():
    gone = Links("https://example.org", "0123456789ab", "own", lasting=False)
    assert {gone.page("meetings", {}), gone.extract("events.csv", {}), gone.event("a"), gone.actor("b"),
            gone.source("c")} == {""}  # fmt: skip
