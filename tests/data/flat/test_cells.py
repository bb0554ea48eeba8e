"""One cell: what it says, or which rule it breaks and what was probably meant."""

import pytest

from data.flat.cells import Fault, address_fault, country, date_fault, is_formula_error, sphere, term
from data.flat.day_forms import suggestion


def hint(answer: object) -> str:
    """What a fault suggests."""
    assert isinstance(answer, Fault)
    return answer.hint


MEANT = [
    ("30.05.2023", "2023-05-30"), ("30/05/2023", "2023-05-30"), ("5/30/2023", "2023-05-30"),
    ("30-5-2023", "2023-05-30"),
    ("5/6/2023", "2023-06-05 (day first) or 2023-05-06 (month first)"), ("5.6.2023", "2023-06-05"),
    ("6/6/2023", "2023-06-06"), ("2023/05/30", "2023-05-30"), ("2023-5-3", "2023-05-03"), ("20230530", "2023-05-30"),
    ("2023-05-30 14:05", "2023-05-30"), ("30 May 2023", "2023-05-30"),
    ("May 30, 2023", "2023-05-30"), ("30th may 2023", "2023-05-30"), ("Sept 2023", ""), ("Sep 2023", "2023-09"),
    ("May 2023", "2023-05"), ("05/2023", "2023-05"), ("45076", "2023-05-30"), ("31/02/2023", ""), ("30.05.23", ""),
    ("13/13/2023", ""), ("yesterday", ""), ("2023-02-30", ""), ("May-23", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "iso"), MEANT, ids=[text for text, _ in MEANT])
def test_other_forms_of_dates_are_refused_with_the_iso_form(text, iso):
    fault = date_fault(text)
    assert fault is not None
    assert (fault.value, fault.hint) == (text, iso)
    assert fault.rule.startswith("must be an EDTF date: 2023-05-30")


def test_a_suggested_day_is_itself_right():
    for _, iso in MEANT:
        assert not iso or " " in iso or date_fault(iso) is None


@pytest.mark.parametrize(
    "text",
    [
        "2023-05-30",
        "2023-05~",
        "2023?",
        "2023-05-28/2023-05-30",
        "[2023-05-01..2023-05-09]",
        "2023-05-30T14:05:00",
    ],
)
def test_edtf_is_right(text):
    assert date_fault(text) is None


def test_the_rule_on_dates_is_the_same_for_every_text():
    assert date_fault("2023-05-30/..") == Fault(
        "2023-05-30/..", "has no first or no last day; give both, as in 2023-05-28/2023-05-30"
    )
    assert date_fault("2024/2023") == Fault("2024/2023", "ends before it begins")
    assert suggestion("") == ""


@pytest.mark.parametrize(
    ("text", "name", "id_"),
    [
        ("meeting", "event_types", "meeting"), ("Meetings", "event_types", "meeting"), ("TRIP", "event_types", "visit"),
        ("establishment_of relations", "event_types", "establishment"), ("Defence", "spheres", "defence"),
        ("Occurred", "statuses", "occurred"), ("Head of state", "levels", "head_of_state"),
    ],
)  # fmt: skip
def test_a_term_is_its_id_or_its_label(text, name, id_):
    assert term(text, name) == id_


def test_an_unknown_term_is_told_with_the_nearest():
    fault = term("meating", "event_types")
    assert isinstance(fault, Fault)
    assert fault.hint == "meeting"
    assert "consultation" in fault.rule


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AZE", "AZE"), ("az", "AZE"), ("Azerbaijan", "AZE"), ("türkiye", "TUR"), ("Turkey", "TUR"),
        ("the Netherlands", "NLD"),
        ("U.S.", "USA"), ("South Korea", "KOR"), ("Ivory Coast", "CIV"), ("Côte d'Ivoire", "CIV"), ("", ""),
    ],
)  # fmt: skip
def test_a_country_is_its_name_or_code(text, code):
    assert country(text) == code


def test_an_unknown_country_is_told_with_the_nearest():
    assert [hint(country(text)) for text in ("Allemagne", "Frankreich")] == ["", ""]
    assert [hint(country(text)) for text in ("Azerbajan", "Isreal", "XYZ", "Qqqqq")] == ["AZE", "ISR", "", ""]


def test_a_sphere_has_a_stage():
    assert sphere("Energy : Signed") == ("energy", "signed")
    assert sphere("energy") == ("energy", "mentioned")
    assert hint(sphere("enrgy:signed")) == "energy"
    assert hint(sphere("energy:sined")) == "signed"


def test_an_address_starts_with_http():
    assert address_fault("https://example.org/a?b=c") is None
    assert hint(address_fault("example.org/a")) == "https://example.org/a"
    assert address_fault("javascript:alert(1)") == Fault(
        "javascript:alert(1)", "must be a web address that starts with http:// or https://"
    )


def test_a_failed_formula_is_known():
    assert [is_formula_error(text) for text in ("#REF!", "#N/A", "#1", "# NAME?", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]
