"""What can be wrong with an input: one problem, and the error that carries them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input, with its place and what to do about it.

    Attributes:
        code: stable identifier, documented in `docs/files.md`.
        message: names field and value, as in "max_code 'G' is not one of A-F".
        fix: what the user can do.
        severity: an error stops the work, a warning tells what was assumed.
        table: the table concerned (`stands`, `schedule`, `policy`, ...).
        row: position in the table, from 0; None when the problem is not one row's.
        column: the column or key concerned.
        file: name of the file, where the input was read from one.
        line: line in that file, from 1.
    """

    code: str
    message: str
    fix: str = ""
    severity: Severity = "error"
    table: str = ""
    row: int | None = None
    column: str | None = None
    file: str | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """File and line where known, else table and row."""
        position = self.table if self.row is None else f"{self.table}[{self.row}]"
        if self.file is None:
            return position
        if self.line is not None:
            return f"{self.file}:{self.line}"
        return self.file if self.row is None else f"{self.file}: {position}"

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message}" + (f" ({self.fix})" if self.fix else "")


class InputError(ValueError):
    """The input cannot be used; `problems` holds every error found, and the warnings beside them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.errors))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the work."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def raise_errors(problems: Iterable[Problem]) -> None:
    """Raise an `InputError` with all the problems if one of them is an error."""
    found = list(problems)
    if any(problem.severity == "error" for problem in found):
        raise InputError(found)
