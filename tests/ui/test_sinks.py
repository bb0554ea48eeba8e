"""Text of the data reaches each kind of sink through one function, and every place is held: by reading the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.ui.own_words import Scope

ROOT = Path(__file__).parents[2]
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("analysis", "charts", "data", "ui", "pages")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
SCREEN = {name: tree for name, tree in MODULES.items() if name.startswith(("ui/", "pages/"))}

FIRST = (
    "title", "header", "subheader", "markdown", "write", "caption", "badge", "info", "warning", "error", "success",
    "toast", "spinner", "tabs", "expander", "popover", "status", "button", "download_button", "link_button", "checkbox",
    "toggle", "radio", "pills", "segmented_control", "selectbox", "multiselect", "text_input", "text_area",
    "number_input", "date_input", "file_uploader", "table",
)  # fmt: skip
MARKDOWN = dict.fromkeys(FIRST, (0,)) | {"progress": (1,), "metric": (0, 1, 2)}
"""Streamlit's functions → positions of the arguments that it reads as Markdown."""

OWN = {
    "option": (1,), "several": (1,), "pick": (1,), "number": (1,), "day_option": (1,), "page_link": (1,),
    "file_button": (2,), "download": (0,), "_pills": (2,), "_counts": (0,), "_buttons": (1,),
    "problem_table": (2,), "_done": (2,),
}  # fmt: skip
"""Functions of the dashboard that hand such an argument on: it is held where they are called."""

NAMED = {"label", "body", "help", "text", "value"}
OPTIONS = {"pills", "segmented_control", "radio"}
"""Their options are Markdown too; those of a selectbox and of a multiselect are plain text."""

KNOWN = {
    "ui/codebook.py": {
        "body",
        "heading",
        "chapters()[COUNTING]",
        "filled.map(literal)",
        "f'{table.name}.csv'",
        "' · '.join((f'[{literal(heading)}](#{_anchor(number)})' for number, heading in enumerate(headings)))",
    },
    "ui/coverage.py": {"demoted(readme.read_text(encoding='utf-8'))"},
    "ui/access/journal.py": {"event"},
    "ui/filters.py": {"str.capitalize"},
    "ui/cite.py": {"f\"Cite this {(thing.noun if thing else 'view')}\""},
}
"""The codebook and a data set's README are Markdown on purpose; a noun is one of three, a unit as well; a log is no
screen."""


def named(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.Module]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def calls(function: ast.AST) -> Iterator[ast.Call]:
    """The calls of a function, without those of functions within it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, ast.FunctionDef):
            if isinstance(node, ast.Call):
                yield node
            yield from calls(node)


def markdown(call: ast.Call) -> Iterator[ast.expr]:
    places = OWN.get(named(call), ()) if isinstance(call.func, ast.Name) else MARKDOWN.get(named(call), ())
    yield from (call.args[place] for place in places if place < len(call.args))
    if isinstance(call.func, ast.Attribute) and named(call) in {*MARKDOWN, "page_link", "column_config"}:
        for keyword in call.keywords:
            if keyword.arg in NAMED or (keyword.arg == "format_func" and named(call) in OPTIONS):
                yield keyword.value


def given(function: ast.AST) -> frozenset[str]:
    """The parameters of a function of the dashboard that are held where it is called."""
    if not isinstance(function, ast.FunctionDef):
        return frozenset()
    return frozenset(function.args.args[place].arg for place in OWN.get(function.name, ()))


def unsafe(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        scope = Scope(tree, function, given(function))
        for call in calls(function):
            yield from ((call.lineno, ast.unparse(one)) for one in markdown(call) if not scope.safe(one))


def test_text_of_the_data_reaches_markdown_only_through_literal():
    found = {
        f"{name}:{line}: {text}"
        for name, tree in SCREEN.items()
        for line, text in unsafe(tree)
        if text not in KNOWN.get(name, set())
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    "line",
    [
        'st.markdown(f"**{event[0]}**")',
        "st.caption(record.note)",
        'st.button("Open", help=source["title"])',
        "for name in names: st.badge(name)",
        "st.pills('Who', ids, format_func=names.__getitem__)",
        "title = str(error)\nst.error(title)",
        "option('who', event.title, {})",
    ],
)
def test_a_new_place_that_escapes_nothing_would_be_found(line):
    assert [*unsafe(ast.parse(line))]
    assert not [*unsafe(ast.parse("name = literal(text)\nst.markdown(f'**{name}** {len(rows):,}')"))]


TABLE = re.compile(r"DataFrame|Series|Index|ndarray|csr_array")


@cache
def used() -> dict[str, set[str]]:
    """Name of a function, decorator or attribute → the modules that use it."""
    found: dict[str, set[str]] = {}
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            found.setdefault(getattr(node, "attr", getattr(node, "id", "")), set()).add(path)
    return found


def places(*names: str) -> set[str]:
    return set().union(*(used().get(name, set()) for name in names))


def test_links_to_the_web_and_files_leave_through_one_place_each():
    assert places("download_button") == {"ui/downloads.py"}
    assert places("link_button") == {"ui/sources.py", "ui/downloads.py"}
    assert places("LinkColumn") == {"ui/agreements.py"}
    assert not places("html", "iframe", "_html") & {*SCREEN} - {"ui/brief.py", "ui/plotlyjs.py"}


def test_no_cache_is_keyed_by_a_table():
    """Streamlit tells tables of 50,000 rows and more apart by a sample of them."""
    assert not places("cache_data", "cache_resource")
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(map(_caches, node.decorator_list)):
                kinds = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
                assert not [kind for kind in kinds if TABLE.search(kind)], f"{path}: {node.name}"


def _caches(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return "cache" in ast.unparse(called) and "property" not in ast.unparse(called)
