"""The page of one's own account: who has signed in, and the tokens with which one's scripts read."""

from __future__ import annotations

import streamlit as st

from analysis.words import count
from data.dates import in_words
from ui.access.journal import note
from ui.access.session import Session, session_of
from ui.access.settings import Access, access
from ui.access.store import Token, store_in
from ui.access.tokens import MOST, make, today
from ui.text import literal

_DAYS = {30: "30 days", 90: "90 days", 365: "A year"}
_LONGEST = 60
_MADE = "_token_made"


def account_page() -> None:
    """Draws the page; on an open server, where nobody signs in, there is nothing on it."""
    settings = access()
    session = session_of(st.context.cookies, settings) if settings else None
    if settings is None or session is None:
        return
    _person(session)
    st.subheader("Tokens for scripts", anchor=False)
    st.markdown(
        "A script that reads extracts from this server sends a token of yours in the header "
        "`Authorization: Bearer TOKEN`. A token opens the extracts and nothing else, never in place of a password, "
        "and only while your address is admitted here."
    )
    kept = store_in(settings.folder).tokens(session.person)
    _make(settings, session, len(kept))
    for token in kept:
        _row(settings, session, token)
    if not kept:
        st.caption("You have no tokens.")


def _person(session: Session) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        until = f"{in_words(session.ends.date().isoformat())}, {session.ends:%H:%M} UTC"
        st.text(f"You have signed in as {session.address or session.person}, until {until}.")
        st.button("Sign out", on_click=_sign_out, icon=":material/logout:")
    st.caption(
        "Signing out ends this session in every tab and window. Your tokens stay until they are revoked."
    )


def _sign_out() -> None:
    st.session_state.pop(_MADE, None)
    st.logout()


def _make(settings: Access, session: Session, number: int) -> None:
    if number >= MOST:
        st.info(
            f"You have {count(number, 'token')}, as many as one person can have. Revoke one to make another."
        )
        return
    with st.form("token", border=True, clear_on_submit=True):
        name = st.text_input("What is the token for?", max_chars=_LONGEST, placeholder="Monthly report")
        days = st.selectbox("It holds for", list(_DAYS), format_func=_DAYS.__getitem__)
        if st.form_submit_button("Make a token", icon=":material/key:"):
            said = " ".join(name.split())[:_LONGEST] or "Without a name"
            st.session_state[_MADE] = make(store_in(settings.folder), session, said, days)
            note("token made")
            st.rerun()
    made = st.session_state.pop(_MADE, None)
    if made:
        st.success(
            "Copy the token now: it is kept as a hash only and is never shown again.", icon=":material/key:"
        )
        st.code(made, language=None, wrap_lines=True)


def _row(settings: Access, session: Session, token: Token) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{literal(token.name)}**")
            st.caption(literal(_said(token)))
        st.button(
            "Revoke", key=f"revoke-{token.id}", icon=":material/delete:", on_click=_revoke,
            args=(settings, session, token),
        )  # fmt: skip


def _said(token: Token) -> str:
    used = f"last used on {in_words(token.used.isoformat())}" if token.used else "never used"
    ending = "expired" if token.expires <= today() else "expires"
    made, expires = in_words(token.made.isoformat()), in_words(token.expires.isoformat())
    return f"Made on {made}, {used}, {ending} on {expires}. It begins with rapport_{token.id}."


def _revoke(settings: Access, session: Session, token: Token) -> None:
    store_in(settings.folder).revoke(token.id, session.person)
    note("token revoked")
