"""What stands in front of the whole application, outermost first."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from ui.access.failures import Failures
from ui.access.gate import HEALTH, Gate
from ui.access.headers import Headers
from ui.access.hosts import Hosts
from ui.access.settings import Access
from ui.access.sign_in import sign_in_route
from ui.access.store import store_in


def guards(access: Access | None, root: str) -> list[Middleware]:
    """Headers, hosts and failures always; the gate for a closed server."""
    secure = access is not None and access.origin.startswith("https:")
    always = [Middleware(Headers, secure=secure), Middleware(Failures), Middleware(Hosts, f"{root}{HEALTH}")]
    return always + ([Middleware(Gate, access, store_in(access.folder), root)] if access else [])


def ways_in(access: Access | None, root: str) -> list[BaseRoute]:
    """The page for signing in, where there is something to sign in to."""
    return [sign_in_route(root, access)] if access else []
