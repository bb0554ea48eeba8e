"""What does this rest on?"""

from ui.context import view
from ui.coverage import SECTIONS
from ui.filters import empty_state
from ui.sources import source_card
from ui.state import option, page_parameter

here = view()
chosen = page_parameter("source")
if chosen:
    page_parameter("show")  # the way back leads to the section that the reader came from
    source_card(here.dataset, chosen)
else:
    section = option("show", "Show", {name: label for name, (label, _) in SECTIONS.items()})
    if section == "limits" or not empty_state(here.selection):
        SECTIONS[section][1](here)
