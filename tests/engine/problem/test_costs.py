"""Costs as exact numbers: what a kind of visit costs on a stand, term by term."""

from fractions import Fraction

import pytest

from standalloc.engine.problem.admission import kind_of
from standalloc.engine.problem.costs import Charges, Rate, check_size, common_step, exact
from standalloc.model import TERMS

NOTHING = Rate(Fraction(0), Fraction(0), Fraction(0), Fraction(0))
WEIGHTS = {
    "bus_passenger": 2,
    "off_terminal": 7,
    "preference": 0.5,
    "taxi_min": 3,
    "contact_min": 0.1,
    "remote_min": 0.2,
    "bus_trip_min": 4,
}


@pytest.mark.parametrize(
    ("number", "fraction"), [(0.1, Fraction(1, 10)), (1e-6, Fraction(1, 10**6)), (2.0, Fraction(2))]
)
def test_a_weight_is_what_is_written(number, fraction):
    assert exact(number) == fraction


@pytest.mark.parametrize(("costs", "step"), [([], 1), ([0, 0], 1), ([6, 4], 2), ([0, -9, 6], 3)])
def test_the_step_divides_all_costs(costs, step):
    assert common_step(costs) == step


def test_what_solvers_cannot_add_up_is_refused():
    check_size(2**50)
    with pytest.raises(ValueError, match="span too many digits"):
        check_size(2**50 + 1)


def rate(build, stage=tuple(TERMS), turn=None, objective=WEIGHTS, policy=None, preferences=(), **columns):
    """Return the rate of a turn's first visit on a stand of some columns."""
    kind = columns.pop("kind", "contact")
    stand = build.stand("S", kind, **columns)
    turn = build.turn("T", "8:00", "9:00", **({"arrival_pax": 10} | (turn or {})))
    day = build.day([stand], [turn], objective=objective, policy=policy, preferences=preferences)
    visit = day.visits[0]
    return Charges(day, stage).rate(visit, kind_of(day, visit), stand)


def test_each_minute_by_the_stands_kind(build):
    assert rate(build) == NOTHING._replace(minute=Fraction(1, 10))
    assert rate(build, kind="remote", boarding="walk") == NOTHING._replace(minute=Fraction(1, 5))


def test_the_stands_own_cost_of_a_minute(build):
    assert rate(build, cost_per_min=0.25).minute == Fraction(1, 4)
    assert rate(build, cost_per_min=0).minute == 0
    assert rate(build, stage=["remote_min"], cost_per_min=0.25).minute == 0
    assert rate(build, stage=["remote_min"], kind="remote", cost_per_min=0.25).minute == Fraction(1, 4)


def test_by_tiers_it_counts_only_where_the_term_is_in_one(build):
    tiers = {"tiers": [["unallocated"], ["contact_min"]]}
    assert rate(build, stage=["contact_min"], objective=tiers).minute == 1
    assert rate(build, stage=["contact_min"], objective=tiers, cost_per_min=0.25).minute == Fraction(1, 4)
    assert rate(build, stage=["unallocated"], objective=tiers, cost_per_min=0.25).minute == 0


@pytest.mark.parametrize(
    ("flights", "minutes"), [(("8:00", "9:00"), 12), (("8:00", None), 5), ((None, "9:00"), 7)], ids=str
)
def test_taxi_minutes_of_the_flights_there_are(build, flights, minutes):
    times = {"arrival_time": flights[0] and build.at(flights[0]), "departure_time": flights[1] and build.at(flights[1])}
    found = rate(build, turn=times, stage=["taxi_min"], taxi_in_min=5, taxi_out_min=7)
    assert found == NOTHING._replace(once=Fraction(3 * minutes))


@pytest.mark.parametrize(
    ("columns", "policy", "turn", "is_bused"),
    [
        ({"kind": "remote"}, {}, {}, True),
        ({"kind": "remote", "boarding": "walk"}, {}, {}, False),
        ({"boarding": "bus"}, {}, {}, True),
        ({}, {}, {}, False),
        ({"arrival_sectors": "I"}, {"bridge_mismatch": "bus"}, {"arrival_sector": "D"}, True),
        ({"arrival_sectors": "I"}, {"bridge_mismatch": "bus"}, {"arrival_sector": "I"}, False),
        ({"terminal": "T2"}, {"terminal_mismatch": "bus"}, {"terminal": "T1"}, True),
        ({"terminal": "T2"}, {"terminal_mismatch": "cost"}, {"terminal": "T1"}, False),
    ],
    ids=str,
)
def test_buses_are_paid_by_whom_they_carry(build, columns, policy, turn, is_bused):
    found = rate(build, stage=["bus_passenger", "bus_trip_min"], policy=policy, turn=turn, bus_min=6, **columns)
    assert found == (NOTHING._replace(passenger=Fraction(2), bus=Fraction(24)) if is_bused else NOTHING)


@pytest.mark.parametrize(
    ("bus_min", "minutes"), [({}, 0), (6, 6), ("T1=3 T2=8.5", 3), ("T2=8.5 *=2", 2), ("T2=8.5", 0)]
)
def test_a_bus_goes_to_the_turns_terminal(build, bus_min, minutes):
    found = rate(build, kind="remote", turn={"terminal": "T1"}, stage=["bus_trip_min"], bus_min=bus_min)
    assert found.bus == 4 * minutes


@pytest.mark.parametrize("mismatch", ["cost", "bus"])
def test_off_terminal_is_charged_whatever_the_policy(build, mismatch):
    policy, turn = {"terminal_mismatch": mismatch}, {"terminal": "T1"}
    assert rate(build, stage=["off_terminal"], policy=policy, turn=turn, terminal="T2").once == 7
    assert rate(build, stage=["off_terminal"], policy=policy, turn=turn, terminal="T1").once == 0
    assert rate(build, stage=["off_terminal"], policy=policy, turn=turn, terminal="T2", kind="remote").once == 0
    assert rate(build, stage=["off_terminal"], policy=policy, turn=turn | {"arrival_pax": 0}, terminal="T2").once == 0


def test_preferences_add_up(build):
    rows = [build.preference(stand="S", cost=-2.5), build.preference(terminal="T9", cost=8)]
    assert rate(build, stage=["preference"], preferences=rows, terminal="T9").once == Fraction(11, 4)
    assert rate(build, stage=["preference"], preferences=rows, terminal="T9", turn={"arrival_pax": 0}).once == 0


def test_a_change_is_any_other_stand_and_none(build):
    stands = [build.stand("A"), build.stand("B")]
    turns = [build.turn("T", "8:00", "9:00", reference_stand="A"), build.turn("U", "8:00", "9:00")]
    day = build.day(stands, turns, objective={"change": 5})
    charges = Charges(day, ["change"])
    with_reference, without = day.visits
    assert [charges.changed(with_reference, stand) for stand in (*stands, None)] == [0, 5, 5]
    assert [charges.changed(without, stand) for stand in (*stands, None)] == [0, 0, 0]
    assert Charges(day, ["tow"]).changed(with_reference, None) == 0
