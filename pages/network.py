"""Who deals with whom?"""

import streamlit as st

from analysis.actors import REACH, offered
from analysis.channels import CHANNELS, channels
from analysis.network import ego, network, strongest
from charts.channels import channel_matrix
from charts.network import network_map
from charts.partners import partner_bars
from ui.context import view
from ui.filters import empty_state
from ui.network import actor_table, chosen_actor, network_files
from ui.panel import panel
from ui.state import number, option

here = view()
if not empty_state(here.selection):
    actors, ties = offered(here.dataset)
    with st.container(horizontal=True):
        who = option("who", "Actors", actors)
        tie = option("tie", "Tie", ties)
        reach = option("reach", "Ties drawn", REACH) if who != "countries" else "between"
    with st.container(horizontal=True):
        least = number("least", "Weight of a tie, at least", 1, 999)
        whole = network(here.selection, who, tie, reach, least, here.unit)
        actor = chosen_actor(whole)
    if here.unit == "participations":
        st.caption("A participation belongs to one actor and cannot weigh a tie: ties count events instead.")

    if actor:
        panel(network_map(whole, ego(whole, actor), actor), here.selection)
        panel(partner_bars(whole, actor), here.selection)
    else:
        panel(network_map(whole, strongest(whole)), here.selection)
    if len(whole):
        actor_table(whole)
        network_files(whole)

    by = option("by", "Channels by", CHANNELS)
    panel(channel_matrix(channels(here.selection, by, tie, here.unit), by, tie), here.selection)
