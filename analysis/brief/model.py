"""What a brief consists of, before it is a page, a file for print or a document to edit.

Every text in it is plain. A count that rests on events is followed by the number of a note, and the note leads to
the events and their sources: no number without its evidence on paper either.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """The place of a note in a text: a small raised ``number``."""

    number: int


Words = tuple[str | Mark, ...]
"""A text with its notes, in reading order."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of whole sentences."""

    words: Words


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column; ``numbers`` are the positions of its columns of numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Series:
    """One class of a chart: one count per label of the chart.

    ``colour`` is a hex code, or a side (``first``, ``second``, ``third``, ``none``) whose colour the charts know; when
    it is empty the classes are grades of one thing, the first the weakest, and get shades of one colour.
    """

    label: str
    counts: tuple[int, ...]
    colour: str
    doubtful: bool = False
    """True for what cannot be placed exactly: drawn hatched."""


@dataclass(frozen=True)
class Chart:
    """Counts as bars: standing on a time axis (``upright``), or lying with their labels beside them.

    ``title`` names what is counted with its unit. ``sentence`` is the alternative text: the finding in words, which
    a paragraph of the same section says with its notes.
    """

    name: str
    title: str
    sentence: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    upright: bool


Block = Paragraph | Table | Chart


@dataclass(frozen=True)
class Section:
    """A part of the brief that the reader can switch off by its ``name``."""

    name: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """What a count rests on.

    ``text`` says how it was counted (it may be empty), ``links`` lead to the events (label → address), ``told`` says
    how many sources report them, without a full stop. ``sources`` are the numbers of these in the list at the end,
    ascending: ``references.number_ranges`` writes them short. ``same`` is the number of the first note with the very
    same sources where these are many, so that they are written once; else 0.
    """

    number: int
    text: str
    links: tuple[tuple[str, str], ...]
    told: str
    sources: tuple[int, ...]
    same: int = 0


@dataclass(frozen=True)
class Reference:
    """One numbered source: its citation in words and the address of the article."""

    number: int
    text: str
    url: str


@dataclass(frozen=True)
class Brief:
    """The whole note. ``facts`` stand below the heading: filters, counts, version, day, address of the view."""

    heading: str
    remark: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    references: tuple[Reference, ...]
    citation: str
    language: str = "en"
