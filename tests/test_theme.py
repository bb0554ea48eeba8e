"""The colours of the themes keep the contrast that WCAG 2.2 asks for at level AA."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
THEMES = ("light", "dark")
PARTS = ("main", "sidebar")
SURFACES = ("backgroundColor", "secondaryBackgroundColor")
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
CAPTION_OPACITY = 0.6
SELECTED_OPACITY = 0.1

Colour = tuple[float, float, float]


def colours(theme: str, part: str) -> dict[str, Any]:
    """The settings that hold in one part of one theme; a sidebar inherits what it does not set itself."""
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]
    return settings if part == "main" else settings | settings["sidebar"]


def channels(colour: str) -> Colour:
    """`#RRGGBB` as three numbers from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blended(top: Colour, below: Colour, opacity: float) -> Colour:
    """The colour that is seen when `top` lies on `below`."""
    red, green, blue = (t * opacity + b * (1 - opacity) for t, b in zip(top, below, strict=True))
    return red, green, blue


def test_contrast_of_known_pairs() -> None:
    black, white = channels("#000000"), channels("#FFFFFF")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(channels("#767676"), white) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("ink", ["textColor", "linkColor"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable(theme: str, part: str, ink: str, surface: str) -> None:
    settings = colours(theme, part)
    assert contrast(channels(settings[ink]), channels(settings[surface])) >= TEXT_CONTRAST


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("theme", THEMES)
def test_captions_are_readable(theme: str, part: str) -> None:
    settings = colours(theme, part)
    background = channels(settings["backgroundColor"])
    caption = blended(channels(settings["textColor"]), background, CAPTION_OPACITY)
    assert contrast(caption, background) >= TEXT_CONTRAST


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_primary_colour_is_readable_as_text_on_the_page(theme: str, surface: str) -> None:
    settings = colours(theme, "main")
    assert contrast(channels(settings["primaryColor"]), channels(settings[surface])) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_pill_on_the_page_is_readable(theme: str) -> None:
    settings = colours(theme, "main")
    primary = channels(settings["primaryColor"])
    pill = blended(primary, channels(settings["backgroundColor"]), SELECTED_OPACITY)
    assert contrast(primary, pill) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_tag_in_the_sidebar_is_readable_and_seen(theme: str) -> None:
    settings = colours(theme, "sidebar")
    primary = channels(settings["primaryColor"])
    assert contrast(channels("#FFFFFF"), primary) >= TEXT_CONTRAST
    assert contrast(primary, channels(settings["backgroundColor"])) >= MARK_CONTRAST
