"""The page Compare in runs of the whole frame: how view B is chosen, kept in the URL, undone and refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.comparison import compare
from analysis.filters import DEFAULT
from analysis.selection import select

FRAME = Path(__file__).parents[2] / "ui" / "frame.py"


def run(**query) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("../pages/compare.py").run()
    assert not app.exception
    return app


def query(app: AppTest) -> dict[str, list[str]]:
    return {key: values if isinstance(values, list) else [values] for key, values in app.query_params.items()}


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption, *app.warning))


def names(app: AppTest) -> list[str]:
    return [heading.value for heading in app.subheader]


def test_a_first_time_reader_sees_ideas_and_no_chart():
    app = run()
    assert "Both views are the same so far" in words(app)
    assert not app.get("plotly_chart")
    assert [button.key for button in app.button if (button.key or "").startswith("idea_")] == [
        "idea_before", "idea_spheres", "idea_hosts", "idea_persons", "idea_press",
    ]  # fmt: skip


def test_one_click_compares_two_periods_and_puts_them_into_the_url(dataset):
    app = run()
    app.button(key="idea_before").click().run()
    asked = {"from": ["2016-01"], "to": ["2020-12"], "b.from": ["2021-01"], "b.to": ["2025-12"]}
    assert query(app) == asked
    comparison, _ = compare(asked, dataset)
    for view in (comparison.first, comparison.second):
        assert f"**{len(view):,} of {len(dataset):,} events.**" in words(app)
    assert len(app.get("plotly_chart")) == 7


def test_a_deep_link_shows_both_views_in_words(dataset):
    app = run(**{"sphere": "Energy", "b.sphere": "Health", "b.from": "2022-01"})
    assert "in the sphere of Energy" in words(app)
    assert "in the sphere of Health, from January 2022 on" in words(app)
    assert query(app) == {"sphere": ["energy"], "b.sphere": ["health"], "b.from": ["2022-01"]}
    assert [button.label for button in app.button if (button.key or "").startswith("drop_")] == [
        "Sphere of cooperation\\: Health", "From\\: January 2022",
    ]  # fmt: skip


def test_a_filter_that_view_b_does_not_change_follows_view_a():
    app = run(**{"b.place": "ISR", "place": "AZE"})
    app.pills(key="filter_spheres").set_value(["energy"]).run()
    assert query(app) == {"place": ["AZE"], "sphere": ["energy"], "b.place": ["ISR"]}
    assert words(app).count("in the sphere of Energy") == 3  # the frame, view A, view B
    app.button(key="drop_place").click().run()
    assert query(app) == {"place": ["AZE"], "sphere": ["energy"]}


def test_pills_lists_and_search_change_view_b_alone():
    app = run()
    app.pills(key="second_sphere").set_value(["health"]).run()
    app.selectbox(key="second_from").set_value(("2020-01",)).run()
    app.text_input(key="second_q").set_value(" baku ").run()
    assert query(app) == {"b.sphere": ["health"], "b.from": ["2020-01"], "b.q": ["baku"]}
    app.pills(key="second_sphere").set_value([]).run()
    app.selectbox(key="second_from").set_value(()).run()
    app.text_input(key="second_q").set_value("").run()
    assert query(app) == {}


def test_a_filter_of_view_a_can_be_lifted_for_view_b():
    app = run(sphere="energy", **{"from": "2020-01"})
    app.pills(key="second_sphere").set_value([]).run()
    app.selectbox(key="second_from").set_value(("any",)).run()
    assert query(app) == {
        "sphere": ["energy"], "from": ["2020-01"], "b.sphere": ["any"], "b.from": ["any"],
    }  # fmt: skip


def test_swapping_twice_is_where_one_began():
    start = {"sphere": ["energy"], "from": ["2020-01"], "b.sphere": ["health"], "b.from": ["any"]}
    app = run(**{key: values[0] for key, values in start.items()})
    app.button(key="swap").click().run()
    assert query(app) == {"sphere": ["health"], "b.sphere": ["energy"], "b.from": ["2020-01"]}
    app.button(key="swap").click().run()
    assert query(app) == start
    app.button(key="equal").click().run()
    assert query(app) == {"sphere": ["energy"], "from": ["2020-01"]}


def test_junk_is_named_and_dropped(dataset):
    app = run(**{"b.sphere": "helth", "b.colour": "red"})
    notices = " ".join(warning.value for warning in app.warning)
    assert all(word in notices for word in ("helth", "health", "colour"))
    assert query(app) == {}
    assert words(app).count(f"**{len(select(dataset, DEFAULT)):,} of") == 3


def test_an_empty_view_b_names_what_empties_it():
    app = run(**{"b.sphere": "water", "b.to": "1992-01"})
    assert "No event matches the filters of view B" in words(app)
    app.button(key="empty_b_period").click().run()
    assert query(app) == {"b.sphere": ["water"]}


@pytest.mark.parametrize("unit", ["reports", "participations"])
def test_the_unit_switch_counts_both_views(unit):
    app = run(unit=unit, **{"b.sphere": "energy"})
    assert f"What the two views share ({unit})" in [name.replace("\\", "") for name in names(app)]


def test_both_views_empty_is_no_crash():
    app = run(q="no such words", **{"b.sphere": "energy"})
    assert "No event matches the filters of view B" in words(app)
    assert not app.get("plotly_chart")
