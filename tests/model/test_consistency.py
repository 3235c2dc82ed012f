"""Every problem between the parts of an instance."""

import pytest

from standalloc.model import (
    Airport,
    Closure,
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
    assert problems(airport={"handling": (HANDLING, HANDLING)}) == [("duplicate", "handling", 1, "class")]


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


def test_body_classes_are_those_of_the_airport():
    rules = {
        "exclusions": (Exclusion.model_validate({"stand_a": "C1", "stand_b": "C2", "when_b": "class=Wide_Body Big"}),)
    }
    closure = Closure.model_validate(CLOSURE | {"stand": "C1", "when": "class=Huge"})
    found = problems(
        stands=[{"stand": "C1", "classes": "Regional Tiny"}, {"stand": "C2"}],
        turns=[{"turn": "T1", "class": "Wibe"}, {"turn": "T2", "class": "Wide_Body"}],
        airport=rules | {"handling": (HANDLING, HANDLING.model_copy(update={"body_class": "Jumbo"}))},
        closures=(closure,),
    )
    assert found == [
        ("unknown_class", "schedule", 0, "class"),
        ("unknown_class", "stands", 0, "classes"),
        ("unknown_class", "handling", 1, "class"),
        ("unknown_class", "exclusions", 0, "when_b"),
        ("unknown_class", "closures", 0, "when"),
    ]
    build(turns=[{"turn": "T1", "class": "Big"}], airport={"classes": {"Big": 400}})
