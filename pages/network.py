"""Who deals with whom?"""

import streamlit as st

from analysis.actors import ACTORS, REACH, everybody
from analysis.channels import CHANNELS, channels
from analysis.encounters import TIES
from analysis.network import ego, network, strongest
from charts.channels import channel_matrix
from charts.network import network_map
from charts.partners import partner_bars
from ui.actor_table import actor_table, network_files
from ui.context import view
from ui.filters import empty_state
from ui.panel import panel
from ui.state import number, option, pick
from ui.text import literal

here = view()
if not empty_state(here.selection):
    with st.container(horizontal=True):
        who = option("who", "Actors", ACTORS)
        tie = option("tie", "Tie", TIES)
        reach = option("reach", "Ties", REACH) if who != "countries" else "between"
    with st.container(horizontal=True):
        least = number("least", "Weight of a tie, at least", 1, 999)
        whole = network(here.selection, who, tie, reach, least, here.unit)
        found = dict(
            sorted(
                zip(whole.nodes.table["actor"], whole.nodes.table["label"], strict=True),
                key=lambda pair: pair[1],
            )
        )
        everyone = everybody(here.dataset, who)[0]
        actor = pick(
            "ego",
            "Around one actor",
            {"": "Everyone"} | found,
            dict(zip(everyone["actor"], everyone["label"], strict=True)),
        )
    if here.unit == "participations":
        st.caption(
            "A participation belongs to one actor and cannot weigh a tie: this page counts events instead."
        )
    if actor and actor not in found:
        name = everyone["label"][everyone["actor"] == actor].iloc[0]
        st.info(
            f"{literal(name)} has no such tie in the selected events. Everyone is shown.",
            icon=":material/info:",
        )

    if actor in found:
        panel(network_map(whole, ego(whole, actor), actor), here.selection)
        panel(partner_bars(whole, actor), here.selection)
    else:
        panel(network_map(whole, strongest(whole)), here.selection)
    if len(whole):
        actor_table(whole)

    by = option("by", "Channels by", CHANNELS)
    panel(channel_matrix(channels(here.selection, by, tie, here.unit), by, tie), here.selection)
    if len(whole):
        network_files(whole)
