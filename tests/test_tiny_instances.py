"""The tiny instances: the optimum worked out by hand, by enumeration under the checker, and by the solver agree.

Each day binds: without the rule or the term it shows, no best plan is one of those with it.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from standalloc.io import read
from standalloc.model import RULES, TERMS, Instance
from standalloc.solve import solve
from tests.tiny import FOLDERS, TINY, Best, best_of, enumerated, notes, table

Switch = Callable[[Instance], Instance]
#: Rules that a plan cannot break as long as it speaks of the visits there are.
MAKES_VISITS = {"split"}


def policy(**values: object) -> Switch:
    """Return what gives an instance other values in `[policy]`."""
    return lambda day: replace(day, airport=_updated(day.airport, policy=_updated(day.airport.policy, **values)))


def objective(**values: object) -> Switch:
    """Return what gives an instance other values in `[objective]`."""
    return lambda day: replace(day, airport=_updated(day.airport, objective=_updated(day.airport.objective, **values)))


def not_towable(day: Instance) -> Instance:
    return replace(day, turns=tuple(_updated(turn, towable=False) for turn in day.turns))


def no_handling(day: Instance) -> Instance:
    return replace(day, airport=_updated(day.airport, handling=()))


def no_cost_per_min(day: Instance) -> Instance:
    stands = tuple(_updated(stand, cost_per_min=None) for stand in day.airport.stands)
    return replace(day, airport=_updated(day.airport, stands=stands))


def _updated(row, **values):
    return row.model_validate(row.model_dump(by_alias=True) | values)


#: What "otherwise" means where it is another input, not the same with a rule left out of the checker.
SWITCHES: dict[str, Switch] = {
    **{term: objective(**{term: 0}) for term in TERMS},
    "bus_capacity": policy(bus_capacity=None),
    "closure": lambda day: replace(day, closures=()),
    "exclusion": lambda day: replace(day, airport=_updated(day.airport, exclusions=())),
    "half-turn": policy(departure_min=61),
    "handling": no_handling,
    "pin": lambda day: replace(day, pins=()),
    "runway": policy(times="block"),
    "sector-bus": policy(bridge_mismatch="forbid"),
    "split": not_towable,
    "taxilane": policy(taxilane_min=0),
    "terminal": policy(terminal_mismatch="cost"),
    "terminal-bus": policy(terminal_mismatch="forbid"),
    "terminal-cost": policy(terminal_mismatch="forbid"),
    "tiers": objective(tiers=()),
    "tow_capacity": policy(tow_capacity=None),
}


def differs(name: str, otherwise: Best) -> None:
    """Assert that the optimum without is the one noted, and that its plans are others."""
    assert otherwise.objective == notes(name).otherwise
    assert not otherwise.plans & best_of(name).plans


def test_every_rule_and_term_has_a_folder():
    assert {*RULES, *TERMS} <= set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_by_enumeration(name):
    assert best_of(name).objective == notes(name).optimum


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in MAKES_VISITS])
def test_the_rule_makes_the_difference(rule):
    differs(rule, enumerated(read(TINY / rule), without=rule))


@pytest.mark.parametrize("name", SWITCHES)
def test_the_input_makes_the_difference(name):
    differs(name, enumerated(SWITCHES[name](read(TINY / name))))


def test_every_other_value_is_tested():
    assert {name for name in FOLDERS if notes(name).otherwise is not None} == {*RULES, *SWITCHES}


def test_tiers_are_minimised_in_order():
    assert best_of("tiers").tiers == (0, 0, 80)


def test_a_far_stand_at_the_common_price():
    """L1 on a remote stand at 0.5 a minute would be dearer than busing T2, as `docs/rules.md` says."""
    assert enumerated(no_cost_per_min(read(TINY / "remote_min"))).objective == 200


@pytest.mark.parametrize("name", FOLDERS)
def test_by_the_solver(name):
    result = solve(read(TINY / name), time_limit=20, workers=1)
    optimum = notes(name).optimum
    assert (result.status, result.objective, result.bound) == ("optimal", optimum, optimum)
    assert result.judgement.is_valid
    assert result.judgement.tiers == best_of(name).tiers


def test_the_table_of_the_readme():
    assert table() in (TINY / "README.md").read_text(encoding="utf-8")
