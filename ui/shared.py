"""What was worked out for one reader's view, for the next reader who asks the same.

It is right because a data set is frozen: the same function of the same selection gives the same answer. Two things
are never kept: what is made of a reader's own table, and what is made of a data set so large that a few hundred
selections of it would fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from data.dataset import Dataset
from ui.datasets import CHOSEN, OWN

P = ParamSpec("P")
T = TypeVar("T")
MOST_ANSWERS = 600
"""How many answers are kept, those that were asked for last: some tens of megabytes, about a hundred views."""
MOST_EVENTS = 20_000
_SHARING = "_sharing"


def share_answers(dataset: Dataset) -> None:
    """Says for this run whether answers about the data set are kept; to be called once it is known."""
    st.session_state[_SHARING] = st.session_state.get(CHOSEN, "") != OWN and len(dataset) <= MOST_EVENTS


def shared(make: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """``make(*args, **named)``, worked out once; everything that the answer depends on has to be an argument.

    Arguments are compared by identity where they have no value of their own: give a selection that is shared itself.
    Nobody may change the answer.
    """
    if not st.session_state.get(_SHARING, False):
        return make(*args, **named)
    answer: T = _kept(make, *args, **named)
    return answer


def anew(make: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """The same without keeping anything: for what holds a reader's own words."""
    return make(*args, **named)


_kept: Callable[..., Any] = lru_cache(maxsize=MOST_ANSWERS)(anew)
