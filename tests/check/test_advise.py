"""The warnings of `validate`: each code with a case that has it and one that has not."""

import pytest

from standalloc.check import WARNINGS, advise
from standalloc.model import Preference


def warnings(build, stands, turns, **parts):
    """Return the warnings as (code, message, row, column), each being a warning of the schedule or the pins."""
    found = advise(build.day(stands, turns, **parts))
    assert {(p.severity, bool(p.fix)) for p in found} <= {("warning", True)}
    assert {p.code for p in found} <= set(WARNINGS)
    return [(p.code, p.message, p.table, p.row, p.column) for p in found]


def test_nothing_to_say(build):
    stands = [build.stand("C1", terminal="T1", arrival_sectors="D", max_length_m=50)]
    turns = [
        build.turn(
            "T1",
            "08:00",
            "09:00",
            terminal="T1",
            arrival_sector="D",
            seats=180,
            code="C",
            wingspan_m=35.8,
            length_m=44.5,
        )
    ]
    assert warnings(build, stands, turns) == []


def test_fits_no_stand(build):
    stands = [build.stand("C1", max_code="D"), build.stand("C2", max_code="E", airlines="AA")]
    turns = [
        build.turn("T1", "08:00", "09:00", seats=1),
        build.turn("T2", "10:00", "11:00", seats=1, code="F"),
        build.turn("T3", "12:00", "18:00", seats=1, code="E", airline="BB"),
    ]
    assert warnings(build, stands, turns) == [
        ("fits_no_stand", "turn T2 fits no stand: code F, largest is E", "schedule", 1, None),
        ("fits_no_stand", "turn T3 fits no stand: 1 stand by size, 1 stand by access", "schedule", 2, None),
    ]


def test_fits_no_stand_names_the_visit_where_they_differ(build):
    stands = [build.stand("C1", departure_sectors="I")]
    turns = [build.turn("T1", "08:00", "14:00", seats=1, arrival_sector="D", departure_sector="D")]
    closures = [build.closure("C1", "09:00", "09:10")]
    assert warnings(build, stands, turns, closures=closures) == [
        (
            "fits_no_stand",
            "turn T1 (parking) fits no stand: C1 closed 2030-06-01 09:00-09:10",
            "schedule",
            0,
            None,
        ),
        ("fits_no_stand", "turn T1 (departure) fits no stand: departure sector D", "schedule", 0, None),
    ]
    (alone,) = warnings(build, stands, turns)
    assert alone[1] == "turn T1 (departure) fits no stand: departure sector D"


def test_a_pinned_turn_fits_its_stand(build):
    turns = [build.turn("T1", "08:00", "14:00", seats=1, code="E", airline="BB", stand="C1")]
    assert warnings(build, [build.stand("C1", max_code="C", airlines="AA")], turns) == [
        (
            "pin_overrides",
            "turn T1 is pinned to stand C1, which does not admit it: code E, largest is C; airline BB, admitted are AA",
            "schedule",
            0,
            "stand",
        )
    ]


def test_missing_sector(build):
    stands = [build.stand("C1", arrival_sectors="D"), build.stand("R1", "remote", departure_sectors="D")]
    turns = [
        build.turn("T1", "08:00", "09:00", seats=1, arrival_sector="D"),
        build.turn("T2", "10:00", "11:00", seats=1),
        build.turn("T3", None, "12:30", seats=1),
        build.turn("T4", "13:00", "14:00", seats=1),
    ]
    assert warnings(build, stands, turns) == [
        (
            "missing_sector",
            "no arrival_sector of 2 turns (T2, T4): contact stands that list arrival_sectors do not admit them",
            "schedule",
            1,
            "arrival_sector",
        )
    ]


def test_missing_sector_where_mismatches_ride_a_bus(build):
    stands = [build.stand("C1", departure_sectors="D")]
    turns = [build.turn("T1", "08:00", "09:00", seats=1)]
    (found,) = warnings(build, stands, turns, policy={"bridge_mismatch": "bus"})
    assert found[:2] == (
        "missing_sector",
        "no departure_sector of 1 turn (T1): contact stands that list departure_sectors serve them by bus alone",
    )


def test_missing_passengers(build):
    turns = [
        build.turn("T1", "08:00", "09:00", arrival_pax=0),
        build.turn("T2", "10:00"),
        build.turn("T3", "12:00", "13:00", use="cargo"),
    ]
    assert warnings(build, [build.stand("C1")], turns) == [
        (
            "missing_passengers",
            "no arrival_pax of 1 turn (T2): their seats are not given either, so none are counted",
            "schedule",
            1,
            "arrival_pax",
        ),
        (
            "missing_passengers",
            "no departure_pax of 1 turn (T1): their seats are not given either, so none are counted",
            "schedule",
            0,
            "departure_pax",
        ),
    ]


def test_code_disagrees(build):
    turns = [
        build.turn("T1", "08:00", "09:00", seats=1, code="C", wingspan_m=36.0),
        build.turn("T2", "10:00", "11:00", seats=1, code="C", wingspan_m=35.9),
    ]
    assert warnings(build, [build.stand("C1")], turns) == [
        ("code_disagrees", "code 'C' of turn T1 is not that of wingspan_m 36: D", "schedule", 0, "code")
    ]


def test_unknown_length_of_many_turns_is_one_warning(build):
    turns = [build.turn(f"T{i}", f"{i:02}:00", f"{i:02}:40", seats=1) for i in range(5)]
    turns[0] = build.turn("T0", "00:00", "00:40", seats=1, length_m=30)
    expected = (
        "unknown_length",
        "no length_m of 4 turns (T1, T2, T3, and 1 more): stands with max_length_m admit them whatever their length",
        "schedule",
        1,
        "length_m",
    )
    assert warnings(build, [build.stand("C1", max_length_m=40)], turns) == [expected]
    assert warnings(build, [build.stand("C1")], turns) == []


def test_unknown_terminal(build):
    turns = [
        build.turn("T1", "08:00", "09:00", seats=1, terminal="A"),
        build.turn("T2", "10:00", "11:00", seats=1, terminal="B"),
        build.turn("T3", "12:00", "13:00", seats=1, terminal="B"),
    ]
    assert warnings(build, [build.stand("C1", terminal="A")], turns) == [
        ("unknown_terminal", "no stand is at terminal 'B' of 2 turns (T2, T3)", "schedule", 1, "terminal")
    ]


@pytest.mark.parametrize(("column", "known"), [("terminal", "A"), ("apron", "North")])
def test_unknown_place_of_a_preference(build, column, known):
    turns = [build.turn("T1", "08:00", "09:00", seats=1)]
    stands = [build.stand("C1", terminal="A", apron="North")]
    rows = [Preference.model_validate({column: place, "cost": 1}) for place in (known, "Q")]
    message = f"no stand is at {column} 'Q': the preference never acts"
    found = warnings(build, stands, turns, preferences=rows)
    assert found == [("unknown_place", message, "preferences", 1, column)]


def test_pin_overrides_is_said_once_a_turn_at_the_pin(build):
    turns = [build.turn("T1", "08:00", "14:00", seats=1, code="E")]
    stands = [build.stand("C1", max_code="C"), build.stand("R1")]
    assert warnings(build, stands, turns, pins=[build.pin("T1", "R1", "parking")]) == []
    pins = [build.pin("T1", "R1", "parking"), build.pin("T1", "C1", "arrival"), build.pin("T1", "C1", "departure")]
    message = "turn T1 is pinned to stand C1, which does not admit it: code E, largest is C"
    assert warnings(build, stands, turns, pins=pins) == [("pin_overrides", message, "pins", 1, "stand")]
