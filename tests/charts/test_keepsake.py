"""A figure that is taken away says by itself what it shows, of which view, and where it comes from."""

from copy import deepcopy
from datetime import date

import plotly.graph_objects as go
import pytest

from analysis.citation import cite
from analysis.filters import DEFAULT, Filters
from analysis.frequency import frequency
from analysis.selection import select
from charts.figure import Figure, Spec
from charts.frequency import frequency_bars
from charts.keepsake import EDGE, WIDTH, keepsake
from charts.lettering import label_width, width, wrapped
from charts.template import layout

LINK = "https://rapport.example.org/meetings?sphere=health&version=0"


def citation(dataset, filters=DEFAULT, link=LINK):
    return cite(select(dataset, filters), "events", "A page", link, date(2026, 11, 22))


def figure(dataset, filters=DEFAULT, by="year") -> Figure:
    return frequency_bars(frequency(select(dataset, filters), by, "type", "events"))


def plain_figure(title: str = "Something", **changes) -> Figure:
    spec: Spec = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": layout(**changes)}
    return Figure("name", title, "events", spec, "A finding.", notes=["A note."], hints=["Click here."])


def written(spec: Spec) -> str:
    return " ".join(text["text"].replace("<br>", " ") for text in spec["layout"]["annotations"])


def test_title_unit_finding_filters_notes_source_and_link_stand_in_the_picture(dataset):
    filters, about = Filters(spheres=("health",), first="2020-01"), dataset.about
    chart = figure(dataset, filters)
    text = written(keepsake(chart, citation(dataset, filters)))
    for words in (
        f"{chart.title} (events)", chart.sentence, *chart.notes,
        f"{filters.describe(dataset).removesuffix('.')}: {len(select(dataset, filters))} of {len(dataset)} events.",
        f"{about.title}, version {about.version} ({dataset.version}, released on", about.licence, about.attribution,
        f'<a href="{LINK.replace("&", "&amp;")}">',
    ):  # fmt: skip
        assert words in text


def test_hints_for_the_screen_are_no_part_of_it(dataset):
    assert "Click here" not in written(keepsake(plain_figure(), citation(dataset)))


def test_without_an_address_there_is_no_link(dataset):
    spec = keepsake(plain_figure(), citation(dataset, link=""))
    go.Figure(spec)
    assert "href" not in written(spec)


def test_the_figure_on_the_screen_stays_as_it_is(dataset):
    chart = figure(dataset, by="month")
    before = deepcopy(chart.spec)
    keepsake(chart, citation(dataset))
    assert chart.spec == before


def test_the_picture_is_light_and_high_enough_for_all_that_stands_in_it(dataset):
    chart = figure(dataset)
    spec = keepsake(chart, citation(dataset))
    look = spec["layout"]
    go.Figure(spec)
    assert (look["width"], look["paper_bgcolor"], look["plot_bgcolor"]) == (WIDTH, "#FFFFFF", "#FFFFFF")
    drawing = look["height"] - look["margin"]["t"] - look["margin"]["b"]
    assert drawing > chart.spec["layout"]["height"] * 0.7
    top = [text for text in look["annotations"] if text["y"] == 1]
    assert top[0]["yshift"] == look["margin"]["t"] - EDGE
    assert all(0 < text["yshift"] < look["margin"]["t"] for text in top)
    assert all(-look["margin"]["b"] < text["yshift"] < 0 for text in look["annotations"] if text["y"] == 0)
    assert {text["xshift"] for text in look["annotations"]} == {EDGE - look["margin"]["l"]}


def test_a_long_time_axis_is_shown_whole(dataset):
    chart = figure(dataset, by="month")
    opened = chart.spec["layout"]["xaxis"]
    shown = keepsake(chart, citation(dataset))["layout"]["xaxis"]
    assert opened["range"] != opened["rangeslider"]["range"]
    assert shown["range"] == opened["rangeslider"]["range"]
    assert "rangeslider" not in shown


def test_labels_have_room_at_the_left_and_above(dataset):
    long = "A ministry with a name that takes a good deal of room"
    names = [f"Column {number} of many with a long name" for number in range(30)]
    above = {"type": "category", "side": "top", "categoryarray": names, "tickfont": {"size": 11}}
    chart = plain_figure(
        xaxis=above, yaxis={"tickvals": [0], "ticktext": [f"{long}<br>short"]}, showlegend=False
    )
    look = keepsake(chart, citation(dataset))["layout"]
    plain = keepsake(plain_figure(showlegend=False), citation(dataset))["layout"]
    assert look["margin"]["l"] >= EDGE + label_width(long, 12)
    assert look["xaxis"]["tickangle"] == -90
    assert look["margin"]["t"] >= plain["margin"]["t"] + label_width(names[0], 11)


def test_a_legend_of_many_entries_takes_lines_of_its_own(dataset):
    entries = [
        {"type": "bar", "name": f"A class with a name, number {number}", "x": [], "y": []}
        for number in range(12)
    ]
    many, one = plain_figure(), plain_figure()
    many.spec["data"], one.spec["data"] = entries, entries[:1]
    tops = [keepsake(chart, citation(dataset))["layout"]["margin"]["t"] for chart in (many, one)]
    assert tops[0] >= tops[1] + 40


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<b>x</b>", '<a href="javascript:x">y</a>']
)
def test_text_of_the_data_is_inert(dataset, text):
    spec = keepsake(
        plain_figure(title=text), citation(dataset, Filters(text=text), link=f"https://x/?q={text}")
    )
    marks = written(spec).replace("<a href=", "").replace("</a>", "")
    assert "<" not in marks
    assert "&lt;" in marks
    assert '<a href="javascript' not in written(spec)


def test_lines_are_no_wider_than_their_room_and_lose_no_letter():
    text = "Bilateral events that occurred, " + "x" * 300 + " with https://example.org/" + "a=1&" * 60
    lines = wrapped(text, 12, 400)
    assert all(width(line, 12) <= 400 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrapped("", 12, 400) == []


def test_the_width_of_a_label_is_that_of_its_longest_line_without_markup():
    assert label_width("short<br><span style='x'>a &lt;much&gt; longer line</span>", 10) == width(
        "a <much> longer line", 10
    )
