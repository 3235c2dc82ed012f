"""The minutes a visit holds a stand, by taxi and handling, with hand-computed answers."""

import pytest

from standalloc.model import Airport, Handling, Instance, Policy, Stand, Turn

#: T1 arrives at minute 0 or leaves at minute 0, or stays from 0 to 120.
TIMES = {
    "arrival": {"arrival_time": "2030-06-01T08:00Z"},
    "departure": {"departure_time": "2030-06-01T08:00Z"},
    "full": {"arrival_time": "2030-06-01T08:00Z", "departure_time": "2030-06-01T10:00Z"},
}
STANDS = (
    {"stand": "C1", "kind": "contact", "taxi_in_min": 5, "taxi_out_min": 8, "arrival_sectors": "D", "terminal": "A"},
    {"stand": "R1", "kind": "remote", "taxi_in_min": 12, "taxi_out_min": 15},
    {"stand": "R2", "kind": "remote", "taxi_in_min": 12, "taxi_out_min": 15, "boarding": "bridge"},
)
NARROW = {"class": "Narrow_Body", "bridge_min": 40, "away_min": 50}


def day(part, handling=None, turn=None, **policy):
    airport = Airport(
        code="XXX",
        timezone="UTC",
        policy=Policy.model_validate(policy),
        stands=tuple(Stand.model_validate({"max_code": "F"} | stand) for stand in STANDS),
        handling=(Handling.model_validate(handling),) if handling else (),
    )
    row = {"turn": "T1", "code": "C", "seats": 180, "arrival_sector": "D", "departure_sector": "D"}
    return Instance(airport, (Turn.model_validate(row | TIMES[part] | (turn or {})),))


def occupancies(instance):
    (visit,) = instance.visits
    return [instance.occupancy(visit, instance.stand[name]) for name in ("C1", "R1", "R2")]


@pytest.mark.parametrize(
    ("part", "block", "runway"),
    [
        ("full", [(0, 120)] * 3, [(5, 112), (12, 105), (12, 105)]),
        ("arrival", [(0, 45)] * 3, [(5, 50), (12, 57), (12, 57)]),
        ("departure", [(-60, 0)] * 3, [(-68, -8), (-75, -15), (-75, -15)]),
    ],
)
def test_runway_times_move_by_the_stands_taxi_minutes(part, block, runway):
    assert occupancies(day(part)) == block
    assert occupancies(day(part, times="runway")) == runway


@pytest.mark.parametrize(
    ("part", "block", "runway"),
    [
        ("full", [(0, 120)] * 3, [(5, 112), (12, 105), (12, 105)]),
        ("arrival", [(0, 40), (0, 50), (0, 40)], [(5, 45), (12, 62), (12, 52)]),
        ("departure", [(-40, 0), (-50, 0), (-40, 0)], [(-48, -8), (-65, -15), (-55, -15)]),
    ],
)
def test_half_turns_take_their_handling_time_at_a_bridge_or_away(part, block, runway):
    assert occupancies(day(part, NARROW)) == block
    assert occupancies(day(part, NARROW, times="runway")) == runway


@pytest.mark.parametrize("turn", [{"seats": 100}, {"seats": None}, {"class": "Wide_Body"}])
def test_a_class_without_handling_times_takes_the_policys(turn):
    assert occupancies(day("arrival", NARROW, turn)) == [(0, 45)] * 3
    assert occupancies(day("departure", NARROW, turn)) == [(-60, 0)] * 3


def test_a_bridge_that_a_mismatch_leaves_unused_is_no_bridge():
    abroad = {"arrival_sector": "I"}
    assert occupancies(day("arrival", NARROW, abroad)) == [(0, 40), (0, 50), (0, 40)]
    assert occupancies(day("arrival", NARROW, abroad, bridge_mismatch="bus")) == [(0, 50), (0, 50), (0, 40)]
    elsewhere = {"terminal": "B"}
    assert occupancies(day("arrival", NARROW, elsewhere)) == [(0, 40), (0, 50), (0, 40)]
    assert occupancies(day("arrival", NARROW, elsewhere, terminal_mismatch="bus")) == [(0, 50), (0, 50), (0, 40)]


def test_the_visit_itself_lasts_the_handling_at_a_bridge():
    assert [(v.start, v.end) for v in day("arrival", NARROW).visits] == [(0, 40)]
    assert [(v.start, v.end) for v in day("departure", NARROW).visits] == [(-40, 0)]


def test_parts_of_a_split_turn_hold_their_own_minutes():
    instance = day("full", NARROW, {"departure_time": "2030-06-01T14:00Z"})
    found = [instance.occupancy(visit, instance.stand["R1"]) for visit in instance.visits]
    assert found == [(0, 45), (45, 300), (300, 360)]
