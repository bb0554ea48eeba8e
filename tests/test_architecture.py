"""Each floor of the house imports only from the floors below it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("data", "analysis", "charts", "ui", "pages")
BARRED = {
    "data": {"streamlit", "plotly"},
    "analysis": {"streamlit", "plotly"},
    "charts": {"streamlit", "plotly"},
    "ui": {"plotly"},
    "pages": {"plotly"},
}
ALLOWED = {"ui/plotlyjs.py": {"plotly"}, "ui/ready.py": {"plotly"}}
"""The module that hands out Plotly's drawing library, and the one that spares charts the check of Streamlit;
charts are plain dicts everywhere."""

HANDED_OUT = "ui/handout/"
"""What goes into files is written without the screen: nothing in it imports Streamlit or the rest of its floor."""

MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            names.add(str(node.module).split(".")[0])
    return names


def test_every_floor_has_modules():
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_below(path):
    floor = path.relative_to(ROOT).parts[0]
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    names = imported(path)
    assert not names & above, f"{floor} must not import from a floor above"
    barred = BARRED[floor] - ALLOWED.get(path.relative_to(ROOT).as_posix(), set())
    assert not names & barred, f"{floor} must not import a library of another floor"
    assert "tests" not in names


def test_what_goes_into_files_needs_no_screen():
    modules = [path for path in MODULES if path.relative_to(ROOT).as_posix().startswith(HANDED_OUT)]
    assert modules
    for path in modules:
        assert "streamlit" not in imported(path)
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        froms = [str(node.module) for node in tree if isinstance(node, ast.ImportFrom)]
        assert [name for name in froms if name.startswith(("ui", "pages")) and "handout" not in name] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_html_is_never_let_through(path):
    source = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in source
    assert "use_container_width" not in source
