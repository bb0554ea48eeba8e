"""Which expressions of a module can only hold the program's own words: what the structural test of sinks asks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

PASS_ON = {"both", "sentence", "zip", "enumerate", "list", "dict"}
"""What they give is as safe as what they are given."""

GIVE_OWN_WORDS = {"literal", "len", "range", "day_words", "silence_words", "vocabulary"}
"""What they give is escaped, or words of the program and its vocabularies, whatever they are given."""

KEEP = {
    "lower",
    "capitalize",
    "removesuffix",
    "items",
    "values",
    "keys",
    "column",
    "join",
    "label",
    "__getitem__",
}
"""Methods whose answer is as safe as what they are asked of and what they are given."""

DEEPEST = 12
_CONSTANT = re.compile(r"_?[A-Z][A-Z_]+")


class Scope:
    """What the names of a function, and of the module around it, are bound to; ``given`` are safe parameters."""

    def __init__(self, tree: ast.Module, function: ast.AST, given: frozenset[str]) -> None:
        self.given = given
        self.bound: dict[str, list[ast.AST]] = {}
        for node in (*tree.body, *ast.walk(function)):
            for target, value in _bindings(node):
                self.bound.setdefault(target, []).append(value)

    def safe(self, node: ast.AST, depth: int = 0) -> bool:
        """Whether the expression can hold no text of the data."""
        parts = self._parts(node)
        return depth < DEEPEST and parts is not None and all(self.safe(part, depth + 1) for part in parts)

    def _parts(self, node: ast.AST) -> list[ast.AST] | None:
        """What an expression is put together from, as far as that decides; None where nobody can tell."""
        if isinstance(node, ast.Name):
            own = node.id in self.given or _is_constant(node)
            return [] if own else self.bound.get(node.id)
        if isinstance(node, ast.Call):
            return _of_call(node)
        return _within(node)


def _within(node: ast.AST) -> list[ast.AST] | None:
    match node:
        case ast.Constant():
            return []
        case ast.FormattedValue(format_spec=spec) if spec and "," in ast.unparse(spec):
            return []  # a format with a thousands separator takes numbers only
        case ast.FormattedValue(value=value) | ast.Attribute(value=value) | ast.Subscript(value=value):
            kept = not isinstance(node, ast.Attribute) or node.attr in KEEP
            return [value] if kept else None
        case ast.JoinedStr(values=values) | ast.BoolOp(values=values) | ast.Dict(values=values):
            return [*values]
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [*elements]
    return _chosen(node)


def _chosen(node: ast.AST) -> list[ast.AST] | None:
    match node:
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return [one, other]
        case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element) | ast.Lambda(body=element):
            return [element]
    return None


def _of_call(node: ast.Call) -> list[ast.AST] | None:
    if isinstance(node.func, ast.Attribute):
        asked = [node.func.value]
        # The word of a vocabulary is one of its own whatever the id.
        given = [] if node.func.attr == "label" else node.args
        return [*asked, *given] if node.func.attr in KEEP else None
    name = getattr(node.func, "id", "")
    if name in GIVE_OWN_WORDS:
        return []
    if name == "count":
        return [*node.args[1:]]
    return [*node.args] if name in PASS_ON else None


def _is_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and bool(_CONSTANT.fullmatch(node.id))


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value)
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
        yield from _pairs(node.target, node.value)
    elif isinstance(node, (ast.For, ast.comprehension)):
        rows = getattr(node.iter, "elts", [])
        listed = bool(rows) and all(isinstance(row, ast.Tuple) for row in rows)
        for value in rows if listed else [node.iter]:
            yield from _pairs(node.target, value)


def _pairs(target: ast.AST, value: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Each name of a target with what it is taken from; the places of a ``zip`` and of a tuple are told apart."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        several = _apart(value)
        for place, part in enumerate(target.elts):
            yield from _pairs(part, several[place] if len(several) == len(target.elts) else value)


def _apart(value: ast.AST) -> list[ast.AST]:
    name = getattr(getattr(value, "func", None), "id", "")
    given = [*getattr(value, "args", [])]
    if name == "enumerate":
        return [ast.Constant(0), *given]
    return given if name == "zip" else [*getattr(value, "elts", [])] if isinstance(value, ast.Tuple) else []
