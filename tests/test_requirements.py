"""What is asked for (requirements*.in) and what is installed (requirements*.txt) agree, without asking any registry."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
PARTS = ("", "-cluster", "-auth", "-dev", "-bench", "-sbom", "-setup")
FLOORS = {"streamlit": "1.67", "starlette": "1.1.0", "python-multipart": "0.0.27", "pyarrow": "14.0.1"}
"""Older ones have faults that a stranger could use, or lack what the pages are built on."""


def asked(part: str) -> dict[str, Requirement]:
    """The direct requirements of one part, by name."""
    lines = (PROJECT / f"requirements{part}.in").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith(("#", "-c"))]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def locked(part: str) -> dict[str, str]:
    """The entries of one lock as they are written: the pin, its hashes and who asked for it, by name."""
    text = (PROJECT / f"requirements{part}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {canonicalize_name(re.split(r"[=\[ ]", entry)[0]): entry for entry in entries}


def pinned(part: str) -> dict[str, str]:
    """The version of every package of one lock."""
    return {
        name: found[1] for name, entry in locked(part).items() if (found := re.match(r"\S+?==(\S+)", entry))
    }


@pytest.mark.parametrize("part", PARTS)
def test_a_lock_holds_exactly_what_is_asked_for_and_keeps_its_floors(part):
    direct = {name for name, entry in locked(part).items() if f"-r requirements{part}.in" in entry}
    assert direct == set(asked(part))
    assert {name for name, wish in asked(part).items() if pinned(part)[name] not in wish.specifier} == set()
    assert {
        name for name, wish in asked(part).items() if [s.operator for s in wish.specifier] != [">="]
    } == set()


@pytest.mark.parametrize("part", PARTS)
def test_every_package_of_a_lock_has_one_version_and_its_hashes(part):
    assert set(pinned(part)) == set(locked(part))
    assert [name for name, entry in locked(part).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("part", PARTS)
def test_requirements_name_no_registry_and_no_path(part):
    texts = [(PROJECT / f"requirements{part}{end}").read_text(encoding="utf-8") for end in (".in", ".txt")]
    assert [text for text in texts if re.search(r"://| @ |--(extra-)?index|find-links|-[rc] /", text)] == []


def test_the_locks_agree_on_every_version_they_share():
    versions = [(name, version) for part in PARTS for name, version in pinned(part).items()]
    assert sorted(name for name, _ in set(versions)) == sorted({name for name, _ in versions})


def test_the_floors_below_which_known_faults_lie_are_not_lowered():
    wishes = asked("")
    assert {name: str(wishes[name].specifier) for name in FLOORS} == {
        name: f">={floor}" for name, floor in FLOORS.items()
    }


def test_the_list_of_licences_names_what_is_installed():
    lines = (PROJECT / "docs" / "licences.md").read_text(encoding="utf-8").splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert {canonicalize_name(name): version for name, version, _ in cells} == pinned("")
    assert [name for name, _, licence in cells if licence in {"", "UNKNOWN"}] == []
