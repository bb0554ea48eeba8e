"""Countries: codes of today, of states that are gone and of states that ISO never had."""

import pytest

from data.countries import NAMES, country_name, find_country, in_sentence


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ISR", "Israel"), ("RUS", "Russia"), ("SUN", "Soviet Union"), ("YUG", "Yugoslavia"), ("CSK", "Czechoslovakia"),
        ("DDR", "German Democratic Republic"), ("XKX", "Kosovo"), ("XHI", "Hawaii"), ("QQQ", "QQQ"),
    ],
)  # fmt: skip
def test_names(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Soviet Union", "SUN"), ("u.s.s.r.", "SUN"), ("sun", "SUN"), ("Kosovo", "XKX"), ("hawaii", "XHI"),
        ("East Germany", "DDR"), ("Turkey", "TUR"), ("Namibia", "NAM"), ("Ruritania", None),
    ],
)  # fmt: skip
def test_what_people_type_is_found(text, code):
    assert find_country(text) == code


@pytest.mark.parametrize("code", NAMES)
def test_every_name_leads_back_to_its_code(code):
    found = find_country(country_name(code))
    assert found
    assert found == code or country_name(found) == country_name(code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("USA", "the United States"), ("NLD", "the Netherlands"), ("SUN", "the Soviet Union"), ("CZE", "Czechia"),
        ("DOM", "the Dominican Republic"), ("MHL", "the Marshall Islands"), ("VAT", "the Holy See"),
    ],
)  # fmt: skip
def test_a_name_in_a_sentence_has_its_article(code, words):
    assert in_sentence(code) == words
