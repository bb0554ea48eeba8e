"""What became of every row of every file: ``report.json`` in the folder of a converted data set.

===================  =================================================================================================
format               the format of the files, as Rapport calls it
countries            the countries that were asked for
dyad                 the two sides of the data set; ``*`` stands for all other countries
one_event_is         how many rows of the files are one event
rows_read            raw rows in all files that could be read; ``rows_kept`` and all of ``rows_set_aside`` add up to it
rows_kept            raw rows behind the events of the data set
rows_set_aside       reason → number of rows; a row with several reasons counts for the first
rows_listed          reason → how many of these rows ``set-aside.csv`` lists
events               rows of the table events, and so on for ``actors`` and ``sources``
files_not_read       file → why it could not be read; nothing of it is in the data set
files                the same account for each file that was read
===================  =================================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from data.conversion.work import Account, Order
from data.formats.joining import PER
from data.formats.registry import FORMATS
from data.reading import Tables


def report(
    accounts: Mapping[str, Account], order: Order, per: str, tables: Tables, listed: Mapping[str, int]
) -> dict[str, Any]:
    """The content of ``report.json``; ``accounts`` go by the names of the files, ``listed`` is per reason."""
    whole = total([*accounts.values()])
    return {
        "format": FORMATS[order.format].LABEL, "countries": list(order.countries), "dyad": list(order.dyad),
        "one_event_is": PER[per], **_rows(whole), "rows_listed": dict(listed),
        **{name: len(tables[name]) for name in ("events", "actors", "sources")},
        "files_not_read": {name: account.fault for name, account in sorted(accounts.items()) if account.fault},
        "files": [
            {"file": name, **_rows(account)} for name, account in sorted(accounts.items()) if not account.fault
        ],
    }  # fmt: skip


def total(accounts: list[Account]) -> Account:
    """The account of several files as one, the most frequent reason first."""
    reasons: Counter[str] = Counter()
    for account in accounts:
        reasons.update(account.reasons)
    read, kept = (sum(getattr(account, name) for account in accounts) for name in ("read", "kept"))
    return Account(read, kept, dict(reasons.most_common()))


def _rows(account: Account) -> dict[str, Any]:
    return {"rows_read": account.read, "rows_kept": account.kept, "rows_set_aside": dict(account.reasons)}
