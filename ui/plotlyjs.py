"""The drawing library for figures that are taken away: served to the browser, and written into a page of its own.

The dashboard's own charts are drawn by what Streamlit brings along, which it does not hand out. This is the file of
the installed Plotly package, the same for everybody and served from here, so that no request leaves the machine.
"""

from __future__ import annotations

import gzip
import html
from functools import cache

from plotly.io import to_html
from plotly.offline import get_plotlyjs, get_plotlyjs_version
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from charts.figure import Spec

ADDRESS = f"library/plotly-{get_plotlyjs_version()}.min.js"
"""Where the library is, relative to every page; a new version has a new address."""

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 0; background: #FFFFFF; }} main {{ width: max-content; margin: 0 auto; }}</style>
</head>
<body>
<main>{drawing}</main>
</body>
</html>
"""


def standalone(spec: Spec, title: str) -> str:
    """An HTML file that shows a figure without any other file and without a network; what can be hovered stays so."""
    config = {"displayModeBar": False, "responsive": False}
    drawing = to_html(
        spec, config=config, include_plotlyjs=True, full_html=False, div_id="figure", validate=False
    )
    return _PAGE.format(title=html.escape(title), drawing=drawing)


def _library(request: Request) -> Response:
    headers = {"Cache-Control": _FOR_A_YEAR, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            _packed(), media_type="text/javascript", headers=headers | {"Content-Encoding": "gzip"}
        )
    return Response(get_plotlyjs(), media_type="text/javascript", headers=headers)


@cache
def _packed() -> bytes:
    """Kept, because packing takes longer than sending."""
    return gzip.compress(get_plotlyjs().encode(), mtime=0)


def drawing_library(base: str) -> Route:
    """The route that serves the library below ``base``, the setting ``server.baseUrlPath``."""
    return Route(f"/{base.strip('/')}/{ADDRESS}".replace("//", "/"), _library)
