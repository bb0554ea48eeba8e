"""What a reader of machine-coded data must know before any count of them."""

from __future__ import annotations

from data.about import OPENED, About


def coded_by_machine(about: About) -> str:
    """One sentence on how often one meeting may stand in the data; empty where people coded the events."""
    if not about.per:
        return ""
    coded = "A machine coded these events from reports"
    if about.per == "day":
        return (
            f"{coded}; acts of one kind between the same countries on the same day are counted as one event."
        )
    return (
        f"{coded}: a meeting that several reports tell of, or at which several actors took part, can stand here "
        f"several times; {_coarser(about)}."
    )


def _coarser(about: About) -> str:
    """How a reader comes to fewer events."""
    coarser = "one event per day, pair of countries and kind"
    if about.version == OPENED:
        return f"to count {coarser} is a choice on the page Your data"
    return f"to count {coarser}, convert the files again with “--per day”"
