"""The formulation: what each group of rows ensures, held against the model with a few unknowns fixed."""

import pytest
from ortools.sat.python import cp_model

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.cpsat import build_model
from standalloc.engine.models.formulation import formulate
from standalloc.engine.models.symbols import Alone, Peak, Together
from standalloc.engine.problem.allocation import Allocation, from_stands
from standalloc.engine.problem.chains import Column, Event, Pair
from standalloc.engine.problem.happenings import used
from standalloc.engine.problem.stages import at_stage
from standalloc.engine.search.exact import solver


def holds(problem, values, free=None, fixed=None):
    """Say whether the model has a solution in which some unknowns have these values."""
    model = build_model(problem, free, fixed)
    for symbol, value in values.items():
        model.proto.add(model.variables[symbol] == value)
    status = solver(0, 1).solve(model.proto)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return status == cp_model.OPTIMAL


def stay(build, *stands, objective=None, **parts):
    """Return a turn of three visits on some stands, each of a class of its own."""
    stands = [build.stand(name, terminal=name) for name in stands or "AB"]
    return compile_problem(build.day(stands, [build.turn("T", "8:00", "12:00")], objective=objective, **parts))


STAYED = Pair(Column(0, 0), Column(1, 0))


# One place


def test_a_visit_is_on_one_class_or_none(build):
    problem = stay(build)
    assert holds(problem, {Column(0, 0): 1, Column(0, 1): 0, Alone(0): 0})
    assert holds(problem, {Column(0, 0): 0, Column(0, 1): 0, Alone(0): 1})
    assert not holds(problem, {Column(0, 0): 1, Column(0, 1): 1})
    assert not holds(problem, {Column(0, 0): 1, Alone(0): 1})
    assert not holds(problem, {Column(0, 0): 0, Column(0, 1): 0, Alone(0): 0})


def test_a_pinned_visit_has_its_stand_and_no_other_unknown(build):
    problem = stay(build, pins=[build.pin("T", "B", "parking")])
    assert [symbol for symbol in formulate(problem).upper if getattr(symbol, "visit", None) == 1] == [Column(1, 1)]
    assert not holds(problem, {Column(1, 1): 0})


# Pairs


def test_a_pair_holds_only_with_both_its_visits_there(build):
    problem = stay(build, policy={"buffer_min": 0})
    assert holds(problem, {STAYED: 1})
    assert holds(problem, {STAYED: 0, Column(0, 0): 1, Column(1, 0): 1, Event(0): 1})
    assert not holds(problem, {STAYED: 1, Column(0, 0): 0})
    assert not holds(problem, {STAYED: 1, Column(1, 0): 0})


def test_pairs_across_an_exclusion_hold_one_at_a_time(build):
    """The arrival is on A or on B: with the parking on A it shares A or passes from B, not both."""
    problem = stay(build, exclusions=[build.exclusion("A", "B")])
    across = Pair(Column(0, 1), Column(1, 0))
    assert holds(problem, {STAYED: 1, across: 0})
    assert holds(problem, {STAYED: 0, across: 1})
    assert not holds(problem, {STAYED: 1, across: 1})


@pytest.mark.parametrize("near", [(0, 1), (1, 2)])
def test_minutes_are_given_back_once(build, near):
    """Parking is shorter than the buffer: the first and third visit share the stand by the second, or beside it."""
    problem = stay(build, "A", policy={"split_min": 110, "arrival_min": 100, "departure_min": 10, "buffer_min": 200})
    bridge = Pair(Column(0, 0), Column(2, 0))
    beside = Pair(*(Column(v, 0) for v in near))
    assert problem.at_most_one
    assert holds(problem, {beside: 1, bridge: 0})
    assert holds(problem, {bridge: 1, beside: 0, Alone(1): 1})
    assert not holds(problem, {bridge: 1, beside: 1})


# Events


def test_a_tow_happens_when_two_visits_are_on_two_stands(build):
    problem = stay(build, policy={"buffer_min": 0})
    assert not holds(problem, {Column(0, 0): 1, Column(1, 1): 1, Event(0): 0})
    assert holds(problem, {Column(0, 0): 1, Column(1, 1): 1, Event(0): 1})
    assert holds(problem, {Column(0, 0): 1, Column(1, 0): 1, Event(0): 0})
    assert not holds(problem, {Column(0, 0): 1, Column(1, 0): 1, STAYED: 0, Event(0): 0})
    assert holds(problem, {Column(0, 0): 1, Alone(1): 1, Event(0): 0})
    assert holds(problem, {Alone(0): 1, Column(1, 0): 1, Event(0): 0})


def test_a_movement_happens_when_any_of_its_causes_holds(build):
    """It comes to A and is towed off within the minutes of the lane: one event for either."""
    stands = [build.stand("A", group="G"), build.stand("R", "remote")]
    policy = {"taxilane_min": 50, "tow_min": 10}
    day = build.day(stands, [build.turn("T", "8:00", "12:00")], policy=policy, objective={"tow": 0})
    problem = compile_problem(day)
    coming = used(Column(0, 0))
    (event,) = (Event(n) for n, happening in enumerate(problem.happenings) if coming in happening.causes)
    assert problem.happenings[event.number].visits == (0, 1, 2)
    towed = {Column(0, 0): 1, Column(1, 1): 1}
    assert not holds(problem, {event: 0, **towed})
    assert holds(problem, {event: 1, **towed})
    assert not holds(problem, {event: 0, Column(0, 0): 1, Alone(1): 1})
    assert holds(problem, {event: 0, Alone(0): 1, Column(1, 0): 1})


def test_what_nobody_asks_about_has_no_unknown(build):
    """Tows that cost nothing and take nothing."""
    assert not [symbol for symbol in formulate(stay(build, objective={"tow": 0})).upper if isinstance(symbol, Event)]
    free_but_limited = stay(build, objective={"tow": 0}, policy={"tow_capacity": 1})
    assert [symbol for symbol in formulate(free_but_limited).upper if isinstance(symbol, Event)] == [Event(0), Event(1)]


# Transfers


def transfer(build, weight=1):
    """Return two turns and two stands in two zones, nine minutes apart."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    turns = [build.turn("T", "8:00", "10:00"), build.turn("U", "8:00", "11:00")]
    rows, objective = [build.connection("T", "U", 1)], {"connection_min": weight, "unallocated": 100}
    return compile_problem(build.day(stands, turns, connections=rows, zones={"A.B": 9}, objective=objective))


def test_two_visits_are_together_where_each_of_them_is(build):
    problem = transfer(build)
    assert holds(problem, {Column(0, 0): 1, Column(1, 1): 1, Together(0, 0, 1): 1})
    assert not holds(problem, {Column(0, 0): 1, Column(1, 1): 1, Together(0, 0, 1): 0})
    assert not holds(problem, {Column(0, 0): 1, Column(1, 1): 1, Together(0, 1, 0): 1})
    assert holds(problem, {Column(0, 0): 1, Alone(1): 1, Together(0, 0, None): 1})
    assert not holds(problem, {Column(0, 0): 1, Alone(1): 1, Together(0, 0, 1): 1})
    assert not holds(problem, {Alone(0): 1, Alone(1): 1, Together(0, None, 1): 1})
    assert holds(problem, {Alone(0): 1, Alone(1): 1, Together(0, None, 1): 0})


def test_a_transfer_that_costs_nothing_has_no_unknowns(build):
    assert not [symbol for symbol in formulate(transfer(build, weight=0)).upper if isinstance(symbol, Together)]


def test_a_transfer_to_a_visit_that_stays_is_a_cost_of_the_column(build):
    problem = transfer(build)
    fixed = from_stands(problem, build.plan("U=B").stands)
    formulation = formulate(problem, [0], fixed)
    assert set(formulation.upper) == {Column(0, 0), Column(0, 1), Alone(0)}
    assert formulation.costs == {Column(0, 0): 9, Alone(0): 100}
    assert formulate(problem, [0], Allocation((None, None), frozenset())).costs == {Alone(0): 100}


# Counted stands


def counted(build):
    """Return three turns and three stands that cost something if used; at most two meet."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "10:00"), build.turn("V", "9:30", "11:00")]
    stands = [build.stand(name) for name in "ABC"]
    return compile_problem(build.day(stands, turns, objective={"stand_used": 10, "unallocated": 100}))


def test_a_peak_is_at_least_the_highest_load(build):
    problem = counted(build)
    all_there = {Column(v, 0): 1 for v in range(3)}
    assert holds(problem, {**all_there, Peak(0): 2})
    assert not holds(problem, {**all_there, Peak(0): 1})
    assert holds(problem, {Column(0, 0): 1, Alone(1): 1, Column(2, 0): 1, Peak(0): 1})
    assert holds(problem, {Alone(0): 1, Alone(1): 1, Alone(2): 1, Peak(0): 0})
    assert not holds(problem, {Peak(0): 4})


def test_a_peak_is_at_least_that_of_those_who_stay(build):
    problem = counted(build)
    fixed = Allocation((None, 0, 0), frozenset())
    assert holds(problem, {Alone(0): 1, Peak(0): 2}, [0], fixed)
    assert not holds(problem, {Alone(0): 1, Peak(0): 1}, [0], fixed)
    assert holds(problem, {Column(0, 0): 1, Peak(0): 2}, [0], fixed)


# Budgets


def tiers(build):
    """Return a day on which one of two turns must ride or stay out: first who is parked, then who rides."""
    stands = [build.stand("A"), build.stand("R", "remote", max_code="C")]
    turns = [
        build.turn("T", "8:00", "9:00", arrival_pax=9),
        build.turn("U", "8:00", "9:00", arrival_pax=4),
        build.turn("W", "8:00", "9:00", code="E", arrival_pax=1),
    ]
    return compile_problem(
        build.day(stands, turns, objective={"unallocated": 1, "tiers": [["unallocated"], ["bus_passenger"]]})
    )


def test_the_stages_before_cost_no_more_than_they_may(build):
    problem = tiers(build)
    second = at_stage(problem, 1, [1])
    assert [budget.limit for budget in second.budgets] == [1]
    assert holds(second, {Alone(0): 1, Alone(1): 0, Alone(2): 0})
    assert not holds(second, {Alone(0): 1, Alone(1): 1})
    assert holds(problem, {Alone(0): 1, Alone(1): 1})


def test_those_who_stay_have_spent_their_part(build):
    second = at_stage(tiers(build), 1, [1])
    fixed = Allocation((None, 1, 0), frozenset())
    (row,) = (row for row in formulate(second, [1, 2], fixed).rows if row.terms == ((Alone(1), 1), (Alone(2), 1)))
    assert row.most == 0
    assert holds(second, {Column(1, 1): 1}, [1, 2], fixed)
    assert not holds(second, {Alone(1): 1}, [1, 2], fixed)
    fixed = Allocation((None, None, 0), frozenset())
    assert not holds(second, {}, [2], fixed)


def test_a_budget_counts_everything_its_stage_does(build):
    """Tows, stands, transfers and places, each in the row with what the first tier charges for it."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B", terminal="T2"), build.stand("R", "remote")]
    turns = [
        build.turn("T", "8:00", "12:00", arrival_pax=3, terminal="B"),
        build.turn("U", "8:00", "12:10", terminal="A"),
    ]
    weights = {"tow": 5, "stand_used": 7, "connection_min": 1, "bus_passenger": 1, "unallocated": 100}
    objective = weights | {"tiers": [list(weights), ["off_terminal"]]}
    rows = [build.connection("T", "U", 2)]
    day = build.day(stands, turns, objective=objective, connections=rows, zones={"A.B": 9})
    second = at_stage(compile_problem(day), 1, [40])
    (budget,) = second.budgets
    row = formulate(second).rows[-1]
    terms = {symbol: cost * budget.tariff.step for symbol, cost in row.terms}
    assert {terms[event] for event in map(Event, range(4))} == {5}
    assert (terms[Peak(0)], terms[Peak(1)]) == (7, 7)
    assert terms[Together(0, 0, 1)] == terms[Together(0, 1, 0)] == 18
    assert terms[Column(0, 2)] == 3
    assert row.most * budget.tariff.step == 40
    assert not [symbol for symbol in terms if isinstance(symbol, Alone)]
