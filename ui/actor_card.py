"""The card of one actor: who it is, which offices it held, on what and with whom it stands in the events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.actor_record import ActorRecord, names
from analysis.filters import Filters
from analysis.lines import near
from analysis.words import count, sentence
from data.countries import country_name
from data.dates import in_words
from data.vocabulary import vocabulary
from ui.context import View, view
from ui.event_list import event_list
from ui.rows import Row, address, link_bar, link_rows
from ui.state import view_query
from ui.text import literal

MOST = 15
"""Partners on the card; the network below it holds all of them."""


def actor_query(actor_id: str) -> dict[str, list[str]]:
    """URL parameters of an actor's card under the current filters."""
    here = view()
    kept = {field: value for field, value in vars(here.selection.filters).items() if field != "actors"}
    return view_query(Filters(**kept, actors=(actor_id,)), here.unit)


def actor_address(actor_id: str) -> str:
    """The address of an actor's card under the current filters."""
    return address("network", actor_query(actor_id))


def actor_card(here: View, row: int) -> None:
    """The card of actor ``row``, whole even when none of its events is in the current view."""
    record = ActorRecord(here.selection, row)
    st.set_page_config(page_title=f"{record.actor['name']} – Rapport")
    everyone = view_query(here.selection.filters.without("actors"), here.unit)
    link_bar(Row("← The whole network", address("network", everyone)))
    _facts(record)
    left, right = st.columns(2, gap="large")
    with left:
        _offices(record)
        _counts("Types of event", record.types)
        _counts("Spheres of cooperation", record.spheres)
    with right:
        _partners(record)
    name = record.actor["name"]
    if len(record.selected):
        event_list(record.dataset, record.selected[::-1], f"{name}, current view", "of-actor")
    if len(record.selected) < len(record.events):
        with st.expander(f"All {count(len(record.events), 'event')} in the data set"):
            event_list(record.dataset, record.events[::-1], f"{name}, whole data set", "all-of-actor")


def _facts(record: ActorRecord) -> None:
    actor, sectors = record.actor, vocabulary("sectors")
    with st.container(horizontal=True, gap="small"):
        st.badge(vocabulary("actor_kinds").label(actor["kind"]), color="gray")
        if actor["country"] and actor["kind"] != "country":
            st.badge(literal(country_name(actor["country"])), color="gray")
        st.badge(f"Sector: {sectors.label(actor['sector'])}", color="gray")
    whole, selected = len(record.events), len(record.selected)
    st.markdown(f"**{sentence(count(whole, 'event'))} in the data set, {selected:,} in the current view.**")
    also = "; ".join(names(actor))
    if also:
        st.markdown(f"Also written: {literal(also)}")
    st.caption(f"Permanent id: {literal(actor['actor_id'])}")


def _offices(record: ActorRecord) -> None:
    if not record.offices:
        return
    st.subheader(
        "Offices held", anchor=False, help="As the events name them; first and last event that does."
    )
    ends = [row for office in record.offices for row in (office.first, office.last)]
    data, own = near(record.dataset, ends)
    dates = iter(data.events["date"].iloc[own].tolist())
    rows = []
    for office in record.offices:
        first, last = in_words(next(dates)), in_words(next(dates))
        seen = first if office.first == office.last else f"first {first}, last {last}"
        rows.append(Row(office.name, facts=(f"Seen {seen} · {count(office.events, 'event')}",)))
    link_rows(*rows)


def _counts(title: str, table: pd.DataFrame) -> None:
    if table.empty:
        return
    st.subheader(title, anchor=False)
    link_rows(
        *(
            Row(f"{label}: {whole:,} in all, {selected:,} in the current view")
            for label, whole, selected in zip(table["label"], table["count"], table["selected"], strict=True)
        )
    )


def _partners(record: ActorRecord) -> None:
    st.subheader("Partners", anchor=False, help="Who takes part in the same events, of either country.")
    table = record.partners
    if table.empty:
        st.markdown("Nobody else takes part in its events.")
        return
    shown = table[:MOST]
    link_rows(
        *(
            Row(
                label,
                actor_address(id_),
                facts=(f"{count(whole, 'shared event')}, {selected:,} in the current view",),
            )
            for id_, label, whole, selected in zip(
                shown["actor"], shown["label"], shown["count"], shown["selected"], strict=True
            )
        )
    )
    more = len(table) - MOST
    if more > 0:
        with st.expander(f"{count(more, 'more partner')}"):
            link_rows(
                *(
                    Row(label, actor_address(id_), facts=(count(whole, "shared event"),))
                    for id_, label, whole in zip(
                        table["actor"][MOST:], table["label"][MOST:], table["count"][MOST:], strict=True
                    )
                )
            )
