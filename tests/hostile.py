"""Data sets whose every text is somebody else's: what a name, a title or a note must never be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.about import About
from data.reading import Tables
from tests.tiny import ABOUT, Row, tiny_tables, write_folder

STRINGS = (
    "<i>zq</i><script>alert('zq')</script>",
    "<img src=https://elsewhere.invalid/zq.png onerror=alert('zq')>",
    '"><svg onload=alert(`zq`)><a href="javascript:alert(1)">zq</a>',
    "![zq](https://elsewhere.invalid/zq.png) [zq](https://elsewhere.invalid)",
    "https://elsewhere.invalid/zq www.elsewhere.invalid zq@elsewhere.invalid",
    ":red[zq] :material/bomb: :material_bomb: :streamlit: :smile:",
    "$\\sqrt{zq}$ $$zq^2$$ costs $5 and $10",
    "zq -> zq <- zq -- zq ~~zq~~ **zq** _zq_ `zq`",
    "%{x} %{customdata[0]} %{meta} {zq} {{zq}} ${zq}",
    "</script></style></textarea><!-- zq --> ]]> &lt;zq&gt; &amp;",
    "=cmd|' /C zq'!A0 | zq",
    "# zq > zq 1. zq",
)
"""Markup of the web, of Markdown with Streamlit's own additions, of Plotly, of templates, of a spreadsheet."""

ADDRESS = 'https://elsewhere.invalid/"><script>alert(1)</script>'
"""An address that the rules of a data set allow; it is no link all the same."""

README = "# zq\n\n![zq](https://elsewhere.invalid/zq.png) <img src=https://elsewhere.invalid/zq.png>\n"
SPHERES = ("political", "energy", "health", "trade")
TITLE_WORDS = 12


def hostile_tables(strings: Sequence[str], per_event: int = 6) -> Tables:
    """Every string as a title, summary, note, city, name, alias, office, publisher, document, party and claim.

    ``per_event`` strings stand beside each other on one card.
    """
    rows: dict[str, list[Row]] = {}
    for number, text in enumerate(strings):
        event = f"e{number // per_event}"
        if number % per_event == 0:
            title = " ".join(text.split()[:TITLE_WORDS])
            rows.setdefault("events", []).append({
                "event_id": event, "title": title, "summary": text, "city": text, "country": "AZE", "note": text,
                "date": f"20{10 + number % 14}-05-{1 + number % 28:02}",
            })  # fmt: skip
        for table, row in _beside(event, number, text, first=number % per_event == 0):
            rows.setdefault(table, []).append(row)
    return tiny_tables(**rows)


def _beside(event: str, number: int, text: str, *, first: bool) -> list[tuple[str, Row]]:
    source, sides = f"aze-paper-{number}", (f"aze-{number}", f"isr-{number}")
    kind = "institution" if number % 3 == 2 else "person"
    rows: list[tuple[str, Row]] = [
        ("sources", {"source_id": source, "title": text, "publisher": text, "url": ADDRESS}),
        ("evidence", {"event_id": event, "source_id": source}),
        ("agreements", {"agreement_id": f"a{number}", "event_id": event, "title": text, "parties": text}),
    ]
    for side in sides:
        office = text if kind == "person" else ""
        rows.append(("actors", {"actor_id": side, "name": text, "aliases": text, "kind": kind}))
        rows.append(("participants", {"event_id": event, "actor_id": side, "office": office}))
    if first:
        sphere = SPHERES[number % len(SPHERES)]
        rows.append(("event_spheres", {"event_id": event, "sphere": sphere, "source_id": source}))
        rows += [
            (
                "claims",
                {
                    "event_id": event,
                    "field": "title",
                    "value": value,
                    "source_id": source,
                    "note": text,
                    **held,
                },
            )
            for value, held in ((text, {"preferred": "true"}), (f"{text} zq", {"preferred": "false"}))
        ]
    return rows


def hostile_about(text: str, name: str = "hostile") -> About:
    """A description whose own texts are hostile, too."""
    return replace(ABOUT, name=name, title=text, description=text, attribution=text, licence=text)


def hostile_folder(strings: Sequence[str], folder: Path, per_event: int = 6) -> Path:
    """The same as a data set of the server, with a README."""
    write_folder(hostile_tables(strings, per_event), folder, hostile_about(strings[0], folder.name))
    (folder / "README.md").write_text(README, encoding="utf-8")
    return folder
