"""The card of one event: what happened, who took part, on what, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from analysis import extracts
from analysis.event_words import place
from analysis.lines import near
from analysis.record import Place, Record, nearest_event, place_in
from analysis.sphere_bases import basis_in_words
from analysis.words import both, count, sentence
from data.countries import country_name
from data.dates import in_words, when
from data.vocabulary import vocabulary
from ui.actor_card import actor_address
from ui.cite import heading
from ui.context import View
from ui.event_list import PAGE_SIZE, event_lines, event_query
from ui.evidence import disagreement, evidence
from ui.rows import Row, address, link_bar, link_rows
from ui.sources import publication
from ui.state import view_query
from ui.text import literal
from ui.things import missing


def event_card(here: View, row: int, newest_first: bool) -> None:
    """The card of event ``row``; it is whole even when the event lies outside the current filters."""
    data, (own,) = near(here.dataset, [row], family=True)
    record = Record(data, int(own))
    st.set_page_config(page_title=f"{record.event['title']} – Rapport")
    _walk(here, place_in(here.selection.rows, row, newest_first), newest_first)
    heading(record.event["title"])
    _badges(record)
    _facts(record.event)
    left, right = st.columns(2, gap="large")
    with left:
        _participants(record)
        _spheres(record)
        _agreements(record)
        _related(record)
    with right:
        evidence(record)
        disagreement(record)


def missing_event(here: View, event_id: str, newest_first: bool) -> None:
    """The message for an id that no event has: what took its place or the nearest id, and the way back to the list."""
    missing(here.dataset, "events", event_id, lambda: nearest_event(here.dataset, event_id))
    link_bar(_back(here, 1, newest_first))


def _walk(here: View, where: Place, newest_first: bool) -> None:
    """Back to the list, and on to the neighbours within the selection."""
    order: dict[str, str | list[str]] = {} if newest_first else {"order": "oldest"}
    neighbours = {
        label: row
        for label, row in (("← Previous", where.before), ("Next →", where.after))
        if row is not None
    }
    data, rows = near(here.dataset, [*neighbours.values()])
    ids = data.events["event_id"].iloc[rows]
    steps = [
        Row(label, address("events", event_query(str(id_)) | order))
        for label, id_ in zip(neighbours, ids, strict=True)
    ]
    said = [Row(f"Event {where.number:,} of {where.of:,} selected")] if where.number else []
    link_bar(_back(here, where.number or 1, newest_first), *steps, *said)
    if where.number is None:
        st.info(
            "This event lies outside the current filters. Its card is complete all the same.",
            icon=":material/filter_alt_off:",
        )


def _back(here: View, number: int, newest_first: bool) -> Row:
    """The link to the page of the list on which the event stands."""
    query = view_query(here.selection.filters, here.unit) | ({} if newest_first else {"order": ["oldest"]})
    page = (number - 1) // PAGE_SIZE + 1
    return Row("All selected events", address("events", query | ({"page": [str(page)]} if page > 1 else {})))


def _badges(record: Record) -> None:
    event, number = record.event, len(record.evidence)
    with st.container(horizontal=True, gap="small"):
        st.badge(vocabulary("event_types").label(event["event_type"]), color="gray")
        status = vocabulary("statuses")
        st.badge(status.label(event["status"]), color="gray" if event["status"] == "occurred" else "orange")
        st.badge(vocabulary("scopes").label(event["scope"]), color="gray")
        if number == 1:
            st.badge("Single source", icon=":material/looks_one:", color="orange")
        else:
            st.badge(count(number, "source"), icon=":material/library_books:", color="gray")
        if record.both_sides:
            sides = both(record.dataset.about.sides.words)
            st.badge(
                f"Reported by the press of {literal(sides)}", icon=":material/compare_arrows:", color="green"
            )
        if record.disputes:
            st.badge("Sources disagree", icon=":material/call_split:", color="orange")


def _facts(event: pd.Series) -> None:
    where = place(event)
    day = literal(sentence(when(event["date"], event["days_of_trip"])))
    st.markdown(f"**{day}**{f' · {literal(where)}' if where else ''}")
    st.markdown(literal(event["summary"]))
    basis = {"stated": "stated by a source", "inferred": "inferred"}[event["date_basis"]]
    if event["note"] and event["note"] != event["summary"]:
        st.markdown(f":small[Note: {literal(event['note'])}]")
    st.caption(f"Date in EDTF: {literal(event['date'])}, {basis}.")
    st.caption(f"Permanent id: {literal(event['event_id'])}")


def _participants(record: Record) -> None:
    st.subheader("Who took part", anchor=False)
    rows = extracts.participations(record.alone).sort_values(
        ["takes_part", "level"], ascending=[False, True], kind="stable"
    )
    link_rows(*(_participant(actor) for actor in rows.to_dict("records")))
    st.caption("A name leads to all that is known of that actor.")


def _participant(actor: dict) -> Row:
    level, country = vocabulary("levels").label(actor["level"]), actor["country"]
    facts = (actor["office"], " · ".join(filter(None, (level, country_name(country) if country else ""))))
    role = vocabulary("roles").label(actor["role"])
    shown = role if actor["takes_part"] else f"{role}, not present"
    return Row(actor["name"], actor_address(actor["actor_id"]), shown, tuple(filter(None, facts)))


def _spheres(record: Record) -> None:
    st.subheader("Spheres of cooperation", anchor=False)
    rows = extracts.spheres(record.alone).sort_values("sphere", kind="stable")
    if rows.empty:
        st.markdown("No source names a sphere for this event.")
        return
    told = record.dataset.sources.set_index("source_id")
    lines = []
    for sphere, stage, basis, source_id in zip(
        rows["sphere"], rows["stage"], rows["sphere_basis"], rows["source_id"], strict=True
    ):
        source = told.loc[source_id]
        derived = basis_in_words(basis)
        says = f"taken from {derived}" if derived else f"says {publication(source)}"
        text = f"{vocabulary('stages').label(stage)}, {says}"
        lines.append(Row(text, source["url"], vocabulary("spheres").label(sphere), outside=True))
    link_rows(*lines)


def _agreements(record: Record) -> None:
    rows = extracts.agreements(record.alone)
    if rows.empty:
        return
    st.subheader("Signed", anchor=False)
    kinds = vocabulary("agreement_kinds")
    link_rows(
        *(
            Row(title, "", kinds.label(kind), (f"Parties: {both(parties.split(';'))}", _term(first, last)))
            for title, kind, parties, first, last in zip(
                rows["title"],
                rows["kind"],
                rows["parties"],
                rows["valid_from"],
                rows["valid_to"],
                strict=True,
            )
        )
    )


def _term(first: str, last: str) -> str:
    if not first and not last:
        return "Term not stated"
    start = f"Valid from {in_words(first)}" if first else "Beginning not stated"
    return f"{start} {f'to {in_words(last)}' if last else '; end not stated'}".replace(" ;", ";")


def _related(record: Record) -> None:
    groups: dict[str, Sequence[int] | np.ndarray] = {
        "Its trip": [record.trip] if record.trip is not None else [],
        "In the course of this trip": record.stops,
        "Other events of the same trip": record.sisters,
        "In reaction to": [record.answered] if record.answered is not None else [],
        "Reactions to it": record.reactions,
    }
    for relation, rows in groups.items():
        if len(rows):
            st.subheader(literal(relation), anchor=False)
            event_lines(record.dataset, rows)
