"""Levels from the words of offices, held against those that were coded by hand; kinds from names."""

import pytest

from data.flat.offices import is_country, kind_of, level_of, level_of_office

LEVELS = {
    "head_of_state": ["President", "The President", "President of Israel", "President of the Republic of Türkiye",
                      "Emir of Qatar", "King", "Acting President", "Head of State", "Supreme Leader"],
    "head_of_government": ["Prime Minister", "PM", "Federal Chancellor", "Chancellor of Germany", "Head of Government",
                           "Prime Minister and Minister of Defence"],
    "minister": ["Foreign Minister", "Minister of Energy", "Secretary of State", "US Secretary of Defense",
                 "Deputy Prime Minister", "Vice President", "Chancellor of the Exchequer", "Foreign Secretary"],
    "deputy_minister": ["Deputy Foreign Minister", "Deputy Minister of Health", "Assistant Secretary of State",
                        "State Secretary", "Minister of State", "Under-Secretary"],
    "ambassador": ["Ambassador", "Ambassador to Israel", "Chargé d’affaires", "Consul General"],
    "parliament": ["Speaker of the Knesset", "MP", "Member of Parliament", "Senator", "Deputy Speaker"],
    "military": ["Chief of the General Staff", "Defence Attaché", "Major General", "Commander of the Air Force"],
    "senior_official": ["Director General", "National Security Adviser", "Former Prime Minister", "Special Envoy",
                        "Assistant to the President", "Secretary-General", "Chairman of the State Tourism Agency"],
    "company": ["CEO of Rafael", "President and CEO", "Chairman of the Oil Company"],
    "community": ["Chief Rabbi of Israel"],
    "spouse": ["First Lady"],
    "official": ["", "Spokesperson of the Ministry of Defence", "President of Tel Aviv University",
                 "Minister Counsellor",
        "President of the European Commission", "Deputy Mayor of Holon"],
}  # fmt: skip
CASES = [(office, level) for level, offices in LEVELS.items() for office in offices]


@pytest.mark.parametrize(("office", "level"), CASES, ids=[office or "none" for office, _ in CASES])
def test_the_level_of_an_office(office, level):
    assert level_of_office(office) == level


def test_the_levels_agree_with_those_that_were_coded_by_hand(dataset):
    held = dataset.participants[dataset.participants["office"] != ""]
    right = held["office"].map(level_of_office) == held["level"].astype(str)
    assert len(held) > 700
    assert right.mean() > 0.95
    top = held["level"].isin(
        ["head_of_state", "head_of_government", "minister", "deputy_minister", "ambassador"]
    )
    assert right[top].all()


def test_the_kinds_agree_with_those_that_were_coded_by_hand(dataset):
    actors = dataset.actors
    offices = dataset.participants.groupby("actor")["office"].max().reindex(actors.index, fill_value="")
    made = [kind_of(*row) for row in zip(actors["name"], actors["country"], offices, strict=True)]
    assert (actors["kind"].astype(str) == made).mean() > 0.85


def test_a_country_is_named_like_its_code():
    assert is_country("Israel", "ISR")
    assert is_country("Türkiye", "TUR")
    assert not is_country("Israel", "")
    assert not is_country("Georgia", "USA")


def test_who_holds_an_office_is_a_person():
    assert kind_of("Head of the Embassy", "ISR", "Ambassador") == "person"
    assert kind_of("Embassy of Israel", "ISR", "") == "institution"
    assert level_of("institution", "Embassy of Israel", "") == "institution"
    assert level_of("institution", "Azerbaijan Airlines", "") == "company"
    assert level_of("country", "Israel", "") == "country"
