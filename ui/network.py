"""Around the drawing of a network: the choice of one actor, the table of all of them, the files."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.actors import everybody
from analysis.centrality import DEFINITIONS, FEWEST
from analysis.network import Network
from analysis.network_files import edge_table, node_table
from analysis.selection import UNITS
from data.about import country_name
from data.vocabulary import fold, vocabulary
from ui.downloads import csv_buttons
from ui.event_list import event_list
from ui.state import pick
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


def network_files(network: Network) -> None:
    """Nodes and edges as files."""
    st.subheader("The network as files", anchor=False)
    st.caption(
        "Nodes with their measures; edges with weight, first and last date, spheres and the events behind them."
    )
    files = (("nodes", node_table), ("edges", edge_table))
    for column, (name, make) in zip(st.columns(2), files, strict=True):
        file = f"network-{name}-{network.who}-{network.tie}"
        with column:
            st.markdown(f"**{name.capitalize()}**")
            csv_buttons(partial(make, network), file, network.nodes.selection)


def chosen_actor(network: Network) -> str:
    """The id of the actor around whom the network is drawn; empty for everyone, and for one without a tie here."""
    everyone = _names(everybody(network.nodes.selection.dataset, network.who)[0])
    actor = pick("ego", "Around one actor", {"": "Everyone"} | _names(network.nodes.table), everyone)
    if not actor or actor in network.row_of:
        return actor
    st.info(f"{literal(everyone[actor])} has no such tie in the selected events.", icon=":material/info:")
    return ""


def _names(table: pd.DataFrame) -> dict[str, str]:
    pairs = zip(table["actor"], table["label"], strict=True)
    return dict(sorted(pairs, key=lambda pair: fold(pair[1])))
