"""The rows of the tables: what each reads, what it fills in, what it refuses and under which code."""

import pytest
from pydantic import ValidationError

from standalloc.model import Airport, Closure, Exclusion, Objective, Policy, Preference, Stand, Turn

STAND = {"stand": "C1", "kind": "contact", "max_code": "C"}
TURN = {"turn": "T1", "arrival_time": "2030-06-01T08:00Z", "departure_time": "2030-06-01T09:00Z", "code": "C"}
CLOSURE = {"stand": "C1", "from": "2030-06-01T08:00Z", "to": "2030-06-01T09:00Z"}


@pytest.mark.parametrize(
    ("row", "columns", "code"),
    [
        (Stand, STAND | {"stand": " "}, "missing"),
        (Stand, STAND | {"stand": "C\t1"}, "bad_text"),
        (Stand, STAND | {"kind": "hangar"}, "literal_error"),
        (Stand, STAND | {"max_code": "G"}, "bad_code"),
        (Stand, STAND | {"max_code": None}, "missing_size"),
        (Stand, STAND | {"min_code": "D"}, "size_order"),
        (Stand, STAND | {"max_length_m": 0}, "greater_than"),
        (Stand, STAND | {"max_length_m": "nan"}, "greater_than"),
        (Stand, STAND | {"buffer_min": -1}, "greater_than_equal"),
        (Stand, STAND | {"buffer_min": "15.5"}, "int_parsing"),
        (Stand, STAND | {"colour": "red"}, "extra_forbidden"),
        (Turn, TURN | {"arrival_time": None, "departure_time": None}, "missing_time"),
        (Turn, TURN | {"departure_time": "2030-06-01T08:00Z"}, "time_order"),
        (Turn, TURN | {"departure_time": "2030-06-01T10:00+02:00"}, "time_order"),
        (Turn, TURN | {"arrival_time": "2030-06-01T08:00"}, "timezone_aware"),
        (Turn, TURN | {"arrival_time": "2030-06-01T08:00:30Z"}, "seconds"),
        (Turn, TURN | {"code": None}, "missing_size"),
        (Turn, TURN | {"wingspan_m": 80}, "less_than"),
        (Turn, TURN | {"arrival_pax": -1}, "greater_than_equal"),
        (Turn, TURN | {"towable": "perhaps"}, "bad_yes_no"),
        (Closure, CLOSURE | {"to": "2030-06-01T08:00Z"}, "time_order"),
        (Exclusion, {"stand_a": "C1", "stand_b": "C1"}, "same_stand"),
        (Preference, {"cost": 1}, "one_place"),
        (Preference, {"cost": 1, "stand": "C1", "terminal": "A"}, "one_place"),
        (Preference, {"cost": "inf", "stand": "C1"}, "bad_number"),
        (Preference, {"cost": 0.0000001, "stand": "C1"}, "bad_cost"),
        (Airport, {"code": "XXX", "timezone": "Europe/Nowhere"}, "bad_timezone"),
        (Policy, {"arrival_min": 0}, "greater_than_equal"),
        (Policy, {"load_factor": 1.1}, "less_than_equal"),
        (Objective, {"tow": -1}, "greater_than_equal"),
        (Objective, {"tow": 2e9}, "bad_cost"),
    ],
)
def test_refused(row, columns, code):
    with pytest.raises(ValidationError) as error:
        row.model_validate(columns)
    # pydantic adds an error of this type for every default it could not fill in from a bad row
    found = [problem["type"] for problem in error.value.errors()]
    assert [kind for kind in found if kind != "default_factory_not_called"] == [code]


def test_a_stand_fills_in_by_kind():
    contact = Stand.model_validate(STAND | {"max_code": "e", "arrival_sectors": "D  I", "terminal": "A"})
    assert (contact.boarding, contact.max_code, contact.arrival_sectors, contact.is_contact) == (
        "bridge",
        "E",
        ("D", "I"),
        True,
    )
    remote = Stand.model_validate(STAND | {"kind": "remote"})
    assert (remote.boarding, remote.is_contact) == ("bus", False)
    assert Stand.model_validate(STAND | {"kind": "remote", "boarding": "walk"}).boarding == "walk"


def test_a_turn_keeps_x_columns():
    assert Turn.model_validate(TURN | {"x_note": "VIP"}).extra == {"x_note": "VIP"}


@pytest.mark.parametrize(("word", "towable"), [("yes", True), ("No", False), ("1", True), ("false", False)])
def test_yes_and_no(word, towable):
    assert Turn.model_validate(TURN | {"towable": word}).towable is towable


@pytest.mark.parametrize(
    ("columns", "letter", "span"),
    [({}, "C", 36.0), ({"wingspan_m": 28.5}, "C", 28.5), ({"code": None, "wingspan_m": 28.5}, "C", 28.5)],
)
def test_code_letter_and_wingspan(columns, letter, span):
    turn = Turn.model_validate(TURN | columns)
    assert (turn.code_letter, turn.span_m) == (letter, span)


@pytest.mark.parametrize(("model", "row"), [(Policy, {"buffer_min": True}), (Objective, {"tow": False})])
def test_true_and_false_are_no_numbers(model, row):
    with pytest.raises(ValidationError) as error:
        model.model_validate(row)
    assert [found["type"] for found in error.value.errors()] == ["bad_number"]
