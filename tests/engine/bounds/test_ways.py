"""The cheapest ways through turns: as listing all ways one by one says."""

from itertools import pairwise, product

import numpy as np
import pytest

from standalloc.engine.bounds.ways import Cheapest, Ways
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Column, Pair
from tests.engine.random_days import random_day

PROBLEMS = [compile_problem(random_day(seed)) for seed in range(200)]
SPLIT = [problem for problem in PROBLEMS if any(len(turn) == 3 for turn in problem.turn_visits.values())][:20]


def ways_through(problem, ways, charged, visits):
    """Yield (options, cost, parts used) of all ways through a turn; pairs of visits further apart are left out."""
    stays = {pair for link in problem.links for pair in link.pairs}
    options = [[option for option in ways.options if option.visit == v] for v in visits]
    for chosen in product(*options):
        steps = []
        for one, other in pairwise(chosen):
            if not (isinstance(one, Column) and isinstance(other, Column)):
                steps.append([[]])
                continue
            tow = [ways.of_tow(other.visit), ways.of_leaving(one), ways.of_reaching(other)]
            pair = Pair(one, other)
            held = [ways.of_pair(pair), *([] if pair in stays else tow)] if pair in ways.pair_at else tow
            steps.append([tow, held])
        for taken in product(*steps):
            parts = [ways.at[option] for option in chosen] + [part for step in taken for part in step]
            yield chosen, int(charged[parts].sum()), parts


def charges(ways, seed):
    """Return random charges; pairs give back, and those of visits further apart nothing."""
    rng = np.random.default_rng(seed)
    charged = rng.integers(0, 100, ways.size)
    pairs = charged[len(ways.options) : len(ways.options) + len(ways.pairs)]
    pairs *= -1
    pairs[~ways.is_joint] = 0
    return charged


@pytest.mark.parametrize("number", range(len(SPLIT)))
def test_the_cheapest_of_all_ways(number):
    problem = SPLIT[number]
    ways = Ways(problem)
    charged = charges(ways, number)
    cheapest = Cheapest(ways, charged)
    through = dict(zip(ways.options, cheapest.through.tolist(), strict=True))
    total = 0
    for visits in problem.turn_visits.values():
        listed = list(ways_through(problem, ways, charged, visits))
        least = min(cost for _, cost, _ in listed)
        total += least
        for option in {option for chosen, _, _ in listed for option in chosen}:
            assert through[option] == min(cost for chosen, cost, _ in listed if option in chosen) - least
        used = set(np.flatnonzero(cheapest.used).tolist())
        assert any(cost == least and used.issuperset(parts) for _, cost, parts in listed)
    assert cheapest.total == total
    assert int(cheapest.used @ charged) == total


def test_what_visits_further_apart_give_back_makes_a_way_cheaper_never_dearer():
    found = 0
    for problem in SPLIT:
        ways = Ways(problem)
        apart = np.flatnonzero(~ways.is_joint)
        charged = charges(ways, 0)
        before = Cheapest(ways, charged)
        charged[len(ways.options) + apart] = -30
        after = Cheapest(ways, charged)
        assert before.total - 30 * len(problem.turn_visits) <= after.total <= before.total
        found += bool(len(apart))
    assert found
