"""Why a visit is unallocated: every code, with the words a planner reads."""

import pytest

from standalloc.check import REASONS, check


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


def test_own_visits_are_not_in_the_way(build):
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "14:00")])
    assert reason(build, instance, "T1/arrival=C1 T1/departure=C1", "T1/parking") == ("free", "C1")


def test_pin_ignored(build):
    instance = build.day([build.stand("C1", max_code="A")], [build.turn("T1", "08:00", "09:00", stand="C1")])
    assert reason(build, instance) == ("pin_ignored", "pinned to C1")


def test_only_unallocated_visits_have_a_reason(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "10:00", "11:00")]
    judgement = check(build.day([build.stand("C1")], turns), build.plan("T2=C1"))
    assert list(judgement.reasons) == [build.key("T1")]
    assert str(judgement.reasons[build.key("T1")]) == "free: a stand would have been free: C1"
