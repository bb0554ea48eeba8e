"""What a reader sees of a fault in the program: that there was one, and a number under which the log has the rest."""

from __future__ import annotations

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.access.journal import note_fault
from ui.refusal import RefusalError
from ui.text import literal


def show_failure(fault: Exception) -> bool:
    """For ``st.App(on_script_error=…)``: the page says so itself instead of showing the exception."""
    number = note_fault(fault)
    with st.container(key="failure"):
        st.error(
            f"Something failed here. Give this number to whoever runs the server: {literal(number)}",
            icon=":material/error:",
        )
    return True


class Failures:
    """ASGI middleware that answers a fault behind it in one sentence; an answer that has begun can only break off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as fault:
            if scope["type"] != "http" or begun:
                raise
            await RefusalError.failed(note_fault(fault)).response()(scope, receive, send)
