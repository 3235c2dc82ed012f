"""The tiny instances: the optimum worked out by hand, by enumeration under the checker, and by the solver agree."""

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.io import read
from standalloc.model import RULES, TERMS, Instance, Plan
from standalloc.solve import solve

TINY = Path(__file__).parent.parent / "instances" / "tiny"
FOLDERS = sorted(path.name for path in TINY.iterdir() if path.is_dir())
#: Rules that are more than a condition on a plan: the split makes the visits that are planned.
MAKES_VISITS = {"split"}


def optimum(name: str) -> float:
    """Return the optimum that the first lines of the folder's airport.toml give."""
    match = re.search(r"^# optimum: (\S+) \(", (TINY / name / "airport.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert match is not None
    return float(match[1])


def enumerated(instance: Instance, without: str = "") -> float:
    """Return the least objective of all plans that break no rule, or none but the one left out."""
    choices = [None, *(stand.id for stand in instance.airport.stands)]
    least = float("inf")
    for stands in product(choices, repeat=len(instance.visits)):
        plan = Plan({v.key: stand for v, stand in zip(instance.visits, stands, strict=True) if stand is not None})
        judgement = check(instance, plan)
        if {violation.rule for violation in judgement.violations} <= {without}:
            least = min(least, judgement.objective)
    return least


def test_every_rule_has_a_folder():
    assert set(RULES) <= set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_by_enumeration(name):
    assert enumerated(read(TINY / name)) == optimum(name)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in MAKES_VISITS])
def test_the_rule_makes_the_difference(rule):
    assert enumerated(read(TINY / rule), without=rule) < optimum(rule)


def test_the_split_makes_the_difference():
    instance = read(TINY / "split")
    whole = tuple(turn.model_copy(update={"towable": False}) for turn in instance.turns)
    assert enumerated(replace(instance, turns=whole)) == 170 > optimum("split")


def test_every_term_is_paid_somewhere():
    paid = set()
    for name in FOLDERS:
        terms = solve(read(TINY / name), time_limit=10, workers=1).judgement.terms
        paid |= {term for term, value in terms.items() if value.amount}
    assert paid == set(TERMS)


@pytest.mark.parametrize("name", FOLDERS)
def test_by_the_solver(name):
    result = solve(read(TINY / name), time_limit=20, workers=1)
    assert (result.status, result.objective, result.bound) == ("optimal", optimum(name), optimum(name))
    assert result.judgement.is_valid


def test_the_table_of_the_readme():
    rows = re.findall(
        r"^\| `([\w-]+)` \|.*?\| (\d+) \|", (TINY / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {name: float(value) for name, value in rows} == {name: optimum(name) for name in FOLDERS}
