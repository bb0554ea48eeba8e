"""Your data: a file from a reader, what could be read of it, and the choice of its two sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile

from analysis.links import DATA
from analysis.words import both, count, sentence
from data.countries import country_name
from data.dataset import Dataset
from data.flat.dialect import CHOICES
from data.formats.joining import PER
from data.formats.opening import Opened
from data.formats.registry import FORMATS, OPTIONS
from data.intake.limits import RefusedError, limits
from data.intake.look import look
from data.intake.packed import PackedTable
from data.intake.reader import run, warm
from data.intake.work import Answer, Build, Guess, Read, Task
from data.opening import KINDS, SURE, OpenedFolder
from data.opening import OWN as OWN_TABLE
from data.problems import DataSetError
from ui.datasets import OWN, ROOT, forget_own, keep_own, own
from ui.problem_table import problem_table
from ui.row_account import row_account
from ui.text import literal

ALL = "*"
ENDINGS = ["csv", "tsv", "tab", "txt", "xlsx", "zip", "gz", "CSV"]
_FILE, _OPENED, _GUESSED, _REFUSED = "own_file", "own_opened", "own_guessed", "own_refused"
Guessed = tuple[list[tuple[str, float]], str]
LABELS = {"oldest": "Events long before their report"}
DIALECT = {"encoding": "Encoding", "separator": "Separator of cells", "quote": "Quotation marks"}


def upload() -> Answer | None:
    """The file that the reader gives, read; None while there is none or when it cannot be used (then it says why)."""
    formats = both([format_.LABEL for format_ in FORMATS.values()])
    st.markdown(
        f"A table of your own, a whole data set, or a file as the field uses it: {literal(formats)}. "
        "The file stays in this session and is gone when you close or reload the page; nothing is kept on the server."
    )
    warm()
    most = min(limits().file_mb, st.get_option("server.maxUploadSize"))
    file = st.file_uploader("Your file", type=ENDINGS, key=_FILE, max_upload_size=most)
    if file is None:
        if _REFUSED in st.session_state:  # the browser still names the file that the server has let go of
            st.error(literal(st.session_state[_REFUSED]), icon=":material/error:")
        kept: tuple[str, Answer] | None = st.session_state.get(_OPENED)
        return kept[1] if kept else None
    st.session_state.pop(_REFUSED, None)
    kind = _kind(file)
    return _read(file, kind, _options(kind) | _dialect(file, kind)) if kind else None


def _kind(file: UploadedFile) -> str:
    """What the file is; asks when that is in doubt, and lets the reader overrule it. Empty for a refused file."""
    guessed = _guessed(file)
    if guessed is None:
        return ""
    found, why = guessed
    first, sure = found[0] if found else ("", 0.0)
    label = "Read it as" if sure >= SURE else "What is this file?"
    if not found:
        st.warning(literal(_unknown(file, why)), icon=":material/help:")
    names = list(KINDS)
    return st.selectbox(
        label, names, index=names.index(first) if sure >= SURE or first else None, format_func=KINDS.__getitem__,
        key=f"own-kind-{file.file_id}", placeholder="Choose what it is",
    ) or ""  # fmt: skip


def _guessed(file: UploadedFile) -> Guessed | None:
    """What the file may be, found out once; None when it is refused."""
    kept: tuple[str, Guessed] | None = st.session_state.get(_GUESSED)
    if not kept or kept[0] != file.file_id:
        guessed: Guessed | None = _done(file.name, lambda: Guess(_looked_at(file), limits()), "Looking at")
        if guessed is None:
            return None
        kept = st.session_state[_GUESSED] = (file.file_id, guessed)
    return kept[1]


def _looked_at(file: UploadedFile) -> bytes:
    content = file.getvalue()
    try:
        look(content, file.name, limits())
    except RefusedError as error:
        _drop()
        st.session_state[_REFUSED] = _why_not(file.name, error)
        raise
    return content


def _drop() -> None:
    """What will not be read is not kept either: Streamlit would, for as long as the session and a minute longer."""
    st.session_state.pop(_FILE, None)
    st.session_state.pop(_OPENED, None)  # the file before it is not what the page shows the name of
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)  # it has no other


def _unknown(file: UploadedFile, why: str) -> str:
    if not file.size:
        return "The file is empty."
    more = f"; it {why}" if why else ""
    return f"The file is of no kind that Rapport knows by its content{more}."


def _options(kind: str) -> dict[str, str]:
    """What the reader chooses about the reading, for kinds of files that leave a choice."""
    return {
        option: st.selectbox(
            LABELS[option], list(values), format_func=values.__getitem__, key=f"own-option-{kind}-{option}"
        )
        for option, values in OPTIONS.get(kind, {}).items()
    }


def _dialect(file: UploadedFile, kind: str) -> dict[str, str]:
    """What the reader overrules of how a delimited text is read; a workbook leaves no choice."""
    if kind != OWN_TABLE or file.getvalue().startswith(b"PK"):
        return {}
    with st.expander("How its cells are read", icon=":material/tune:"), st.container(horizontal=True):
        chosen = {name: _chosen(name, file) for name in CHOICES}
    return {name: value for name, value in chosen.items() if value}


def _chosen(name: str, file: UploadedFile) -> str:
    """One choice, made anew for each file."""
    values = {"": "Detected"} | CHOICES[name]
    key = f"own-{name}-{file.file_id}"
    return st.selectbox(DIALECT[name], list(values), format_func=values.__getitem__, key=key) or ""


def _read(file: UploadedFile, kind: str, options: Mapping[str, str]) -> Answer | None:
    key = f"{file.file_id} {kind} {dict(options)}"
    kept: tuple[str, Answer] | None = st.session_state.get(_OPENED)
    if kept and kept[0] == key:
        return kept[1]
    forget_own()
    opened: Answer | None = _done(
        file.name, lambda: Read(file.getvalue(), file.name, kind, options, limits()), "Reading"
    )
    if opened:
        st.session_state[_OPENED] = (key, opened)
    return opened


def _done(name: str, task: Callable[[], Task], doing: str) -> Any:
    """The answer of a task, under a bar that tells how far it is; None when there is none, then it says why."""
    bar = st.progress(0.0, f"{doing} {literal(name)} …")
    try:
        return run(task(), lambda share: bar.progress(share, f"{doing} {literal(name)} …"))
    except DataSetError as error:
        _nothing_usable(error)
    except RefusedError as error:
        st.error(literal(_why_not(name, error)), icon=":material/error:")
    finally:
        bar.empty()
    return None


def _why_not(name: str, error: RefusedError) -> str:
    # Some messages begin with the name of the file, for the command line.
    return f"{name} {str(error).removeprefix(name).strip()}."


def _nothing_usable(error: DataSetError) -> None:
    st.error(
        f"Nothing of {literal(error.folder)} can be used: {count(len(error.problems), 'problem')}.",
        icon=":material/error:",
    )
    problem_table(
        pd.DataFrame([asdict(problem) for problem in error.problems]), error.folder, "What is wrong"
    )


def account(opened: Answer) -> None:
    """How many rows were read, can be used and were set aside, and why; every row set aside can be downloaded."""
    used = opened.read - opened.set_aside
    rows = sentence(count(opened.read, "row"))
    st.markdown(f"**{rows} read, {used:,} usable, {opened.set_aside:,} set aside.**")
    # The field above is empty when the reader comes back from another page: the file is named here, too.
    st.caption(f"{literal(opened.name)}, read as {literal(_read_as(opened))}.")
    if isinstance(opened, PackedTable):
        for problem in opened.header_problems:
            st.warning(literal(str(problem)), icon=":material/view_column:")
    if not isinstance(opened, OpenedFolder) and not opened.aside.empty:
        problem_table(opened.aside, opened.name, "Why rows were set aside")


def _read_as(opened: Answer) -> str:
    if isinstance(opened, PackedTable):
        return opened.how
    return opened.format.LABEL if isinstance(opened, Opened) else "a whole data set"


def sides(opened: Answer) -> None:
    """The two sides of the dashboard, the way of counting, and the way in."""
    pairs: dict[tuple[str, str], int] = opened.pairs()
    if not pairs:
        st.info("No usable row names two countries; a dashboard needs two sides.", icon=":material/info:")
        return
    dyad, per = _dyad(pairs, fixed=isinstance(opened, OpenedFolder)), "event"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if isinstance(opened, Opened):
            per = st.selectbox("What is one event?", list(PER), format_func=PER.__getitem__, key="own-per")
        shown = st.button("Make the dashboard", type="primary", icon=":material/dashboard:", key="own-show")
    if shown:
        data: Dataset | None = _done(
            opened.name, lambda: Build(opened, dyad, per, limits()), "Making the tables of"
        )
        if data is not None:
            account = "" if isinstance(opened, OpenedFolder) else row_account(opened, data)
            keep_own(opened.name, data, account)
            st.rerun()


def _dyad(pairs: dict[tuple[str, str], int], *, fixed: bool) -> tuple[str, str]:
    first, second = next(iter(pairs))
    if fixed:
        return first, second
    countries = sorted({code for pair in pairs for code in pair}, key=country_name)
    with st.container(horizontal=True):
        one = st.selectbox(
            "Between", countries, index=countries.index(first), format_func=country_name, key="own-first"
        )
        partners = _partners(pairs, one)
        other = st.selectbox(
            "and", [*partners, ALL], format_func=lambda code: _partner(code, partners), key=f"own-second-{one}",
            index=[*partners].index(second) if one == first and second in partners else 0,
        )  # fmt: skip
    most = both(
        [f"{country_name(a)}–{country_name(b)} ({number:,})" for (a, b), number in list(pairs.items())[:3]]
    )
    often = ": " if len(pairs) == 1 else "; with most rows: " if len(pairs) > 3 else ", with their rows: "
    st.caption(f"{count(len(pairs), 'pair')} of countries{often}{literal(most)}.")
    return one, other


def _partners(pairs: dict[tuple[str, str], int], one: str) -> dict[str, int]:
    """The countries that ``one`` deals with → rows, the most frequent first."""
    return {(b if a == one else a): number for (a, b), number in pairs.items() if one in (a, b)}


def _partner(code: str, partners: dict[str, int]) -> str:
    if code == ALL:
        return f"All other countries ({sum(partners.values()):,})"
    return f"{country_name(code)} ({partners[code]:,})"


def _close() -> None:
    """The first data set of the server is open again."""
    forget_own()
    st.query_params.pop(DATA, None)


def closing() -> None:
    """What is open now, the way to it, and the way to close it."""
    open_now = own()
    if not open_now:
        return
    with st.container(border=True, key="own-open"):
        events = count(len(open_now.dataset), "event")
        st.markdown(f"**{literal(open_now.dataset.about.title)}** is ready: {events}.")
        if open_now.account:
            st.caption(literal(open_now.account))
        with st.container(horizontal=True, vertical_alignment="center"):
            # A link and no switch of pages by the server: so the browser writes the address itself.
            st.page_link(
                ROOT / "pages" / "overview.py", label="Open the dashboard over it", icon=":material/dashboard:",
                query_params={DATA: OWN},
            )  # fmt: skip
            st.button(
                "Close this file", on_click=_close, icon=":material/close:", key="own-close", type="tertiary"
            )
