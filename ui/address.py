"""The public address of the dashboard: what links in files, citations and mails begin with."""

from __future__ import annotations

import os
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from analysis.links import Links
from data.dataset import Dataset
from ui.datasets import CHOSEN, OWN

SETTING = "RAPPORT_URL"
"""The setting that holds the public address where the server cannot know it, as behind a proxy."""


def page_links(dataset: Dataset) -> Links:
    """Links for a page: they begin with the setting, or with the address that the reader's browser shows.

    Of a reader's own table they are empty: it is gone with the session.
    """
    data = st.session_state.get(CHOSEN, "")
    return replace(links_below(_served_at(st.context.url or ""), dataset, data), lasting=data != OWN)


def links_below(address: str, dataset: Dataset, data: str = "") -> Links:
    """Links that begin with the setting, or with ``address`` when there is none; ``data`` names the data set."""
    return Links((os.environ.get(SETTING) or address).rstrip("/"), dataset.version, data)


def _served_at(page_url: str) -> str:
    """``https://host/base`` of ``https://host/base/meetings``; pages lie directly below the base path."""
    parts = urlsplit(page_url)
    base = "/" + str(st.get_option("server.baseUrlPath")).strip("/")
    return f"{parts.scheme}://{parts.netloc}{base}" if parts.netloc else ""
