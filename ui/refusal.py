"""Why an address gives no file: a status and a JSON body in whole sentences, with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from starlette.responses import JSONResponse, Response

from analysis.parameters import Fault
from analysis.words import both, count
from data.dataset import Dataset
from data.dates import in_words
from data.problems import Problem


class RefusalError(Exception):
    """No file, and why. ``body`` has ``error``, a whole sentence, and beside it what a program can use."""

    def __init__(self, status: int, error: str, headers: dict[str, str] | None = None, **facts: Any):
        super().__init__(error)
        self.status, self.headers = status, {"X-Content-Type-Options": "nosniff"} | (headers or {})
        self.body = {"error": error, **facts}

    def response(self) -> Response:
        """The answer; nobody keeps it, because the next one may differ."""
        headers = self.headers | {"Cache-Control": "no-store"}
        return JSONResponse(self.body, self.status, headers, "application/json; charset=utf-8")

    @classmethod
    def not_signed_in(cls) -> RefusalError:
        """401: nobody, or a token that opens nothing (any more)."""
        scripts = (
            "A script sends a personal token from the page Account in the header “Authorization: Bearer”; it opens "
            "the extracts only, until it expires or is revoked."
        )
        error = "Load the page anew to sign in."
        return cls(401, error, {"WWW-Authenticate": "Bearer"}, scripts=scripts)

    @classmethod
    def not_admitted(cls) -> RefusalError:
        """403: signed in, and not on the list of the server."""
        return cls(403, "Your address is not on the list of this server. Ask whoever runs it.")

    @classmethod
    def failed(cls, number: str) -> RefusalError:
        """500: a fault of the program; the log says more under the same number."""
        return cls(
            500,
            f"Something failed here. Give this number to whoever runs the server: {number}.",
            number=number,
        )

    @classmethod
    def parameters(cls, faults: Sequence[Fault]) -> RefusalError:
        """400: parameters or values that mean nothing here."""
        what = count(len(faults), "parameter")
        one = len(faults) == 1
        error = (
            f"{what} of this address cannot be used, so there is no file: {faults[0].problem}"
            if one
            else f"{what} of this address cannot be used, so there is no file; “problems” names each."
        )
        return cls(400, error, problems=[fault.to_json() for fault in faults])

    @classmethod
    def host(cls) -> RefusalError:
        """400: the links in the file could not begin with this host."""
        return cls(400, "The header “Host” of this request is no name of a host.", problems=[])

    @classmethod
    def another_host(cls) -> RefusalError:
        """421: a name that this server does not go by."""
        return cls(
            421, "This server does not go by this name; its names are the setting server.allowedHosts."
        )

    @classmethod
    def length(cls, longest: int) -> RefusalError:
        """414: too long a query."""
        return cls(414, f"The query of this address is longer than {longest:,} characters.", problems=[])

    @classmethod
    def method(cls, methods: Sequence[str]) -> RefusalError:
        """405: a method that would change something."""
        return cls(405, f"Extracts can only be read: use {both(methods)}.", {"Allow": ", ".join(methods)})

    @classmethod
    def file(cls, name: str, close: str | None, files: Sequence[str]) -> RefusalError:
        """404: no such file."""
        hint = f" Did you mean {close}?" if close else ""
        error = f"There is no extract “{name[:80]}”.{hint} The index lists all of them."
        return cls(404, error, nearest=close, files=list(files), index="./")

    @classmethod
    def data(cls, problems: Iterable[Problem]) -> RefusalError:
        """503: the data set breaks a rule. Where it lies on the server is nobody's business."""
        found = [asdict(problem) | {"sentence": str(problem)} for problem in problems]
        error = f"The data set cannot be used until {count(len(found), 'problem')} in it {_is(found)} mended."
        return cls(503, error, {"Retry-After": "60"}, problems=found)

    @classmethod
    def cluster(cls, why: str) -> RefusalError:
        """503: the workers that have the events do not answer."""
        return cls(503, why, {"Retry-After": "60"}, problems=[])

    @classmethod
    def unknown_data(cls, name: str, names: Sequence[str]) -> RefusalError:
        """404: no such data set on this server."""
        error = f"There is no data set “{name[:80]}” on this server. Leave “data” out for {names[0]}, or name another."
        return cls(404, error, data_sets=list(names), problems=[])

    @classmethod
    def version(cls, asked: str, dataset: Dataset) -> RefusalError:
        """409: the address was made on another version of the data than the loaded one."""
        made = dataset.history.release(asked)
        about = dataset.about
        made_on = f"version {made.version} ({asked})" if made else f"an unknown version ({asked[:40]})"
        loaded = f"version {about.version} of {in_words(about.released)} ({dataset.version})"
        error = (
            f"This address was made on {made_on} of the data, and {loaded} is loaded. Rows may differ: take "
            f"“version” out of the address, or set it to {dataset.version}, to get the file of the loaded version."
        )
        return cls(409, error, made_on=asked[:40], loaded=dataset.version, problems=[])


def _is(found: Sequence[object]) -> str:
    return "is" if len(found) == 1 else "are"
