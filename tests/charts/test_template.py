"""Colours of the charts: marks are told from both pages, numbers can be read on the cells of a matrix."""

import pytest

from charts.template import ACCENT, FAINT, NEUTRAL, RAMP, SHADE, SIDES, layout, plain, shade, whole_steps
from data.vocabulary import NAMES, vocabulary
from tests.test_theme import THEMES, blended, channels, colours, contrast

MARK_CONTRAST, TEXT_CONTRAST = 3, 4.5
OF_VOCABULARIES = {
    f"{name} {id_}": colour
    for name in NAMES
    if "colour" in vocabulary(name).rows[0]
    for id_, colour in vocabulary(name).column("colour").items()
}
OF_TEMPLATE = {f"template {colour}": colour for colour in {*SIDES.values(), *RAMP, ACCENT, NEUTRAL}}
MARKS = dict(sorted((OF_VOCABULARIES | OF_TEMPLATE).items()))


@pytest.mark.parametrize("colour", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_told_from_the_page(theme, colour):
    page = channels(colours(theme, "main")["backgroundColor"])
    assert contrast(channels(colour), page) >= MARK_CONTRAST


def test_vocabularies_with_colours_are_among_them():
    assert {name.split()[0] for name in OF_VOCABULARIES} >= {"spheres", "event_types"}


def parsed(rgba):
    *colour, opacity = (float(part) for part in rgba.removeprefix("rgba(").removesuffix(")").split(","))
    red, green, blue = (part / 255 for part in colour)
    return (red, green, blue), opacity


@pytest.mark.parametrize("cell", [shade(0), shade(0.5), shade(1), FAINT])
@pytest.mark.parametrize("theme", THEMES)
def test_a_number_can_be_read_on_its_cell(theme, cell):
    settings = colours(theme, "main")
    colour, opacity = parsed(cell)
    seen = blended(colour, channels(settings["backgroundColor"]), opacity)
    assert contrast(channels(settings["textColor"]), seen) >= TEXT_CONTRAST


def test_the_larger_count_has_the_stronger_colour():
    strengths = [parsed(shade(share))[1] for share in (0, 0.25, 0.5, 1)]
    assert strengths == sorted(set(strengths))
    assert (strengths[0], strengths[-1]) == SHADE


def test_axes_are_merged_and_everything_else_replaced():
    spec = layout(height=99, xaxis={"title": "Year"})
    assert spec["height"] == 99
    assert spec["xaxis"] == layout()["xaxis"] | {"title": "Year"}


def test_data_text_is_no_markup():
    assert plain("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"


@pytest.mark.parametrize(("counts", "steps"), [([], {"dtick": 1}), ([1, 3], {"dtick": 1}), ([4, 40], {})])
def test_small_counts_have_no_ticks_between_whole_numbers(counts, steps):
    assert whole_steps(counts) == steps
