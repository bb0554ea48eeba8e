"""What is wrong with a data set, in words that let a person mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule at one place. ``row`` counts as a spreadsheet does (header: 1); 0 is the whole file."""

    file: str
    row: int
    column: str
    value: str
    rule: str
    hint: str = ""

    def __str__(self) -> str:
        place = (
            self.file
            + (f", row {self.row}" if self.row else "")
            + (f", column {self.column}" if self.column else "")
        )
        value = f" {self.value!r}" if self.value else ""
        hint = f" Did you mean {self.hint!r}?" if self.hint else ""
        return f"{place}:{value} {self.rule}.{hint}"


class DataSetError(Exception):
    """A data set cannot be used. ``problems`` holds every problem that was found, in the order of files and rows."""

    def __init__(self, folder: str, problems: list[Problem]):
        self.folder = folder
        self.problems = sorted(problems)
        noun = "problem" if len(problems) == 1 else "problems"
        super().__init__(f"{folder}: {len(problems)} {noun}\n" + "\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DataSetError], tuple[str, list[Problem]]]:
        return type(self), (self.folder, self.problems)  # a worker that cannot read a shard says so elsewhere
