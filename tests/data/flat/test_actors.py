"""The actors of a cell: name, office, country and role."""

import pytest

from data.flat.actors import FORM, Actor, read_actor, read_actors
from data.flat.cells import COUNTRY_RULE, Fault


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ilham Aliyev [President] (AZE) {host}", Actor("Ilham Aliyev", "President", "AZE", "host")),
        ("Ilham Aliyev (AZE)", Actor("Ilham Aliyev", "", "AZE", "participant")),
        ("Ilham Aliyev", Actor("Ilham Aliyev", "", "", "participant")),
        ("Ilham Aliyev(AZE){Visitor}", Actor("Ilham Aliyev", "", "AZE", "visitor")),
        (
            "Ilham Aliyev {visitor} (Azerbaijan) [President]",
            Actor("Ilham Aliyev", "President", "AZE", "visitor"),
        ),
        (
            "Ilham Aliyev [President (acting)] (az)",
            Actor("Ilham Aliyev", "President (acting)", "AZE", "participant"),
        ),
        ("Ilham Aliyev [a [b] c] (AZE)", Actor("Ilham Aliyev", "a [b] c", "AZE", "participant")),
        ("SOCAR (State Oil Company) (AZE)", Actor("SOCAR (State Oil Company)", "", "AZE", "participant")),
        ("Israel", Actor("Israel", "", "ISR", "participant")),
        ("ISR", Actor("ISR", "", "ISR", "participant")),
        ("Ben", Actor("Ben", "", "", "participant")),
        ("Ben () [] {}", Actor("Ben", "", "", "participant")),
    ],
)
def test_the_form_of_an_actor(text, actor):
    assert read_actor(text) == actor


@pytest.mark.parametrize(
    ("text", "value", "rule", "hint"),
    [
        ("[President] (AZE)", "[President] (AZE)", FORM, ""),
        ("Ilham [President Aliyev (AZE)", "Ilham [President Aliyev (AZE)", FORM, ""),
        ("Ilham Aliyev (AZE", "Ilham Aliyev (AZE", FORM, ""),
        ("Ilham Aliyev AZE)", "Ilham Aliyev AZE)", FORM, ""),
        ("Ilham Aliyev [A] [B]", "Ilham Aliyev [A] [B]", FORM, ""),
        ("Ilham Aliyev (Azerbajan)", "Azerbajan", COUNTRY_RULE, "AZE"),
        ("Ilham Aliyev (AZE) {hots}", "hots", "must be one of host, visitor", "host"),
        ("Israel [Government] (ISR)", "Israel [Government] (ISR)", "is a country, which holds no office", ""),
    ],
)
def test_what_is_wrong_with_an_actor(text, value, rule, hint):
    fault = read_actor(text)
    assert isinstance(fault, Fault)
    assert (fault.value, fault.hint) == (value, hint)
    assert fault.rule.startswith(rule)


def test_a_cell_gives_all_its_actors_and_all_its_faults():
    actors, faults = read_actors("A (AZE);; B (XX) ; C (ISR) {hots};A (AZE); D [Minister; Deputy] (ISR);")
    assert [actor.name for actor in actors] == ["A", "D"]
    assert actors[1].office == "Minister; Deputy"
    assert [fault.value for fault in faults] == ["XX", "hots"]


def test_one_actor_with_two_offices_is_a_fault():
    actors, faults = read_actors("A [Minister] (AZE); A [Deputy] (AZE)")
    assert len(actors) == 1
    assert [(fault.value, fault.rule.split(",")[0]) for fault in faults] == [
        ("A", "is named twice in one event")
    ]


def test_an_open_bracket_is_told_with_all_that_it_swallows():
    actors, faults = read_actors("A [Minister; B (ISR)")
    assert (actors, [fault.value for fault in faults]) == ([], ["A [Minister; B (ISR)"])
