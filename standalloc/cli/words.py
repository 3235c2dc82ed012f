"""Texts for people: numbers, and what data says made safe to print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standalloc.model import Problem


def number(value: float | None, signed: bool = False) -> str:
    """Return a number with thousands separated and at most six decimals; `unknown` for None."""
    if value is None:
        return "unknown"
    text = f"{value:{'+' if signed else ''},.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", "+0"} else text


def percent(value: float | None) -> str:
    """Return a share in per cent; `unknown` for None."""
    return "unknown" if value is None else f"{value:.2%}"


def joined(terms: Iterable[str]) -> str:
    """Return terms that are minimised together as `tow + off_terminal`."""
    return " + ".join(terms)


def printable(text: str) -> str:
    """Return a text with control characters written out, so that no input can steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def problem_line(problem: Problem) -> str:
    """Return a problem as one line: `stands.csv:14: max_code: error bad_code: message (fix)`."""
    where = ": ".join(part for part in (problem.place, problem.column or "") if part)
    fix = f" ({problem.fix})" if problem.fix else ""
    line = f"{where}{': ' if where else ''}{problem.severity} {problem.code}: {problem.message}{fix}"
    return printable(line).replace("\n", " ")
