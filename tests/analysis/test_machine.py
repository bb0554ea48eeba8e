"""What is said of machine-coded data, wherever their events are counted."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.brief.compose import compose
from analysis.filters import Filters
from analysis.links import Links
from analysis.machine import coded_by_machine
from analysis.selection import select
from data.about import OPENED
from tests.tiny import ABOUT


@pytest.mark.parametrize("per", ["event", "row"])
def test_one_meeting_may_stand_there_often_and_the_way_to_fewer_is_told(per) -> None:
    opened = coded_by_machine(replace(ABOUT, per=per, version=OPENED))
    converted = coded_by_machine(replace(ABOUT, per=per))
    assert "can stand here several times" in opened
    assert "can stand here several times" in converted
    assert "a choice on the page Your data." in opened
    assert "convert the files again with “--per day”." in converted


def test_of_the_coarsest_count_it_says_what_one_event_is() -> None:
    told = coded_by_machine(replace(ABOUT, per="day"))
    assert "counted as one event" in told
    assert "several times" not in told


def test_the_facts_of_a_brief_say_it_and_those_of_other_data_do_not(tiny) -> None:
    def facts(about):
        data = tiny(about, events=[{"event_id": "a"}])
        brief = compose(select(data, Filters()), "events", Links("", data.version), date(2026, 1, 1))
        return dict(brief.facts)

    about = replace(ABOUT, per="event")
    assert facts(about)["Coding"] == coded_by_machine(about)
    assert "Coding" not in facts(ABOUT)
