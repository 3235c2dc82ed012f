"""Stage after stage: what one has won the next ones hold, whatever ends them."""

import threading
from fractions import Fraction
from itertools import pairwise

import pytest

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.stages import at_stage
from standalloc.engine.search import tiers
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.limits import Limits
from standalloc.engine.search.tiers import search_stages
from standalloc.model import Plan
from tests.engine.random_days import random_day

TIERED = [seed for seed in range(150) if len(random_day(seed).airport.objective.tiers) > 1]


def costs(instance, problem, stands):
    """Return what a plan costs at each stage, in its steps, by the checker's word; None where it breaks a rule."""
    judgement = check(instance, Plan(stands))
    if not judgement.is_valid:
        return None
    return [round(Fraction(cost) / tariff.step) for cost, tariff in zip(judgement.tiers, problem.stages, strict=True)]


def search(instance, *, seconds=60.0, notices=None, stop=None, heard=None, config=None, starts=(), better=None):
    """Search a day's stages with one worker; every notice is appended to `notices` and told to `heard`."""
    problem = compile_problem(instance)

    def notice(*told):
        if notices is not None:
            notices.append(told)
        if heard is not None:
            heard(*told)

    return problem, search_stages(
        problem,
        config or Configuration(),
        Limits(seconds, 1, 0),
        judge=lambda stands: costs(instance, problem, stands),
        notice=notice,
        stop=stop or threading.Event(),
        starts=starts,
        better=better,
    )


def trade_off(build, **options):
    """Return a day on which fewer stands mean more buses: first the stands count, then who rides, then tows."""
    stands = [build.stand("A"), build.stand("B"), build.stand("R", "remote"), build.stand("S", "remote")]
    turns = [
        build.turn(f"T{n}", f"8:{10 * n:02}", "9:40", arrival_pax=10 + n, departure_pax=1, towable=False)
        for n in range(4)
    ]
    objective = {"tiers": [["unallocated"], ["stand_used"], ["bus_passenger"]]}
    return build.day(stands, turns, objective=objective, **options)


def test_each_tier_is_proven_and_held(build):
    """Two remote stands are free of charge, so one stand at the terminal would be used by none: two turns stay out.

    First all four are parked, which takes both stands at the terminal; then the fewest ride.
    """
    problem, outcome = search(trade_off(build))
    assert outcome.stands is not None
    assert costs(problem.instance, problem, outcome.stands) == list(outcome.bounds)
    assert [bound * tariff.step for bound, tariff in zip(outcome.bounds, problem.stages, strict=True)] == [0, 2, 23]


@pytest.mark.parametrize("seed", TIERED)
def test_the_bound_of_each_tier_is_that_of_plans_as_good_before(bare, seed):
    """Proven or not, no bound is above what the model of record finds with the tiers before held where they are."""
    instance = random_day(seed)
    problem, outcome = search(instance)
    spent = costs(instance, problem, outcome.stands)
    assert spent is not None
    for number, bound in enumerate(outcome.bounds):
        staged = at_stage(problem, number, spent)
        assert bound == bare.best(staged).cost(staged) == spent[number]


@pytest.mark.parametrize("seed", TIERED)
def test_without_time_for_more_than_a_first_plan_bounds_hold_too(bare, seed):
    """The first plan and floors, nothing else: the bound of a tier is for plans that keep what was reached before."""
    instance = random_day(seed)
    first = Configuration(whole_columns=0, bound=False, exact_columns=0, neighbourhoods=False)
    problem, outcome = search(instance, config=first)
    spent = costs(instance, problem, outcome.stands)
    assert spent is not None
    for number, bound in enumerate(outcome.bounds):
        staged = at_stage(problem, number, spent)
        assert bound is not None
        assert bound <= bare.best(staged).cost(staged) <= spent[number]


@pytest.mark.parametrize("seed", TIERED)
@pytest.mark.parametrize("stopped", [False, True])
def test_a_start_is_never_made_worse(seed, stopped):
    """Tier by tier: what the first wins may cost the second, never the other way round."""
    instance = random_day(seed)
    problem = compile_problem(instance)
    start = to_stands(problem, greedy_allocation(problem), {})
    stop = threading.Event()
    if stopped:
        stop.set()
    _, outcome = search(instance, stop=stop, starts=[start])
    found = costs(instance, problem, outcome.stands)
    assert found <= costs(instance, problem, start)


@pytest.mark.parametrize("cut_columns", [0, 10**9], ids=["together first", "stage by stage"])
@pytest.mark.parametrize("seed", TIERED[::6])
def test_plans_are_told_as_they_get_better_and_the_outcome_is_the_last(seed, cut_columns):
    """What the first tier wins may cost the second, never the other way round."""
    told = []
    config = Configuration(whole_columns=0, neighbourhood_visits=4, cut_columns=cut_columns)
    problem, outcome = search(random_day(seed), config=config, better=told.append)
    found = [costs(problem.instance, problem, stands) for stands in told]
    assert all(after < before for before, after in pairwise(found))
    assert costs(problem.instance, problem, outcome.stands) <= found[-1]


def test_a_plan_that_the_weights_give_up_is_where_the_stages_begin(build, monkeypatch):
    """Weighed together one visit more without a stand may be worth it; tier by tier it never is."""
    monkeypatch.setattr(tiers, "weights", lambda _: [1, 1_000, 1])
    told = []
    instance = trade_off(build)
    stop = threading.Event()
    stop.set()
    dear, cheap = (build.plan(plan).stands for plan in ("T0=A T1=B T2=R T3=S", "T2=R T3=S"))
    config = Configuration(cut_columns=0)
    problem, outcome = search(instance, stop=stop, starts=[dear, cheap], config=config, better=told.append)
    assert told == [dear]
    assert costs(instance, problem, outcome.stands) == costs(instance, problem, dear)


def test_of_two_starts_the_better_one_is_taken(build):
    instance = trade_off(build)
    stop = threading.Event()
    stop.set()
    good, bad = (build.plan(f"T0=A {rest}").stands for rest in ("T1=B T2=R T3=S", "T1=B"))
    for starts in ([good, bad], [bad, good]):
        _, outcome = search(instance, stop=stop, starts=starts)
        assert outcome.stands is not None
        assert costs(instance, compile_problem(instance), outcome.stands)[0] == 0


def test_notices_come_stage_by_stage_and_only_get_better(build):
    notices = []
    search(trade_off(build), notices=notices)
    numbers = [number for number, *_ in notices]
    assert numbers == sorted(numbers)
    assert set(numbers) == {0, 1, 2}
    for number in range(3):
        of_stage = [(cost, bound) for n, cost, bound, _ in notices if n == number]
        known = [cost for cost, _ in of_stage if cost is not None]
        bounds = [bound for _, bound in of_stage if bound is not None]
        assert all(a >= b for a, b in pairwise(known))
        assert all(a <= b for a, b in pairwise(bounds))
        assert known[-1] == bounds[-1]


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_stopped_at_any_stage_the_plan_so_far_is_kept(build, stage):
    """Whatever comes after has its floor for a bound, and what was won before is held."""
    stop = threading.Event()
    instance = trade_off(build)

    def heard(number, cost, bound, doing):
        if number == stage:
            stop.set()

    problem, outcome = search(instance, stop=stop, heard=heard)
    assert outcome.stands is not None
    found = costs(instance, problem, outcome.stands)
    assert found is not None
    assert found[:stage] == list(outcome.bounds[:stage])
    assert all(bound is not None and bound <= cost for bound, cost in zip(outcome.bounds, found, strict=True))


def test_each_stage_has_its_share_of_the_time_and_what_others_left(build, monkeypatch):
    """Of 90 seconds 45 are the first's; when it takes none, the second has two thirds of what is left, the last all."""
    given = []
    monkeypatch.setattr(
        tiers, "search", lambda incumbent, _, limits: given.append((limits.seconds, incumbent.seconds_left))
    )
    instance = trade_off(build)
    problem = compile_problem(instance)
    start = to_stands(problem, greedy_allocation(problem), {})
    search(instance, seconds=90.0, starts=[start])
    assert [round(seconds, -1) for seconds, _ in given] == [40, 60, 90]
    assert [round(left, -1) for _, left in given] == [40, 60, 90]


def cut_short_at_first(real):
    """Return a search whose first stage is at once out of time, with nobody parked."""
    calls = []

    def short(incumbent, config, limits):
        calls.append(limits.seconds)
        if len(calls) > 1:
            real(incumbent, config, limits)
            return
        incumbent.offer_stands({}, "nothing")
        incumbent.deadline = 0.0

    return short, calls


def test_a_stage_cut_short_is_searched_again_and_all_after_it(build, monkeypatch):
    short, calls = cut_short_at_first(tiers.search)
    monkeypatch.setattr(tiers, "search", short)
    problem, outcome = search(trade_off(build))
    assert len(calls) == 6
    assert outcome.stands is not None
    assert costs(problem.instance, problem, outcome.stands) == list(outcome.bounds)


def test_a_bound_of_plans_that_might_spend_less_is_forgotten(build, monkeypatch):
    """With T left out nobody rides, and T is not where it was before; parked there, it rides and is.

    First T is left out for want of time: then it cannot be on its reference stand, whatever it is given.
    """
    objective = {"tiers": [["unallocated"], ["bus_passenger"], ["change"]]}
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=5, reference_stand="R")]
    day = build.day([build.stand("R", "remote")], turns, objective=objective)
    short, calls = cut_short_at_first(tiers.search)
    monkeypatch.setattr(tiers, "search", short)
    problem, outcome = search(day)
    assert len(calls) > 3
    assert outcome.stands == build.plan("T=R").stands
    assert costs(day, problem, outcome.stands) == list(outcome.bounds) == [0, 1, 0]


def test_without_a_plan_nothing_is_known_of_later_tiers(build, monkeypatch):
    monkeypatch.setattr(tiers, "search", lambda *_: None)
    _, outcome = search(trade_off(build))
    assert (outcome.stands, outcome.bounds) == (None, (None, None, None))


def test_without_tiers_there_is_one_stage(build):
    day = build.day([build.stand("A")], [build.turn(name, "8:00", "9:00") for name in "TU"])
    problem, outcome = search(day)
    assert outcome.bounds == (1,)
    assert problem.value(outcome.bounds[0]) == 10_000
