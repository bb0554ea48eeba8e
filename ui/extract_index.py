"""The index of the extracts: one self-contained HTML page without scripts, for people who will write some."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from analysis.files import NETWORK, SECOND, File
from analysis.manifest import columns, page_query
from analysis.parameters import CLOSED, MANY, MEANINGS, allowed_values, known
from analysis.registry import FILES, MANIFEST
from analysis.snapshot import Snapshot
from analysis.words import both, count
from data.dates import in_words
from ui.snippets import SNIPPETS

_LONG = 40


def index_page(snapshot: Snapshot) -> str:
    """The page for a view: what there is, each file with its columns, every parameter, and how to ask for one."""
    about = snapshot.selection.dataset.about
    title = f"Extracts: {about.title}"
    body = (
        *_top(snapshot),
        *_examples(snapshot),
        *_files(snapshot),
        *_parameters(snapshot),
        *_answers(snapshot),
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>\n"
        f"<body><main>{_tag('h1', title)}\n{chr(10).join(body)}\n</main></body></html>\n"
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "extract_index.css").read_text(encoding="utf-8")


def _tag(name: str, text: str, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f"<{name}{of_kind}>{escape(text)}</{name}>"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _top(snapshot: Snapshot) -> Iterable[str]:
    selection, links = snapshot.selection, snapshot.links
    dataset = selection.dataset
    about = dataset.about
    yield _tag(
        "p",
        "Every view of the dashboard is also a set of files at addresses of their own. They take the parameters of the "
        "pages, so that a script, a notebook or a spreadsheet reads exactly the events of the screen.",
    )
    yield _tag(
        "p",
        f"Data version {about.version} of {in_words(about.released)}, hash {dataset.version}. Codebook "
        f"{about.codebook_version}. Licence {about.licence}: {about.attribution}.", "soft",
    )  # fmt: skip
    yield (
        f'<div class="view"><p><b>{len(selection):,} of {count(len(dataset), "event")}.</b> '
        f"{escape(selection.filters.describe(dataset))}</p><p>"
        f"{_link(links.page('events', page_query(snapshot)), 'Open this view in the dashboard')}</p></div>"
    )


def _examples(snapshot: Snapshot) -> Iterable[str]:
    address = snapshot.links.extract("events.csv", FILES["events.csv"].query(snapshot))
    yield _tag("h2", "Use it in a script")
    for name, snippet in SNIPPETS.items():
        yield _tag("p", name, "soft")
        yield f"<pre>{escape(snippet(address))}</pre>"


def _files(snapshot: Snapshot) -> Iterable[str]:
    yield _tag("h2", "Files")
    for file in FILES.values():
        yield f'<section class="file">{"".join(_file(file, snapshot))}</section>'


def _file(file: File, snapshot: Snapshot) -> Iterable[str]:
    address = snapshot.links.extract(file.name, file.query(snapshot))
    rows = _tag("span", count(file.rows(snapshot), "row")) if file.rows else ""
    yield f"<h3>{_link(address, file.name)}{rows}</h3>"
    yield _tag("p", file.holds)
    named = columns(file, snapshot)
    if named:
        pairs = "".join(_tag("dt", entry["name"]) + _tag("dd", entry["description"]) for entry in named)
        yield f"<details><summary>{count(len(named), 'column')}</summary><dl>{pairs}</dl></details>"


def _parameters(snapshot: Snapshot) -> Iterable[str]:
    yield _tag("h2", "Parameters")
    yield _tag(
        "p",
        f"{both([f'“{key}”' for key in known(MANIFEST) if key in MANY])} can be given several times; the values of one "
        "parameter are alternatives, and the parameters together all have to hold. A value is an id or a label, in any "
        "case.",
    )
    entries = "".join(f"<dt>{escape(key)}</dt><dd>{''.join(_values(key, snapshot))}</dd>" for key in MEANINGS)
    yield f'<dl class="parameters">{entries}</dl>'
    yield _tag(
        "p",
        f"{both([f'“{key}”' for key in NETWORK])} belong to the network (nodes, edges, GEXF, GraphML), the ZIP and the "
        f"manifest; “flavour” to CSV, ZIP and manifest. comparison.csv sets a second view beside the first: “{SECOND}” "
        f"before a filter, as in {SECOND}sphere=energy, says what differs in it.",
    )


def _values(key: str, snapshot: Snapshot) -> Iterable[str]:
    yield _tag("div", MEANINGS[key])
    allowed = allowed_values(key, snapshot.selection.dataset) if key in MANY else CLOSED.get(key, ())
    listed = _tag("div", ", ".join(allowed), "values soft") if allowed else ""
    words = count(len(allowed), "value")
    yield f"<details><summary>{words}</summary>{listed}</details>" if len(allowed) > _LONG else listed


def _answers(snapshot: Snapshot) -> Iterable[str]:
    version = snapshot.selection.dataset.version
    yield _tag("h2", "What to rely on")
    for text in (
        "An unknown parameter or value, an empty value, or one value too many is answered with status 400 and a JSON "
        "body that names each problem and what is allowed: there is never a silently unfiltered file.",
        f"With “version={version}” an address keeps to this version of the data; once another is loaded it is answered "
        "with status 409 instead of other rows. Without “version” it gives what is loaded.",
        "CSV is RFC 4180 in UTF-8. Every row carries the permanent link of its event, source or actor. Each file names "
        "its manifest in the header “Link”: filters in words, counts, columns, sources and how to cite it.",
        "“ETag” and “Last-Modified” tell a script whether anything changed (304), HEAD gives the headers alone, and "
        "answers are compressed for clients that accept gzip.",
    ):
        yield _tag("p", text)
