"""Who deals with whom?"""

import streamlit as st

from analysis.actors import REACH, offered
from analysis.channels import CHANNELS, channels
from analysis.network import ego, network, strongest
from charts.channels import channel_matrix
from charts.network import network_map
from charts.partners import partner_bars
from ui.actor_card import actor_card
from ui.context import view
from ui.filters import empty_state
from ui.network import actor_table, around_actor, chosen_actor, network_files
from ui.panel import panel
from ui.shared import shared
from ui.state import number, option
from ui.things import missing, open_thing, refused_actors

here = view()
card = open_thing(here.dataset, "network")
for unknown in refused_actors():
    missing(here.dataset, "network", unknown)
if card:
    actor_card(here, card.row)
    around_actor(here, card.row)
elif not empty_state(here.selection):
    actors, ties = offered(here.dataset)
    with st.container(horizontal=True):
        who = option("who", "Actors", actors)
        tie = option("tie", "Tie", ties)
        reach = option("reach", "Ties drawn", REACH) if who != "countries" else "between"
    with st.container(horizontal=True):
        least = number("least", "Weight of a tie, at least", 1, 999)
        whole = shared(network, here.selection, who, tie, reach, least, here.unit)
        actor = chosen_actor(whole)
    if here.unit == "participations":
        st.caption("A participation belongs to one actor and cannot weigh a tie: ties count events instead.")

    if actor:
        panel(shared(network_map, whole, shared(ego, whole, actor), actor), here.selection)
        panel(shared(partner_bars, whole, actor), here.selection)
    else:
        panel(shared(network_map, whole, shared(strongest, whole)), here.selection)
        first = here.dataset.about.sides.first
        if who == "countries" and here.dataset.about.sides.one_and_all and first in whole.row_of:
            panel(shared(partner_bars, whole, first), here.selection)
    if len(whole):
        actor_table(whole)
        network_files(whole)

    by = option("by", "Channels by", CHANNELS)
    panel(
        shared(channel_matrix, shared(channels, here.selection, by, tie, here.unit), by, tie), here.selection
    )
