"""The parameters of an address that leads to a file: read strictly, so that no file is silently unfiltered.

A page forgives what it does not understand and says so; a script would not read what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from analysis.actors import ACTORS, REACH
from analysis.choices import CHOICES, Refused
from analysis.encounters import TIES
from analysis.files import SECOND, File
from analysis.filters import Filters
from analysis.links import VERSION
from analysis.selection import UNITS
from analysis.snapshot import Ties
from analysis.two_filters import second_filters
from data.dataset import Dataset
from data.extracts import FLAVOURS
from data.vocabulary import fold, nearest

CLOSED = {
    "match": ("any", "all"), "unit": tuple(UNITS), "who": tuple(ACTORS), "tie": tuple(TIES), "reach": tuple(REACH),
    "flavour": tuple(FLAVOURS),
}  # fmt: skip
"""Parameters with few values that are the same in every data set."""
MANY = frozenset(choice.key for choice in CHOICES)
"""Parameters that may be given several times."""
HEAVIEST = 999
_SHORT_LIST = 40


MEANINGS = {
    "scope": "Whether both sides of the dyad are parties. Left out: bilateral. “any”: every scope.",
    "status": "Whether it happened. Left out: occurred. “any”: every status.",
    "sphere": "Sphere of cooperation.",
    "type": "Type of event.",
    "level": "At least one participant at this level.",
    "country": "Somebody of this country takes part (ISO 3166-1 alpha-3 or a name).",
    "actor": "The actor stands in any role, also as a subject of the talks (an id or a name).",
    "place": "It took place in this country.",
    "press": "At least one publisher of this country reports it.",
    "match": "In any of several spheres, or in all of them.",
    "from": "First month of the period, such as 2023-05.",
    "to": "Last month of the period, such as 2023-12.",
    "q": "Words of title, summary and names of participants, in any order.",
    "data": "A data set of this server other than its first.",
    "unit": "What is counted: in the manifest, and as weight of ties.",
    "flavour": "CSV for scripts, or for Excel: with byte order mark, and formulas defused.",
    "who": "Actors of the network.",
    "tie": "What ties two actors.",
    "reach": "Ties between countries only, or all.",
    "least": f"Least weight of a tie, 1 to {HEAVIEST}.",
    "version": "The version of the data on which the address was made; with another one loaded there is no file.",
}
"""What each parameter asks for; those of a second view say the same of it."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one parameter: a sentence, and the allowed values or the nearest one where there are some."""

    parameter: str
    value: str
    problem: str
    allowed: tuple[str, ...] = ()
    nearest: str = ""

    def to_json(self) -> dict[str, object]:
        """The fault without what it does not say."""
        facts = {"allowed": list(self.allowed), "nearest": self.nearest}
        said = {"parameter": self.parameter, "value": self.value, "problem": self.problem}
        return said | {name: value for name, value in facts.items() if value}


@dataclass(frozen=True)
class Parameters:
    """What an address asks for; ``second`` is None where nothing else is compared with it."""

    filters: Filters = field(default_factory=Filters)
    unit: str = "events"
    ties: Ties = field(default_factory=Ties)
    excel: bool = False
    second: Filters | None = None


def read_parameters(
    given: Iterable[tuple[str, str]], file: File, dataset: Dataset
) -> tuple[Parameters, list[Fault]]:
    """The parameters of ``file`` from pairs of key and value, and everything that is wrong with them, all at once."""
    query: dict[str, list[str]] = {}
    for key, value in given:
        query.setdefault(key, []).append(value)
    faults = [fault for key, values in query.items() for fault in _faults(key, values, file)]
    filters, refused = Filters.from_query(query, dataset)
    second = None
    if SECOND in file.options:
        second, more = second_filters(filters, query, dataset)
        refused = refused + more
    faults += [_refused(part, dataset) for part in refused if file.understands(part.key)]
    if faults:
        return Parameters(), faults
    excel = _one(query, "flavour", "scripts") == "excel"
    other = second if second != filters else None
    return Parameters(filters, _one(query, "unit", "events"), _ties(query), excel, other), []


def known(file: File) -> tuple[str, ...]:
    """Every parameter that a file understands, filters first."""
    order = [*(choice.key for choice in CHOICES), "match", "from", "to", "q", "unit", "data"]
    options = [option for option in file.options if option != SECOND]
    second = (
        [f"{SECOND}{key}" for key in order if key not in ("unit", "data")] if SECOND in file.options else []
    )
    return (*order, *options, *second, VERSION)


def _faults(key: str, values: list[str], file: File) -> list[Fault]:
    """What is wrong with a parameter whatever the data set holds."""
    if not file.understands(key):
        close = nearest(key, known(file)) or ""
        return [Fault(key, values[0], f"“{key}” is no parameter of {file.name}.", known(file), close)]
    bare = key.removeprefix(SECOND)
    if not all(fold(value).strip() for value in values):
        return [Fault(key, "", f"“{key}” is given without a value; leave it out.", CLOSED.get(bare, ()))]
    if bare not in MANY and len(values) > 1:
        return [Fault(key, values[1], f"“{key}” is given more than once; it takes one value.")]
    value = values[0]
    if key in CLOSED and key != "match" and fold(value) not in CLOSED[key]:
        close = nearest(value, CLOSED[key]) or ""
        return [Fault(key, value, f"“{value}” is no value of “{key}”.", CLOSED[key], close)]
    if key == "least" and not re.fullmatch("[1-9][0-9]{0,2}", value):
        return [Fault(key, value, f"“{key}” takes a whole number from 1 to {HEAVIEST}.")]
    return []


def _refused(refused: Refused, dataset: Dataset) -> Fault:
    """A value that this data set does not have."""
    bare = refused.key.removeprefix(SECOND)
    problem = f"“{refused.value}” is no value of “{refused.key}” in this data set."
    if bare in ("from", "to"):
        return Fault(refused.key, refused.value, f"“{refused.key}” takes {refused.hint}.", ("YYYY-MM",))
    allowed = CLOSED.get(bare) or allowed_values(bare, dataset)
    short = allowed if len(allowed) <= _SHORT_LIST else ()
    return Fault(refused.key, refused.value, problem, short, "" if bare in CLOSED else refused.hint)


def allowed_values(key: str, dataset: Dataset) -> tuple[str, ...]:
    """The ids that a filter can have in this data set."""
    choice = next(choice for choice in CHOICES if choice.key == key)
    return tuple(choice.options(dataset))


def _ties(query: Mapping[str, list[str]]) -> Ties:
    default = Ties()
    return Ties(
        _one(query, "who", default.who),
        _one(query, "tie", default.tie),
        _one(query, "reach", default.reach),
        int(_one(query, "least", str(default.least))),
    )


def _one(query: Mapping[str, list[str]], key: str, default: str) -> str:
    return fold(query.get(key, [default])[0])
