"""How was it coded?"""

import streamlit as st

from ui.codebook import SECTIONS, show_found
from ui.context import view
from ui.state import option

here = view()
section = option("show", "Show", {name: label for name, (label, _) in SECTIONS.items()})
wanted = st.text_input(
    "Search the definitions",
    key="search-codebook",
    icon=":material/search:",
    placeholder="Word in a name or definition",
)
if wanted:
    show_found(wanted)
else:
    SECTIONS[section][1](here)
