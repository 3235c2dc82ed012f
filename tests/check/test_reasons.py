"""Why a visit is unallocated: every code, with the words a planner reads."""

import random

import pytest

from standalloc.check import REASONS, advise, check
from standalloc.model import Plan
from tests.engine.random_days import random_day


def reason(build, instance, text="", visit="T1"):
    found = check(instance, build.plan(text)).reasons[build.key(visit)]
    assert found.text.startswith(f"{REASONS[found.code]}: ")
    return found.code, found.text.removeprefix(f"{REASONS[found.code]}: ")


def alone(build, stands, turn, **parts):
    rows = [build.stand(f"S{i}", **columns) for i, columns in enumerate(stands, 1)]
    return reason(build, build.day(rows, [build.turn("T1", "08:00", "09:00", **turn)], **parts))


@pytest.mark.parametrize(
    ("stands", "turn", "details"),
    [
        ([{"max_code": "C"}, {"max_code": "E"}], {"code": "F"}, "code F, largest is E"),
        ([{"max_wingspan_m": 36}, {"max_wingspan_m": 52}], {"wingspan_m": 60.3}, "wingspan 60.3 m, widest is 52 m"),
        ([{"max_code": "C"}, {"max_wingspan_m": 36}], {"code": "E"}, "code E, wingspan 65 m"),
        ([{"max_wingspan_m": 36, "min_code": "D"}], {"code": "C"}, "code C, wingspan 36 m"),
        ([{"max_code": "C", "not_types": "A321"}], {"aircraft_type": "A321"}, "code C, wingspan 36 m, type A321"),
        (
            [{"max_length_m": 40}, {"types": "A388"}],
            {"length_m": 44.5, "aircraft_type": "A321", "seats": 200},
            "code C, wingspan 36 m, length 44.5 m, type A321, body class Narrow_Body",
        ),
    ],
)
def test_no_size(build, stands, turn, details):
    assert alone(build, stands, turn) == ("no_size", details)


def test_no_sector(build):
    stands = [{"arrival_sectors": "D"}, {"arrival_sectors": "D", "max_code": "B"}]
    assert alone(build, stands, {"arrival_sector": "I"}) == (
        "no_sector",
        "arrival sector I, departure sector unknown",
    )


def test_no_terminal(build):
    stands = [{"terminal": "T2"}, {"terminal": "T3"}, {"terminal": "T2"}]
    turn = {"terminal": "T1", "departure_pax": 5}
    forbid = {"terminal_mismatch": "forbid"}
    assert alone(build, stands, turn, policy=forbid) == ("no_terminal", "terminal T1, stands are at T2, T3")


def test_no_access(build):
    stands = [{"airlines": "AA"}, {"uses": "cargo"}]
    assert alone(build, stands, {"airline": "BB"}) == ("no_access", "airline BB, use passenger")


def test_no_stand_counts_each_stand_under_its_first_rule(build):
    stands = [
        {"max_code": "B", "airlines": "AA"},
        {"max_code": "B"},
        {"arrival_sectors": "D"},
        {"uses": "cargo"},
    ]
    turn = {"arrival_sector": "I"}
    assert alone(build, stands, turn) == ("no_stand", "2 stands by size, 1 stand by sector, 1 stand by access")
    assert alone(build, [], {}) == ("no_stand", "the airport has no stands")


def test_closed(build):
    closures = [build.closure("S1", "08:30", "12:00", reason="works"), build.closure("S2", "07:00", "2 07:00")]
    assert alone(build, [{}, {}, {"max_code": "A"}], {}, closures=closures) == (
        "closed",
        "S1 closed 2030-06-01 08:30-12:00 (works), S2 closed 2030-06-01 07:00 - 2030-06-02 07:00",
    )


def test_occupied_names_who_is_where(build):
    stands = [build.stand(f"C{i}") for i in range(1, 6)]
    turns = [build.turn(f"T{i}", "08:00", "09:00") for i in range(1, 6)]
    instance = build.day(stands, turns, closures=[build.closure("C5", "08:00", "09:00")])
    text = "T2=C1 T3=C2 T4=C3"
    assert reason(build, instance, text) == ("free", "C4")
    assert reason(build, instance, f"{text} T5=C4") == ("occupied", "C1 by T2, C2 by T3, C3 by T4, and 2 more")
    stands, turns = [stands[0], stands[4]], turns[:2]
    instance = build.day(stands, turns, closures=[build.closure("C5", "08:00", "09:00")])
    assert reason(build, instance, "T2=C1") == ("occupied", "C1 by T2, C5 closed 2030-06-01 08:00-09:00")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("09:14", "10:00"), ("occupied", "C1 by T2")),
        (("09:15", "10:00"), ("free", "C1")),
        (("07:00", "07:45"), ("free", "C1")),
        (("07:00", "07:46"), ("occupied", "C1 by T2")),
    ],
)
def test_the_buffer_occupies_too(build, second, expected):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", *second)]
    assert reason(build, build.day([build.stand("C1")], turns), "T2=C1") == expected


@pytest.mark.parametrize(
    ("on", "code", "expected"),
    [
        ("M0L", "E", ("occupied", "M0 by T2 on M0L")),
        ("M0L", "C", ("free", "M0")),  # the exclusion's condition on M0L is not met
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_an_exclusions_neighbour_is_named(build, swapped, on, code, expected):
    stands = [build.stand("M0"), build.stand("M0L", types="X")]
    row = {"stand_a": "M0", "stand_b": "M0L", "when_b": "code>=E"}
    if swapped:
        row = {"stand_a": "M0L", "when_a": "code>=E", "stand_b": "M0"}
    turns = [
        build.turn("T1", "08:00", "09:00"),
        build.turn("T2", "08:30", "09:30", code=code, aircraft_type="X"),
    ]
    instance = build.day(stands, turns, exclusions=[build.exclusion(**row)])
    assert reason(build, instance, f"T2={on}") == expected


# --- stands that are free, and may not be used all the same -----------------------------------------------------------


def two_splits(build, **policy):
    """Return a day of T1 and T2, which may be towed away at 08:45 and 08:50, on four stands; C1 closes at 09:00."""
    stands = [build.stand(name) for name in ("C1", "C2", "R1", "R2")]
    turns = [build.turn("T1", "08:00", "14:00"), build.turn("T2", "08:05", "15:00")]
    return build.day(stands, turns, policy=policy, closures=[build.closure("C1", "09:00", "10:00")])


def test_no_tug(build):
    # T2's tow takes the one tug from 08:50 to 09:10; C2 is taken until 08:50.
    text = "T1/arrival=C1 T1/departure=C1 T2/arrival=C2 T2/parking=R2 T2/departure=R2"
    (alone, two) = (two_splits(build, tow_capacity=tugs, buffer_min=0) for tugs in (1, 2))
    assert reason(build, alone, text, "T1/parking") == (
        "no_tug",
        "R1 needs 1 tug from 2030-06-01 08:45, 1 of 1 in use",
    )
    assert [v.rule for v in check(alone, build.plan(f"{text} T1/parking=R1")).violations] == ["tow_capacity"]
    assert reason(build, two, text, "T1/parking") == ("free", "R1")
    assert check(two, build.plan(f"{text} T1/parking=R1")).violations == ()


def test_no_tug_is_needed_where_the_aircraft_is(build):
    instance = two_splits(build, tow_capacity=0)
    assert reason(build, instance, "T1/arrival=C2 T1/departure=C2", "T1/parking") == ("free", "C2")
    assert reason(build, instance, "T1/departure=R1", "T1/arrival") == ("free", "C1")  # no visit beside it is allocated


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("08:00", ("lane_busy", "A1 by T2 in-block on stand A2 (2030-06-01 08:00)")),
        ("07:58", ("lane_busy", "A1 by T2 in-block on stand A2 (2030-06-01 07:58)")),
        ("07:57", ("free", "A1")),
        ("08:57", ("lane_busy", "A1 by T2 in-block on stand A2 (2030-06-01 08:57)")),
        ("09:03", ("free", "A1")),
    ],
)
def test_lane_busy(build, second, expected):
    # T1 would come to A1 at 08:00 and leave at 08:59; A2 does not admit it.
    stands = [build.stand("A1", group="G"), build.stand("A2", group="G", not_airlines="X")]
    turns = [build.turn("T1", "08:00", "08:59", airline="X"), build.turn("T2", second)]
    assert reason(build, build.day(stands, turns, policy={"taxilane_min": 3}), "T2/arrival=A2") == expected
    assert reason(build, build.day(stands, turns), "T2/arrival=A2") == ("free", "A1")


def test_lane_busy_at_the_other_end_of_a_tow(build):
    # To R1, which has no group, T1's parking visit would leave C1 in group G a minute before T2 comes there.
    stands = [build.stand("C1", group="G"), build.stand("C2", group="G"), build.stand("R1")]
    turns = [build.turn("T1", "08:00", "14:00"), build.turn("T2", "08:46", "18:00", towable="no")]
    closures = [build.closure("C1", "09:00", "10:00")]
    instance = build.day(stands, turns, policy={"taxilane_min": 3}, closures=closures)
    assert reason(build, instance, "T1/arrival=C1 T2=C2", "T1/parking") == (
        "lane_busy",
        "R1 by T2 in-block on stand C2 (2030-06-01 08:46)",
    )
    assert reason(build, instance, "T2=C2", "T1/parking") == ("free", "R1")


@pytest.mark.parametrize(
    ("pax", "capacity", "expected"),
    [
        (80, 3, ("free", "R1")),
        (81, 3, ("no_bus", "R1 needs 2 buses from 2030-06-01 08:10, 2 of 3 in use")),
        (80, 2, ("no_bus", "R1 needs 1 bus from 2030-06-01 08:10, 2 of 2 in use")),
        (0, 2, ("free", "R1")),
        (81, None, ("free", "R1")),
    ],
)
def test_no_bus(build, pax, capacity, expected):
    stands = [build.stand("R1", "remote"), build.stand("R2", "remote")]
    turns = [build.turn("T1", "08:10", arrival_pax=pax), build.turn("T2", "08:00", arrival_pax=160)]
    instance = build.day(stands, turns, policy={"bus_capacity": capacity})
    assert reason(build, instance, "T2/arrival=R2", "T1/arrival") == expected


def test_a_visit_that_needs_more_buses_than_there_are_fits_no_stand(build):
    turns = [build.turn("T1", "08:00", arrival_pax=200)]
    instance = build.day([build.stand("R1", "remote")], turns, policy={"bus_capacity": 2})
    found = "R1 needs 3 buses from 2030-06-01 08:00, 0 of 2 in use"
    assert reason(build, instance, "", "T1/arrival") == ("no_bus", found)
    assert next(p.message for p in advise(instance)) == f"turn T1 fits no stand: {found}"


def test_the_nearest_hindrance_is_the_reason(build):
    # C1 is taken, A1's lane is busy, R1 lacks a bus: nearer to a plan than what is taken, and named in turn.
    stands = [build.stand("C1"), build.stand("A1", group="G"), build.stand("A2", group="G", airlines="X")]
    stands.append(build.stand("R1", "remote"))
    turns = [
        build.turn("T1", "08:00", "09:00", arrival_pax=50),
        build.turn("T2", "08:00", "09:00"),
        build.turn("T3", "08:01", "10:00", airline="X"),
    ]
    policy = {"taxilane_min": 3, "bus_capacity": 0}
    assert reason(build, build.day(stands, turns, policy=policy), "T2=C1 T3=A2") == (
        "lane_busy",
        "A1 by T3 in-block on stand A2 (2030-06-01 08:01), R1 needs 1 bus from 2030-06-01 08:00, 0 of 0 in use",
    )
    assert reason(build, build.day(stands, turns), "T2=C1 T3=A2") == ("free", "A1")


def test_own_visits_are_not_in_the_way(build):
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "14:00")])
    assert reason(build, instance, "T1/arrival=C1 T1/departure=C1", "T1/parking") == ("free", "C1")


def valid_part(instance, dice):
    """Return a plan of the pinned visits and of some of the others, each where it breaks no rule."""
    stands = dict(instance.pinned)
    for visit in dice.sample(instance.visits, len(instance.visits)):
        for stand in dice.sample(instance.airport.stands, len(instance.airport.stands)) if dice.random() < 0.7 else ():
            if visit.key not in stands and check(instance, Plan(stands | {visit.key: stand.id})).is_valid:
                stands[visit.key] = stand.id
    return stands


def test_free_is_a_stand_that_breaks_no_rule_and_any_other_reason_means_there_is_none():
    seen = set()
    for seed in range(100):
        instance, dice = random_day(seed), random.Random(seed)
        stands = valid_part(instance, dice)
        found = check(instance, Plan(stands)).reasons if check(instance, Plan(stands)).is_valid else {}
        for key, given in found.items():
            names = [stand.id for stand in instance.airport.stands]
            fits = [name for name in names if check(instance, Plan(stands | {key: name})).is_valid]
            assert (given.code == "free") == bool(fits), seed
            assert not fits or given.text == f"{REASONS['free']}: {fits[0]}", seed
            seen.add(given.code)
    assert seen >= {"free", "occupied", "no_tug", "lane_busy", "no_bus"}


def test_pin_ignored(build):
    instance = build.day([build.stand("C1", max_code="A")], [build.turn("T1", "08:00", "09:00", stand="C1")])
    assert reason(build, instance) == ("pin_ignored", "pinned to C1")


def test_only_unallocated_visits_have_a_reason(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "10:00", "11:00")]
    judgement = check(build.day([build.stand("C1")], turns), build.plan("T2=C1"))
    assert list(judgement.reasons) == [build.key("T1")]
    assert str(judgement.reasons[build.key("T1")]) == "free: a stand would have been free: C1"
