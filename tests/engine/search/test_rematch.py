"""Re-matching: the best of all ways to hand out what stands hold; blocks stay together; never worse, never a breach."""

import random
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.construction.loads import Placed
from standalloc.engine.construction.matching import Cut, Group, exchange
from standalloc.engine.construction.tables import FORBIDDEN, Room, Tables
from standalloc.engine.problem.allocation import from_stands
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.stages import at_stage
from standalloc.engine.search.rematch import Rematching, rematch, rematch_all
from standalloc.model import Plan
from tests.engine.random_days import random_day

LAST = 10**6


def small_day(build, rng):
    """Return a day of two turns on each of four stands that differ, some too narrow, and a plan of it."""
    stands = [build.stand(name, max_code=rng.choice("CE"), terminal=name) for name in "ABC"] + [build.stand("D")]
    turns, plan = [], []
    for stand in stands:
        wide = stand.max_code != "C" and rng.random() < 0.5
        for hour in (8, 10):
            name, start = f"{stand.id}{hour}", hour * 60 + rng.randint(0, 55)
            clock = [f"{minutes // 60}:{minutes % 60:02}" for minutes in (start, start + 40)]
            turns.append(
                build.turn(name, *clock, code="E" if wide else "C", terminal=rng.choice("ABCD"), arrival_pax=1)
            )
            plan.append(f"{name}={stand.id}")
    rows = [build.preference(airline="", stand=stand.id, cost=rng.randint(0, 9)) for stand in stands]
    day = build.day(stands, turns, preferences=rows, objective={"off_terminal": rng.randint(1, 9)})
    return compile_problem(day), build.plan(" ".join(plan)).stands


def is_plan(problem, stands):
    return check(problem.instance, Plan(stands)).is_valid


@pytest.mark.parametrize("seed", range(60))
def test_no_other_way_to_hand_out_tails_is_better(build, seed):
    problem, stands = small_day(build, random.Random(seed))
    moment = problem.instance.visits_of["A10"][0].start - 60
    tails = {stand: [key for key in stands if key.turn == f"{stand}10"] for stand in "ABCD"}
    costs = []
    for targets in permutations("ABCD"):
        to = {key: target for stand, target in zip("ABCD", targets, strict=True) for key in tails[stand]}
        if is_plan(problem, {**stands, **to}):
            costs.append(from_stands(problem, {**stands, **to}).cost(problem))
    begun = from_stands(problem, stands)
    found = rematch(problem, begun, moment, random.Random(seed)) or begun
    assert found.cost(problem) == min(costs)
    assert costs[0] == begun.cost(problem)


def test_what_stays_before_and_after_a_window_is_not_touched(build):
    """Each would rather be on the other stand, all but the one at ten may not move."""
    hours = {"T": 8, "U": 10, "V": 12}
    stands = [build.stand("A", terminal="A"), build.stand("B", terminal="B")]
    turns = [
        build.turn(name + stand, f"{hour}:00", f"{hour + 1}:00", terminal="B" if stand == "A" else "A", arrival_pax=1)
        for name, hour in hours.items()
        for stand in "AB"
    ]
    problem = compile_problem(build.day(stands, turns))
    begun = from_stands(problem, build.plan(" ".join(f"{turn.id}={turn.id[1]}" for turn in turns)).stands)
    opening, closing = (problem.instance.visits_of[turn][0].start for turn in ("UA", "VA"))
    found = rematch(problem, begun, opening, random.Random(0), closing)
    moved = {visit.turn for v, visit in enumerate(problem.visits) if found.classes[v] != begun.classes[v]}
    assert moved == {"UA", "UB"}
    later = rematch(problem, begun, opening, random.Random(0))
    moved = {visit.turn for v, visit in enumerate(problem.visits) if later.classes[v] != begun.classes[v]}
    assert moved == {"UA", "UB", "VA", "VB"}


@pytest.mark.parametrize(("fee", "goes"), [(19, False), (21, True)])
def test_a_tow_at_the_cut_is_worth_its_cost(build, bare, fee, goes):
    stands = [build.stand("A", terminal="T1"), build.stand("B", terminal="T1")]
    turns = [build.turn("T", "8:00", "12:00", departure_pax=1)]
    rows = [build.preference(airline="", stand="A", cost=fee)]
    day = build.day(stands, turns, preferences=rows, pins=[build.pin("T", "A", "arrival")], objective={"tow": 20})
    problem = compile_problem(day)
    begun = from_stands(problem, build.plan("T/arrival=A T/parking=A T/departure=A").stands)
    found = rematch(problem, begun, problem.visits[2].start, random.Random(0)) or begun
    assert (bare.named(problem, found)["T (departure)"] == "B") is goes


def test_a_visit_without_a_stand_takes_an_idle_stretch_or_another_ones(build, bare):
    """U fits only A, which T need not have; V finds B idle."""
    stands = [build.stand("A", max_code="E"), build.stand("B", max_code="C"), build.stand("C", max_code="C")]
    turns = [
        build.turn("T", "8:00", "9:00"),
        build.turn("U", "8:00", "9:00", code="E"),
        build.turn("V", "8:30", "9:30"),
    ]
    problem = compile_problem(build.day(stands, turns))
    begun = from_stands(problem, build.plan("T=A").stands)
    found = rematch(problem, begun, problem.visits[0].start, random.Random(0))
    named = bare.named(problem, found)
    assert named.keys() == {"T", "U", "V"}
    assert named["U"] == "A"


def mars(build):
    """Return three centres with their sides; what stands there would rather be at the next; and a fourth alone."""
    stands, rows, turns, plan = [], [], [], []
    for number in range(3):
        centre, sides, wanted = f"M{number}", (f"L{number}", f"R{number}"), f"T{(number + 1) % 3}"
        stands += [build.stand(name, terminal=f"T{number}") for name in (centre, *sides)]
        rows += [build.exclusion(centre, side, gap_min=15) for side in sides]
        turns += [build.turn(f"{side}8", "8:00", "8:50", terminal=wanted, arrival_pax=1) for side in sides]
        turns += [build.turn(f"{centre}10", "10:00", "11:00", terminal=wanted, arrival_pax=1)]
        turns += [build.turn(f"{side}12", "12:00", "13:00", terminal=wanted, arrival_pax=1) for side in sides]
    plan = " ".join(f"{turn.id}={turn.id[:2]}" for turn in turns)
    problem = compile_problem(build.day(stands, turns, exclusions=rows))
    return problem, from_stands(problem, build.plan(plan).stands)


def test_blocks_go_together(build):
    problem, begun = mars(build)
    rematching = Rematching(problem, begun)
    opening = problem.instance.visits_of["M010"][0].start
    rematching.blocks(opening, LAST, random.Random(0))
    found = to_stands(problem, rematching.allocation, {})
    assert {key.turn: (stand[0] in "LR", stand[1]) for key, stand in found.items()} == {
        visit.turn: (visit.turn[0] in "LR", str((int(visit.turn[1]) + (visit.start >= opening)) % 3))
        for visit in problem.visits
    }
    assert is_plan(problem, found)


def test_one_by_one_beside_neighbours_that_stay(build):
    """With centres and sides as they are in turn, all the same all come where they would be."""
    problem, begun = mars(build)
    rematching = Rematching(problem, begun)
    rng = random.Random(0)
    for _ in range(20):
        for opening in sorted({visit.start for visit in problem.visits}):
            rematching.singles(opening, opening + 1, rng)
            assert is_plan(problem, to_stands(problem, rematching.allocation, {}))
    assert rematching.cost < begun.cost(problem)


def test_an_exchange_says_where_all_of_a_block_go(build):
    problem, begun = mars(build)
    tables = Tables(problem)
    stands = tables.stands_of(begun)
    units = np.array([[tables.names.index(f"{side}{number}") for side in "LMR"] for number in range(3)])
    found = exchange(Cut(tables, stands, 0, LAST), Group(units), random.Random(0))
    assert sorted(found.visits.tolist()) == list(range(len(problem.visits)))
    unit_of = {stand: number for number, unit in enumerate(units.tolist()) for stand in unit}
    goes = {(unit_of[stands[v]], unit_of[stand]) for v, stand in zip(found.visits, found.stands.tolist(), strict=True)}
    assert goes == {(0, 1), (1, 2), (2, 0)}
    assert len(set(found.cycles.tolist())) == 1


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_it_is_never_worse_and_breaks_no_rule(seed, rng):
    """With all rules at once, and what the stages before cost held."""
    problem = compile_problem(random_day(seed))
    current, spent = greedy_allocation(problem), []
    for number, tariff in enumerate(problem.stages):
        staged = at_stage(problem, number, spent)
        rematching = Rematching(staged, current)
        for visit in problem.visits:
            for step in (rematching.singles, rematching.blocks):
                before = rematching.cost
                step(visit.start, visit.start + rng.choice([1, 30, LAST]), rng)
                assert rematching.cost == rematching.allocation.cost(staged) <= before
        current = rematching.allocation
        judgement = check(problem.instance, Plan(to_stands(staged, current, {})))
        assert judgement.violations == ()
        assert float(rematching.cost * tariff.step) == pytest.approx(judgement.tiers[number], abs=1e-9)
        assert all(current.cost_without(staged, (), budget.tariff) <= budget.limit for budget in staged.budgets)
        spent.append(current.cost_without(staged, (), tariff))


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_whole_allocations_fit_as_visits_placed_one_by_one_do(seed, rng):
    """One after the other, as each is much like the one before."""
    problem = compile_problem(random_day(seed))
    room, tables = Room(problem), Tables(problem)
    for _ in range(4):
        stands = np.array(
            [
                rng.choice([s for s, k in enumerate(tables.class_of) if row[k] < FORBIDDEN] or [tables.nowhere])
                for row in tables.costs
            ]
        )
        allocation = tables.allocation(stands)
        placed = Placed.nothing(problem)
        fits = True
        for v, k in enumerate(allocation.classes):
            if k is not None:
                placement = placed.placement(Column(v, k), [p for p in allocation.pairs if p.second.visit == v])
                placed.place(placement)
        for left in placed.loads._left:
            fits &= min(left.tolist(), default=0) >= 0
        assert room.fits(allocation) is fits


def test_of_a_days_stands_the_allocation_is_that_of_the_plan():
    for seed in range(200):
        problem = compile_problem(random_day(seed))
        begun, tables = greedy_allocation(problem), Tables(problem)
        again = tables.allocation(tables.stands_of(begun))
        named = from_stands(problem, to_stands(problem, begun, {}))
        assert again.classes == begun.classes == named.classes
        rivals = {pair for both in problem.at_most_one for pair in both}
        assert again.pairs | rivals == named.pairs | rivals


@pytest.mark.parametrize("seed", range(10))
def test_all_of_a_day_until_nothing_better_is_found(begin, seed):
    notices = []
    incumbent = begin(random_day(seed), notices=notices)
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    first = incumbent.cost
    rematch_all(incumbent, random.Random(seed))
    assert not incumbent.is_over()
    assert incumbent.cost <= first
    costs = [cost for cost, _, _ in notices]
    assert costs == sorted(set(costs), reverse=True)


def test_it_ends_when_it_is_told_to_and_what_it_has_counts(build, begin):
    problem, begun = mars(build)
    incumbent = begin(problem.instance)
    incumbent.offer(begun, "first plan")
    first, asked = incumbent.cost, []
    rematch_all(incumbent, random.Random(1), lambda: asked.append(True) or len(asked) > 5)
    assert len(asked) == 7
    assert incumbent.cost < first


def test_without_a_plan_there_is_nothing_to_rematch(build, begin):
    incumbent = begin(mars(build)[0].instance)
    rematch_all(incumbent, random.Random(0))
    assert incumbent.cost is None
