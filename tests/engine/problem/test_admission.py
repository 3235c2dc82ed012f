"""Admission: the engine's word on who may park where is the checker's, of which it shares no line."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import refusals
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.admission import admits, kind_of
from standalloc.model import Airport, Instance, Stand, Turn
from standalloc.model.sizes import code_rank
from tests.engine.random_days import random_day

START = datetime(2030, 1, 1, 6, tzinfo=UTC)
CODES = st.sampled_from("ABCDEF")


def some(*values):
    """Return none of the values most of the time, else one or two."""
    return st.one_of(st.just(""), st.lists(st.sampled_from(values), min_size=1, max_size=2).map(" ".join))


@st.composite
def stands(draw):
    low, high = sorted((draw(CODES), draw(CODES)), key=code_rank)
    return Stand.model_validate(
        {
            "stand": "S",
            "kind": draw(st.sampled_from(["contact", "remote"])),
            "min_code": draw(st.sampled_from(["A", low])),
            "max_code": draw(st.sampled_from([high, "F"])),
            "max_wingspan_m": draw(st.sampled_from([None, 35.9, 36, 52, 65])),
            "max_length_m": draw(st.sampled_from([None, 40, 75])),
            "terminal": draw(st.sampled_from(["", "T1", "T2"])),
            "arrival_sectors": draw(some("D", "I")),
            "departure_sectors": draw(some("D", "I")),
            "airlines": draw(some("AA", "BB")),
            "not_airlines": draw(some("AA", "BB")),
            "handlers": draw(some("H1", "H2")),
            "uses": draw(some("passenger", "cargo")),
            "types": draw(some("A320", "B77W")),
            "not_types": draw(some("A320", "B77W")),
            "classes": draw(some("Regional", "Narrow_Body", "Wide_Body")),
        }
    )


@st.composite
def turns(draw):
    half = draw(st.sampled_from(["both", "arrival", "departure"]))
    stay = timedelta(minutes=draw(st.sampled_from([60, 180, 181, 400])))
    return Turn.model_validate(
        {
            "turn": "T",
            "arrival_time": None if half == "departure" else START,
            "departure_time": None if half == "arrival" else START + stay,
            "code": draw(CODES),
            "wingspan_m": draw(st.sampled_from([None, 35.9, 36, 64.8])),
            "length_m": draw(st.sampled_from([None, 40, 40.1, 76])),
            "aircraft_type": draw(st.sampled_from(["", "A320", "B77W"])),
            "class": draw(st.sampled_from(["", "Narrow_Body"])),
            "seats": draw(st.sampled_from([None, 100, 180, 400])),
            "airline": draw(st.sampled_from(["", "AA", "BB"])),
            "handler": draw(st.sampled_from(["", "H1"])),
            "use": draw(st.sampled_from(["passenger", "cargo", "business"])),
            "terminal": draw(st.sampled_from(["", "T1", "T2"])),
            "arrival_sector": draw(st.sampled_from(["", "D", "I"])),
            "departure_sector": draw(st.sampled_from(["", "D", "I"])),
            "arrival_pax": draw(st.sampled_from([0, 90])),
            "departure_pax": draw(st.sampled_from([0, 90])),
            "towable": draw(st.booleans()),
        }
    )


@given(stands(), turns(), st.sampled_from(["cost", "forbid"]))
@settings(max_examples=300, deadline=None)
def test_the_engine_admits_what_the_checker_does_not_refuse(stand, turn, mismatch):
    policy = {"terminal_mismatch": mismatch}
    airport = Airport.model_validate({"code": "XXX", "timezone": "UTC", "policy": policy, "stands": [stand]})
    instance = Instance(airport, (turn,))
    for visit in instance.visits:
        assert admits(airport, stand, kind_of(instance, visit)) is (refusals(instance, visit, stand) == ())


@given(st.integers(0, 10_000))
@settings(max_examples=150, deadline=None)
def test_a_column_for_each_stand_that_does_not_refuse(seed):
    """With closures, and on classes: a class admits a visit where each of its stands does; a pin leaves one."""
    instance = random_day(seed)
    problem = compile_problem(instance)
    for v, visit in enumerate(problem.visits):
        pinned = instance.pinned.get(visit.key)
        for k, stand_class in enumerate(problem.classes):
            for stand in stand_class.stands:
                free = pinned is None and not refusals(instance, visit, stand)
                assert (k in problem.costs[v]) is (free or stand.id == pinned)
        assert (problem.unallocated[v] is None) is (pinned is not None)
