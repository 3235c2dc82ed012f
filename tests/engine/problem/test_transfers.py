"""Transfers: where two flights may be as far as their passengers care, and what that costs."""

from fractions import Fraction

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.allocation import from_stands

ZONES = {"A.B": 20, "A.A": 5}


def transfer_day(build, rows, departure="9:00", stands=None, **parts):
    """Return two flights and stands in two zones; one weight for a minute, another for each who misses."""
    stands = stands or [
        build.stand("A", zone="A"),
        build.stand("B", zone="B"),
        build.stand("C", zone="B", uses="passenger cargo"),
    ]
    turns = [build.turn("T", "8:00", "10:00"), build.turn("U", "7:00", departure)]
    objective = {"unallocated": 0, "connection_min": 1, "missed_connection": 1000}
    return build.day(stands, turns, connections=rows, objective=objective, zones=ZONES, **parts)


def test_places_are_zones_at_a_minute(build):
    """Three classes, of which two are in one zone: for passengers, two places."""
    (transfer,) = compile_problem(transfer_day(build, [build.connection("T", "U", 10)])).transfers
    assert transfer.visits == (0, 1)
    first, second = ([tuple(place) for place in places] for places in transfer.places)
    assert (first, second) == ([("A", 60), ("B", 60)], [("A", 120), ("B", 120)])
    assert transfer.place_of == ({0: 0, 1: 1, 2: 1}, {0: 0, 1: 1, 2: 1})


def test_by_runway_times_the_same_zone_may_be_two_places(build):
    stands = [build.stand("A", zone="A"), build.stand("B", zone="A", taxi_in_min=7)]
    day = transfer_day(build, [build.connection("T", "U", 10)], stands=stands, policy={"times": "runway"})
    (transfer,) = compile_problem(day).transfers
    assert [tuple(place) for place in transfer.places[0]] == [("A", 60), ("A", 67)]
    assert [tuple(place) for place in transfer.places[1]] == [("A", 120)]


def test_without_a_zone_passengers_go_to_their_terminal(build):
    stands = [build.stand("A", zone="A"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "10:00", terminal="B"), build.turn("U", "7:00", "9:00", terminal="A")]
    day = build.day(stands, turns, connections=[build.connection("T", "U", 1)], zones=ZONES)
    (transfer,) = compile_problem(day).transfers
    assert [[place.zone for place in places] for places in transfer.places] == [["A", "B"], ["A"]]


def test_connections_of_the_same_flights_are_one_transfer(build):
    rows = [build.connection("T", "U", 10), build.connection("T", "U", 2, weight=0.5), build.connection("U", "T", 3)]
    found = compile_problem(transfer_day(build, rows)).transfers
    assert [(transfer.visits, [row.pax for row in transfer.rows]) for transfer in found] == [
        ((0, 1), [10, 2]),
        ((1, 0), [3]),
    ]


def test_nobody_transfers_nothing_is_asked(build):
    assert compile_problem(transfer_day(build, [build.connection("T", "U", 0)])).transfers == ()


def test_of_a_stay_passengers_leave_the_first_visit_and_board_the_last(build):
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "8:00", "13:00")]
    day = build.day(stands, turns, connections=[build.connection("T", "U", 1)], zones=ZONES)
    problem = compile_problem(day)
    (transfer,) = problem.transfers
    assert [problem.visits[v].key for v in transfer.visits] == [("T", "arrival"), ("U", "departure")]
    assert problem.transfers_of == {transfer.first: (0,), transfer.second: (0,)}


def test_costs_by_place(build):
    """10 passengers and 2 that count half and need 45 minutes; 40 are left."""
    rows = [build.connection("T", "U", 10), build.connection("T", "U", 2, weight=0.5, min_transfer=45)]
    day = transfer_day(build, rows, departure="8:40")
    (transfer,) = compile_problem(day).transfers
    late = 2000 + 45
    costs = list(transfer.costs(day, Fraction(1), Fraction(1000)))
    assert costs == [(50 + late, 200 + late), (200 + late, late)]
    assert list(transfer.costs(day, Fraction(0), Fraction(0))) == [(0, 0), (0, 0)]


@pytest.mark.parametrize(("departure", "missed"), [("8:19", 1000), ("8:20", 0)])
def test_it_fits_to_the_minute(build, bare, departure, missed):
    day = transfer_day(build, [build.connection("T", "U", 1)], departure)
    assert bare.admits(day, "T=A U=B", cost=20 + missed)
    assert bare.admits(day, "T=B U=C", cost=0)


@pytest.mark.parametrize("plan", ["", "T=A", "U=B"])
def test_with_an_end_unallocated_it_costs_nothing(build, bare, plan):
    assert bare.admits(transfer_day(build, [build.connection("T", "U", 9)], "8:01"), plan, cost=0)


def test_the_model_parks_near_who_transfers(build, bare):
    """Ten minutes' walk for 20 or five for 30 passengers; the third turn takes what they leave."""
    stands = [build.stand(name, zone=name) for name in "ABC"]
    turns = [build.turn(name, "8:00", "10:00") for name in "TUV"]
    rows = [build.connection("T", "U", 20), build.connection("U", "V", 30), build.connection("V", "T", 1)]
    objective = {"connection_min": 1}
    zones = {"A.B": 5, "B.C": 10, "C.A": 60}
    # U in the middle, at B; V at A.
    day = build.day(stands, turns, connections=rows, zones=zones, objective=objective)
    assert bare.cost(day) == 20 * 10 + 30 * 5 + 1 * 60
    assert bare.admits(day, "T=C U=B V=A", cost=410)


def test_a_turn_that_transfers_to_itself(build, bare):
    """One visit is both ends: its passengers stay where they are, and are late where there is no time."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    rows = [build.connection("T", "T", 3, min_transfer=61)]
    objective = {"unallocated": 0, "connection_min": 1, "missed_connection": 100}
    day = build.day(stands, [build.turn("T", "8:00", "9:00")], connections=rows, zones=ZONES, objective=objective)
    assert bare.admits(day, "T=A", cost=3 * 61 + 300)
    assert bare.admits(day, "", cost=0)


def test_places_in_an_allocation(build):
    day = transfer_day(build, [build.connection("T", "U", 10)])
    problem = compile_problem(day)
    found = {
        plan: problem.transfers[0].at(from_stands(problem, build.plan(plan).stands).classes)
        for plan in ("T=A U=C", "T=B U=A", "T=A", "")
    }
    assert found == {"T=A U=C": (0, 1), "T=B U=A": (1, 0), "T=A": None, "": None}
