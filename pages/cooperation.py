"""On what do they cooperate, and how far did it get?"""

import streamlit as st

from analysis.kinds import mentions
from analysis.sphere_actors import WHO
from analysis.sphere_bases import basis_sentence, no_sphere
from charts.cooperation import CELLS, sphere_stages
from charts.sphere_matrices import spheres_by_actor, spheres_over_time, spheres_together
from ui.context import view
from ui.filters import empty_state
from ui.overview import page_link
from ui.panel import panel
from ui.shared import shared
from ui.state import option
from ui.text import literal

here = view()
if len(here.selection) and not mentions(here.selection)[0]:
    st.info(literal(no_sphere(here.selection)), icon=":material/info:")
    page_link("meetings", "How often they meet")
    page_link("network", "Who deals with whom")
elif not empty_state(here.selection):
    derived = shared(basis_sentence, here.selection)
    if derived:
        st.info(literal(derived), icon=":material/rule:")
    show = option("show", "In the cells", CELLS)
    panel(shared(sphere_stages, here.selection, here.unit, show), here.selection)
    by = option("by", "Per", {"year": "Year", "quarter": "Quarter"})
    panel(shared(spheres_over_time, here.selection, by, here.unit), here.selection)
    panel(shared(spheres_together, here.selection, here.unit), here.selection)
    who = option("who", "Who takes part", WHO)
    panel(shared(spheres_by_actor, here.selection, who, here.unit), here.selection)
