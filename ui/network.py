"""Around the drawing of a network: the choice of one actor, the table of all of them, the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analysis.actors import ACTORS, REACH, everybody, offered
from analysis.centrality import DEFINITIONS, FEWEST
from analysis.files import File
from analysis.network import Network, ego, network
from analysis.registry import FILES, GEXF, GRAPHML
from analysis.selection import UNITS, select
from analysis.snapshot import Snapshot, Ties
from analysis.words import count
from charts.network import network_map
from charts.partners import partner_bars
from data.countries import country_name
from data.vocabulary import fold, vocabulary
from ui.actor_card import actor_address
from ui.context import View, view
from ui.downloads import file_button
from ui.event_list import event_list
from ui.panel import panel
from ui.rows import Row, link_rows
from ui.state import option, pick
from ui.text import literal


def actor_table(network: Network) -> None:
    """All actors with a tie; choosing a row lists the actor's events. Below five actors there is no ranking."""
    few = len(network) < FEWEST
    table = network.nodes.table.sort_values("label") if few else network.nodes.table
    shown = table.assign(
        kind=table["kind"].map(vocabulary("actor_kinds").column("label")),
        country=table["country"].map(country_name),
    )
    columns = ["label", "kind", "country", "degree", "strength", *([] if few else ["betweenness"]), "count"]
    unit = UNITS[network.unit][1]
    st.subheader(f"Actors and their measures ({unit})", anchor=False)
    state = st.dataframe(
        shown[columns], hide_index=True, key=f"actors-{network.who}-{network.tie}",
        on_select="rerun", selection_mode="single-row",
        alt="Actors of the network with their kind, country and measures",
        column_config={
            "label": "Actor", "kind": "Kind", "country": "Country", "count": unit.capitalize(),
            **{name: st.column_config.NumberColumn(name.capitalize(), help=text) for name, text in DEFINITIONS.items()},
            "betweenness": st.column_config.NumberColumn("Betweenness", help=DEFINITIONS["betweenness"], format="%.3f"),
        },
    )  # fmt: skip
    if few:
        st.caption(
            f"With fewer than {FEWEST} actors there is no ranking and no betweenness: each place would hang on one tie."
        )
    for row in state["selection"]["rows"][:1]:
        _to_card(network, table["actor"].iloc[row])
        number = network.row_of[table["actor"].iloc[row]]
        event_list(
            network.nodes.selection.dataset, network.nodes.events(number), table["label"].iloc[row], "actor"
        )
    with st.expander("What the measures mean", icon=":material/function:", type="compact"):
        for name, text in DEFINITIONS.items():
            st.markdown(f"**{name.capitalize()}.** {text}")
        st.markdown(
            f"**{unit.capitalize()}.** Those in which the actor has at least one tie that is shown here, each once."
        )


_SHOWN_AMONG = {"person": "persons", "institution": "institutions", "country": "countries"}


def around_actor(here: View, row: int) -> None:
    """The network around the actor of a card, drawn from the current view as it is without the filter by actor."""
    wide = select(here.dataset, here.selection.filters.without("actors"))
    actor = here.dataset.actors.iloc[row]
    own = _SHOWN_AMONG[actor["kind"]]
    fitting = {name: label for name, label in ACTORS.items() if name in (own, "both", "countries")}
    st.subheader("In the network", anchor=False)
    with st.container(horizontal=True):
        # What the actor is itself stands first, and so is the default.
        who = option("who", "Actors", {own: ACTORS[own]} | fitting) if own != "countries" else own
        tie = option("tie", "Tie", offered(here.dataset)[1])
        reach = option("reach", "Ties drawn", REACH) if who != "countries" else "between"
    st.caption(
        f"Drawn from {count(len(wide), 'event')}: the current view without the filter by actor, so that ties among the "
        f"partners count too.{' A country stands for all its actors here.' if who == 'countries' else ''}"
    )
    whole = network(wide, who, tie, reach, 1, here.unit)
    centre = str(actor["country"] if who == "countries" else actor["actor_id"])
    if centre not in whole.row_of:
        st.info(f"{literal(actor['name'])} has no such tie in these events.", icon=":material/info:")
        return
    panel(network_map(whole, ego(whole, centre), centre), wide)
    panel(partner_bars(whole, centre), wide)


_FILES = (
    (GEXF, "GEXF", "For Gephi: the actors and ties with all that the two tables say of them."),
    (GRAPHML, "GraphML", "The same for R (igraph), Python (networkx), Cytoscape and yEd."),
    (FILES["nodes.csv"], "Nodes", "One row per actor, with its measures and its permanent link."),
    (FILES["edges.csv"], "Edges", "One row per tie, with weight, dates, spheres, events and their links."),
)
"""File, its heading, and what it is for."""


def network_files(network: Network) -> None:
    """The network as files for other programs, and the addresses that give the same files to scripts.

    A reader's own table has no such address.
    """
    st.subheader("The network as files", anchor=False)
    ties = Ties(network.who, network.tie, network.reach, network.least)
    plain = Snapshot(network.nodes.selection, view().links, date.today(), network.unit, ties=ties)
    for pair in (_FILES[:2], _FILES[2:]):
        for column, (file, heading, purpose) in zip(st.columns(2), pair, strict=True):
            with column:
                st.markdown(f"**{heading}.** {purpose}")
                with st.container(horizontal=True):
                    _buttons(file, heading, plain)
    if not view().shareable:
        return
    with st.expander("Addresses of these files for scripts", icon=":material/link:", type="compact"):
        for file, *_ in _FILES:
            st.code(plain.links.extract(file.name, file.query(plain)), language=None, wrap_lines=True)


def _buttons(file: File, heading: str, plain: Snapshot) -> None:
    style = {"icon": ":material/download:", "type": "tertiary"}
    if not file.understands("flavour"):
        file_button(file, plain, f"Download {heading}", **style)
        return
    file_button(file, plain, "Download CSV", **style)
    file_button(file, replace(plain, excel=True), "CSV for Excel", **style)


def chosen_actor(network: Network) -> str:
    """The id of the actor around whom the network is drawn; empty for everyone, and for one without a tie here."""
    everyone = _names(everybody(network.nodes.selection.dataset, network.who)[0])
    actor = pick("ego", "Around one actor", {"": "Everyone"} | _names(network.nodes.table), everyone)
    if actor:
        _to_card(network, actor)
    if not actor or actor in network.row_of:
        return actor
    st.info(f"{literal(everyone[actor])} has no such tie in the selected events.", icon=":material/info:")
    return ""


def _to_card(network: Network, actor: str) -> None:
    """The link to an actor's card; a country is one only where events name it as an actor."""
    actors = network.nodes.selection.dataset.actors
    if network.who == "countries":
        named = actors[(actors["kind"] == "country") & (actors["country"] == actor)]
    else:
        named = actors[actors["actor_id"] == actor]
    for id_, name in zip(named["actor_id"][:1], named["name"][:1], strict=True):
        link_rows(Row(f"All about {name}: offices, events, partners", actor_address(id_)))


def _names(table: pd.DataFrame) -> dict[str, str]:
    pairs = zip(table["actor"], table["label"], strict=True)
    return dict(sorted(pairs, key=lambda pair: fold(pair[1])))
