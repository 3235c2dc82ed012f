"""Two plans of one day, side by side."""

from collections.abc import Iterable
from typing import Any

from standalloc.check.comparison import Comparison
from standalloc.io import comparison_document, violation_document
from standalloc.model import Instance, Plan, Violation


def compare_plans(instance: Instance, first: Plan, second: Plan) -> dict[str, Any]:
    """Return what differs between two plans, as plain values for JSON.

    It is what `standalloc compare --json` prints, with `counts` of what moved and how, and the rules that only the
    second plan breaks (`broken`) or only the first (`mended`).

    Args:
        instance: the day.
        first: plan of it.
        second: plan of it.

    Raises:
        InputError: a plan names a stand the airport does not have.
    """
    compared = Comparison.of(instance, first, second)
    old, new = compared.before.violations, compared.after.violations
    return {
        **comparison_document(compared),
        "counts": _counts(compared),
        "broken": _documents((violation for violation in new if violation not in old), instance),
        "mended": _documents((violation for violation in old if violation not in new), instance),
    }


def _counts(compared: Comparison) -> dict[str, int]:
    """Return how many visits there are, how many differ and of how many turns; of these, those found and left out."""
    pairs = compared.moved.values()
    return {
        "visits": len(compared.instance.visits),
        "moved": len(compared.moved),
        "turns_moved": len({key.turn for key in compared.moved}),
        "newly_allocated": sum(not old for old, _ in pairs),
        "newly_unallocated": sum(not new for _, new in pairs),
    }


def _documents(violations: Iterable[Violation], instance: Instance) -> list[dict[str, Any]]:
    return [violation_document(violation, instance) for violation in violations]
