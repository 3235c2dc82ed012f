"""The tiny instances with what their first lines say of them, and every best plan of a day by enumeration."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from standalloc.check import check
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
    best, plans = (float("inf"),), []
    objective = float("inf")
    for plan in _allowed(instance, without, {}, 0):
        judgement = check(instance, Plan(plan))
        if judgement.tiers < best:
            best, objective, plans = judgement.tiers, judgement.objective, []
        if judgement.tiers == best:
            plans.append(frozenset(plan.items()))
    return Best(best, objective, frozenset(plans))


def _allowed(instance: Instance, without: str, stands: dict, index: int) -> Iterator[dict]:
    complete = index == len(instance.visits)
    broken = {violation.rule for violation in check(instance, Plan(stands)).violations} - {without}
    if broken - (set() if complete else {"pin"}):
        return
    if complete:
        yield stands
        return
    key = instance.visits[index].key
    yield from _allowed(instance, without, stands, index + 1)
    for stand in instance.stand:
        yield from _allowed(instance, without, stands | {key: stand}, index + 1)
