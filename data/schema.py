"""The eight tables of a data set: columns, types, rules and what one row is.

The pandera schemas are the single description: ``data.check`` validates with them, ``data.package`` generates
``datapackage.json`` from them, and the codebook page renders them. Every column is text in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandera.pandas as pa

from data.countries import NAMES
from data.vocabulary import Vocabulary, vocabulary

CODEBOOK_VERSION = "1.0"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True)
class Table:
    """One file of a data set. ``row`` says what one row is; ``key`` names the columns that identify it."""

    name: str
    row: str
    key: tuple[str, ...]
    schema: pa.DataFrameSchema

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in the order of the file."""
        return list(self.schema.columns)

    def meta(self, column: str) -> dict[str, str]:
        """What a column points to: keys ``vocabulary``, ``table`` or ``form``; empty for free text."""
        return self.schema.columns[column].metadata or {}

    @property
    def optional(self) -> dict[str, str]:
        """Columns that a file may leave out → what their cells are then."""
        return {name: self.meta(name)["absent"] for name in self.columns if "absent" in self.meta(name)}


def _column(description: str, *checks: pa.Check, empty: bool = False, **meta: str) -> pa.Column:
    """``absent="value"`` in ``meta`` makes the whole column optional in files and says what its cells are then."""
    rules = [_filled(), *checks] if not empty else list(checks)
    return pa.Column(str, rules, description=description, metadata=meta | {"empty": "yes" if empty else "no"})


def _filled() -> pa.Check:
    return pa.Check(lambda s: s != "", error="must not be empty")


def _pattern(pattern: str, rule: str) -> pa.Check:
    return pa.Check(
        lambda s: (s == "") | s.str.fullmatch(pattern), error=rule, statistics={"pattern": pattern}
    )


def _among(values: tuple[str, ...], rule: str) -> pa.Check:
    return pa.Check(lambda s: s.isin(("", *values)), error=rule, statistics={"enum": values})


def _slug(description: str) -> pa.Column:
    rule = "must be a slug: lower-case letters, digits and single hyphens"
    return _column(description, _pattern(SLUG, rule), form="slug")


def _ref(table: str, description: str, empty: bool = False) -> pa.Column:
    return _column(description, empty=empty, table=table)


def _one_of(name: str, description: str, absent: str | None = None) -> pa.Column:
    ids = vocabulary(name).ids
    check = _among(ids, f"must be one of the ids of {name}: {', '.join(ids)}")
    optional = {} if absent is None else {"absent": absent}
    return _column(description, check, vocabulary=name, empty=False, **optional)


def _country(description: str) -> pa.Column:
    rule = "must be an ISO 3166-1 alpha-3 code, a withdrawn one, an id of countries.csv, or empty"
    check = pa.Check(lambda s: s.isin(NAMES) | (s == ""), error=rule, statistics={"pattern": "[A-Z]{3}"})
    return _column(description, check, empty=True, form="country")


def _date(description: str, empty: bool = False) -> pa.Column:
    return _column(description, empty=empty, form="edtf")


def _words(limit: int) -> pa.Check:
    return pa.Check(
        lambda texts: texts.map(lambda text: len(text.split()) <= limit),
        error=f"must have at most {limit} words",
    )


def _table(name: str, row: str, key: tuple[str, ...], /, **columns: pa.Column) -> Table:
    return Table(name, row, key, pa.DataFrameSchema(columns, strict=True))


EVENTS = _table(
    "events", "One row is one event: one thing done or announced at one time and place.", ("event_id",),
    event_id=_slug("Permanent name of the event: date as far as known, who, what"),
    date=_date("EDTF date, the most exact that the sources support"),
    date_basis=_one_of("date_bases", "Whether a source states the date or it was inferred"),
    event_type=_one_of("event_types", "What kind of act it is"),
    status=_one_of("statuses", "Whether it happened"),
    scope=_one_of("scopes", "Whether both sides of the dyad are parties"),
    city=_column("City, when stated or beyond doubt", empty=True),
    country=_country("Country in which it took place; empty for calls and unknown places"),
    title=_column("Title in the coder's words, at most 12 words", _words(12)),
    summary=_column("One or two sentences in the coder's words"),
    parent_id=_ref("events", "The trip in which it happened; one level only", empty=True),
    reaction_to=_ref("events", "The event that it answers, when a source says so", empty=True),
    note=_column("Reasoning for inferred values", empty=True),
)  # fmt: skip

ACTORS = _table(
    "actors", "One row is one person, institution or country.", ("actor_id",),
    actor_id=_slug("Permanent name of the actor"),
    name=_column("Name in English"),
    kind=_one_of("actor_kinds", "Person, institution or country"),
    country=_country("Country that the actor belongs to; empty for international bodies"),
    sector=_one_of("sectors", "Field in which the actor works"),
    aliases=_column("Other spellings, separated by ;", empty=True, form="list"),
)  # fmt: skip

PARTICIPANTS = _table(
    "participants", "One row is one actor in one event (a participation).", ("event_id", "actor_id"),
    event_id=_ref("events", "The event"),
    actor_id=_ref("actors", "The actor"),
    office=_column("Office held at that time, in English", empty=True),
    level=_one_of("levels", "Rank of the office"),
    role=_one_of("roles", "What the actor did in the event"),
)  # fmt: skip

EVENT_SPHERES = _table(
    "event_spheres", "One row is one sphere of cooperation of one event.", ("event_id", "sphere"),
    event_id=_ref("events", "The event"),
    sphere=_one_of("spheres", "Sphere of cooperation"),
    stage=_one_of("stages", "How far the sphere got in this event; the furthest that applies"),
    source_id=_ref("sources", "The source that says so"),
    sphere_basis=_one_of("sphere_bases", "What the sphere was taken from", absent="coded"),
)  # fmt: skip

AGREEMENTS = _table(
    "agreements", "One row is one signed document.", ("agreement_id",),
    agreement_id=_slug("Permanent name of the document"),
    event_id=_ref("events", "Its signing"),
    title=_column("Title of the document"),
    kind=_one_of("agreement_kinds", "Kind of document"),
    spheres=_column("Spheres of cooperation, separated by ;", form="list", vocabulary="spheres"),
    parties=_column("Parties that signed, separated by ;", form="list"),
    valid_from=_date("First day, month or year of validity, when stated", empty=True),
    valid_to=_date("Last day, month or year of validity, when stated", empty=True),
)  # fmt: skip

EVIDENCE = _table(
    "evidence", "One row is one report: one source that tells of one event.", ("event_id", "source_id"),
    event_id=_ref("events", "The event"),
    source_id=_ref("sources", "The source"),
    paragraphs=_column(
        "Paragraphs of the source, counted from 1 over its non-empty lines; empty when unknown",
        _pattern(r"\d+(-\d+)?(;\d+(-\d+)?)*", "must be paragraph numbers such as 2, 3-5 or 2;7"), empty=True,
    ),
    raw_rows=_column("Ids of the rows of a machine-coded file, separated by ;", empty=True, form="list", absent=""),
)  # fmt: skip

SOURCES = _table(
    "sources", "One row is one article or official page.", ("source_id",),
    source_id=_slug("Permanent name of the source: publisher, date, number"),
    publisher=_column("Who published it"),
    title=_column("Title as published; in brackets when it is the coder's description"),
    url=_column(
        "Address; empty when the data set has none",
        _pattern(r"https?://\S+", "must be a web address that starts with http:// or https://"), empty=True,
    ),
    published=_date("EDTF date of publication; empty when unknown", empty=True),
    language=_column(
        "Language of the text, ISO 639-1; empty when unknown",
        _pattern(r"[a-z]{2}", "must be two lower-case letters"), empty=True,
    ),
    side=_country("Home country of the publisher: the side of the press"),
)  # fmt: skip

CLAIM_FIELDS = (
    "date", "status", "event_type", "title", "summary", "participants", "spheres", "kind", "city", "country",
)  # fmt: skip
CLAIMS = _table(
    "claims", "One row is one source's version of a field on which sources disagree.",
    ("event_id", "field", "value", "source_id"),
    event_id=_ref("events", "The event"),
    field=_column(
        "The field in dispute",
        _among(CLAIM_FIELDS, f"must be one of {', '.join(CLAIM_FIELDS)}"),
    ),
    value=_column("The value that this source gives"),
    source_id=_ref("sources", "The source"),
    preferred=_column(
        "Whether this version was coded",
        _pattern("true|false", "must be true or false"),
    ),
    note=_column("Why this version was or was not preferred", empty=True),
)  # fmt: skip

KEYED = ("events", "actors", "sources", "agreements")
"""The tables whose rows have an id of their own."""

TABLES = {
    table.name: table
    for table in (EVENTS, ACTORS, PARTICIPANTS, EVENT_SPHERES, AGREEMENTS, EVIDENCE, SOURCES, CLAIMS)
}


RELEASES = _table(
    "releases", "One row is one released version of the data set, the latest last.", ("version",),
    version=_column("Number of the version, as in about.toml"),
    released=_column("Day of the release", form="edtf"),
    hash=_column(
        "Hash over the tables and about.toml: the same bytes, the same hash",
        _pattern("[0-9a-f]{12}", "must be twelve hexadecimal digits"),
    ),
    note=_column("What changed, in a sentence", empty=True),
)  # fmt: skip

IDS = _table(
    "ids", "One row is one id that a release ever had.", ("table", "id"),
    table=_column("The table of which it is an id", _among(KEYED, f"must be one of {', '.join(KEYED)}")),
    id=_slug("The id"),
    since=_column("The first release that had it"),
    until=_column("The last release that had it; empty while it is in use", empty=True),
    now=_column("The id that took its place; empty when nothing did", empty=True),
)  # fmt: skip

HISTORY = {table.name: table for table in (RELEASES, IDS)}
"""The files that say what was released. A data set may have none of them."""


def vocabulary_of(table: str, column: str) -> Vocabulary | None:
    """The vocabulary that a column takes its values from, or None for free text, dates and keys."""
    name = (TABLES | HISTORY)[table].meta(column).get("vocabulary")
    return vocabulary(name) if name else None
