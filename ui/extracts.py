"""Extracts over HTTP: every file of a view at an address of its own, for scripts, with the parameters of the pages.

Starlette runs these functions in threads and takes the pieces of a file from there too: no reader waits for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from itertools import chain
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from analysis.files import File
from analysis.links import DATA, VERSION, Links
from analysis.opening import opened
from analysis.parameters import read_parameters
from analysis.registry import FILES, INDEX, MANIFEST
from analysis.selection import select
from analysis.snapshot import Snapshot
from data.conversion.cluster import ClusterError
from data.problems import DataSetError
from data.store import Stored
from data.vocabulary import nearest
from ui.access.headers import PLAIN_PAGE
from ui.address import links_below
from ui.datasets import UnknownDataError, first, folder_of, folders
from ui.downloads import name_of
from ui.extract_index import index_page
from ui.refusal import RefusalError
from ui.waiting import tell

LONGEST = 8_000
"""Characters of a query; a view with a hundred actors has 3,000."""
METHODS = ("GET", "HEAD")
_OTHERS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")


def extract_routes(base: str) -> list[BaseRoute]:
    """The routes below ``base/extract``; ``base`` is the path under which the dashboard is served, or empty."""
    root = f"/{base.strip('/')}" if base.strip("/") else ""
    return [
        Route(f"{root}/extract", _to_index, methods=["GET"]),
        Route(f"{root}/extract/{{name:path}}", _answer, methods=[*METHODS, *_OTHERS]),
    ]


def _to_index(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"extract/{query}", status_code=308)


def _answer(request: Request) -> Response:
    """The file, the index, or in whole sentences why there is none."""
    try:
        return _asked(request)
    except RefusalError as refusal:
        return refusal.response()
    except ClusterError as error:
        return RefusalError.cluster(str(error)).response()


def _asked(request: Request) -> Response:
    if request.method not in METHODS:
        raise RefusalError.method(METHODS)
    if len(request.url.query) > LONGEST:
        raise RefusalError.length(LONGEST)
    file = _file(request.path_params["name"])
    data = _data(request.query_params.get(DATA, ""))
    snapshot = _snapshot(request, file, data)
    headers = _headers(file, snapshot, data)
    if _unchanged(request, headers):
        return Response(status_code=304, headers=headers)
    if file is INDEX:
        return HTMLResponse(index_page(snapshot), headers=headers)
    # A file that fails at its beginning is an error; one that fails later can only break off.
    pieces: Iterator[bytes] = iter([b""]) if request.method == "HEAD" else file.chunks(snapshot)
    first = next(pieces)
    return StreamingResponse(chain([first], pieces), headers=headers)


def _file(name: str) -> File:
    if name == INDEX.name:
        return INDEX
    if name not in FILES:
        raise RefusalError.file(name, nearest(name, [*FILES]), [*FILES])
    return FILES[name]


def _data(name: str) -> Stored:
    try:
        return opened(folder_of(name), tell)
    except UnknownDataError as error:
        raise RefusalError.unknown_data(name, [*folders()]) from error
    except DataSetError as error:
        raise RefusalError.data(error.problems) from error


def _snapshot(request: Request, file: File, data: Stored) -> Snapshot:
    """The view that the address asks for; it must name nothing unknown, and no other version than the loaded one."""
    dataset = data.dataset
    given = parse_qsl(request.url.query, keep_blank_values=True)
    versions = [value for key, value in given if key == VERSION]
    parameters, faults = read_parameters(given, file, dataset)
    if faults:
        raise RefusalError.parameters(faults)
    for version in versions:
        if version != dataset.version:
            raise RefusalError.version(version, dataset)
    selection = select(dataset, parameters.filters)
    second = select(dataset, parameters.second) if parameters.second else None
    links = _links(request, data)
    return Snapshot(
        selection, links, date.today(), parameters.unit, parameters.excel, parameters.ties, second
    )


def _links(request: Request, data: Stored) -> Links:
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise RefusalError.host()
    base = request.url.path.partition("/extract")[0]
    name = request.query_params.get(DATA, "")
    return links_below(f"{request.url.scheme}://{host}{base}", data.dataset, "" if name == first() else name)


def _headers(file: File, snapshot: Snapshot, data: Stored) -> dict[str, str]:
    """What is known of a file before it is made: the same for GET, HEAD and 304."""
    written = data.modified
    if file.dated:
        written = max(written, datetime.combine(snapshot.day, time(), UTC))
    headers = {
        "ETag": _tag(file, snapshot),
        "Last-Modified": format_datetime(written, usegmt=True),
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Type": file.media,
    }
    if file is INDEX:
        return headers | {"Content-Security-Policy": PLAIN_PAGE}
    described = snapshot.links.extract(MANIFEST.name, MANIFEST.query(snapshot))
    return headers | {
        "Content-Disposition": f'attachment; filename="{name_of(file, snapshot)}"',
        "Link": f'<{described}>; rel="describedby"',
    }


def _tag(file: File, snapshot: Snapshot) -> str:
    """Weak, because the server may compress the bytes on their way."""
    return f'W/"{file.identity(snapshot)[:24]}"'


def _unchanged(request: Request, headers: dict[str, str]) -> bool:
    """Whether the client has these bytes already; a tag that it names decides, else the date."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        own = headers["ETag"].removeprefix("W/")
        return tags.strip() == "*" or own in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return parsedate_to_datetime(headers["Last-Modified"]) <= since
    except (ValueError, TypeError):  # no date, or one without a time zone
        return False
