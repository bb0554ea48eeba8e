"""A visit of a page whose every text is hostile: what must not happen, and which texts a reader sees as written."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Dialog, Page
from playwright.sync_api import TimeoutError as NotInTimeError

from tests.browser.harness import Incidents

PLAIN = r".replaceAll('\0', '\ufffd').replaceAll('\ufeff', '').replace(/\s/g, '')"
ALL = "return wanted.every((one) => text.includes(one));"
LOOK = (Path(__file__).parent / "literal.js").read_text(encoding="utf-8")


@dataclass
class Visit:
    """What was noted while pages were open: dialogs, requests off the machine, and live nodes."""

    page: Page
    dialogs: list[str] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    incidents: Incidents = field(default_factory=Incidents)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._closed)
        self.incidents.watch(self.page)

    def _closed(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{self.page.url}: {dialog.message}")
        dialog.dismiss()

    def look(self) -> str:
        """All text of the page as it is now, and a note of every node in it that could act."""
        seen = self.page.evaluate(LOOK)
        for kind in ("scripts", "live", "foreign"):
            self.nodes += [f"{self.page.url}: {kind}: {one}" for one in seen[kind]]
        return squeezed(seen["text"])

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The texts that the page does not show as they are written, once its components had their time to draw."""
        wanted = [squeezed(text) for text in texts]
        with suppress(NotInTimeError):
            self.page.wait_for_function(
                f"wanted => {{ const text = ({LOOK.strip().rstrip(';')})().text{PLAIN}; {ALL} }}", arg=wanted
            )
        return missing(texts, self.look())

    @property
    def faults(self) -> list[str]:
        """Everything that must not have happened."""
        return [*self.dialogs, *self.nodes, *self.incidents.foreign_requests, *self.incidents.errors]


def squeezed(text: str) -> str:
    """Text without blanks: where a line breaks is no part of what is written."""
    return "".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\ufeff", "").split())


def missing(texts: Iterable[str], shown: str) -> list[str]:
    """The texts that do not stand on a page as they are written."""
    return [text for text in texts if squeezed(text) not in shown]
