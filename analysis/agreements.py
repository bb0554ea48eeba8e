"""The register of signed documents: what was signed, and what the sources say of its term."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from analysis.documents import DocumentTally, document_tally, in_spheres, per_class, signed
from analysis.selection import Selection
from analysis.words import both, count
from data.dates import day_words, in_words, read
from data.vocabulary import vocabulary

STATES = {
    "force": "In force (stated)",
    "expired": "Expired (stated)",
    "future": "Not yet signed or in force",
    "unstated": "Term not stated",
}
"""What can be said of a document at a chosen day; see ``state``."""


def state(valid_from: str, valid_to: str, signed: date, day: date) -> str:
    """What the stated term says about ``day``; ``signed`` is the first possible day of signing.

    ``force`` and ``expired`` rest on stated dates alone. A stated month or year counts from its first to its last day.
    An end that is not stated is not an open end: without a stated term nothing is claimed (``unstated``), except that
    nothing is in force before it is signed or before its stated beginning (``future``).
    """
    if day < signed or (valid_from and day < read(valid_from).first_day):
        return "future"
    if valid_to and day > read(valid_to).last_day:
        return "expired"
    return "force" if valid_from and valid_to else "unstated"


def states(documents: pd.DataFrame, day: date) -> np.ndarray:
    """The state of every one of these documents (see ``signed``) at ``day``."""
    rows = zip(documents["valid_from"], documents["valid_to"], documents["first_day"].dt.date, strict=True)
    return np.array([state(start, end, first, day) for start, end, first in rows], dtype=object)


def register(selection: Selection, day: date) -> pd.DataFrame:
    """One row is one document signed at a selected event, the latest first; the index is its row in ``signed``.

    Labels instead of ids; ``spheres`` and ``parties`` joined by ``; ``; ``signed``, ``valid_from`` and ``valid_to`` in
    words, the last two empty when no source states them; ``state`` at ``day``; ``event_id`` of the signing.
    """
    table = signed(selection)
    spheres = vocabulary("spheres")
    shown = pd.DataFrame({
        "title": table["title"],
        "kind": [vocabulary("agreement_kinds").label(kind) for kind in table["kind"]],
        "spheres": ["; ".join(map(spheres.label, text.split(";"))) for text in table["spheres"]],
        "parties": table["parties"].str.replace(";", "; "),
        "signed": [in_words(text) for text in table["signed"]],
        "valid_from": table["valid_from"].map(in_words_or_empty),
        "valid_to": table["valid_to"].map(in_words_or_empty),
        "state": [STATES[id_] for id_ in states(table, day)],
        "agreement_id": table["agreement_id"],
        "event_id": table["event_id"],
    })  # fmt: skip
    return shown[::-1]


def in_words_or_empty(text: str) -> str:
    """A date that may be missing."""
    return in_words(text) if text else ""


def by_state(selection: Selection, day: date) -> DocumentTally:
    """One row is one state that occurs at ``day``: ``state``, ``count`` of documents, ``label``."""
    documents = signed(selection)
    found = states(documents, day)
    return per_class(selection, documents, "state", STATES, {id_: found == id_ for id_ in STATES})


NOTHING = "No document was signed at the selected events."

_SAID = {
    "force": ("is in force", "are in force"),
    "expired": ("has expired", "have expired"),
    "future": ("is not yet signed or in force", "are not yet signed or in force"),
}


def in_force(tally: DocumentTally, day: date) -> str:
    """What the sources say of the terms of documents, from what ``by_state`` gives for ``day``."""
    if not tally.total:
        return NOTHING
    counts = dict(zip(tally.table["state"], tally.table["count"], strict=True))
    parts = [_known(counts, tally.total, day), _open(counts.get("unstated", 0), tally.total, day)]
    return f"{'; '.join(filter(None, parts))}."


def _known(counts: Mapping[str, int], total: int, day: date) -> str:
    there = [id_ for id_ in _SAID if counts.get(id_)]
    said = [f"{counts[id_]:,} {_SAID[id_][counts[id_] > 1]}" for id_ in there]
    if not said:
        return ""
    if total == 1:
        return (
            f"As of {day_words(day)} and as far as its term is stated, the one document {_SAID[there[0]][0]}"
        )
    whole = _SAID[there[0]][counts[there[0]] > 1]
    first = f"{counts[there[0]]:,} of {count(total, 'document')} {whole}"
    return f"As of {day_words(day)} and as far as terms are stated, {both([first, *said[1:]])}"


def _open(number: int, total: int, day: date) -> str:
    if not number:
        return ""
    if total == 1:
        return f"The one document has no fully stated term, so whether it is in force on {day_words(day)} is not known"
    doubt = f"so whether {'it is' if number == 1 else 'they are'} in force"
    if number == total:
        return f"None of the {total:,} documents has a fully stated term, {doubt} on {day_words(day)} is not known"
    return f"{number:,} {'has' if number == 1 else 'have'} no fully stated term, {doubt} is not known"


def by_kind(selection: Selection) -> DocumentTally:
    """One row is one kind of document that occurs: ``kind``, ``count`` of documents, ``label``."""
    kinds, documents = vocabulary("agreement_kinds").column("label"), signed(selection)
    members = {id_: (documents["kind"] == id_).to_numpy() for id_ in kinds}
    return per_class(selection, documents, "kind", kinds, members)


def by_sphere(selection: Selection) -> DocumentTally:
    """One row is one sphere that occurs: ``sphere``, ``count`` of documents, ``label``.

    A document in two spheres counts in each.
    """
    spheres, documents = vocabulary("spheres"), signed(selection)
    members = in_spheres(documents, spheres.ids)
    return per_class(selection, documents, "sphere", spheres.column("label"), members)


def terms(selection: Selection, day: date) -> DocumentTally:
    """One row is one document × one of its spheres, for drawing: ``count`` is 1.

    Columns that describe it: ``title``, ``kind`` (label), ``signed`` (words), ``first_day`` and ``last_day`` of the
    signing, ``end`` (last day of the stated term or NaT), ``state`` at ``day``.
    """
    table = signed(selection)
    ends = [read(text).last_day if text else None for text in table["valid_to"]]
    described = table[["agreement_id", "title"]].assign(
        kind=[vocabulary("agreement_kinds").label(kind) for kind in table["kind"]],
        signed=[in_words(text) for text in table["signed"]],
        first_day=table["first_day"],
        last_day=table["last_day"],
        end=pd.to_datetime(pd.Series(ends, table.index, dtype=object)),
        state=states(table, day),
        sphere=[text.split(";") for text in table["spheres"]],
        count=1,
    )
    members = in_spheres(table, vocabulary("spheres").ids)
    return document_tally(
        selection,
        table,
        described.explode("sphere", ignore_index=True),
        ("agreement_id", "sphere"),
        lambda key: (table["agreement_id"] == key["agreement_id"]).to_numpy() & members[str(key["sphere"])],
    )
