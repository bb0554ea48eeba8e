"""Any number of files of the field → one data set folder that the dashboard opens.

The files are read in processes of this machine or on a Dask cluster. What was read in an earlier run that was stopped
is not read again, and the folder appears in one step at the end.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from data.conversion.cluster import ClusterError, on_cluster
from data.conversion.progress import Progress
from data.conversion.publishing import publish, refuse_foreign
from data.conversion.report import total
from data.conversion.result import write_result
from data.conversion.runners import on_this_machine
from data.conversion.store import BusyError, Parts
from data.conversion.work import Account, Order
from data.countries import NAMES
from data.formats.joining import PER
from data.formats.registry import FORMATS, option_faults
from data.problems import DataSetError

EXAMPLES = """
examples:
  the dealings of two countries, out of a whole archive
    python -m data.convert --format icews --countries AZE,ISR --out aze-isr 'archive/*.tab.gz'
  one country and all others, each row an event of its own
    python -m data.convert --format icews --countries AZE --per row --out aze 'archive/**/*.zip'
  the same on a Dask cluster (make scheduler, make worker)
    python -m data.convert --format icews --countries AZE --out aze --scheduler tcp://host:8786 'archive/*.zip'
  shards of 250,000 events each, which the workers of a cluster share among them
    python -m data.convert --format icews --countries AZE --shards 250000 --out aze 'archive/*.zip'

Put patterns in quotes: a shell cannot hand on the names of a large archive. When a run was stopped, the same command
goes on where it was. The exit status is 0 when every file was read and the data set stands, 1 when a file could not
be read or no data set was written, 2 when the command is not understood.
"""


TOLD = 100
"""How many lines of a message are printed."""


def convert(
    paths: Sequence[Path],
    order: Order,
    out: Path,
    per: str = "event",
    scheduler: str = "",
    workers: int = 0,
    *,
    shards: int = 0,
) -> dict[str, Account]:
    """Converts files to the data set folder ``out``. Returns the account of each, by its name in the result.

    ``shards`` is at most about how many events one shard is to have; 0 for a data set in one piece.
    Raises FileExistsError when ``out`` is a folder that no conversion made, ValueError when no row is left,
    DataSetError when the result breaks a rule, BusyError and ClusterError; the old result stays in every case.
    """
    out = out.parent.resolve() / out.name if out.name not in ("", "..") else out.resolve()
    refuse_foreign(out)
    names = _names(sorted({path.resolve() for path in paths}))
    parts = Parts(out, order)
    with parts.alone():
        accounts = _read(names, parts, order, scheduler, workers or os.cpu_count() or 1)
        told = {names[path]: account for path, account in accounts.items()}
        if not any(account.kept for account in told.values()):
            raise ValueError(f"{summary(told)}\nNo row is left, so no data set was written.")
        publish(out, lambda folder: write_result(accounts, parts, order, per, folder, names, shards=shards))
        if not any(account.fault for account in told.values()):
            parts.clear()
    return told


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """What each file is called in the result: its path below the folder that holds all of them."""
    common = Path(os.path.commonpath([path.parent for path in paths])) if paths else Path()
    return {path: path.relative_to(common).as_posix() for path in paths}


def _read(
    names: Mapping[Path, str], parts: Parts, order: Order, scheduler: str, workers: int
) -> dict[Path, Account]:
    """The account of each file, from an earlier run or from now; what was read is in ``parts``."""
    accounts = {path: account for path in names if (account := parts.get(path))}
    missing = [path for path in names if path not in accounts]
    if accounts:
        print(_earlier(len(accounts), len(names)), file=sys.stderr)
    progress = Progress(len(accounts), len(names), sys.stderr)
    if missing:
        run = on_cluster(missing, order, scheduler) if scheduler else on_this_machine(missing, order, workers)
        with closing(progress), closing(run):
            for path, part in run:
                if not part.account.fault:
                    parts.put(path, part)
                accounts[path] = part.account
                progress.tell(names[path], part.account)
    return {path: accounts[path] for path in names}


def _earlier(done: int, of: int) -> str:
    verb = "was" if done == 1 else "were"
    return f"{_count(done, 'file')} of {of:,} {verb} read in an earlier run and will not be read again."


def summary(accounts: Mapping[str, Account]) -> str:
    """Rows read, kept and set aside with their reasons, and the files that could not be read."""
    whole = total([*accounts.values()])
    faults = {name: account.fault for name, account in accounts.items() if account.fault}
    lines = [
        f"{_count(whole.read, 'row')} read in {_count(len(accounts) - len(faults), 'file')}, {whole.kept:,} kept."
    ]
    lines += [f"  {number:,} set aside: {reason}" for reason, number in whole.reasons.items()]
    if faults:
        lines.append(f"{_count(len(faults), 'file')} could not be read:")
        lines += [f"  {name}: {fault}" for name, fault in faults.items()]
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see ``EXAMPLES`` for the exit status."""
    given = _parser().parse_args(arguments)
    files = {pattern: _matching(pattern) for pattern in given.files}
    wrong = _refusals(given.countries, files) + option_faults(given.format, dict(given.option))
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    order = Order(given.format, given.countries, tuple(given.option))
    paths = [path for found in files.values() for path in found]
    try:
        accounts = convert(
            paths, order, given.out, given.per, given.scheduler, given.workers, shards=given.shards
        )
    except (OSError, ValueError, DataSetError, BusyError, ClusterError) as error:
        print(_shortened(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where it was.", file=sys.stderr)
        return 130
    print(f"{summary(accounts)}\nWrote {given.out}. Open it with: make run DATA={given.out}")
    return 1 if any(account.fault for account in accounts.values()) else 0


def _shortened(text: str) -> str:
    lines = text.split("\n")
    more = [f"… and {_count(len(lines) - TOLD, 'line')} more."] if len(lines) > TOLD else []
    return "\n".join(lines[:TOLD] + more)


def _matching(pattern: str) -> list[Path]:
    """The file of that name, or the files that a shell pattern means."""
    whole = Path(pattern).expanduser().absolute()
    if whole.is_file():  # a name may hold brackets too
        return [whole]
    found = Path(whole.anchor).glob(str(whole.relative_to(whole.anchor)))
    return [path for path in found if path.is_file()]


def _refusals(countries: Sequence[str], files: Mapping[str, list[Path]]) -> list[str]:
    wrong = [
        f"{code} is no alpha-3 code of a country; give codes such as AZE,ISR."
        for code in countries
        if code not in NAMES
    ]
    if len({*countries}) < len(countries):
        wrong.append("A country stands twice in --countries.")
    return wrong + [f"No file is called {pattern}." for pattern, found in files.items() if not found]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(","))


def _option(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text} is not of the form name=value")
    return name, value


def _number(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text} is no whole number from 1 on")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.convert", description=__doc__, epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    add = parser.add_argument
    add(
        "files",
        nargs="+",
        help="files or patterns in quotes; ** goes through folders; gzip and zip are unpacked",
    )
    add("--format", required=True, choices=[*FORMATS], help="the format of the files")
    add(
        "--countries", required=True, type=_codes, metavar="CODES",
        help="alpha-3 codes with commas: of one country its dealings with all others, of several those among them",
    )  # fmt: skip
    add("--out", required=True, type=Path, metavar="FOLDER", help="the folder of the data set")
    words = "; ".join(f"{name}: {label}" for name, label in PER.items())
    add("--per", default="event", choices=[*PER], help=f"what one event is made of ({words})")
    add(
        "--option", action="append", default=[], type=_option, metavar="NAME=VALUE",
        help="an option of the format; may stand several times",
    )  # fmt: skip
    add(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="a Dask cluster (tcp://host:8786) instead of this machine",
    )
    add(
        "--workers", type=_number, default=0, metavar="NUMBER",
        help="processes on this machine (default: as many as it has cores)",
    )  # fmt: skip
    add(
        "--shards", type=_number, default=0, metavar="EVENTS",
        help="write Parquet in shards by time, of at most about so many events each, for a data set that is too large "
        "for one machine (default: one piece)",
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is written and closed. Threads of a cluster's client may still be in the midst of C++ code, where the
    # interpreter cannot end them: an orderly exit would now and then be an abort.
    os._exit(status)
