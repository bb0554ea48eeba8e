"""The numbers from rows to events, in words."""

import pytest

from data.flat.opening import open_table
from data.flat.template import template_csv
from data.formats import icews
from data.formats.opening import Opened, open_content
from data.intake.packed import packed
from ui.row_account import row_account

PAIRS = (
    ("Azerbaijan", "Israel"),
    ("Israel", "Azerbaijan"),
    ("Turkey", "Israel"),
    ("Turkey", "Israel"),
    ("Iran", "Iran"),
)


def opened(*pairs: tuple[str, str]) -> Opened:
    lines = ["\t".join(icews.COLUMNS)]
    for number, (source, target) in enumerate(pairs):
        cells = {
            "Event ID": str(number), "Event Date": "2018-05-01", "Event Text": "Consult", "CAMEO Code": "040",
            "Story ID": "1", "Source Name": source, "Source Country": source, "Target Name": target,
            "Target Country": target,
        }  # fmt: skip
        lines.append("\t".join(cells.get(column, "") for column in icews.COLUMNS))
    return open_content("\n".join(lines).encode(), "events.tab", icews, {})


@pytest.mark.parametrize(
    ("pairs", "dyad", "told"),
    [
        (
            PAIRS, ("AZE", "ISR"),
            "5 rows read: 1 set aside and 4 usable; of these, 2 between Azerbaijan and Israel and 2 of other pairs, "
            "left out of this dashboard. The 2 rows give 1 event.",
        ),
        (PAIRS[:1], ("AZE", "ISR"), "1 row read: 0 set aside and 1 usable. The 1 row gives 1 event."),
        (
            PAIRS[:3], ("AZE", "*"),
            "3 rows read: 0 set aside and 3 usable; of these, 2 between Azerbaijan and other countries and 1 of other "
            "pairs, left out of this dashboard. The 2 rows give 1 event.",
        ),
    ],
)  # fmt: skip
def test_rows_of_a_format_of_the_field_add_up(pairs, dyad, told) -> None:
    found = opened(*pairs)
    assert row_account(found, found.dataset(dyad)) == told


def test_of_a_table_of_ones_own_the_events_of_others_stay_and_are_counted() -> None:
    table = open_table(template_csv(), "mine.csv")
    told = row_account(packed(table), table.dataset(("AZE", "TUR")))
    assert told.startswith("2 rows read: 0 set aside and 2 usable. The 2 rows give 2 events")
    assert told.endswith(" of them between Azerbaijan and Türkiye.")
