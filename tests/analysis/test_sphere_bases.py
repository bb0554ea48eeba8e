"""What spheres were taken from, in sentences that stay right for none, one and many."""

import pytest

from analysis.filters import DEFAULT
from analysis.selection import select
from analysis.sphere_bases import basis_sentence, no_sphere

SPHERES = ("political", "energy", "health")


@pytest.mark.parametrize(
    ("bases", "words"),
    [
        ((), ""),
        (("coded", "coded"), ""),
        (
            ("event_code",),
            "The one sphere of the selected events was taken from the kind of act: no source need name it.",
        ),
        (
            ("coded", "actor_sector"),
            "Of the 2 spheres of the selected events, 1 was taken from the sector of an actor: "
            "no source need name it.",
        ),
        (
            ("event_code", "actor_sector", "actor_sector"),
            "Of the 3 spheres of the selected events, 1 was taken from the kind of act and 2 from the sector of an "
            "actor: no source need name them.",
        ),
    ],
)
def test_what_no_source_need_name_is_counted(tiny, bases, words):
    spheres = [
        {"event_id": "a", "sphere": sphere, "sphere_basis": basis}
        for sphere, basis in zip(SPHERES, bases, strict=False)
    ]
    assert basis_sentence(select(tiny(events=[{"event_id": "a"}], event_spheres=spheres), DEFAULT)) == words


def test_events_without_a_sphere_are_said_to_have_none(tiny):
    one, two = (select(tiny(events=[{"event_id": id_} for id_ in ids]), DEFAULT) for ids in ("a", "ab"))
    assert no_sphere(one).startswith("The one selected event names no sphere of cooperation")
    assert no_sphere(two).startswith("None of the 2 selected events names a sphere of cooperation")
