"""Every problem between the parts of an instance, and everything that is not supported yet."""

import pytest

from standalloc.model import (
    Airport,
    Closure,
    Connection,
    Exclusion,
    Handling,
    InputError,
    Instance,
    Objective,
    Pin,
    Policy,
    Preference,
    Stand,
    Turn,
)

STAND = {"kind": "contact", "max_code": "C"}
TIMES = {"arrival_time": "2030-06-01T08:00Z", "departure_time": "2030-06-01T09:00Z", "code": "C"}


def build(*, stands=("C1", "C2"), turns=({"turn": "T1"},), policy=None, objective=None, airport=None, **parts):
    rows = [stand if isinstance(stand, dict) else {"stand": stand} for stand in stands]
    return Instance(
        Airport(
            code="XXX",
            timezone="UTC",
            policy=Policy.model_validate(policy or {}),
            objective=Objective.model_validate(objective or {}),
            stands=tuple(Stand.model_validate(STAND | row) for row in rows),
            **(airport or {}),
        ),
        tuple(Turn.model_validate(TIMES | turn) for turn in turns),
        **parts,
    )


def problems(**parts):
    """Return the problems as (code, table, row, column); each has words and a fix."""
    with pytest.raises(InputError) as error:
        build(**parts)
    assert all(p.message and p.fix and p.severity == "error" for p in error.value.problems)
    return [(p.code, p.table, p.row, p.column) for p in error.value.problems]


HANDLING = Handling.model_validate({"class": "Narrow_Body", "bridge_min": 40, "away_min": 50})
CLOSURE = {"from": "2030-06-01T08:00Z", "to": "2030-06-01T09:00Z"}


def test_a_day_without_problems():
    assert len(build().visits) == 1


def test_split_too_short():
    assert problems(policy={"split_min": 104}) == [("split_too_short", "policy", None, "split_min")]
    assert build(policy={"split_min": 105}).visits
    assert problems(policy={"arrival_min": 122}) == [("split_too_short", "policy", None, "split_min")]


def test_duplicates():
    assert problems(stands=("C1", "C2", "C1", "C1")) == [
        ("duplicate", "stands", 2, "stand"),
        ("duplicate", "stands", 3, "stand"),
    ]
    assert problems(turns=({"turn": "T1"}, {"turn": "T1"})) == [("duplicate", "schedule", 1, "turn")]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"airport": {"exclusions": (Exclusion(stand_a="C9", stand_b="C1"),)}}, ("exclusions", 0, "stand_a")),
        ({"airport": {"exclusions": (Exclusion(stand_a="C1", stand_b="C9"),)}}, ("exclusions", 0, "stand_b")),
        (
            {"airport": {"preferences": (Preference(terminal="T9", cost=1), Preference(stand="C9", cost=1))}},
            ("preferences", 1, "stand"),
        ),
        ({"closures": (Closure.model_validate(CLOSURE | {"stand": "C9"}),)}, ("closures", 0, "stand")),
        ({"pins": (Pin(turn="T1", stand="C9"),)}, ("pins", 0, "stand")),
        ({"turns": ({"turn": "T1", "stand": "C9"},)}, ("schedule", 0, "stand")),
        ({"turns": ({"turn": "T1", "reference_stand": "C9"},)}, ("schedule", 0, "reference_stand")),
    ],
)
def test_unknown_stand(parts, place):
    assert problems(**parts) == [("unknown_stand", *place)]


@pytest.mark.parametrize(
    ("pins", "found"),
    [
        ([("T9", "*", "C1")], [("unknown_turn", "pins", 0, "turn")]),
        ([("T1", "parking", "C1")], [("unknown_visit", "pins", 0, "visit")]),
        ([("T2", "full", "C1")], [("unknown_visit", "pins", 0, "visit")]),
        ([("T1", "*", "C1"), ("T1", "full", "C2")], [("pins_contradict", "pins", 1, "stand")]),
        ([("T2", "parking", "C1"), ("T2", "*", "C2")], [("pins_contradict", "pins", 1, "stand")]),
        ([("T3", "*", "C2")], [("pins_contradict", "pins", 0, "stand")]),
        ([("T1", "*", "C1"), ("T1", "full", "C1"), ("T2", "parking", "C2"), ("T2", "arrival", "C1")], []),
        ([("T3", "full", "C1")], []),
    ],
)
def test_pins(pins, found):
    parts = {
        "turns": (
            {"turn": "T1"},
            {"turn": "T2", "departure_time": "2030-06-01T14:00Z"},
            {"turn": "T3", "stand": "C1"},
        ),
        "pins": tuple(Pin(turn=turn, visit=visit, stand=stand) for turn, visit, stand in pins),
    }
    if found:
        assert problems(**parts) == found
    else:
        assert build(**parts).pinned


def test_every_problem_is_reported_at_once():
    assert problems(
        stands=("C1", "C1"),
        turns=({"turn": "T1"}, {"turn": "T1", "stand": "C9"}),
        policy={"split_min": 1},
        pins=(Pin(turn="T9", stand="C1"),),
    ) == [
        ("split_too_short", "policy", None, "split_min"),
        ("duplicate", "stands", 1, "stand"),
        ("duplicate", "schedule", 1, "turn"),
        ("unknown_stand", "schedule", 1, "stand"),
        ("unknown_turn", "pins", 0, "turn"),
    ]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"policy": {"tow_min": 25}}, ("policy", None, "tow_min")),
        ({"policy": {"tow_capacity": 3}}, ("policy", None, "tow_capacity")),
        ({"policy": {"bus_seats": 50}}, ("policy", None, "bus_seats")),
        ({"policy": {"bus_use_min": 20}}, ("policy", None, "bus_use_min")),
        ({"policy": {"bus_capacity": 9}}, ("policy", None, "bus_capacity")),
        ({"policy": {"taxilane_min": 3}}, ("policy", None, "taxilane_min")),
        ({"policy": {"times": "runway"}}, ("policy", None, "times")),
        ({"policy": {"bridge_mismatch": "bus"}}, ("policy", None, "bridge_mismatch")),
        ({"policy": {"terminal_mismatch": "bus"}}, ("policy", None, "terminal_mismatch")),
        ({"objective": {"tiers": [["unallocated"]]}}, ("objective", None, "tiers")),
        ({"objective": {"stand_used": 1}}, ("objective", None, "stand_used")),
        ({"objective": {"connection_min": 1}}, ("objective", None, "connection_min")),
        ({"objective": {"missed_connection": 1}}, ("objective", None, "missed_connection")),
        ({"objective": {"taxi_min": 1}}, ("objective", None, "taxi_min")),
        ({"objective": {"contact_min": 1}}, ("objective", None, "contact_min")),
        ({"objective": {"remote_min": 1}}, ("objective", None, "remote_min")),
        ({"objective": {"bus_trip_min": 1}}, ("objective", None, "bus_trip_min")),
        ({"airport": {"zones": {"A.B": 15}}}, ("zones", None, None)),
        ({"airport": {"handling": (HANDLING,)}}, ("handling", None, None)),
        ({"connections": (Connection(arrival_turn="T1", departure_turn="T1", pax=1),)}, ("connections", None, None)),
        ({"stands": ("C1", {"stand": "C2", "zone": "Z"}, {"stand": "C3", "zone": "Z"})}, ("stands", 1, "zone")),
        ({"stands": ({"stand": "C1", "group": "G"},)}, ("stands", 0, "group")),
        ({"stands": ({"stand": "C1", "taxi_in_min": 5},)}, ("stands", 0, "taxi_in_min")),
        ({"stands": ({"stand": "C1", "taxi_out_min": 5},)}, ("stands", 0, "taxi_out_min")),
        ({"stands": ({"stand": "C1", "cost_per_min": 5},)}, ("stands", 0, "cost_per_min")),
        ({"stands": ({"stand": "C1", "bus_min": 5},)}, ("stands", 0, "bus_min")),
    ],
)
def test_what_no_rule_uses_yet_is_refused(parts, place):
    assert problems(**parts) == [("not_supported_yet", *place)]


def test_defaults_of_what_no_rule_uses_yet_are_accepted():
    assert build(policy={"tow_min": 20, "times": "block"}, objective={"stand_used": 0, "tiers": []}).visits


def test_body_classes_are_those_of_the_airport():
    rules = {
        "exclusions": (Exclusion.model_validate({"stand_a": "C1", "stand_b": "C2", "when_b": "class=Wide_Body Big"}),)
    }
    closure = Closure.model_validate(CLOSURE | {"stand": "C1", "when": "class=Huge"})
    found = problems(
        stands=[{"stand": "C1", "classes": "Regional Tiny"}, {"stand": "C2"}],
        turns=[{"turn": "T1", "class": "Wibe"}, {"turn": "T2", "class": "Wide_Body"}],
        airport=rules,
        closures=(closure,),
    )
    assert found == [
        ("unknown_class", "schedule", 0, "class"),
        ("unknown_class", "stands", 0, "classes"),
        ("unknown_class", "exclusions", 0, "when_b"),
        ("unknown_class", "closures", 0, "when"),
    ]
    build(turns=[{"turn": "T1", "class": "Big"}], airport={"classes": {"Big": 400}})


def test_what_switches_a_rule_to_come_off_is_no_use_of_it():
    build(stands=[{"stand": "C1", "taxi_in_min": 0, "terminal": "T1", "zone": "T1"}], policy={"tow_min": 20})
    assert problems(stands=[{"stand": "C1", "zone": "T9"}]) == [("not_supported_yet", "stands", 0, "zone")]
