"""The first plan: always a valid one, pins honoured, what is given kept."""

from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.allocation import from_stands
from standalloc.engine.chains import Column
from standalloc.engine.colouring import to_stands
from standalloc.engine.compile import compile_problem
from standalloc.engine.greedy import Loads, greedy_allocation
from standalloc.model import Plan
from tests.engine.random_days import random_day


@given(st.integers(0, 100_000))
@settings(max_examples=300, deadline=None)
def test_its_plan_breaks_no_rule(seed):
    instance = random_day(seed)
    problem = compile_problem(instance)
    found = greedy_allocation(problem)
    judgement = check(instance, Plan(to_stands(problem, found, instance.references)))
    assert judgement.violations == ()


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_what_is_given_is_kept(bare, seed, rng):
    problem = compile_problem(random_day(seed))
    best = bare.best(problem)
    left_out = {visit.turn for visit in problem.visits if rng.random() < 0.5}
    keep = from_stands(
        problem,
        {
            key: stand
            for key, stand in to_stands(problem, best, {}).items()
            if key.turn not in left_out or key in problem.instance.pinned
        },
    )
    found = greedy_allocation(problem, keep)
    for kept, now in zip(keep.classes, found.classes, strict=True):
        assert kept in (None, now)
    assert keep.pairs <= found.pairs
    stands = to_stands(problem, found, {})
    assert check(problem.instance, Plan(stands)).is_valid


def test_the_wide_come_before_the_narrow(build, bare):
    """Only one stand takes the wide aircraft; the narrow one would have been first there."""
    stands = [build.stand("W", terminal="T1"), build.stand("N", "remote", max_code="C")]
    turns = [
        build.turn("T", "8:00", "9:00", arrival_pax=100),
        build.turn("U", "8:30", "9:30", code="E", arrival_pax=10),
    ]
    problem = compile_problem(build.day(stands, turns))
    assert bare.named(problem, greedy_allocation(problem)) == {"T": "N", "U": "W"}


def test_a_pinned_visit_comes_before_all(build, bare):
    stands = [build.stand("A"), build.stand("B", "remote")]
    turns = [build.turn("T", "8:00", "9:00", code="F"), build.turn("U", "8:30", "9:30", code="A")]
    problem = compile_problem(build.day(stands, turns, pins=[build.pin("U", "A")]))
    assert bare.named(problem, greedy_allocation(problem)) == {"T": "B", "U": "A"}


def test_an_aircraft_stays_where_moving_costs_more(build, bare):
    """The bridge would save twenty passengers the bus; two tows would cost forty."""
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=20), build.turn("U", "8:30", "9:30", code="F")]
    day = build.day(stands, turns, pins=[build.pin("T", "R", "arrival"), build.pin("U", "A")])
    problem = compile_problem(day)
    found = greedy_allocation(problem)
    named = bare.named(problem, found)
    assert {named[f"T ({part})"] for part in ("arrival", "parking", "departure")} == {"R"}
    assert not any(found.is_tow(link) for link in problem.links)


def test_loads_come_and_go(build):
    """One stand, 15 minutes behind each visit: what was taken is missing, what was released is back."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "9:14", "10:00"), build.turn("V", "9:15", "10:00")]
    problem = compile_problem(build.day([build.stand("A")], turns))
    t, u, v = (Column(visit, 0) for visit in range(3))
    loads = Loads(problem)
    before = loads.copy()
    loads.take(t)
    assert [loads.fits(column) for column in (t, u, v)] == [False, False, True]
    assert before.fits(u)
    loads.release(t)
    assert all(loads.fits(column) for column in (t, u, v))


def test_a_stay_gives_back_the_buffer(build):
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "12:00")]))
    arrival, parking = Column(0, 0), Column(1, 0)
    (stay,) = (pair for pair in problem.pairs[0] if pair.second == parking)
    loads = Loads(problem)
    loads.take(arrival)
    assert not loads.fits(parking)
    assert loads.fits(parking, [stay])


def test_no_stay_takes_more_memory_than_another(build):
    """A mistyped year: what is left is kept from event to event, not for every minute."""
    turns = [build.turn("T", "8:00", "100000 9:00"), build.turn("U", "8:00", "9:00")]
    problem = compile_problem(build.day([build.stand("A")], turns))
    assert Loads(problem)._left.size < 20
