"""Writes ``datapackage.json`` (Frictionless Data Package) for a data set: ``python -m data.package FOLDER``.

Everything in it comes from the schema, the vocabularies, ``about.toml`` and the files, so the same bytes
give the same description; a test holds that the one in the repository is current.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.about import About
from data.check import load_checked
from data.countries import country_name
from data.problems import DataSetError
from data.reading import Tables, file_of, header_of, read_history
from data.releases import version_of
from data.schema import TABLES, Table

FILE = "datapackage.json"
Json = dict[str, Any]


def describe(folder: Path) -> Json:
    """The description of a data set folder. Raises DataSetError when the data set breaks a rule."""
    about, tables = load_checked(folder)
    return {
        "profile": "tabular-data-package",
        "name": about.name,
        "id": version_of(folder),
        "title": about.title,
        "description": about.description,
        "version": about.version,
        "created": f"{about.released}T00:00:00Z",
        "keywords": ["diplomacy", "events", "international relations", *map(country_name, about.sides.codes)],
        "licenses": [_licence(about)],
        "contributors": [{"title": about.attribution, "role": "author"}],
        "sources": [_sources(tables)],
        **_releases(folder),
        "codebook_version": about.codebook_version,
        "dyad": list(about.dyad),
        "resources": [_resource(folder, table, len(tables[table.name])) for table in TABLES.values()],
    }


def _licence(about: About) -> Json:
    return {"name": about.licence.replace(" ", "-"), "title": about.licence, "path": about.licence_url}


def _sources(tables: Tables) -> Json:
    sources = tables["sources"]
    title = (
        f"{len(sources):,} articles and official pages of {sources['publisher'].nunique():,} publishers in "
        f"{sources['language'].nunique():,} languages, each cited in sources.csv"
    )
    return {"title": title, "path": "sources.csv"}


def _releases(folder: Path) -> Json:
    """Every released version; the standard leaves room for properties of one's own. Nothing when there is none."""
    releases = read_history(folder)[0].get("releases")
    return {} if releases is None else {"releases": releases.to_dict("records")}


def _resource(folder: Path, table: Table, rows: int) -> Json:
    path = file_of(folder, table.name)
    content = path.read_bytes()
    media = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}[path.suffix]
    return {
        "profile": "tabular-data-resource" if path.suffix == ".csv" else "data-resource",
        "name": table.name,
        "path": path.name,
        "description": table.row,
        "format": path.suffix.removeprefix("."),
        "mediatype": media,
        **({"encoding": "utf-8"} if path.suffix == ".csv" else {}),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": rows,
        "schema": table_schema(table, _columns(folder, table)),
    }


def _columns(folder: Path, table: Table) -> list[str]:
    """The columns that a file has: it may leave out optional ones."""
    header = header_of(file_of(folder, table.name))
    return [column for column in table.columns if column not in table.optional or column in header]


def table_schema(table: Table, columns: Sequence[str]) -> Json:
    """These columns of a table, its keys and references as a Frictionless Table Schema."""
    schema: Json = {
        "fields": [_field(table, column) for column in columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    references = [_reference(table, column) for column in columns if "table" in table.meta(column)]
    return schema | ({"foreignKeys": references} if references else {})


def _field(table: Table, column: str) -> Json:
    rules: Json = {"required": table.meta(column)["empty"] == "no"}
    for check in table.schema.columns[column].checks:
        for rule, value in (check.statistics or {}).items():
            rules[rule] = list(value) if rule == "enum" else value
    text = {"name": column, "type": "string", "description": table.schema.columns[column].description}
    if table.meta(column).get("form") == "edtf":
        text["rdfType"] = "http://id.loc.gov/datatypes/edtf/EDTF"
    return text | {"constraints": rules}


def _reference(table: Table, column: str) -> Json:
    target = table.meta(column)["table"]
    # An empty resource name means the table itself: a trip is an event too.
    resource = "" if target == table.name else target
    return {"fields": [column], "reference": {"resource": resource, "fields": [TABLES[target].key[0]]}}


def text_of(folder: Path) -> str:
    """The content of ``datapackage.json`` for a folder."""
    return json.dumps(describe(folder), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the file into the folder; the exit status is 0 only when the data set has no problems."""
    if len(arguments) != 1:
        print("usage: python -m data.package FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        (folder / FILE).write_text(text_of(folder), encoding="utf-8")
    except DataSetError as error:
        print(error)
        return 1
    print(f"Wrote {folder / FILE}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
