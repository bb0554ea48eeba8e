"""All formats of the field, and which one a file is of."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import cast

from data.formats import colt, gdelt, icews, icews_graph, polecat, state_department
from data.formats.acts import Format
from data.formats.unpacking import HEAD
from data.formats.unpacking import head_of as head_of_file

FORMATS: dict[str, Format] = {
    module.NAME: cast(Format, module)
    for module in (icews, icews_graph, gdelt, polecat, colt, state_department)
}
"""Id → format, in the order in which they are offered."""

OPTIONS: dict[str, dict[str, dict[str, str]]] = {gdelt.NAME: gdelt.OPTIONS}
"""Format → option → its values with what a reader is told, the default first; for formats that leave a choice."""


def option_faults(name: str, options: Mapping[str, str]) -> list[str]:
    """What is wrong with the options that are given for a format; the same is wrong with them for every file."""
    known = OPTIONS.get(name, {})
    has = f"its options are: {', '.join(known)}" if known else "it has no options"
    wrong = [
        f"{FORMATS[name].LABEL}: there is no option {option}; {has}."
        for option in options
        if option not in known
    ]
    if name == gdelt.NAME:
        try:
            gdelt.oldest_of(options)
        except ValueError as error:
            wrong.append(f"{gdelt.LABEL}: {error}.")
    return wrong


def recognise(content: bytes) -> list[tuple[Format, float]]:
    """The formats that a file may be of, the surest first; empty when it is of none that Rapport knows.

    Gzip and zip are looked into.
    """
    return recognised(head_of(content))


def recognised(head: bytes) -> list[tuple[Format, float]]:
    """The same by the first bytes of what a file holds."""
    sure = [(format_, format_.recognise(head)) for format_ in FORMATS.values()]
    return sorted([pair for pair in sure if pair[1] > 0], key=lambda pair: -pair[1])


def head_of(content: bytes) -> bytes:
    """The first bytes of what a file holds, unpacked; an archive that cannot be read gives its own bytes."""
    try:
        return head_of_file(BytesIO(content))
    except ValueError:
        return content[:HEAD]
