"""What a day's plan leaves to the next: pins, added turns, and what does not fit and is told."""

from standalloc.bench.replay.carry import Planned, carry
from standalloc.check import check
from standalloc.model import Plan, VisitKey
from tests.bench.replay.conftest import WINDOW, make_instance

NIGHT = {"turn": "N", "arrival_time": "1 20:00", "departure_time": "2 08:00"}
EARLY = {"turn": "E", "arrival_time": "2 06:00", "departure_time": "2 06:50"}
ARRIVAL, PARKING, DEPARTURE = (VisitKey("N", part) for part in ("arrival", "parking", "departure"))


def planned(*turns, stands, **more) -> Planned:
    """Return the day before, planned; stands by visit, or by turn for a turn that does not split."""
    plan = {key if isinstance(key, VisitKey) else VisitKey(key, "full"): stand for key, stand in stands.items()}
    return Planned(make_instance(*turns, **more), Plan(plan))


def test_visits_that_have_begun_are_held_and_later_ones_are_free():
    before = planned(NIGHT, stands={ARRIVAL: "C1", PARKING: "R1", DEPARTURE: "C1"})
    carried = carry(make_instance(NIGHT, EARLY), WINDOW, before)
    assert carried.instance.pinned == {ARRIVAL: "C1", PARKING: "R1"}
    assert carried.known == {ARRIVAL, PARKING, DEPARTURE}
    assert (carried.held, carried.added, carried.dropped) == (2, (), ())


def test_a_visit_that_begins_with_the_day_is_free():
    midnight = NIGHT | {"arrival_time": "1 23:15"}
    before = planned(midnight, stands={ARRIVAL: "C1", PARKING: "R1", DEPARTURE: "C1"})
    assert carry(make_instance(midnight), WINDOW, before).instance.pinned == {ARRIVAL: "C1"}


def test_under_another_name_the_stand_is_held():
    before = planned(NIGHT | {"turn": "N-next"}, stands={VisitKey("N-next", "parking"): "R1"})
    carried = carry(make_instance(NIGHT), WINDOW, before)
    assert carried.instance.pinned == {PARKING: "R1"}
    assert carried.known == {ARRIVAL, PARKING, DEPARTURE}


def test_a_visit_without_a_stand_stays_free():
    before = planned(NIGHT, stands={ARRIVAL: "C1"})
    assert carry(make_instance(NIGHT), WINDOW, before).instance.pinned == {ARRIVAL: "C1"}


def test_without_a_day_before_nothing_is_held():
    instance = make_instance(NIGHT)
    carried = carry(instance, WINDOW, None)
    assert carried.instance is instance
    assert (carried.held, carried.known) == (0, frozenset())


def test_a_turn_that_only_the_day_before_knows_is_added_with_its_stand():
    before = planned(NIGHT, stands={ARRIVAL: "C1", PARKING: "R1", DEPARTURE: "C1"})
    carried = carry(make_instance(EARLY), WINDOW, before)
    assert carried.added == ("N",)
    assert carried.instance.pinned == {ARRIVAL: "C1", PARKING: "R1"}
    assert carried.instance.turn["N"] == before.instance.turn["N"]


def test_it_gets_another_name_where_a_turn_of_the_day_has_its_own():
    before = planned(NIGHT, stands={PARKING: "R1"})
    carried = carry(make_instance(EARLY | {"turn": "N"}), WINDOW, before)
    assert carried.added == ("N-before",)
    assert carried.instance.pinned == {VisitKey("N-before", "parking"): "R1"}


def test_a_turn_is_added_while_a_buffer_reaches_into_the_day():
    """bus_use_min, 30, is the longest that anything lasts after a turn has gone."""
    gone, near = (
        {"turn": name, "arrival_time": "1 22:00", "departure_time": time}
        for name, time in (("gone", "1 23:30"), ("near", "1 23:31"))
    )
    before = planned(gone, near, stands={"gone": "C1", "near": "R1"})
    carried = carry(make_instance(EARLY), WINDOW, before)
    assert carried.added == ("near",)
    assert carried.instance.pinned == {VisitKey("near", "full"): "R1"}


def test_the_day_cannot_use_a_stand_within_the_buffer_of_the_day_before():
    before = planned({"turn": "near", "arrival_time": "1 22:00", "departure_time": "1 23:55"}, stands={"near": "C1"})
    day = make_instance({"turn": "A", "arrival_time": "2 00:05", "departure_time": "2 01:00"})
    carried = carry(day, WINDOW, before).instance
    (violation,) = check(carried, Plan({**carried.pinned, VisitKey("A", "full"): "C1"})).violations
    assert violation.rule == "overlap"


def test_one_that_stays_without_a_stand_is_added_and_one_that_left_is_not():
    left = {"turn": "left", "arrival_time": "1 22:00", "departure_time": "1 23:55"}
    before = planned(NIGHT, left, stands={})
    carried = carry(make_instance(EARLY), WINDOW, before)
    assert (carried.added, carried.held) == (("N",), 0)


def test_a_stay_of_several_days_is_carried_on():
    long = NIGHT | {"departure_time": "4 08:00"}
    before = planned(long, stands={ARRIVAL: "C1", PARKING: "R1"})
    second = carry(make_instance(EARLY), WINDOW, before)
    third = carry(
        make_instance({"turn": "F", "arrival_time": "3 06:00", "departure_time": "3 06:50"}),
        type(WINDOW)(WINDOW.end, WINDOW.end + (WINDOW.end - WINDOW.start)),
        Planned(second.instance, Plan(second.instance.pinned)),
    )
    assert third.added == ("N",)
    assert third.instance.pinned == {ARRIVAL: "C1", PARKING: "R1"}


def test_a_stand_that_is_not_there_any_more_is_told():
    before = planned(NIGHT, stands={ARRIVAL: "C1", PARKING: "R9"}, layout="C1 R1 R2 R9")
    carried = carry(make_instance(NIGHT), WINDOW, before)
    assert carried.instance.pinned == {ARRIVAL: "C1"}
    assert carried.dropped == ("N (parking) stood on stand R9, which the airport does not have any more",)


def test_the_day_s_own_pin_counts():
    before = planned(NIGHT, stands={PARKING: "R1"})
    carried = carry(make_instance(NIGHT | {"stand": "R2"}), WINDOW, before)
    assert carried.instance.pinned == dict.fromkeys((ARRIVAL, PARKING, DEPARTURE), "R2")
    assert carried.dropped == ("N (parking) stood on stand R1, and the day's files pin it to R2",)


def test_a_split_that_is_another_one_is_told():
    """The policy changed between the days: the turn does not split any more."""
    before = planned(NIGHT, stands={ARRIVAL: "C1", PARKING: "C1"})
    day = make_instance(NIGHT, policy={"split_min": 2000})
    carried = carry(day, WINDOW, before)
    assert carried.held == 0
    assert carried.dropped[0] == "N (arrival) stood on stand C1: the turn has no such visit any more"


def test_a_closed_stand_is_told():
    before = planned(NIGHT, stands={ARRIVAL: "C1", PARKING: "R1"})
    closure = {"stand": "R1", "from": "2030-06-02T00:00Z", "to": "2030-06-02T12:00Z"}
    carried = carry(make_instance(NIGHT, closures=[closure]), WINDOW, before)
    assert carried.instance.pinned == {ARRIVAL: "C1"}
    assert carried.held == 1
    (line,) = carried.dropped
    assert line.startswith("N (parking) stood on stand R1: ")
    assert "closed" in line


def test_another_aircraft_that_the_day_pins_there_stays_and_the_carried_one_is_freed():
    before = planned(NIGHT, stands={ARRIVAL: "C1", PARKING: "R1"})
    carried = carry(make_instance(NIGHT, EARLY | {"stand": "R1"}), WINDOW, before)
    assert carried.instance.pinned == {ARRIVAL: "C1", VisitKey("E", "full"): "R1"}
    (line,) = carried.dropped
    assert line.startswith("N (parking) stood on stand R1: ")
    assert "E (2030-06-02 06:00-06:50)" in line
