"""Results, judgements and problems as plain documents, ready for JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from standalloc.check.comparison import Comparison
from standalloc.io.plan_files import plan_rows
from standalloc.model import Instance, Judgement, Problem, Result, Term, Tier, Violation


def result_document(result: Result, instance: Instance) -> dict[str, Any]:
    """Return the content of `result.json`.

    Args:
        result: of a solve.
        instance: that was solved.
    """
    judgement = result.judgement
    return {
        "airport": instance.airport.code,
        "schedule": instance.name,
        "status": result.status,
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "floor": result.floor,
        "gap_above_floor": result.gap_above_floor,
        "seconds": round(result.seconds, 3),
        "interrupted": result.interrupted,
        "peak_memory_mb": round(result.peak_memory_mb, 1),
        **asdict(judgement.figures),
        "terms": _terms(judgement.terms),
        "tiers": [_tier(tier) for tier in result.tiers],
        "violations": [violation_document(violation, instance) for violation in judgement.violations],
        "seed": result.seed,
        "workers": result.workers,
        "config": result.config,
        "time_limit": result.time_limit,
        "work_limit": result.work_limit,
        "versions": dict(result.versions),
        "plan": plan_rows(result.plan, instance),
    }


def judgement_document(judgement: Judgement, instance: Instance) -> dict[str, Any]:
    """Return the content of `check --json`.

    Args:
        judgement: of a plan.
        instance: the plan is for.
    """
    return {
        "airport": instance.airport.code,
        "schedule": instance.name,
        "valid": judgement.is_valid,
        "objective": judgement.objective,
        **asdict(judgement.figures),
        "terms": _terms(judgement.terms),
        "tiers": _tier_costs(judgement, instance),
        "violations": [violation_document(violation, instance) for violation in judgement.violations],
        "reasons": [
            {"turn": key.turn, "visit": key.part, "code": reason.code, "text": reason.text}
            for key, reason in judgement.reasons.items()
        ],
    }


def comparison_document(compared: Comparison) -> dict[str, Any]:
    """Return the content of `compare --json`: what moved, the change of costs by term, what each plan is worth."""
    return {
        "moved": [
            {"turn": key.turn, "visit": key.part, "from": old, "to": new} for key, (old, new) in compared.moved.items()
        ],
        "change": compared.after.objective - compared.before.objective,
        "terms": {name: compared.after.terms[name].cost - term.cost for name, term in compared.before.terms.items()},
        "first": _side(compared.before),
        "second": _side(compared.after),
    }


def problem_document(problem: Problem) -> dict[str, Any]:
    """Return one problem of `validate --json`: code, severity, message, fix and place."""
    return asdict(problem)


def _side(judgement: Judgement) -> dict[str, Any]:
    return {
        "objective": judgement.objective,
        **asdict(judgement.figures),
        "terms": _terms(judgement.terms),
        "tiers": [*judgement.tiers],
        "violations": len(judgement.violations),
    }


def _terms(terms: Mapping[str, Term]) -> dict[str, dict[str, float]]:
    return {name: {"amount": term.amount, "cost": term.cost} for name, term in terms.items()}


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "terms": list(tier.terms),
        "objective": tier.objective,
        "bound": tier.bound,
        "gap": tier.gap,
        "status": tier.status,
    }


def _tier_costs(judgement: Judgement, instance: Instance) -> list[dict[str, Any]]:
    """Return the cost of each tier, none where the objective has none."""
    costs = zip(instance.airport.objective.tiers, judgement.tiers, strict=False)
    return [{"terms": list(terms), "objective": cost} for terms, cost in costs]


def violation_document(violation: Violation, instance: Instance) -> dict[str, Any]:
    """Return one violated rule: its id and message, who is concerned, where and from when to when in local time."""
    return {
        "rule": violation.rule,
        "message": violation.message,
        "turns": list(violation.turns),
        "visits": [{"turn": key.turn, "visit": key.part} for key in violation.visits],
        "stands": list(violation.stands),
        "start": instance.moment(violation.start).isoformat(timespec="minutes"),
        "end": instance.moment(violation.end).isoformat(timespec="minutes"),
    }
