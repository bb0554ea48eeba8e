"""What differs between two views?"""

import streamlit as st

from analysis.comparison import actors, levels, overlap, spheres, types
from analysis.comparison_course import PER, by_that_fits, course
from charts.comparison import overlap_bar
from charts.comparison_course import course_bars
from charts.comparison_rows import actor_rows, level_rows, sphere_rows, type_rows
from ui.compare import choose, comparable, two_views, what_changed
from ui.context import view
from ui.filters import empty_state
from ui.panel import panel
from ui.second_view import compared
from ui.state import option

here = view()
comparison = compared(here.selection)
if not comparison.same:
    here.instead.append(comparison.either)
two_views(comparison)
choose(comparison)
empty_state(here.selection)
if comparable(comparison):
    either = comparison.either
    what_changed(comparison)
    panel(overlap_bar(comparison, overlap(comparison, here.unit)), either)
    with st.container(horizontal=True):
        asked = option("by", "Meetings per", PER)
    by, notes = by_that_fits(comparison, asked)
    panel(course_bars(comparison, course(comparison, by, here.unit), notes), either)
    panel(sphere_rows(comparison, spheres(comparison, here.unit)), either)
    panel(actor_rows(comparison, actors(comparison, here.unit)), either)
    panel(type_rows(comparison, types(comparison, here.unit)), either)
    panel(level_rows(comparison, levels(comparison, here.unit)), either)
