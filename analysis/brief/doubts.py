"""The brief on its evidence: how well events are supported, by whose press, and what the sources disagree on."""

from __future__ import annotations

import numpy as np

from analysis.brief.behind import Behind, events_behind
from analysis.brief.model import Block, Chart, Section, Series, Table, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import divided, paragraph, shares
from analysis.coverage import SUPPORTS, press_labels, strength, support
from analysis.disagreement import FIELDS, Dispute, disputed_fields, disputes, value_words
from analysis.lines import near
from analysis.parts_of import class_rows, having
from analysis.periods import period_id
from analysis.press import (
    Publication,
    publication,
    selected_sources,
    side_axis,
    side_labels,
    silence,
    silence_words,
)
from analysis.words import both, count
from data.dates import when
from data.sides import SIDES

NAME, HEADING = "doubts", "Coverage and disagreements"
MOST = 3
SUPPORT = "Two publishers need not be independent of each other."
PRESS = "The side of a source is the home country of its publisher."
CONFLICT = "Sources give explicit, incompatible versions; a vaguer one is no disagreement."


def doubt_section(notes: Notes) -> Section:
    """The sources with a chart, support and sides of the press, disagreements with a table of the latest."""
    published = publication(notes.selection)
    finding = sources_sentence(notes)
    quiet = silence(notes.selection).months > 1
    blocks: list[Block] = [
        paragraph(
            (finding, *_cited(notes)), (silence_words(notes.selection),) if quiet else (), _undrawn(published)
        )
    ]
    if published.placed.table["period"].nunique() > 1:
        blocks.append(_chart(published, finding))
    blocks.append(paragraph(_support(notes), _press(notes)))
    blocks.append(paragraph(_conflicts(notes)))
    found = disputes(notes.selection)
    return Section(NAME, HEADING, (*blocks, _table(notes, found)) if found else tuple(blocks))


def sources_sentence(notes: Notes) -> str:
    """How many sources of which side stand behind the selected events."""
    dataset, total = notes.selection.dataset, len(notes.selection)
    rows = selected_sources(notes.selection)
    subject = "The selected event rests" if total == 1 else f"The {total:,} selected events rest"
    if not len(rows):
        return f"{subject} on no source."
    sides = np.bincount(side_axis(dataset).codes[rows], minlength=len(SIDES)).tolist()
    first, second = dataset.about.sides.words
    words = (f"from {first}", f"from {second}", "from other countries", "of unknown home")
    if len(rows) == 1:
        side = words[sides.index(1)].replace("other countries", "another country")
        return f"{subject} on 1 source, {side}."
    return f"{subject} on {count(len(rows), 'source')}: {shares(zip(sides, words, strict=True))}."


def _cited(notes: Notes) -> Words:
    filters = notes.selection.filters
    rows = having(notes.selection, "evidence").rows
    many = count(len(selected_sources(notes.selection)), "source")
    return notes.cite(PRESS, Behind(many, rows, filters, "sources", (("show", "articles"),)))


def _undrawn(published: Publication) -> Words:
    missing = published.undated.total + published.without_date
    if not missing or published.placed.table["period"].nunique() < 2:
        return ()
    them = "it" if missing == 1 else "them"
    many = count(missing, "source")
    return (f"The year of publication of {many} is not known; the chart leaves {them} out.",)


def _chart(published: Publication, finding: str) -> Chart:
    """Sources per year of publication, stacked by side."""
    table = published.placed.table
    numbers = [int(id_) for id_ in table["period"]]
    years = [period_id(year, "year") for year in range(min(numbers), max(numbers) + 1)]
    series = []
    for side, label in side_labels(published.placed.selection.dataset).items():
        per = table[table["side"] == side].groupby("period")["count"].sum().reindex(years, fill_value=0)
        if per.any():
            series.append(Series(label, tuple(per.astype(int).tolist()), side))
    title = "Sources per year of publication, by home country of the publisher"
    return Chart("sources", title, finding, tuple(years), tuple(series), True)


def _support(notes: Notes) -> Words:
    """How many events rest on one source, on one publisher, on several."""
    found, total = support(notes.selection), len(notes.selection)
    rows = {id_: class_rows(found, "support", id_) for id_ in SUPPORTS}
    if total == 1:
        only = next(id_ for id_ in SUPPORTS if len(rows[id_]))
        said = {
            "none": "It has no source.", "single": "It is reported once and not confirmed by another publisher.",
            "one_publisher": "All its sources are of one publisher.",
            "confirmed": "It is reported by two publishers or more.",
        }  # fmt: skip
        return (said[only], *notes.cite(SUPPORT, events_behind(rows[only])))
    words = {
        "none": "on no source", "single": "on a single source", "one_publisher": "on several sources of one publisher",
        "confirmed": "on sources of at least two publishers",
    }  # fmt: skip
    parts = [(len(rows[id_]), text) for id_, text in words.items()]
    text = f"{divided(total, 'event', ('rests', 'rest'), parts)}."
    behind = [events_behind(rows[id_], label=SUPPORTS[id_], section="support") for id_ in words]
    return (text, *notes.cite(SUPPORT, *behind))


def _press(notes: Notes) -> Words:
    """Whose press reports how many of the events."""
    found, total = strength(notes.selection), len(notes.selection)
    labels = press_labels(notes.selection.dataset)
    rows = {id_: class_rows(found, "press", id_) for id_ in labels}
    sides = notes.selection.dataset.about.sides
    (first, second), (side, both_sides) = sides.words, sides.nouns
    behind = [events_behind(rows[id_], label=labels[id_], section="support") for id_ in labels]
    if total == 1:
        only = next(id_ for id_ in labels if len(rows[id_]))
        said = {
            "both": f"The press of both {both_sides} reports it.",
            "first": f"The press of {first} reports it, that of {second} does not.",
            "second": f"The press of {second} reports it, that of {first} does not.",
            "neither": f"The press of neither {side} reports it.",
            "unknown": "It is not known whose press reports it.",
        }
        return (said[only], *notes.cite(PRESS, *behind))
    words = (
        f"both {both_sides}", f"{first} alone", f"{second} alone", f"neither {side}", "a country that is not known",
    )  # fmt: skip
    parts = [(len(rows[id_]), f"by that of {text}") for id_, text in zip(labels, words, strict=True)]
    text = divided(total, "event", ("is reported", "are reported"), parts).replace(
        "that of", "the press of", 1
    )
    return (f"{text}.", *notes.cite(PRESS, *behind))


def _conflicts(notes: Notes) -> Words:
    """On how many events the sources disagree, and on which fields."""
    fields = disputed_fields(notes.selection)
    rows = having(notes.selection, "claims").rows
    if not fields:
        return ("The sources disagree on nothing that is coded.",)
    cited = notes.cite(CONFLICT, events_behind(rows, section="disagreements"))
    said = [(number, f"on the {FIELDS[field].lower()}") for field, number in fields.items()]
    if len(rows) == 1:
        where = "the selected event" if len(notes.selection) == 1 else "one event"
        return (
            f"The sources disagree on {both([text.removeprefix('on ') for _, text in said])} of {where}.",
            *cited,
        )
    if len(said) == 1:
        return (f"The sources disagree {said[0][1]} of {len(rows):,} events.", *cited)
    return (
        f"The sources disagree on {len(rows):,} events: {both([f'{text} of {number:,}' for number, text in said])}.",
        *cited,
    )


def _table(notes: Notes, found: list[Dispute]) -> Table:
    """One row is one disputed field of one event, the latest first."""
    shown = found[::-1][:MOST]
    more = len(found) - len(shown)
    rest = f"{more:,} more {'is' if more == 1 else 'are'} left out"
    caption = f"Disagreements on the latest events ({rest})" if more else "Disagreements"
    columns = ("Event", "Field", "Coded here", "Also reported")
    return Table(caption, columns, tuple(_row(notes, dispute) for dispute in shown))


def _row(notes: Notes, dispute: Dispute) -> tuple[Words, ...]:
    data, (row,) = near(notes.selection.dataset, [dispute.event])
    event = data.events.iloc[row]
    cited = notes.cite("", events_behind(np.array([dispute.event])))
    title = f"{event['title']}, {when(event['date'], event['days_of_trip'])}"
    versions: dict[bool, list[str]] = {True: [], False: []}
    for version in dispute.versions:
        words = value_words(dispute.field, version.value)
        if words not in versions[version.preferred]:
            versions[version.preferred].append(words)
    coded, other = ("; ".join(versions[preferred]) for preferred in (True, False))
    return (title, *cited), (FIELDS[dispute.field],), (coded or "None of these",), (other,)
