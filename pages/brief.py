"""What do I hand on?"""

from ui.brief import brief_page
from ui.context import view
from ui.filters import empty_state

here = view()
if not empty_state(here.selection):
    brief_page(here)
