"""The codebook for reading: its chapters, the vocabularies and the schema as tables.

The rules are written in ``codebook.md``; everything else comes from the vocabularies and the schema, so that
nothing is written twice.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data.schema import TABLES, Table
from data.vocabulary import fold, vocabulary

FILE = Path(__file__).parent / "codebook.md"
COUNTING = "How Rapport counts"
TITLES = {
    "event_types": "Types of event",
    "spheres": "Spheres of cooperation",
    "stages": "Stages",
    "sphere_bases": "What a sphere was taken from",
    "levels": "Levels",
    "roles": "Roles",
    "statuses": "Status",
    "scopes": "Scope",
    "date_bases": "Basis of the date",
    "actor_kinds": "Kinds of actor",
    "sectors": "Sectors of actors",
    "agreement_kinds": "Kinds of document",
    "countries": "Countries that ISO does not list",
}
"""Vocabulary → its title, in the order of reading."""

_COLUMNS = {
    "label": "Name",
    "definition": "Definition",
    "is_meeting": "Counts as a meeting",
    "takes_part": "Takes part",
    "rank": "Rank",
    "cameo": "CAMEO",
    "plover": "PLOVER",
    "id": "Written as",
}


def chapters() -> dict[str, str]:
    """Heading → Markdown body of each chapter of ``codebook.md``, in order; what stands before them is left out."""
    _, *parts = re.split(r"^## (.+)\n", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading: body.strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}


def vocabulary_table(name: str) -> pd.DataFrame:
    """One row per value of a vocabulary with what a reader asks for: name, definition, codes, the id in the files."""
    raw = pd.DataFrame(vocabulary(name).rows)
    table = raw[[column for column in _COLUMNS if column in raw]].rename(columns=_COLUMNS)
    return table.replace({"true": "yes", "false": "no"})


def vocabulary_file(name: str) -> pd.DataFrame:
    """The vocabulary as its file has it, with every column."""
    return pd.DataFrame(vocabulary(name).rows)


def column_table(table: Table) -> pd.DataFrame:
    """One row per column of a table: definition, what it may hold, whether it may be empty."""
    rows = [
        {
            "Column": name + (" (key)" if name in table.key else ""),
            "Definition": column.description,
            "Holds": _holds(table.meta(name), [str(check.error) for check in column.checks]),
            "May be empty": table.meta(name)["empty"],
        }
        for name, column in table.schema.columns.items()
    ]
    return pd.DataFrame(rows)


_FORMS = {
    "edtf": "EDTF date",
    "country": "ISO 3166 alpha-3 code",
    "list": "list, separated by ;",
    "slug": "slug",
}


def _holds(meta: dict[str, str], rules: list[str]) -> str:
    listed = ", separated by ;" if meta.get("form") == "list" else ""
    if "vocabulary" in meta:
        return f"{TITLES[meta['vocabulary']]}{listed}"
    if "table" in meta:
        return f"id of {meta['table']}.csv"
    if "form" in meta:
        return _FORMS[meta["form"]]
    own = [rule for rule in rules if rule != "must not be empty"]
    return "; ".join(own) or "text"


def definitions() -> pd.DataFrame:
    """Everything that is defined: one row per value of a vocabulary, table and column; ``where`` says of what kind."""
    rows = []
    for name, title in TITLES.items():
        for row in vocabulary(name).rows:
            rows.append((title, row["label"], row.get("definition", ""), row["id"]))
    for table in TABLES.values():
        rows.append(("Table", table.name, table.row, table.name))
        for name, column in table.schema.columns.items():
            rows.append((f"Column of {table.name}", name, column.description, name))
    return pd.DataFrame(rows, columns=["where", "term", "definition", "id"])


def search(text: str) -> pd.DataFrame:
    """The definitions that hold every word of ``text``, without regard to case and accents; all for an empty text."""
    table = definitions()
    haystack = table.agg(" ".join, axis=1).map(fold)
    keep = [all(word in line for word in fold(text).split()) for line in haystack]
    return table[keep].reset_index(drop=True)
