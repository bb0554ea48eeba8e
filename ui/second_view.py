"""View B of a comparison: what it changes of view A, kept in the URL with a prefix.

What the reader changed for view B is the only thing remembered; its widgets show view A with these changes. So a
filter that is not changed for view B follows view A.
"""

from __future__ import annotations

import streamlit as st

from analysis.choices import ANY, Refused
from analysis.comparison import Comparison
from analysis.filters import Filters
from analysis.selection import Selection, select
from analysis.two_filters import FIELD, changed, changes, prefixed, valid_changes
from data.dataset import Dataset
from ui.state import by_widget, current_query, from_widgets, keep_parameters, set_filters, touch

_CHANGES, _REFUSED = "_second", "_second_refused"
AS_IN_A: tuple[str, ...] = ()
"""What a list of one filter holds when view B follows view A in it."""


def compared(first: Selection) -> Comparison:
    """View A and the view B that the URL or the widgets of this run ask for; call before a widget of B is drawn."""
    state = st.session_state
    if _CHANGES not in state or not by_widget():
        state[_CHANGES], state[_REFUSED] = valid_changes(current_query(), first.dataset)
    keep_parameters(prefixed(state[_CHANGES]))
    second = changed(first.filters, state[_CHANGES], first.dataset)
    return Comparison(first, select(first.dataset, second))


def refused_for_second() -> list[Refused]:
    """What the last URL asked for view B and this data set does not have."""
    return st.session_state.get(_REFUSED, [])


def widget(key: str) -> str:
    """The session key of view B's widget for a filter."""
    return f"second_{key}"


def show(key: str, value: object) -> None:
    """Puts a value into a widget of view B unless it holds it: what is put anew would undo a click under way."""
    if widget(key) not in st.session_state or st.session_state[widget(key)] != value:
        st.session_state[widget(key)] = value


def change_listed(key: str) -> None:
    """Callback of a list: as in view A, any, or one value."""
    _set(key, list(st.session_state[widget(key)]))


def change_plain(key: str, dataset: Dataset) -> None:
    """Callback of pills, a switch or a text: what is again as in view A is no change."""
    value = st.session_state[widget(key)]
    filters = from_widgets()
    values = list(value) if isinstance(value, list) else [value.strip()] if value and value.strip() else []
    asked = changed(filters, st.session_state[_CHANGES] | {key: values or [ANY]}, dataset)
    same = getattr(asked, FIELD[key]) == getattr(filters, FIELD[key])
    _set(key, [] if same else values or [ANY])


def drop(key: str) -> None:
    """Callback: view B follows view A in this filter."""
    _set(key, [])


def _set(key: str, values: list[str]) -> None:
    rest = {name: held for name, held in st.session_state[_CHANGES].items() if name != key}
    st.session_state[_CHANGES] = rest | ({key: values} if values else {})
    touch()


def set_views(first: Filters, second: Filters) -> None:
    """Callback: both views at once, as for an idea, for swapping them, or for making B equal to A."""
    set_filters(first)
    st.session_state[_CHANGES] = changes(first, second)
    touch()
