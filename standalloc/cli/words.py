"""Texts that are safe to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standalloc.model import Problem


def printable(text: str) -> str:
    """Return a text with control characters written out, so that no input can steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def problem_line(problem: Problem) -> str:
    """Return a problem as one line: `stands.csv:14: max_code: error bad_code: message (fix)`."""
    where = ": ".join(part for part in (problem.place, problem.column or "") if part)
    fix = f" ({problem.fix})" if problem.fix else ""
    line = f"{where}{': ' if where else ''}{problem.severity} {problem.code}: {problem.message}{fix}"
    return printable(line).replace("\n", " ")
