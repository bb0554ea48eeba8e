"""The channel matrix: which offices, levels or fields of the two countries deal with each other."""

from __future__ import annotations

from collections.abc import Hashable

from analysis.channels import CHANNELS, MOST_CLASSES, busiest, cut
from analysis.selection import UNITS
from analysis.tally import Tally
from analysis.words import count
from charts.figure import Figure
from charts.matrix import matrix
from charts.network_words import DEEDS
from data.vocabulary import vocabulary

LONGEST = 34
VOCABULARIES = {"sector": "sectors", "level": "levels"}


def channel_matrix(whole: Tally, by: str, tie: str) -> Figure:
    """Classes of the first country's participants down, of the second's across; ``tie`` is what joins them."""
    rows, columns = _ids(whole, by, "first"), _ids(whole, by, "second")
    shown = cut(whole, rows, columns)
    rows = [id_ for id_ in rows if id_ in set(shown.table["first"])]
    columns = [id_ for id_ in columns if id_ in set(shown.table["second"])]
    first, second = whole.selection.dataset.about.sides.words
    spec = matrix(shown, _labels(rows, by, first), _labels(columns, by, second))
    return Figure(
        name=f"channels-{by}",
        title=f"Channels by {CHANNELS[by].lower()}: {first} down, {second} across",
        unit=whole.unit,
        spec=spec,
        sentence=_sentence(whole, by, tie),
        tallies=(shown,),
        notes=_notes(whole, rows, columns, by),
        hints=("The table below the chart holds every pair in use.",),
        own_table=whole.table,
    )


def _ids(whole: Tally, by: str, side: str) -> list[str]:
    """Levels in the order of rank, everything else with the busiest first."""
    present = busiest(whole, side)
    return [id_ for id_ in vocabulary("levels").ids if id_ in present] if by == "level" else present


def _labels(ids: list[str], by: str, country: str) -> dict[Hashable, str]:
    """Id → label; an office loses the name of its country, which stands in the title, where it stays unmistakable."""
    if by != "office":
        return {id_: vocabulary(VOCABULARIES[by]).label(id_) for id_ in ids}
    short = {id_: id_.removesuffix(f" of {country}") for id_ in ids}
    short = {
        id_: text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
        for id_, text in short.items()
    }
    texts = list(short.values())
    return {id_: text if texts.count(text) == 1 else id_ for id_, text in short.items()}


def _sentence(whole: Tally, by: str, tie: str) -> str:
    noun, sides = CHANNELS[by].lower(), whole.selection.dataset.about.sides
    if whole.table.empty:
        return f"No {noun} of the two {sides.nouns[1]} {DEEDS[tie]} in the selected events."
    first, second = sides.words
    pairs = count(len(whole.table), f"pair of {noun}s", f"pairs of {noun}s")
    top = whole.table[whole.table["count"] == whole.table["count"].max()]
    units = count(int(top["count"].iloc[0]), *UNITS[whole.unit])
    if len(top) > 1:
        return f"{pairs} in use; the busiest {len(top):,} count {units} each."
    a, b = (_labels([top[side].iloc[0]], by, "")[top[side].iloc[0]] for side in ("first", "second"))
    return f"{pairs} in use; the busiest joins {a} ({first}) and {b} ({second}): {units}."


def _notes(whole: Tally, rows: list[str], columns: list[str], by: str) -> list[str]:
    notes = [
        "An event counts once in every cell that it touches, so that the cells add up to more than the events."
    ]
    if by == "office":
        notes.append(
            "Offices as held at the time; institutions stand for themselves; persons without an office are left out."
        )
    hidden = whole.table["first"].nunique() - len(rows) + whole.table["second"].nunique() - len(columns)
    if hidden:
        noun = CHANNELS[by].lower()
        notes.append(
            f"At most the {MOST_CLASSES} busiest of each country are drawn; {count(hidden, noun)} more "
            f"{'is' if hidden == 1 else 'are'} left out."
        )
    return notes
