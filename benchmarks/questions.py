"""What is counted after a filter, said once for all tools: joins on the event, flags, and the keys of each table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One table: rows of the picked events joined with ``joins``, those with every flag, counted per ``keys``.

    ``different`` and ``ordered`` name a column whose value differs from, or is less than, that of its pair
    (``sphere`` and ``sphere_2``). With ``distinct`` the different values of that column are counted.
    """

    keys: tuple[str, ...]
    joins: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    distinct: str = ""

    @property
    def columns(self) -> set[str]:
        """Every column that has to be read."""
        pairs = [*self.different, *self.ordered]
        return {"event", *self.keys, *self.flags, *pairs, *(f"{name}_2" for name in pairs), self.distinct} - {
            ""
        }


_MET = ("is_meeting", "person", "person_2")
QUESTIONS = {
    "meetings per year and type": Question(("year", "event_type"), flags=("is_meeting", "dated")),
    "meetings per year and host": Question(("year", "host"), flags=("is_meeting", "dated")),
    "levels of both sides": Question(("level_first", "level_second"), flags=("is_meeting",)),
    "trips per year and direction": Question(("year", "direction"), flags=("is_trip", "dated")),
    "spheres per year": Question(("sphere", "year"), ("spheres",)),
    "spheres and stages": Question(("sphere", "stage"), ("spheres",)),
    "pairs of spheres": Question(("sphere", "sphere_2"), ("spheres", "spheres_2"), ordered=("sphere",)),
    "spheres and institutions": Question(("sphere", "actor"), ("spheres", "participants"), ("institution",)),
    "actors": Question(("actor",), ("participants",)),
    "ties between persons": Question(
        ("actor", "actor_2"), ("participants", "participants_2"), _MET, ("country",), ("actor",)
    ),
    "channels between fields": Question(
        ("sector", "sector_2"), ("participants", "participants_2"), ("is_meeting", "first", "second_2"),
        distinct="event",
    ),
    "documents per kind": Question(("kind",), ("agreements",)),
    "sources per year and side": Question(
        ("published", "side"), ("evidence",), ("published_known",), distinct="source"
    ),
    "events per publisher": Question(("publisher", "home"), ("evidence",), distinct="event"),
    "number and side of sources": Question(("strength", "press")),
    "support": Question(("support",)),
}  # fmt: skip
"""The counts of the pages. What is no count (medians, centralities, sentences) is left out for every tool."""
