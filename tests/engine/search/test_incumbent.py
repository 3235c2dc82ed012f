"""The incumbent: the best of all that is offered, from any thread, and only what the judge accepts."""

import logging
import random
import threading

import pytest

from standalloc.engine.bounds.bound import Prices
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.model import VisitKey


def pair_of_turns(build):
    """Return a contact and a remote stand, two turns: 4 when the smaller takes the bus, 20,000 with nobody parked."""
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=9), build.turn("U", "8:00", "9:00", arrival_pax=4)]
    return build.day([build.stand("A"), build.stand("R", "remote")], turns)


BEST, WORSE, HALF = "T=A U=R", "T=R U=A", "T=A"


def test_only_what_is_better_is_taken(build, begin):
    notices = []
    incumbent = begin(pair_of_turns(build), notices=notices)
    taken = [incumbent.offer_stands(build.plan(plan).stands, plan) for plan in (HALF, WORSE, WORSE, HALF, BEST)]
    assert taken == [True, True, False, False, True]
    assert notices == [(10_000, None, HALF), (9, None, WORSE), (4, None, BEST)]
    assert incumbent.stands == build.plan(BEST).stands
    assert incumbent.allocation == greedy_allocation(incumbent.problem)


def test_a_plan_that_is_not_accepted_is_thrown_away_and_logged(build, begin, caplog):
    incumbent = begin(pair_of_turns(build))
    with caplog.at_level(logging.DEBUG):
        assert not incumbent.offer_stands(build.plan("T=A U=A").stands, "somewhere")
    assert "stage somewhere made a plan that is not accepted" in caplog.text
    assert incumbent.stands is None
    assert not incumbent.offer(Allocation((0, 0), frozenset()), "somewhere")
    assert incumbent.cost is None


def test_the_bound_only_rises(build, begin):
    notices = []
    incumbent = begin(pair_of_turns(build), notices=notices)
    for bound in (0, -5, 2, 1, 2, 3):
        incumbent.raise_bound(bound, "bound")
    assert [bound for _, bound, _ in notices] == [0, 2, 3]


@pytest.mark.parametrize("plan_first", [True, False])
def test_it_is_proven_when_bound_and_cost_meet(build, begin, plan_first):
    incumbent = begin(pair_of_turns(build))
    steps = [
        lambda: incumbent.offer_stands(build.plan(BEST).stands, "plan"),
        lambda: incumbent.raise_bound(4, "bound"),
    ]
    for step in steps if plan_first else reversed(steps):
        assert not incumbent.is_proven
        assert not incumbent.is_over()
        step()
    assert incumbent.is_proven
    assert incumbent.is_over()


def test_a_step_short_of_the_cost_proves_nothing(build, begin):
    incumbent = begin(pair_of_turns(build))
    incumbent.offer_stands(build.plan(BEST).stands, "plan")
    incumbent.raise_bound(3, "bound")
    assert not incumbent.is_proven


def test_it_is_over_when_stopped_given_up_or_out_of_time(build, begin):
    stop = threading.Event()
    stopped, given_up = begin(pair_of_turns(build), stop=stop), begin(pair_of_turns(build))
    late = begin(pair_of_turns(build), seconds=-1)
    assert (stopped.is_over(), given_up.is_over(), late.is_over()) == (False, False, True)
    assert late.seconds_left == 0
    stop.set()
    given_up.give_up()
    assert stopped.is_over()
    assert given_up.is_over()
    assert not stopped.is_proven
    assert not given_up.is_proven


def test_many_threads_at_once(build, begin):
    """Whatever the order of a thousand offers, costs only fall, bounds only rise, and the best of each remains."""
    turns = [build.turn(f"T{n}", "8:00", "9:00", arrival_pax=2**n) for n in range(4)]
    stands = [build.stand("A"), *(build.stand(f"R{n}", "remote") for n in range(3))]
    notices = []
    incumbent = begin(build.day(stands, turns), notices=notices)
    plans = [
        {VisitKey(f"T{n}", "full"): names[n] for n in range(4) if names[n]}
        for names in (random.Random(seed).sample(["A", "R0", "R1", "R2", ""], 4) for seed in range(100))
    ]
    costs = [compiled_cost(incumbent, plan) for plan in plans]
    bounds = [random.Random(seed).randrange(0, 7) for seed in range(100)]

    def offer(worker):
        order = list(range(100))
        random.Random(worker).shuffle(order)
        for index in order:
            incumbent.offer_stands(plans[index], "plan")
            incumbent.raise_bound(bounds[index], "bound")

    workers = [threading.Thread(target=offer, args=(n,)) for n in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (incumbent.cost, incumbent.bound) == (min(costs), max(bounds))
    seen = [cost for cost, _, _ in notices if cost is not None]
    assert seen == sorted(seen, reverse=True)
    proven = [bound for _, bound, _ in notices if bound is not None]
    assert proven == sorted(proven)
    assert len(notices) == len(set(notices))


def compiled_cost(incumbent, plan):
    """Return the bus passengers of a plan, and 10,000 for each visit without a stand: a step is one."""
    assert incumbent.problem.tariff.step == 1
    passengers = {f"T{n}": 2**n for n in range(4)}
    bused = sum(passengers[key.turn] for key, stand in plan.items() if stand != "A")
    return bused + 10_000 * (4 - len(plan))


def test_the_deadline_and_the_problem_are_those_given(build, begin):
    day = pair_of_turns(build)
    incumbent = begin(day, seconds=1000)
    assert 900 < incumbent.seconds_left <= 1000
    assert incumbent.problem == compile_problem(day)


def test_what_is_learned_is_joined_and_the_last_shares_count(build, begin):
    incumbent = begin(pair_of_turns(build))
    columns = [Column(v, k) for v, row in enumerate(incumbent.problem.costs) for k in row]
    assert incumbent.guidance is None
    first = incumbent.learn(Prices(2, dict.fromkeys(columns, 2)), {columns[0]: 1.0})
    assert incumbent.guidance is first
    assert first.prices == Prices(2, dict.fromkeys(columns, 2))
    second = incumbent.learn(Prices(1, dict.fromkeys(columns, 1) | {columns[1]: 9}), {})
    assert incumbent.guidance is second
    assert second.prices == Prices(2, dict.fromkeys(columns, 2) | {columns[1]: 9})
    assert second.shares == {columns[0]: 1.0}
    third = incumbent.learn(Prices(3, dict.fromkeys(columns, 3)), {columns[1]: 0.5})
    assert third.prices == Prices(3, dict.fromkeys(columns, 3) | {columns[1]: 9})
    assert third.shares == {columns[1]: 0.5}
    assert incumbent.bound is None
