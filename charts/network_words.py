"""What a drawing of a network says in words: its title, its finding, how to read it and what it leaves out."""

from __future__ import annotations

from analysis.centrality import EXACT, FEWEST
from analysis.encounters import DEFINITIONS
from analysis.network import MOST_SHOWN, Network
from analysis.selection import UNITS
from analysis.words import both, count, sentence
from data.countries import in_sentence

NOUNS = {
    "persons": ("person", "persons"), "institutions": ("institution", "institutions"),
    "both": ("actor", "persons and institutions"), "countries": ("country", "countries"),
}  # fmt: skip
DEEDS = {
    "met": "met",
    "signed": "signed together",
    "hosted": "hosted or visited one another",
    "any": "took part in the same events",
}
NAMED = 3
"""As many actors share a first place and are still named."""


def nouns(network: Network) -> tuple[str, str]:
    """What one and several actors of this network are called."""
    singular, plural = NOUNS[network.who]
    return singular, plural if network.who != "both" else "actors"


def title(network: Network, centre: str) -> str:
    """What is drawn, without the counting unit."""
    plural = NOUNS[network.who][1]
    if centre:
        return f"{sentence(label_of(network, centre))} and the {plural} with a tie to this actor"
    who = "who" if network.who in ("persons", "both") else "that"
    return f"{sentence(plural)} {who} {DEEDS[network.tie]}"


def label_of(network: Network, actor: str) -> str:
    """The name of an actor of the network, as it stands within a sentence."""
    if network.who == "countries":
        return in_sentence(actor)
    return str(network.nodes.table["label"].iloc[network.row_of[actor]])


def explanation(network: Network) -> str:
    """How to read the drawing."""
    return (
        f"A line joins two actors when {DEFINITIONS[network.tie]}. The wider the line, the more "
        f"{UNITS[network.unit][1]}; the larger the mark, the more partners the actor has. Colour is the country and "
        "shape the kind of actor. Actors stand near those with whom they have ties; the first country leans to the "
        "left. Click a mark, or the middle of a line, to list the events behind it."
    )


def finding(whole: Network, centre: str = "") -> str:
    """The finding in one or two sentences; no first places below five actors."""
    singular, plural = nouns(whole)
    if not len(whole):
        few = (
            f"at least {whole.least:,} of the selected {UNITS[whole.unit][1]}"
            if whole.least > 1
            else "the selected events"
        )
        return f"No two {plural} {DEEDS[whole.tie]} in {few}, with the ties that are asked for."
    if centre:
        return _about(whole, centre)
    ties = whole.ties.table
    text = f"{sentence(count(len(whole), singular, plural))} are joined by {count(len(ties), 'tie')}"
    weight = int(ties["count"].max())
    units = count(weight, *UNITS[whole.unit])
    if len(ties) == 1:
        return f"{text}, resting on {units}."
    heaviest = ties[ties["count"] == weight]
    if len(heaviest) == 1:
        one, other = (label_of(whole, heaviest[end].iloc[0]) for end in ("source", "target"))
        text += f"; the heaviest joins {one} and {other} ({units})"
    elif len(heaviest) == len(ties):
        text += f", each resting on {units}"
    return f"{text}.{_most_partners(whole)}"


def _about(whole: Network, centre: str) -> str:
    own = whole.ties.table[(whole.ties.table[["source", "target"]] == centre).any(axis=1)]
    best = own[own["count"] == own["count"].max()]
    names = [
        label_of(whole, actor) for actor in best["source"].where(best["source"] != centre, best["target"])
    ]
    text = f"{sentence(label_of(whole, centre))} has ties to {count(len(own), *nouns(whole))}"
    units = count(int(own["count"].max()), *UNITS[whole.unit])
    if len(own) == 1:
        return f"{text}: {names[0]} ({units})."
    return (
        f"{text}, the heaviest to {both(names)} ({units}{' each' if len(names) > 1 else ''})."
        if len(names) <= NAMED
        else f"{text}."
    )


def _most_partners(whole: Network) -> str:
    table = whole.nodes.table
    first = table[table["degree"] == table["degree"].max()]
    if len(whole) < FEWEST or len(first) > NAMED:
        return ""
    verb, each = ("has", "") if len(first) == 1 else ("have", " each")
    names = sentence(both([label_of(whole, actor) for actor in first["actor"]]))
    return f" {names} {verb} the most partners, {first['degree'].iloc[0]:,}{each}."


def remarks(whole: Network, drawn: Network, centre: str, unlabelled: int) -> list[str]:
    """What the drawing leaves out or what is doubtful in it."""
    singular, plural = nouns(whole)
    notes = []
    if whole.untied:
        verb = "takes" if whole.untied == 1 else "take"
        has = "has" if whole.untied == 1 else "have"
        notes.append(
            f"{count(whole.untied, singular, plural)} {verb} part in the selected events and {has} no tie of this kind."
        )
    left_out = (
        int(whole.nodes.table["degree"].iloc[whole.row_of[centre]]) + 1 if centre else len(whole)
    ) - len(drawn)
    if left_out:
        notes.append(
            f"The drawing holds the strongest {len(drawn):,} (never more than {MOST_SHOWN:,}); it leaves out "
            f"{count(left_out, *nouns(whole))}."
        )
    if unlabelled:
        notes.append(
            f"{count(unlabelled, 'mark')} {'has' if unlabelled == 1 else 'have'} no room for a label."
        )
    if len(whole) > EXACT:
        notes.append(
            f"With more than {EXACT:,} actors betweenness follows short paths only and comes out too low."
        )
    return [sentence(note) for note in notes]
