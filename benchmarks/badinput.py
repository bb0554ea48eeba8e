"""Reads other people's bad files as the upload does: ``python -m benchmarks.badinput PATH`` prints a table.

Exit status 1 when a target is missed. Tables are compared as text, header first; every file is read without being told
how. Of every file that is read, each letter and digit has to stand in the header, a row, or what is set aside.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import corpora, pollock

SLOWEST = 10.0
"""Seconds that one file may take."""
Check = Callable[[Path], Iterable[tuple[str, bool]]]


@dataclass
class Tally:
    """What came of the files of a corpus: names of those that are wrong, of those that raised, and the slowest."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass(frozen=True)
class Target:
    """A check of files, and how many of them have to be right (all when None)."""

    name: str
    check: Check
    least: int | None = None


TARGETS = (
    Target("csv-spectrum, truth as given", corpora.spectrum, 11),
    Target("csv-test-data, valid: read right", corpora.valid, 18),
    Target("csv-test-data, invalid: reported", corpora.invalid, 7),
    Target("frictionless: read or refused, all accounted for", corpora.frictionless),
    Target("naughty strings: unchanged", corpora.naughty, 576),
    Target("formulas: defused for Excel", corpora.formulas, 20),
    Target("NA stays NA", corpora.missing_names),
    Target("encodings: text as its folder says", corpora.encodings, 132),
    Target("encodings without a name: no broken sign", corpora.unnamed),
    Target("malformed UTF-8: replaced as the reference says", corpora.malformed),
    Target("malformed UTF-8 by detection: read or refused", corpora.malformed_files),
)


@contextmanager
def timed(tally: Tally) -> Iterator[None]:
    """Notes how long the file took."""
    start = time.perf_counter()
    yield
    tally.slowest = max(tally.slowest, time.perf_counter() - start)


def tallied(answers: Iterable[tuple[str, bool]]) -> Tally:
    """Counts the answers; what a check raises is noted and ends it."""
    tally, answers = Tally(), iter(answers)
    while True:
        try:
            with timed(tally):
                name, right = next(answers)
        except StopIteration:
            return tally
        except Exception as error:  # noqa: BLE001 (that nothing is raised is what is measured)
            tally.raised.append(f"{type(error).__name__}: {error}")
            return tally
        if right:
            tally.right += 1
        else:
            tally.wrong.append(name)


def shown(target: Target, tally: Tally) -> bool:
    """Prints a line; whether the target is met."""
    total = tally.right + len(tally.wrong)
    least = total if target.least is None else target.least
    met = tally.right >= least and total > 0 and not tally.raised and tally.slowest < SLOWEST
    print(f"{target.name:<52}{tally.right:>6} of {total:<6}{least:>6}{tally.slowest:>8.2f} s  {_word(met)}")
    for name in [*tally.raised, *tally.wrong][:12]:
        print(f"    {name}")
    return met


def shown_scores(scores: pollock.Scores) -> bool:
    """Prints the scores of Pollock and the kinds of files that lose most; whether its targets are met."""
    met = [scores.simple >= 9.90, scores.weighted >= 9.43, not scores.lost and scores.slowest < SLOWEST]
    print(
        f"{'Pollock, simple score':<52}{scores.simple:>6.3f}{'9.90':>16}{scores.slowest:>8.2f} s  {_word(met[0])}"
    )
    print(f"{'Pollock, weighted score':<52}{scores.weighted:>6.3f}{'9.43':>16}{'':>10}  {_word(met[1])}")
    print(f"{'  of these, without rows set aside':<52}{scores.kept_simple:>6.3f}{scores.kept_weighted:>8.3f}")
    print(f"{'  files that lose a letter':<52}{len(scores.lost):>6}{'0':>16}{'':>10}  {_word(met[2])}")
    for name, loss in scores.losses[:8]:
        print(f"    {name}: {loss:.3f}")
    return all(met)


def _word(met: bool) -> str:
    return "met" if met else "MISSED"


def main(path: Path) -> bool:
    """Measures every corpus; whether all targets are met."""
    print(f"{'':<52}{'right':>6}{'':>10}{'least':>6}{'slowest':>10}")
    met = [shown(target, tallied(target.check(path))) for target in TARGETS]
    return all([*met, shown_scores(pollock.scores(path / "pollock"))])


if __name__ == "__main__":
    sys.exit(not main(Path(sys.argv[1])))
