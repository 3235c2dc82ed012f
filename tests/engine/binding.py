"""How often each rule, term and feature decides the random days: `python -m tests.engine.binding 500`.

A rule binds where the best plan is better without it; a term counts where the best plan has some of it, and costs
where that is charged; a feature acts where the best plan's costs are others without it.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from standalloc.check import check
from standalloc.model import RULES, TERMS, Instance, Plan
from tests.engine.enumeration import Optimum, better, enumerated_optimum
from tests.engine.random_days import random_day


def _with_policy(**changes: Any) -> Callable[[Instance], Instance]:
    return lambda day: _with_airport(policy=day.airport.policy.model_copy(update=changes))(day)


def _with_airport(**changes: Any) -> Callable[[Instance], Instance]:
    return lambda day: replace(day, airport=day.airport.model_copy(update=changes))


def _with_stands(**changes: Any) -> Callable[[Instance], Instance]:
    return lambda day: _with_airport(stands=tuple(s.model_copy(update=changes) for s in day.airport.stands))(day)


#: The rules a plan can gain by breaking; `split` only says of which visits it speaks.
BINDING = tuple(rule for rule in RULES if rule != "split")

#: What each feature is taken away by.
FEATURES: Mapping[str, Callable[[Instance], Instance]] = {
    "bridge_mismatch": _with_policy(bridge_mismatch="forbid"),
    "terminal_mismatch": _with_policy(terminal_mismatch="cost"),
    "times": _with_policy(times="block"),
    "handling": _with_airport(handling=()),
    "tow_min": _with_policy(tow_min=0),
    "group": _with_stands(group=""),
    "cost_per_min": _with_stands(cost_per_min=None),
    "connections": lambda day: replace(day, connections=()),
    "preferences": _with_airport(preferences=()),
    "reference": lambda day: replace(day, reference={}),
    "closures": lambda day: replace(day, closures=()),
    "pins": lambda day: replace(day, pins=()),
}


def binds(day: Instance, best: Optimum, rule: str) -> bool:
    """Say whether some plan that breaks only this rule is better than the best."""
    found = enumerated_optimum(day, rule)
    assert found is not None
    return better(found.tiers, best.tiers)


def acts(day: Instance, best: Optimum, feature: str) -> bool:
    """Say whether a day's best costs change when a feature is taken away."""
    bare = FEATURES[feature](day)
    if bare == day:
        return False
    found = enumerated_optimum(bare)
    return found is None or better(found.tiers, best.tiers) or better(best.tiers, found.tiers)


def reorders(day: Instance, best: Optimum) -> bool:
    """Say whether the tiers make the best plan another than their weights alone would."""
    objective = day.airport.objective
    if not objective.tiers:
        return False
    weights = {term: objective.weight(term) for term in TERMS}
    flat = _with_airport(objective=objective.model_copy(update={**weights, "tiers": ()}))(day)
    found = enumerated_optimum(flat)
    assert found is not None
    return better(best.tiers, check(day, Plan(found.stands)).tiers)


def count(days: int, first: int) -> Mapping[str, Counter[str]]:
    """Return on how many days each rule binds, each term counts and costs, each feature acts; and how many at once."""
    tables: Mapping[str, Counter[str]] = {
        "rule binds": Counter(dict.fromkeys(BINDING, 0)),
        "term counts": Counter(dict.fromkeys(TERMS, 0)),
        "term costs": Counter(dict.fromkeys(TERMS, 0)),
        "feature acts": Counter(dict.fromkeys([*FEATURES, "tiers"], 0)),
        "rules bind at once": Counter(),
    }
    for seed in range(first, first + days):
        day = random_day(seed)
        best = enumerated_optimum(day)
        assert best is not None
        terms = check(day, Plan(best.stands)).terms
        binding = [rule for rule in BINDING if binds(day, best, rule)]
        tables["rule binds"].update(binding)
        tables["term counts"].update(name for name in TERMS if terms[name].amount)
        tables["term costs"].update(name for name in TERMS if terms[name].cost)
        tables["feature acts"].update(name for name in FEATURES if acts(day, best, name))
        tables["feature acts"].update(["tiers"] if reorders(day, best) else [])
        tables["rules bind at once"].update([str(len(binding))])
    return tables


def main(days: int, first: int) -> None:
    for title, names in count(days, first).items():
        rows = (f"{name:<20}{100 * found / days:5.1f} %" for name, found in names.items())
        print("\n".join([title, *rows, ""]))  # noqa: T201 - run by hand


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
