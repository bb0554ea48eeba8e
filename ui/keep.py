"""“Save figure”: the figure of a panel as a picture (SVG, PNG) and as a page that opens offline (HTML).

Nothing of it is sent before the control is opened: then a rerun of this piece alone hands the picture's
specification to the browser, which draws it at the click.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.citation import cite
from analysis.selection import Selection
from charts.figure import Figure, Spec
from charts.keepsake import keepsake
from ui.context import view
from ui.datasets import ROOT
from ui.downloads import content_hash, download, file_name
from ui.plotlyjs import ADDRESS, standalone
from ui.state import page_address

_draw = st.components.v2.component(
    "rapport_keep",
    html="<section></section><p role='status'></p>",
    css=(ROOT / "ui" / "keep.css").read_text(encoding="utf-8"),
    js=(ROOT / "ui" / "keep.js").read_text(encoding="utf-8"),
)


def save_figure(figure: Figure, selection: Selection) -> None:
    """The control beside the table of a figure, in the same piece of the page as that."""
    popover = st.popover(
        "Save figure", icon=":material/image:", type="tertiary", on_change="rerun", key=f"keep-{figure.name}"
    )
    if popover.open:
        with popover, st.container(gap="xxsmall"):
            _files(figure, selection)


def _files(figure: Figure, selection: Selection) -> None:
    spec = _keepsake(figure, selection)
    name = f"{figure.name}-in-{figure.unit}"
    stem = file_name(selection, name, "png").removesuffix(".png")
    _draw(data={"spec": spec, "name": stem, "library": ADDRESS}, key=f"keep-images-{figure.name}")
    title = f"{figure.title} ({figure.unit}) · {selection.dataset.about.title}"
    download(
        "Page that opens offline (HTML)", lambda: standalone(spec, title), file_name(selection, name, "html"),
        "text/html", content_hash(repr(spec)), key=f"keep-html-{figure.name}", type="tertiary",
    )  # fmt: skip


def _keepsake(figure: Figure, selection: Selection) -> Spec:
    here = view()
    link = here.links.page(*page_address(here.selection.filters, here.unit))
    return keepsake(figure, cite(selection, here.unit, figure.title, link, date.today()))
