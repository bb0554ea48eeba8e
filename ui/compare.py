"""The two views of a comparison in words, and how a reader chooses view B."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.choices import ANY, CHOICES, spheres_present
from analysis.comparison import Comparison
from analysis.comparison_basis import basis_words
from analysis.comparison_change import change
from analysis.comparison_ideas import ideas
from analysis.registry import COMPARISON
from analysis.selection import LABELS, Selection, regained
from analysis.snapshot import Snapshot
from analysis.two_filters import FIELD, LABEL, changes, in_words
from analysis.words import both, count
from charts.comparison import change_table
from data.dates import in_words as month_in_words
from data.vocabulary import vocabulary
from ui.context import view
from ui.downloads import file_button
from ui.filters import months
from ui.panel import panel
from ui.second_view import (
    AS_IN_A,
    change_listed,
    change_plain,
    drop,
    refused_for_second,
    set_views,
    show,
    widget,
)
from ui.text import literal

_BY_KEY = {choice.key: choice for choice in CHOICES}
_PILLS = ("status", "scope", "type", "level")
_LISTS = ("country", "actor", "place", "press")


def two_views(comparison: Comparison) -> None:
    """Both views in one sentence each with their counts, what view B changes, and ways to turn the two round."""
    first, second = comparison.first, comparison.second
    for column, name, selection, look in zip(
        st.columns(2), "AB", (first, second), ("filled", "outlined"), strict=True
    ):
        with column, st.container(border=True, key=f"view-{name}", height="stretch"):
            st.markdown(f"**View {name}** :small[(drawn {look})]")
            _accounted(selection)
            if name == "B":
                _changes(comparison)
    for notice in refused_for_second():
        words = f"The link asks for something that is not here: {literal(notice)}"
        st.warning(words, icon=":material/link_off:")
    if not comparison.same:
        _turned(comparison)


def _accounted(selection: Selection) -> None:
    """The same accounting as that of the frame, for one view."""
    whole = len(selection.dataset)
    described = literal(selection.filters.describe(selection.dataset))
    st.markdown(f"**{len(selection):,} of {count(whole, 'event')}.** {described}")
    shares = [f"{step.removed:,} by {step.label}" for step in selection.steps if step.removed]
    if shares:
        st.caption(f"Set aside, in this order: {literal(both(shares))}.")


def _changes(comparison: Comparison) -> None:
    """What view B changes of view A, each with a way back."""
    changed = changes(comparison.first.filters, comparison.second.filters)
    if not changed:
        st.caption("The same as view A.")
    with st.container(horizontal=True, gap="small"):
        for key, values in changed.items():
            st.button(
                literal(in_words(key, values, comparison.dataset)), key=f"drop_{key}", on_click=drop, args=(key,),
                icon=":material/close:", type="tertiary", help="Let view B follow view A in this.", wrap=True,
            )  # fmt: skip


def _turned(comparison: Comparison) -> None:
    first, second = comparison.first.filters, comparison.second.filters
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Swap A and B", key="swap", on_click=set_views, args=(second, first), icon=":material/swap_horiz:",
            type="tertiary",
        )  # fmt: skip
        st.button(
            "Make B equal to A", key="equal", on_click=set_views, args=(first, first), icon=":material/equal:",
            type="tertiary",
        )  # fmt: skip


def choose(comparison: Comparison) -> None:
    """Comparisons found in the data, one click each, and every filter of view B."""
    if comparison.same:
        st.markdown("Both views are the same so far. Choose a comparison, or change a filter of view B.")
    found = ideas(comparison.first)
    if found:
        with (
            st.expander(
                "Comparisons worth a look", expanded=comparison.same, icon=":material/lightbulb:", key="ideas"
            ),
            st.container(gap="xxsmall"),
        ):
            for idea in found:
                a, b = len(idea.comparison.first), len(idea.comparison.second)
                st.button(
                    f"{literal(idea.label)} ({a:,} and {count(b, 'event')})", key=f"idea_{idea.name}",
                    on_click=set_views, args=(idea.comparison.first.filters, idea.comparison.second.filters),
                    icon=":material/compare_arrows:", type="tertiary", wrap=True,
                )  # fmt: skip
    _spheres(comparison)
    with st.expander("Other filters of view B", icon=":material/tune:", key="filters-of-b"):
        _others(comparison)


def _spheres(comparison: Comparison) -> None:
    filters, spheres = comparison.second.filters, vocabulary("spheres")
    present = spheres_present(comparison.dataset)
    ids = [id_ for id_, there in zip(spheres.ids, present, strict=True) if there or id_ in filters.spheres]
    if ids:
        _pills(comparison, "sphere", "Sphere of cooperation in view B", ids)
    if len(filters.spheres) > 1:
        names = {"any": "in any of them", "all": "in all of them"}
        show("match", filters.match)
        st.segmented_control(
            "Events of view B that are", list(names), format_func=names.__getitem__, key=widget("match"),
            on_change=change_plain, args=("match", comparison.dataset), required=True,
        )  # fmt: skip


def _others(comparison: Comparison) -> None:
    filters, dataset = comparison.second.filters, comparison.dataset
    show("q", filters.text)
    st.text_input(
        "Search in view B", key=widget("q"), on_change=change_plain, args=("q", dataset), icon=":material/search:",
        placeholder="Title, summary or name",
    )  # fmt: skip
    left, right = st.columns(2)
    for column, key in zip((left, right), ("from", "to"), strict=True):
        names = {month: month_in_words(month) for month in months(dataset)}
        with column:
            _list(comparison, key, names)
    for column, key in zip((left, right) * 2, _LISTS, strict=True):
        with column:
            _list(comparison, key, _BY_KEY[key].options(comparison.dataset))
    for key in _PILLS:
        _pills(comparison, key, _BY_KEY[key].label, list(_BY_KEY[key].options(comparison.dataset)))


def _pills(comparison: Comparison, key: str, label: str, ids: list[str]) -> None:
    names = _BY_KEY[key].options(comparison.dataset)
    show(key, list(getattr(comparison.second.filters, FIELD[key])))
    st.pills(
        label, ids, selection_mode="multi", format_func=lambda id_: literal(names[id_]), key=widget(key),
        on_change=change_plain, args=(key, comparison.dataset), wrap=True,
    )  # fmt: skip


def _list(comparison: Comparison, key: str, names: dict[str, str]) -> None:
    """One value out of many; view B follows view A unless one is chosen. Several values can come from a link."""
    value = tuple(changes(comparison.first.filters, comparison.second.filters).get(key, AS_IN_A))
    options = [AS_IN_A, (ANY,), *((id_,) for id_ in names)]
    options += [value] if value not in options else []
    show(key, value)
    st.selectbox(
        LABEL[key], options, key=widget(key), on_change=change_listed, args=(key,), filter_mode="contains",
        format_func=lambda ids: both([names[id_] if id_ in names else _unlisted(id_) for id_ in ids]) or "As in view A",
    )  # fmt: skip


def _unlisted(id_: str) -> str:
    """``any``, or a month beyond those of the data set."""
    return "Any" if id_ == ANY else month_in_words(id_)


def what_changed(comparison: Comparison) -> None:
    """The table of differences with what they rest on beside it, and the events of both views as a file."""
    panel(change_table(comparison, change(comparison), basis_words(comparison)), comparison.either)
    here = view()
    plain, excel = (
        Snapshot(comparison.first, here.links, date.today(), here.unit, flavour, second=comparison.second)
        for flavour in (False, True)
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="comparison-file"):
        many = count(len(comparison.either), "event")
        st.caption(f"The events of both views, each with the view that holds it ({many}):", width="content")
        file_button(COMPARISON, plain, "Download CSV", icon=":material/download:", type="tertiary")
        file_button(COMPARISON, excel, "CSV for Excel", icon=":material/download:", type="tertiary")
        with st.popover("Address for scripts", icon=":material/code:", type="tertiary"):
            st.code(
                here.links.extract(COMPARISON.name, COMPARISON.query(plain)), language=None, wrap_lines=True
            )


def comparable(comparison: Comparison) -> bool:
    """True when there is something to draw: the views differ, and one of them holds an event.

    Says what empties view B where it is empty; the page says it of view A as every page does.
    """
    if not comparison.same and not len(comparison.second):
        _empty_second(comparison)
    return not comparison.same and len(comparison.either) > 0


def _empty_second(comparison: Comparison) -> None:
    """Which change empties view B, and what lifting one of its filters brings back."""
    filters = comparison.second.filters
    with st.container(border=True):
        st.markdown("**No event matches the filters of view B.**")
        gains = {field: number for field, number in regained(comparison.dataset, filters).items() if number}
        if not gains:
            st.write("No single filter is to blame: only several of them together leave nothing.")
        for field, number in gains.items():
            st.button(
                f"Lift view B’s filter on {LABELS[field]}: {count(number, 'event')}", key=f"empty_b_{field}",
                on_click=set_views, args=(comparison.first.filters, filters.without(field)),
                icon=":material/filter_alt_off:",
            )  # fmt: skip
