"""The figure panel: title with counting unit, chart, computed sentence, table behind it, CSV, events of a click."""

from __future__ import annotations

from html import unescape

import streamlit as st

from analysis.selection import Selection
from charts.figure import Figure, Spec
from data.turns import turn
from ui.downloads import csv_buttons
from ui.event_list import event_list
from ui.keep import save_figure
from ui.ready import Ready
from ui.tables import readable
from ui.text import literal

CONFIG = {"displayModeBar": False, "responsive": True}


def panel(figure: Figure, selection: Selection) -> list | None:
    """Draws one figure with all that stands around it; a click on a mark lists its events below.

    Returns the mark that is clicked (its ``customdata``), for a page that has more to say about it; else None.
    """
    with st.container(key=f"panel-{figure.name}"):
        st.subheader(
            literal(f"{figure.title} ({figure.unit})"), anchor=False, help=literal(figure.help) or None
        )
        if figure.empty:
            st.info(literal(figure.sentence), icon=":material/info:")
            return None
        state = st.plotly_chart(
            Ready(inked(figure.spec)), key=f"chart-{figure.name}", on_select="rerun", selection_mode="points",
            config=CONFIG, alt=figure.sentence,
        )  # fmt: skip
        st.markdown(literal(figure.sentence))
        for note in filter(None, (*figure.notes, " ".join(figure.hints))):
            st.caption(literal(note))
        _take_away(figure, selection)
        return _clicked(figure, selection, state)


def inked(spec: Spec) -> Spec:
    """The figure with its text in the colour of the theme's text: Streamlit's own is too pale on a light page."""
    ink = st.get_option(f"theme.{st.context.theme.type or 'light'}.textColor")
    layout = spec["layout"] | {"font": {"color": ink}}
    for name in (name for name in layout if name.startswith(("xaxis", "yaxis"))):
        layout[name] = layout[name] | {"tickfont": layout[name].get("tickfont", {}) | {"color": ink}}
    traces = [_still_inked(trace, ink) if trace["type"] == "bar" else trace for trace in spec["data"]]
    return spec | {"data": traces, "layout": layout}


def _still_inked(bars: Spec, ink: str) -> Spec:
    """Numbers on bars and in cells keep their colour when another mark is selected; only the bars fade."""
    both = {state: bars.get(state, {}) | {"textfont": {"color": ink}} for state in ("selected", "unselected")}
    return bars | both  # Plotly fails on a click when only one of the two is given


@st.fragment
def _take_away(figure: Figure, selection: Selection) -> None:
    """Two quiet controls on one line; the table opens below them as wide as the panel, and is not sent before."""
    place = f"table-of-{figure.name}"
    with turn():
        _controls(figure, selection, place)


def _controls(figure: Figure, selection: Selection, place: str) -> None:
    opened = st.session_state.get(place, False)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(
            "Close the table" if opened else "Table and download", icon=":material/table_chart:", type="tertiary",
            key=f"open-{place}", on_click=_turn, args=(place,),
        )  # fmt: skip
        save_figure(figure, selection)  # the last on the line: a popover takes all the room there is
    if opened:
        shown = readable(figure, selection.dataset)
        st.dataframe(shown, hide_index=True, alt=f"Table behind the chart: {figure.title}")
        csv_buttons(figure.table, f"{figure.name}-in-{figure.unit}", selection)


def _turn(place: str) -> None:
    st.session_state[place] = not st.session_state.get(place, False)


def _clicked(figure: Figure, selection: Selection, state: dict) -> list | None:
    for point in state["selection"]["points"][:1]:
        if "customdata" in point:
            mark = point["customdata"]
            rows, title = figure.events(mark), unescape(mark[2])
            event_list(selection.dataset, rows, title, figure.name, figure.remarks)
            return mark
    return None
