"""How do the two deal with each other?"""

from datetime import date

import streamlit as st

from analysis.overview import lead, top_actors, top_spheres
from analysis.timeline import LIMIT
from charts.overview import actor_ranking, coverage_strip, sphere_ranking
from charts.timeline import timeline
from charts.timeline_years import timeline_years
from ui.context import view
from ui.filters import empty_state
from ui.machine import machine_coded
from ui.overview import announcements, latest_events, metrics, page_link
from ui.panel import panel
from ui.shared import shared
from ui.text import literal

here = view()
selection = here.selection
if not empty_state(selection):
    st.subheader(literal(shared(lead, selection)), anchor=False)
    machine_coded(here.dataset.about)
    metrics(selection)
    by_year = len(selection) > LIMIT
    panel(shared(timeline_years if by_year else timeline, selection), selection)
    panel(shared(coverage_strip, selection, "year" if by_year else "month"), selection)
    page_link("sources", "What this rests on, source by source")
    for column, figure, page, label in zip(
        st.columns(2, gap="large"),
        (
            shared(sphere_ranking, shared(top_spheres, selection, here.unit)),
            shared(actor_ranking, shared(top_actors, selection, here.unit)),
        ),
        ("cooperation", "network"),
        ("How far each sphere got", "Who deals with whom"),
        strict=True,
    ):
        with column:
            panel(figure, selection)
            page_link(page, label)
    latest_events(selection)
    announcements(selection, date.today())
