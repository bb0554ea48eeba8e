"""The view in the URL: filters, counting unit and the options of a page, in and out.

The URL is the memory of a view: it survives reload, page switches and a cold deep link, and is what people mail to
each other. It holds ids, never labels or counts. A run that was caused by a filter widget follows the widgets; in
any other run a URL that the dashboard did not write itself (a deep link, the Back button) wins.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from analysis.choices import VIEW_KEYS, Refused
from analysis.filters import FIELDS, Filters
from analysis.links import DATA
from analysis.selection import UNITS
from data.dataset import Dataset
from ui.datasets import CHOSEN
from ui.text import literal

_WRITTEN, _TOUCHED, _BY_WIDGET, _PAGE, _OF_PAGE, _TODAY, _FILTERS, _REFUSED, _TURN, _SHOWN, _DATA = (
    "_written", "_touched", "_by_widget", "_page", "_of_page", "_today", "_filters", "_refused", "_turn", "_shown",
    "_data",
)  # fmt: skip
Query = dict[str, list[str]]
FILTER_KEYS = VIEW_KEYS


def key(field: str) -> str:
    """The session key of the widget for a field of ``Filters``."""
    return f"filter_{field}"


def touch() -> None:
    """Callback of every widget whose value is in the URL: this run follows the widgets."""
    st.session_state[_TOUCHED] = True


def follow_url(dataset: Dataset, page: str) -> None:
    """Takes filters from the URL where it was changed from outside; call before any filter widget is drawn."""
    query = current_query()
    state = st.session_state
    other_data = state.get(_DATA, "") != state.get(CHOSEN, "")
    state[_DATA] = state.get(CHOSEN, "")
    switched = state.get(_PAGE) not in (None, page)
    state[_PAGE], state[_OF_PAGE], state[_TODAY] = page, {}, {}
    touched = state[_BY_WIDGET] = state.pop(_TOUCHED, False)
    navigated_plainly = switched and not FILTER_KEYS & query.keys()
    if (
        _FILTERS in state
        and not other_data
        and (touched or navigated_plainly or filter_part(query) == state.get(_WRITTEN))
    ):
        return
    filters, refused = Filters.from_query(query, dataset)
    state[_REFUSED] = refused + _refused_unit(query)
    unit = query.get("unit", ["events"])[0]
    set_filters(filters, unit if unit in UNITS else "events")


def set_filters(filters: Filters, unit: str | None = None) -> None:
    """Puts filters into the widgets; allowed before they are drawn in a run, and in callbacks."""
    state = st.session_state
    state[_FILTERS] = True
    for field in FIELDS:
        value = getattr(filters, field)
        state[key(field)] = (
            list(value)
            if isinstance(value, tuple)
            else (value or None if field in ("first", "last") else value)
        )
    if unit:
        state[key("unit")] = unit


def from_widgets() -> Filters:
    """The filters as the widgets show them now."""
    values: dict[str, Any] = {}
    for field in FIELDS:
        value = st.session_state.get(key(field))
        empty = "any" if field == "match" else ""
        values[field] = tuple(value) if isinstance(value, list) else value or empty
    return Filters(**values).normal()


def write_url(filters: Filters, unit: str) -> None:
    """Writes the whole view into the URL in one go, after the page has run: one step in the browser's history."""
    query = view_query(filters, unit)
    st.session_state[_WRITTEN] = query
    whole = query | st.session_state[_OF_PAGE]
    # A page link to the page that is open changes what is shown and not the address: the address is told anew then.
    # After a link to another page the browser sets the address itself; told before that, it would become an entry of
    # the history that nobody has seen, the page before with the address of this one.
    page = st.session_state[_PAGE]
    page_before, shown_before = st.session_state.get(_SHOWN, (page, whole))
    if current_query() != whole or (page_before == page and shown_before != whole):
        st.query_params.from_dict(whole)
    st.session_state[_SHOWN] = page, whole


def view_query(filters: Filters, unit: str) -> Query:
    """The URL parameters of a view: its filters, and unit and data set unless they are events and the first one."""
    data = st.session_state.get(CHOSEN, "")
    of_data = {DATA: [data]} if data else {}
    return filters.to_query() | ({} if unit == "events" else {"unit": [unit]}) | of_data


def page_address(filters: Filters, unit: str) -> tuple[str, Query]:
    """The page that is open, and the parameters of its whole view; complete when the page has run to its end."""
    return st.session_state[_PAGE], view_query(filters, unit) | page_options()


def refused() -> list[Refused]:
    """What the last URL asked for and this data set does not have."""
    return st.session_state.get(_REFUSED, [])


def current_query() -> Query:
    """All parameters of the URL with all their values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def filter_part(query: Mapping[str, Iterable[str]]) -> Query:
    """The parameters that belong to the filters, without those of a page."""
    return {name: list(values) for name, values in query.items() if name in FILTER_KEYS}


def _refused_unit(query: Query) -> list[Refused]:
    return [
        Refused("unit", unit, "events, reports or participations")
        for unit in query.get("unit", [])
        if unit not in UNITS
    ]


def option(name: str, label: str, choices: Mapping[str, str], default: str = "") -> str:
    """A switch of one page (id → label), kept in the URL like the filters unless it is the default.

    The default is the first choice when none is given. One that is given may depend on the data set and on nothing
    else: an address that is silent about the switch means the same view under all filters.
    """
    default = default or next(iter(choices))
    widget = _follow(name, default, choices)
    st.segmented_control(
        label,
        list(choices),
        format_func=lambda id_: literal(choices[id_]),
        key=widget,
        on_change=touch,
        required=True,
    )
    return _keep(name, default)


def several(name: str, label: str, choices: Mapping[str, str]) -> list[str]:
    """Any of some choices of one page (id → label), kept in the URL; none is the default."""
    widget = f"option-{st.session_state[_PAGE]}-{name}"
    if widget not in st.session_state or not st.session_state[_BY_WIDGET]:
        asked = st.query_params.get_all(name)
        st.session_state[widget] = [id_ for id_ in choices if id_ in asked]
    st.pills(
        label, list(choices), selection_mode="multi", format_func=lambda id_: literal(choices[id_]), key=widget,
        on_change=touch, wrap=True,
    )  # fmt: skip
    value = [id_ for id_ in choices if id_ in st.session_state[widget]]
    if value:
        st.session_state[_OF_PAGE][name] = value
    return value


def pick(name: str, label: str, choices: Mapping[str, str], known: Mapping[str, str]) -> str:
    """One out of many (id → label), kept in the URL; the first choice is the default.

    A value of the URL that is no choice now but is ``known`` stays, so that the page can say why there is nothing.
    """
    default = next(iter(choices))
    widget = _follow(name, default, {**known, **choices})
    names = {**choices, **{id_: text for id_, text in known.items() if id_ == st.session_state[widget]}}
    st.selectbox(label, list(names), format_func=names.__getitem__, key=widget, on_change=touch)
    return _keep(name, default)


def number(name: str, label: str, lowest: int, highest: int) -> int:
    """A whole number of one page, kept in the URL; the lowest is the default."""
    widget = f"option-{st.session_state[_PAGE]}-{name}"
    if widget not in st.session_state or not st.session_state[_BY_WIDGET]:
        asked = st.query_params.get(name, "")
        st.session_state[widget] = (
            int(asked) if asked.isdecimal() and lowest <= int(asked) <= highest else lowest
        )
    st.number_input(label, lowest, highest, key=widget, on_change=touch)
    value: int = st.session_state[widget]
    if value != lowest:
        st.session_state[_OF_PAGE][name] = [str(value)]
    return value


def page_number(pages: int, listed: str) -> int:
    """The page of a long list, kept in the URL; back to the first when ``listed``, what the list holds, changes."""
    turn, of, first = st.session_state.get(_TURN, (0, "", 1))
    asked = st.query_params.get("page", "")
    wanted = min(max(int(asked) if asked.isdecimal() and len(asked) < 10 else 1, 1), pages)
    by_widget = st.session_state[_BY_WIDGET]
    if of != listed or not (by_widget or wanted == st.session_state.get(f"page-{turn}", first)):
        # The widget takes a page from outside only when it is new.
        turn, first = turn + 1, 1 if by_widget else wanted
    st.session_state[_TURN] = turn, listed, first
    value = int(st.pagination(pages, default=first, key=f"page-{turn}", on_change=touch)) if pages > 1 else 1
    if value > 1:
        st.session_state[_OF_PAGE]["page"] = [str(value)]
    return value


def day_option(name: str, label: str, default: date) -> date:
    """A day of one page, kept in the URL as ``2023-05-30``; anything else in the URL gives the default.

    The address of the page as it opens has no day and shows tomorrow the state of tomorrow. A link or file made of the
    view names the day, so that it shows the same later.
    """
    widget = f"option-{st.session_state[_PAGE]}-{name}"
    if st.session_state.get(widget) is None or not st.session_state[_BY_WIDGET]:
        st.session_state[widget] = _day(st.query_params.get(name, "")) or default
    first, last = date(1900, 1, 1), date(2200, 12, 31)
    st.date_input(label, key=widget, on_change=touch, format="YYYY-MM-DD", min_value=first, max_value=last)
    value: date = st.session_state[widget] or default
    explicit = value != default or _day(st.query_params.get(name, "")) == value
    st.session_state[_OF_PAGE if explicit else _TODAY][name] = [value.isoformat()]
    return value


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _follow(name: str, default: str, allowed: Container[str]) -> str:
    """The key of an option's widget, holding what the URL asks for unless this run follows the widgets."""
    widget = f"option-{st.session_state[_PAGE]}-{name}"
    if widget not in st.session_state or not st.session_state[_BY_WIDGET]:
        st.session_state[widget] = st.query_params.get(name)
    if st.session_state[widget] not in allowed:
        st.session_state[widget] = default
    return widget


def _keep(name: str, default: str) -> str:
    """The value of an option, put into the URL of this page when it is not the default."""
    value = st.session_state[f"option-{st.session_state[_PAGE]}-{name}"]
    if value != default:
        st.session_state[_OF_PAGE][name] = [value]
    return value


def by_widget() -> bool:
    """Whether a widget whose value is in the URL caused this run: then the widgets are right, else the URL."""
    return bool(st.session_state[_BY_WIDGET])


def keep_parameters(query: Query) -> None:
    """Puts parameters that are no single option into the URL of this page."""
    st.session_state[_OF_PAGE] |= query


def page_options() -> Query:
    """The parameters of a link to this page beside filters and unit; complete when the page has run."""
    return st.session_state[_TODAY] | st.session_state[_OF_PAGE]


def page_parameter(name: str) -> str:
    """A parameter of one page that no widget holds, such as the event of a card; empty when the URL has none."""
    value = st.query_params.get(name, "")
    if value:
        st.session_state[_OF_PAGE][name] = [value]
    return value


def drop_page_parameter(name: str) -> None:
    """Takes a parameter of the page out of the URL; for callbacks, such as closing a card."""
    st.query_params.pop(name, None)
