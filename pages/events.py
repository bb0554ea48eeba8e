"""Which events exactly?"""

from analysis.lines import event_row
from ui.context import view
from ui.downloads import extract_buttons
from ui.event_card import event_card, missing_event
from ui.event_list import order_from_url, selected_events
from ui.filters import empty_state
from ui.snippets import script_snippets
from ui.state import page_parameter

here = view()
asked = page_parameter("event")
row = event_row(here.dataset, asked)
if row is not None:
    event_card(here, row, order_from_url() == "newest")
elif asked:
    missing_event(here, asked, order_from_url() == "newest")
elif not empty_state(here.selection):
    extract_buttons(here)
    script_snippets(here)
    selected_events(here)
