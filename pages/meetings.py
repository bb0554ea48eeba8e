"""How often do they meet, at what level, where?"""

import streamlit as st

from analysis.frequency import frequency
from analysis.intervals import intervals
from analysis.level_pairs import level_pairs
from analysis.meetings import MEETINGS, MEETINGS_AND_TRIPS, TRIPS, lone_trips, meetings, trips_only
from analysis.periods import resolution
from analysis.places import where
from analysis.reciprocity import reciprocity
from analysis.stacks import stacks
from analysis.timeline import everything
from charts.frequency import frequency_bars
from charts.intervals import interval_bars
from charts.level_pairs import level_matrix
from charts.places import place_bars
from charts.reciprocity import reciprocity_bars
from ui.context import view
from ui.event_list import event_list
from ui.filters import empty_state
from ui.machine import machine_coded
from ui.panel import panel
from ui.shared import shared
from ui.state import option
from ui.text import literal

PERIODS = {"year": "Year", "quarter": "Quarter", "month": "Month"}

here = view()
if not empty_state(here.selection):
    machine_coded(here.dataset.about)
    alone = shared(lone_trips, here.selection)
    with st.container(horizontal=True):
        by = option("by", "Per", PERIODS, resolution(everything(here.dataset)))
        stack = option("stack", "Split by", stacks(here.dataset))
        trips = "only"
        if not trips_only(here.dataset):
            what = f"Trips without a known meeting ({len(alone):,})"
            trips = option("trips", what, {"apart": "Leave apart", "add": "Add"})
    held = alone if trips == "only" else shared(meetings, here.selection, trips=trips == "add")
    noun = {"apart": MEETINGS, "add": MEETINGS_AND_TRIPS, "only": TRIPS}[trips]
    if trips == "only":
        st.caption("This data set holds trips and no meetings within them: its trips are counted.")

    panel(shared(frequency_bars, shared(frequency, held, by, stack, here.unit), noun), here.selection)
    if trips == "apart" and len(alone):
        many = TRIPS.count(len(alone))
        with st.expander(
            f"{literal(many)} without a known meeting, not counted above", icon=":material/luggage:"
        ):
            event_list(here.dataset, alone.rows, "Trips of which no meeting is known", "trips")

    panel(shared(reciprocity_bars, shared(reciprocity, here.selection, unit=here.unit)), here.selection)
    panel(shared(level_matrix, shared(level_pairs, held, here.unit), noun), here.selection)
    panel(shared(interval_bars, shared(intervals, held), here.unit, noun), here.selection)
    panel(shared(place_bars, shared(where, held, here.unit), noun), here.selection)
