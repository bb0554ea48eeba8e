"""The template of a flat table: two example rows, and a sheet of what is allowed."""

from __future__ import annotations

import io

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from data.extracts import csv_bytes
from data.flat.columns import COLUMNS, REQUIRED
from data.vocabulary import vocabulary

EXAMPLES = (
    {
        "date": "2023-05-30", "event_type": "meeting", "title": "Presidents meet in Baku",
        "actors": "Ilham Aliyev [President] (AZE) {host}; Isaac Herzog [President] (ISR) {visitor}",
        "spheres": "energy:discussed; technology", "city": "Baku", "country": "AZE", "status": "occurred",
        "source": "Name of the newspaper", "source_url": "https://example.org/article", "published": "2023-05-30",
        "note": "An example; replace it",
    },
    {
        "date": "2024-03", "event_type": "visit", "title": "", "actors": "Ministry of Health (ISR); Azerbaijan (AZE)",
        "spheres": "", "city": "", "country": "AZE", "status": "planned", "source": "Name of the newspaper",
        "source_url": "", "published": "", "note": "Only the month is known",
    },
)  # fmt: skip
DATES = ("date", "published")
LISTS = {
    "event_type": "event_types",
    "spheres": "spheres",
    "stages": "stages",
    "status": "statuses",
    "role": "roles",
}
"""What is chosen from a list → its vocabulary."""


def template_csv() -> bytes:
    """The template as CSV that Excel opens, too."""
    return csv_bytes(pd.DataFrame(list(EXAMPLES), columns=list(COLUMNS)), excel=True)


def template_xlsx() -> bytes:
    """The template as a workbook: sheet Events with the examples, sheet Allowed with columns and values."""
    book = Workbook()
    events = book.active
    assert events is not None
    events.title = "Events"
    events.append(list(COLUMNS))
    for example in EXAMPLES:
        events.append([example[name] for name in COLUMNS])
    events.freeze_panes = "A2"
    for place, name in enumerate(COLUMNS, 1):
        if name in DATES:
            # As text: a spreadsheet would make a day of a typed 2023-05.
            events.column_dimensions[get_column_letter(place)].number_format = "@"
            for number in range(2, 2 + len(EXAMPLES)):
                events.cell(number, place).number_format = "@"
    allowed = book.create_sheet("Allowed")
    allowed.append(["column", "needed", "what it holds"])
    for name, text in COLUMNS.items():
        allowed.append([name, "yes" if name in REQUIRED else "no", text])
    allowed.append([])
    allowed.append(["column", "value", "label and meaning"])
    for column, name in LISTS.items():
        words = vocabulary(name)
        for row in words.rows:
            allowed.append(
                [column, row["id"], ": ".join(filter(None, (row["label"], row.get("definition", ""))))]
            )
    for sheet in (events, allowed):
        _readable(sheet)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _readable(sheet) -> None:  # type: ignore[no-untyped-def]
    """Bold headings, and columns as wide as their text up to a limit."""
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.iter_cols(values_only=True), 1):
        width = max(len(str(value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(width + 2, 60)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
