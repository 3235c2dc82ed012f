"""The tiny instances with what their first lines say of them, and every best plan of a day by enumeration."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from standalloc.check import check
from standalloc.check.layout import Layout
from standalloc.check.rules import violations
from standalloc.io import read
from standalloc.model import Instance, Plan, VisitKey

TINY = Path(__file__).parents[1] / "instances" / "tiny"
FOLDERS = sorted(path.name for path in TINY.iterdir() if path.is_dir())


class Notes(NamedTuple):
    """The first lines of an `airport.toml`; `otherwise` is the optimum without what the day shows."""

    shows: str
    optimum: float
    otherwise: float | None


class Best(NamedTuple):
    """The least cost of each tier, the total, and every plan that has it, as pairs of visit and stand."""

    tiers: tuple[float, ...]
    objective: float
    plans: frozenset[frozenset[tuple[VisitKey, str]]]


def notes(name: str) -> Notes:
    """Read what a folder's airport.toml says in its first lines."""
    comment = re.match(r"(# .*\n)+", (TINY / name / "airport.toml").read_text(encoding="utf-8"))
    assert comment is not None
    text = re.sub(r"\n# (?!optimum:|otherwise:)", " ", comment[0])
    found = re.fullmatch(r"# (.+)\.\n# optimum: (\S+) \(.+\)\n(?:# otherwise: (\S+) \(.+\)\n)?", text)
    assert found is not None, text
    return Notes(found[1], float(found[2]), None if found[3] is None else float(found[3]))


def table() -> str:
    """Return the table of the README."""
    days = ((name, notes(name)) for name in FOLDERS)
    rows = (
        f"| `{name}` | {day.shows} | {day.optimum:g} | {'' if day.otherwise is None else f'{day.otherwise:g}'} |"
        for name, day in days
    )
    return "\n".join(["| folder | shows | optimum | otherwise |", "|---|---|--:|--:|", *rows])


def enumerated(instance: Instance, without: str = "") -> Best:
    """Return the best of all plans that break no rule, or none but the one left out.

    The checker judges each. A rule that some visits break stays broken whatever comes beside them (but a pin, which a
    visit yet to come may keep), so their branch is cut.
    """
    best, objective = (float("inf"),), float("inf")
    plans: list[frozenset[tuple[VisitKey, str]]] = []
    for stands in _allowed(instance, {"pin", without}, {}, 0):
        judgement = check(instance, Plan(stands))
        if judgement.tiers > best or {violation.rule for violation in judgement.violations} - {without}:
            continue
        if judgement.tiers < best:
            best, objective, plans = judgement.tiers, judgement.objective, []
        plans.append(frozenset(stands.items()))
    return Best(best, objective, frozenset(plans))


@cache
def best_of(name: str) -> Best:
    """Return the best plans of a folder's day."""
    return enumerated(read(TINY / name))


def _allowed(
    instance: Instance, waived: set[str], stands: dict[VisitKey, str], index: int
) -> Iterator[dict[VisitKey, str]]:
    """Yield every way to go on that breaks no rule but those waived, from the visit at an index."""
    if any(violation.rule not in waived for violation in violations(Layout(instance, Plan(stands)))):
        return
    if index == len(instance.visits):
        yield stands
        return
    yield from _allowed(instance, waived, stands, index + 1)
    for stand in instance.stand:
        yield from _allowed(instance, waived, stands | {instance.visits[index].key: stand}, index + 1)
