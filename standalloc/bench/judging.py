"""The harness's own look at a plan: read back from its file and judged anew, whatever the solve says of it."""

from collections.abc import Mapping, Sequence
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from standalloc.check import check
from standalloc.io import read_plan
from standalloc.model import InputError, Instance, Judgement, Plan

#: How far two numbers may lie apart that ought to be the same.
_TOLERANCE = 1e-6


class RefusedError(Exception):
    """A plan, or what is said of it, does not stand; the message says why."""


def judged(plan: str | None, result: Mapping[str, Any], instance: Instance) -> Judgement:
    """Return the checker's word on a plan.

    Args:
        plan: text of the plan's CSV.
        result: what the solve says of it, as `result_document` has it.
        instance: it is for.

    Raises:
        RefusedError: there is no plan, it cannot be read, it breaks a rule, it costs otherwise than the solve says, or
            a bound lies above what it costs.
    """
    if plan is None:
        raise RefusedError(f"the solve says {result['status']} and left no plan")
    judgement = check(instance, _read(plan, instance))
    if judgement.violations:
        first, more = judgement.violations[0], len(judgement.violations) - 1
        raise RefusedError(f"the plan breaks {first.rule}: {first.message}" + (f" (and {more} more)" if more else ""))
    _compare("objective", judgement.objective, result["objective"], result["bound"])
    _compare_tiers(judgement.tiers, result["tiers"])
    return judgement


def _read(plan: str, instance: Instance) -> Plan:
    with TemporaryDirectory(prefix="standalloc-") as folder:
        path = Path(folder) / "plan.csv"
        path.write_text(plan, encoding="utf-8")
        try:
            return read_plan(path, instance)
        except InputError as error:
            raise RefusedError(f"the plan cannot be read: {error.errors[0]}") from None


def _compare_tiers(costs: Sequence[float], tiers: Sequence[Mapping[str, Any]]) -> None:
    for place, (cost, tier) in enumerate(zip(costs, tiers, strict=False), 1):
        _compare(f"cost of tier {place}", cost, tier["objective"], tier["bound"])


def _compare(what: str, judged_cost: float, said: float, bound: float | None) -> None:
    if not isclose(judged_cost, said, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE):
        raise RefusedError(f"the {what} is {judged_cost:.10g}, the solve says {said:.10g}")
    if bound is not None and bound > judged_cost + _TOLERANCE * max(1.0, abs(judged_cost)):
        raise RefusedError(f"the bound {bound:.10g} lies above the {what}, {judged_cost:.10g}")
