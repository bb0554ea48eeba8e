"""One value is a URL, a selection and a sentence: the table below says which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.choices import CHOICES, HINTS
from analysis.filters import DEFAULT, Filters
from analysis.selection import select
from tests.analysis.strategies import filters

OCCURRED = "Bilateral events that occurred"
PAIRS = [
    # query, filters, sentence; the query is also what to_query gives
    ({}, DEFAULT, f"{OCCURRED}."),
    ({"sphere": ["health"]}, Filters(spheres=("health",)), f"{OCCURRED}, in the sphere of Health."),
    (
        {"sphere": ["trade", "health"]},
        Filters(spheres=("trade", "health")),
        f"{OCCURRED}, in the spheres of Trade or Health.",
    ),
    (
        {"sphere": ["trade", "health"], "match": ["all"]},
        Filters(spheres=("trade", "health"), match="all"),
        f"{OCCURRED}, in the spheres of Trade and Health.",
    ),
    ({"type": ["visit"]}, Filters(types=("visit",)), f"{OCCURRED}, of the type Trip."),
    (
        {"type": ["meeting", "call", "visit"]},
        Filters(types=("meeting", "call", "visit")),
        f"{OCCURRED}, of the types Meeting, Call or Trip.",
    ),
    (
        {"level": ["head_of_state"]},
        Filters(levels=("head_of_state",)),
        f"{OCCURRED}, with a participant at the level of Head of state.",
    ),
    ({"country": ["TUR"]}, Filters(countries=("TUR",)), f"{OCCURRED}, with participants of Türkiye."),
    ({"actor": ["ilham-aliyev"]}, Filters(actors=("ilham-aliyev",)), f"{OCCURRED}, with Ilham Aliyev."),
    ({"place": ["CHE"]}, Filters(places=("CHE",)), f"{OCCURRED}, that took place in Switzerland."),
    ({"press": ["ISR"]}, Filters(press=("ISR",)), f"{OCCURRED}, reported by the press of Israel."),
    ({"from": ["2023-05"]}, Filters(first="2023-05"), f"{OCCURRED}, from May 2023 on."),
    ({"to": ["2023-05"]}, Filters(last="2023-05"), f"{OCCURRED}, until May 2023."),
    (
        {"from": ["2023-05"], "to": ["2023-05"]},
        Filters(first="2023-05", last="2023-05"),
        f"{OCCURRED}, in May 2023.",
    ),
    (
        {"from": ["2022-01"], "to": ["2023-12"]},
        Filters(first="2022-01", last="2023-12"),
        f"{OCCURRED}, from January 2022 to December 2023.",
    ),
    ({"q": ["gas pipeline"]}, Filters(text="gas pipeline"), f"{OCCURRED}, mentioning “gas pipeline”."),
    ({"scope": ["third_party"]}, Filters(scopes=("third_party",)), "Third-party events that occurred."),
    ({"scope": ["any"]}, Filters(scopes=()), "Events that occurred."),
    ({"status": ["any"]}, Filters(statuses=()), "Bilateral events of every status."),
    ({"status": ["planned"]}, Filters(statuses=("planned",)), "Bilateral events that are planned."),
    (
        {"status": ["occurred", "planned", "cancelled", "claimed"]},
        Filters(statuses=("occurred", "planned", "cancelled", "claimed")),
        "Bilateral events of every status.",
    ),
    (
        {"status": ["cancelled", "claimed"]},
        Filters(statuses=("cancelled", "claimed")),
        "Bilateral events that were cancelled or one side claims.",
    ),
    ({"scope": ["any"], "status": ["any"]}, Filters(scopes=(), statuses=()), "Events of every status."),
    (
        {"sphere": ["energy"], "country": ["AZE"], "from": ["2020-01"], "q": ["SOCAR"]},
        Filters(spheres=("energy",), countries=("AZE",), first="2020-01", text="SOCAR"),
        f"{OCCURRED}, in the sphere of Energy, with participants of Azerbaijan, "
        "from January 2020 on, mentioning “SOCAR”.",
    ),
]


@pytest.mark.parametrize(("query", "expected", "words"), PAIRS, ids=[pair[2][:60] for pair in PAIRS])
def test_a_query_is_filters_is_a_sentence(dataset, query, expected, words):
    found, refused = Filters.from_query(query, dataset)
    assert refused == []
    assert found == expected
    assert found.to_query() == query
    assert found.describe(dataset) == words


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ({"sphere": ["Health"]}, {"sphere": ["health"]}),
        ({"sphere": ["HÉALTH "]}, {"sphere": ["health"]}),
        ({"sphere": ["health", "trade", "health"]}, {"sphere": ["trade", "health"]}),
        ({"type": ["trip"]}, {"type": ["visit"]}),
        ({"type": ["Establishment of relations"]}, {"type": ["establishment"]}),
        ({"level": ["head of state"]}, {"level": ["head_of_state"]}),
        ({"actor": ["İlham Əliyev", "ilham aliyev"]}, {"actor": ["ilham-aliyev"]}),
        ({"country": ["israel"]}, {"country": ["ISR"]}),
        ({"country": ["IL"]}, {"country": ["ISR"]}),
        ({"country": ["Turkey"]}, {"country": ["TUR"]}),
        ({"country": ["Turkiye"]}, {"country": ["TUR"]}),
        ({"press": ["russian federation"]}, {"press": ["RUS"]}),
        ({"press": ["Russia"]}, {"press": ["RUS"]}),
        ({"press": ["UK", "United States"]}, {"press": ["GBR", "USA"]}),
        ({"from": ["2023-06"], "to": ["2023-01"]}, {"from": ["2023-01"], "to": ["2023-06"]}),
        ({"match": ["all"]}, {}),
        ({"match": ["ALL"], "sphere": ["health"]}, {"sphere": ["health"]}),
        ({"scope": ["Bilateral"], "status": ["OCCURRED"]}, {}),
        ({"q": ["  "], "from": [""], "sphere": [""]}, {}),
        ({"event": ["x"], "by": ["month"]}, {}),
    ],
)
def test_ids_and_labels_in_any_spelling_are_the_same_view(dataset, query, same):
    found, refused = Filters.from_query(query, dataset)
    assert found == Filters.from_query(same, dataset)[0]
    assert found.to_query() == same
    assert not [one for one in refused if one.key != "actor"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"sphere": ["helth"]}, "“helth” is no value of “sphere” in this data set. Did you mean health?"),
        ({"sphere": ["qqqq"]}, "“qqqq” is no value of “sphere” in this data set."),
        (
            {"country": ["Atlantis Republic"]},
            "“Atlantis Republic” is no value of “country” in this data set.",
        ),
        ({"country": ["NZL"]}, "“NZL” is no value of “country” in this data set."),
        ({"status": ["ocurred"]}, "Did you mean occurred?"),
        (
            {"from": ["May 2023"]},
            "“May 2023” is no value of “from” in this data set. Did you mean a month such as",
        ),
        ({"to": ["2023-13"]}, "“2023-13” is no value of “to”"),
        (
            {"to": ["\u0662\u0660\u0662\u0663-\u0660\u0665"]},
            "“\u0662\u0660\u0662\u0663-\u0660\u0665” is no value of “to”",
        ),
        ({"match": ["some"]}, "“some” is no value of “match” in this data set. Did you mean any or all?"),
    ],
)
def test_junk_is_refused_by_name_and_changes_nothing(dataset, query, said):
    found, refused = Filters.from_query(query, dataset)
    assert found == DEFAULT
    assert len(refused) == 1
    assert said in str(refused[0])


def test_good_values_stay_when_others_are_refused(dataset):
    found, refused = Filters.from_query({"sphere": ["health", "sorcery"]}, dataset)
    assert found.spheres == ("health",)
    assert [one.value for one in refused] == ["sorcery"]


def test_a_flood_of_unknown_values_is_refused_without_a_hint_for_each(dataset):
    refused = Filters.from_query({"actor": [f"ilham-aliyef-{number}" for number in range(300)]}, dataset)[1]
    assert [bool(one.hint) for one in refused] == [True] * HINTS + [False] * (300 - HINTS)


def test_a_name_that_two_actors_share_stands_for_both(tiny):
    data = tiny(
        actors=[{"actor_id": f"aze-{place}", "name": "Ministry of Health"} for place in ("baku", "ganja")],
        participants=[{"event_id": "a", "actor_id": "aze-baku"}, {"event_id": "b", "actor_id": "aze-ganja"}],
    )
    found, refused = Filters.from_query({"actor": ["ministry of health"]}, data)
    assert (found.actors, refused) == (("aze-baku", "aze-ganja"), [])
    assert len(select(data, found)) == 2


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.key)
def test_every_option_is_understood_by_id_and_by_label(dataset, choice):
    for id_, label in choice.options(dataset).items():
        for text in (id_, label):
            found, refused = Filters.from_query({choice.key: [text]}, dataset)
            assert refused == []
            assert id_ in getattr(found, choice.field)


def test_lifting_a_filter_lifts_only_that(dataset):
    given_ = Filters(spheres=("health",), first="2020-01", last="2021-01", text="gas")
    assert given_.without("period") == Filters(spheres=("health",), text="gas")
    assert given_.without("text").text == ""
    assert given_.without("spheres").spheres == ()
    assert given_.without("scopes").scopes == ()


@given(st.data())
def test_a_view_survives_the_way_through_its_url(dataset, data):
    view = data.draw(filters(dataset))
    assert Filters.from_query(view.to_query(), dataset) == (view, [])
    assert view.normal() == view


@given(st.data())
def test_a_view_always_says_itself_in_a_sentence(dataset, data):
    words = data.draw(filters(dataset)).describe(dataset)
    assert words.endswith(".")
    assert words[0].isupper()
    assert "  " not in words
    assert ", ," not in words


KEYS = st.sampled_from([*(choice.key for choice in CHOICES), "from", "to", "match", "q", "unit", "nonsense"])


@given(st.dictionaries(KEYS, st.lists(st.text(max_size=12), max_size=3), max_size=5))
def test_nonsense_never_raises(dataset, query):
    found, refused = Filters.from_query(query, dataset)
    assert found.describe(dataset)
    assert all(str(one) for one in refused)
    assert len(select(dataset, found)) <= len(dataset)
