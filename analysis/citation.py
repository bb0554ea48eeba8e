"""How to cite a view, or one event, actor or source: as a sentence, as BibTeX and as RIS.

BibTeX: ``@misc`` with plain fields, which classic BibTeX knows as well as biblatex. TeX specials are escaped, Unicode
stays (as biber and today's LaTeX read it). ``url`` is left as it is: both put it through ``\\url``.
RIS: the tags of a data set (``TY  - DATA``), one per line, lines ended by CRLF as the format asks.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from analysis.selection import UNITS, Selection
from analysis.words import sentence
from data.about import OPENED, About
from data.dataset import Dataset
from data.dates import DateError, day_words, in_words, read


def edition(about: About, hash_: str) -> str:
    """``version 1.0 (82702a5b0622, released on 22 November 2026)``; a file that a reader opened has no release."""
    if about.version == OPENED:
        return f"opened from a file, not published ({hash_})"
    return f"version {about.version} ({hash_}, released on {in_words(about.released)})"


@dataclass(frozen=True)
class Citation:
    """What is cited: the thing named ``title`` (a page, an event …), in a version of a data set, as read on ``day``.

    ``scope`` says what was counted, without a full stop; empty for one thing. ``link`` is empty when the address is
    not known.
    """

    about: About
    version: str
    title: str
    scope: str
    link: str
    day: date

    @property
    def text(self) -> str:
        """One paragraph of plain text."""
        parts = (
            f"{_line('; '.join(self.authors))} ({self.year}): “{_line(self.title)}”, in: {_line(self.about.title)}, "
            f"{self.edition}.",
            f"{_line(self.scope)}." if self.scope else "",
            f"Accessed on {day_words(self.day)}. Licence {_line(self.about.licence)}.",
            self.link,
        )
        return " ".join(filter(None, parts))

    @property
    def bibtex(self) -> str:
        """One BibTeX entry with a line break at its end."""
        scope = f"{self.scope}. " if self.scope else ""
        fields = {
            "author": " and ".join(_author(name) for name in self.authors),
            "title": f"{{{tex(self.title)}}}",
            "howpublished": f"Data set: {tex(self.about.title)}",
            "year": tex(self.year),
            "version": tex(f"{self.about.version} ({self.version})"),
            "note": tex(f"{sentence(self.edition)}. {scope}{self._read}"),
            "url": self.link,
            "urldate": self.day.isoformat(),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        """One RIS record."""
        note = f"{self.scope}. " if self.scope else ""
        fields = [
            ("TY", "DATA"),
            *(("AU", name) for name in self.authors),
            ("PY", self.year),
            ("TI", self.title),
            ("T2", self.about.title),
            ("ET", f"{self.about.version} ({self.version})"),
            ("N1", f"{note}Data {self._released}. Licence {self.about.licence}."),
            ("UR", self.link),
            ("Y2", f"{self.day:%Y/%m/%d}/"),
            ("ID", self.key),
        ]
        lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
        return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])

    @property
    def authors(self) -> list[str]:
        """The names of the attribution, which separates several by a semicolon."""
        return [name.strip() for name in self.about.attribution.split(";") if name.strip()]

    @property
    def year(self) -> str:
        """The year in which the data were released; ``n.d.`` when that date cannot be read."""
        try:
            return str(read(self.about.released).first_day.year)
        except DateError:
            return "n.d."

    @property
    def edition(self) -> str:
        """``version 1.0 (82702a5b0622, released on 22 November 2026)``."""
        return _line(edition(self.about, self.version))

    @property
    def key(self) -> str:
        """The same for the same view of the same version, wherever the dashboard is served and whenever it is read."""
        parts = urlsplit(self.link)
        seed = f"{self.version} {parts.path.rpartition('/')[2]} {parts.query} {self.title} {self.scope}"
        return f"{_plain(self.about.name)}-{_plain(self.about.version)}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"

    @property
    def _released(self) -> str:
        if self.about.version == OPENED:
            return "opened from a file, not published"
        return f"released on {in_words(self.about.released)}"

    @property
    def _read(self) -> str:
        return f"Accessed on {day_words(self.day)}. Licence {self.about.licence}"


def cite(selection: Selection, unit: str, title: str, link: str, day: date) -> Citation:
    """The citation of a view: a page (or file) named ``title``, its filters and counts, read at ``link`` on ``day``."""
    dataset = selection.dataset
    filters = selection.filters.describe(dataset).removesuffix(".")
    whole = f"{len(dataset):,} {UNITS['events'][len(dataset) != 1]}"
    total = selection.total(unit)
    counted = "" if unit == "events" else f" ({total:,} {UNITS[unit][total != 1]})"
    scope = f"{filters}: {len(selection):,} of {whole}{counted}"
    return Citation(dataset.about, dataset.version, title, scope, link, day)


def cite_entry(dataset: Dataset, title: str, link: str, day: date) -> Citation:
    """The citation of one event, actor or source: no filter has a part in it."""
    return Citation(dataset.about, dataset.version, title, "", link, day)


_SPECIALS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", '"': r"\textquotedbl{}",
    "|": r"\textbar{}", **{sign: f"\\{sign}" for sign in "$&%#_"},
}  # fmt: skip


def tex(text: str) -> str:
    """``text`` for a BibTeX field: on one line, specials as commands, braces as words since BibTeX counts them."""
    return "".join(_SPECIALS.get(sign, sign) for sign in _line(text))


def _author(name: str) -> str:
    """A name with a comma is a person's, surname first; any other is kept whole."""
    return tex(name) if name.count(",") == 1 else f"{{{tex(name)}}}"


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.:-]+", "-", text).strip("-")
