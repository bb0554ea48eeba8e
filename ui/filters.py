"""The filter widgets: spheres above every page, the others in the sidebar, and the line that accounts for events."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.choices import CHOICES, Choice, events_of_actors, spheres_present
from analysis.filters import DEFAULT
from analysis.periods import months_of_all, period_id
from analysis.selection import LABELS, UNITS, Selection, regained
from analysis.words import both, count
from data.dataset import Dataset
from data.dates import in_words
from data.vocabulary import vocabulary
from ui.shared import shared
from ui.state import from_widgets, key, refused, set_filters, touch
from ui.text import literal

_BY_FIELD = {choice.field: choice for choice in CHOICES}


def sphere_filter(dataset: Dataset, *, drawn: bool = True) -> None:
    """The first and most visible filter: one click on a sphere, on every page that shows events."""
    if not drawn:
        _keep("spheres", "match")
        return
    present = dataset.keep("spheres present", lambda: spheres_present(dataset).tolist())
    spheres = vocabulary("spheres")
    # Streamlit forgets a widget that a run did not draw, as over a data set without spheres.
    chosen = st.session_state.get(key("spheres"), [])
    ids = [id_ for id_, there in zip(spheres.ids, present, strict=True) if there or id_ in chosen]
    if not ids:
        st.caption("This data set names no spheres of cooperation.")
        return
    st.pills(
        "Sphere of cooperation", ids, selection_mode="multi", format_func=spheres.label, key=key("spheres"),
        on_change=touch, wrap=True,
    )  # fmt: skip
    if len(st.session_state[key("spheres")]) > 1:
        names = {"any": "in any of them", "all": "in all of them"}
        st.segmented_control(
            "Events that are", list(names), format_func=names.__getitem__, key=key("match"), on_change=touch,
            required=True,
        )  # fmt: skip


def _keep(*fields: str) -> None:
    """What was chosen stays chosen on a page without the filter: Streamlit forgets a widget that is not drawn."""
    for name in (key(field) for field in fields if key(field) in st.session_state):
        st.session_state[name] = st.session_state[name]


def sidebar_filters(dataset: Dataset) -> None:
    """Every other filter, in the sidebar."""
    st.subheader("Filters", anchor=False)
    st.text_input(
        "Search", key=key("text"), on_change=touch, icon=":material/search:", placeholder="Title, summary or name",
    )  # fmt: skip
    _period(dataset)
    for field in ("statuses", "scopes", "types", "levels", "countries", "actors", "places", "press"):
        _multiselect(_BY_FIELD[field], dataset)
    st.button("Reset filters", icon=":material/restart_alt:", on_click=_reset, width="stretch")


_HELP = {
    "statuses": "Whether it happened. None chosen: every status.",
    "scopes": "Whether both sides of the dyad are parties. None chosen: every scope.",
    "countries": "Events in which somebody of this country takes part. "
    "A country that was only talked about is not counted.",
    "actors": "Events in which the actor stands in any role, also as a subject of the talks.",
    "places": "Events whose place is known to lie in this country. Calls and unknown places are in none.",
    "press": "Events reported by at least one publisher of this country.",
    "levels": "Events with at least one participant at this level.",
}


MOST_OFFERED = 500
"""How many values a list offers: each is sent to the browser at every click."""


def _multiselect(choice: Choice, dataset: Dataset) -> None:
    options = choice.options(dataset)
    offered = dataset.keep(("offered", choice.field), lambda: _offered(choice, options, dataset))
    chosen = [value for value in st.session_state[key(choice.field)] if value not in offered]
    help_text = _HELP.get(choice.field)
    if len(offered) < len(options):
        help_text = (
            f"{help_text} The list holds the {len(offered):,} actors with most events of {len(options):,}; "
            "any other is found by the search above, and its card filters by it."
        )
    st.multiselect(
        literal(choice.label), [*offered, *chosen], format_func=options.__getitem__, key=key(choice.field),
        on_change=touch, placeholder="All", help=literal(help_text or "") or None, filter_mode="contains",
    )  # fmt: skip


def _offered(choice: Choice, options: dict[str, str], dataset: Dataset) -> list[str]:
    """The values of a list, in their order; of very many actors those with most events."""
    if choice.field != "actors" or len(options) <= MOST_OFFERED:
        return list(options)
    events = dataset.keep("events of actors", lambda: events_of_actors(dataset))
    busiest = np.argsort(-events, kind="stable")[:MOST_OFFERED]
    ids = set(dataset.actors["actor_id"].to_numpy()[busiest])
    return [id_ for id_ in options if id_ in ids]


def _period(dataset: Dataset) -> None:
    known = months(dataset)
    for field, label in (("first", "From month"), ("last", "To month")):
        chosen = st.session_state[key(field)]
        options = known if chosen in (None, *known) else sorted([*known, chosen])
        st.selectbox(
            label, options, index=None, format_func=in_words, key=key(field), on_change=touch, placeholder="Any",
            filter_mode="contains",
        )  # fmt: skip


def months(dataset: Dataset) -> list[str]:
    """Every month from that of the first event to that of the last."""
    return dataset.keep("months", lambda: _months(dataset))


def _months(dataset: Dataset) -> list[str]:
    reached = months_of_all(dataset)
    return [period_id(number, "month") for number in range(reached[0], reached[1] + 1)] if reached else []


def _reset() -> None:
    set_filters(DEFAULT, "events")
    touch()


def _lift(field: str) -> None:
    set_filters(from_widgets().without(field))
    touch()


def unit_filter() -> str:
    """The counting unit of every chart."""
    st.radio(
        "Count", list(UNITS), format_func=str.capitalize, key=key("unit"), on_change=touch, horizontal=True,
        help="An event is counted once. A report is one source that tells of one event. "
        "A participation is one actor in one event.",
    )  # fmt: skip
    return st.session_state[key("unit")]


_ASIDE = {"scopes": "third-party events", "statuses": "planned, cancelled or claimed events"}


def accounting(selection: Selection, unsaid: tuple[str, ...] = ()) -> None:
    """How many of how many events are selected, and which filter removed how many; the sum is the whole data set.

    What the address asked for and is not here is named, unless its key is one of ``unsaid``.
    """
    dataset = selection.dataset
    described = literal(selection.filters.describe(dataset))
    with st.container(key="accounting", gap="xsmall"):
        st.markdown(f"**{len(selection):,} of {count(len(dataset), 'event')} selected.** {described}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            shares = [f"{step.removed:,} by {step.label}" for step in selection.steps if step.removed]
            if shares:
                st.caption(f"Set aside, in this order: {literal(both(shares))}.", width="content")
            _one_click_away(selection)
    for notice in (one for one in refused() if one.key not in unsaid):
        st.warning(
            f"The link asks for something that is not here: {literal(notice)}", icon=":material/link_off:"
        )


def _one_click_away(selection: Selection) -> None:
    """Buttons that bring back what the default view sets aside."""
    fields = [field for field in _ASIDE if getattr(selection.filters, field) == getattr(DEFAULT, field)]
    more = shared(regained, selection.dataset, selection.filters) if fields else {}
    for field in fields:
        gained = more[field] - len(selection)
        if gained:
            label = f"Add {gained:,} {_ASIDE[field] if gained > 1 else _ASIDE[field].removesuffix('s')}"
            st.button(
                label,
                key=f"lift_{field}",
                on_click=_lift,
                args=(field,),
                type="tertiary",
                icon=":material/add:",
            )


def empty_state(selection: Selection) -> bool:
    """When nothing is selected: says which filter empties the view and offers to lift it. True when it did."""
    if len(selection):
        return False
    gains = regained(selection.dataset, selection.filters)
    with st.container(border=True):
        st.markdown("**No event matches these filters.**")
        helpful = {field: number for field, number in gains.items() if number}
        if not helpful:
            st.write("No single filter is to blame: only several of them together leave nothing.")
        for field, number in helpful.items():
            label = f"Lift the filter on {LABELS[field]}: {count(number, 'event')}"
            st.button(
                label, key=f"empty_{field}", on_click=_lift, args=(field,), icon=":material/filter_alt_off:"
            )
        st.button("Reset filters", key="empty_reset", on_click=_reset, icon=":material/restart_alt:")
    return True
