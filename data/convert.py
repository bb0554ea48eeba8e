"""Any number of files of the field → one data set folder that the dashboard opens.

    python -m data.convert --format gdelt 'archive/*.CSV.zip' --countries AZE,ISR --out gdelt-aze-isr

Files that were read in an earlier, interrupted run are not read again; the folder appears in one step at the end.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from data.conversion.result import write_result
from data.conversion.runners import on_cluster, on_this_machine
from data.conversion.store import Parts, publish
from data.conversion.work import Order, Part
from data.countries import NAMES
from data.formats.joining import PER
from data.formats.registry import FORMATS


def convert(
    paths: Sequence[Path], order: Order, out: Path, per: str = "event", scheduler: str = "", workers: int = 0
) -> list[Part]:
    """Converts files to the data set folder ``out`` and returns what each file gave.

    Raises FileExistsError when ``out`` is a folder that no conversion made, ValueError when no act is left (the old
    result stays), OSError when the scheduler cannot be reached.
    """
    kept = Parts(out, order)
    parts = {path: part for path in paths if (part := kept.get(path))}
    missing = [path for path in paths if path not in parts]
    ready = (
        on_cluster(missing, order, scheduler)
        if scheduler
        else on_this_machine(missing, order, workers or _cores())
    )
    for path, part in _told(ready, len(parts), len(paths)) if missing else ():
        if not part.fault:
            kept.put(path, part)
        parts[path] = part
    found = [parts[path] for path in paths]
    if not any(part.kept for part in found):
        raise ValueError("no row of these files is left; the data set was not written\n" + summary(found))
    publish(out, lambda folder: write_result(found, order, per, folder))
    kept.clear()
    return found


def _cores() -> int:
    return os.cpu_count() or 1


def _told(ready: Iterator[tuple[Path, Part]], done: int, of: int) -> Iterator[tuple[Path, Part]]:
    """The same parts, with a line of progress on the terminal for each."""
    read = kept = 0
    for path, part in ready:
        done, read, kept = done + 1, read + part.read, kept + part.kept
        bar = "█" * (20 * done // of) + "·" * (20 - 20 * done // of)
        print(
            f"{bar} {done:,} of {of:,} files, {read:,} rows read, {kept:,} kept ({path.name})",
            file=sys.stderr,
        )
        yield path, part


def summary(parts: Sequence[Part]) -> str:
    """Rows read, kept and set aside with their reasons, and the files that could not be read."""
    reasons: dict[str, int] = {}
    for part in parts:
        for rule, number in part.reasons.items():
            reasons[rule] = reasons.get(rule, 0) + number
    lines = [f"{sum(part.read for part in parts):,} rows read, {sum(part.kept for part in parts):,} kept"]
    lines += [
        f"  {number:,} set aside: {rule}"
        for rule, number in sorted(reasons.items(), key=lambda pair: -pair[1])
    ]
    return "\n".join(lines + [f"  not read: {part.file} {part.fault}" for part in parts if part.fault])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status is 0 only when every file was read and the data set stands."""
    given = _parser().parse_args(arguments)
    countries = tuple(given.countries.upper().split(",")) if given.countries else ()
    wrong = [code for code in countries if code not in NAMES]
    paths = [path for pattern in given.files for path in _matching(pattern)]
    if wrong or not paths or not countries:
        print(_refusal(wrong, countries, given.files), file=sys.stderr)
        return 2
    options = tuple(tuple(option.split("=", 1)) for option in given.option)
    try:
        order = Order(given.format, countries, options)
        parts = convert(paths, order, given.out, given.per, given.scheduler, given.workers)
    except (FileExistsError, ValueError, OSError, BrokenProcessPool) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{summary(parts)}\nWrote {given.out}. Open it with: make run DATA={given.out}")
    return 1 if any(part.fault for part in parts) else 0


def _matching(pattern: str) -> list[Path]:
    """Files that a shell pattern means, in the order of their names."""
    whole = Path(pattern).expanduser().absolute()
    return sorted(
        path for path in Path(whole.anchor).glob(str(whole.relative_to(whole.anchor))) if path.is_file()
    )


def _refusal(wrong: Sequence[str], countries: Sequence[str], patterns: Sequence[str]) -> str:
    if wrong:
        return f"{', '.join(wrong)}: no ISO 3166-1 alpha-3 code; give codes such as AZE,ISR"
    if not countries:
        return "--countries is missing: one code (its dealings with all others) or several (those among them)"
    return f"no file is called {' or '.join(patterns)}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.convert", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", help="files or patterns in quotes; gzip and zip are unpacked")
    parser.add_argument("--format", required=True, choices=[*FORMATS], help="the format of the files")
    parser.add_argument("--countries", default="", help="ISO 3166-1 alpha-3 codes with commas: AZE,ISR")
    parser.add_argument("--out", required=True, type=Path, help="the folder of the data set")
    parser.add_argument("--per", default="event", choices=[*PER], help="what one event is made of")
    parser.add_argument("--option", action="append", default=[], help="an option of the format: name=value")
    parser.add_argument("--scheduler", default="", help="a Dask cluster: tcp://host:8786 (else this machine)")
    parser.add_argument(
        "--workers", type=int, default=0, help="processes on this machine (as many as it has cores)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
