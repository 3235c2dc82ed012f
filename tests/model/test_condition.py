"""Conditions on an aircraft: what they read, what they refuse, whom they match."""

import pytest
from pydantic import ValidationError

from standalloc.model import Aircraft, Closure, Condition

B77W = Aircraft("E", 64.8, 73.9, "Wide_Body", "B77W")
UNKNOWN = Aircraft("C", 36.0)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", "*"),
        (" * ", "*"),
        ("code>=E", "code>=E"),
        ("code >= e", "code>=E"),
        ("wingspan>36", "wingspan>36"),
        ("length<=40.5", "length<=40.5"),
        ("class=Wide_Body Regional", "class=Wide_Body Regional"),
        ("type=B772  B77W", "type=B772 B77W"),
    ],
)
def test_read_and_written(text, written):
    assert str(Condition.parse(text)) == written
    assert Condition.parse(written) == Condition.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "code>=G",
        "code=E F",
        "code",
        "code>=",
        "wingspan>wide",
        "wingspan>-1",
        "wingspan>1e3",
        "wingspan>36 40",
        "length=nan",
        "type>B772",
        "class>=Wide_Body",
        "seats>100",
        "code==E",
        "code>=E and type=B772",
        "!",
    ],
)
def test_refused(text):
    with pytest.raises(ValueError, match=r"is not one of \*, code>=E"):
        Condition.parse(text)


@pytest.mark.parametrize(
    ("text", "wide", "unknown"),
    [
        ("*", True, True),
        ("code>=E", True, False),
        ("code>E", False, False),
        ("code<=C", False, True),
        ("code<C", False, False),
        ("code=C", False, True),
        ("wingspan>36", True, False),
        ("wingspan>=36", True, True),
        ("wingspan<36", False, False),
        ("wingspan=64.8", True, False),
        ("length>73.9", False, True),  # an unknown length meets every condition: the safe side
        ("length<=73.9", True, True),
        ("length<10", False, True),
        ("class=Wide_Body", True, False),
        ("type=B772 B77W", True, False),
        ("type=B772", False, False),
    ],
)
def test_matches(text, wide, unknown):
    assert Condition.parse(text).matches(B77W) is wide
    assert Condition.parse(text).matches(UNKNOWN) is unknown


def test_a_row_refuses_a_bad_condition_with_a_code():
    row = {"stand": "C1", "from": "2030-06-01T08:00Z", "to": "2030-06-01T09:00Z"}
    assert Closure.model_validate(row | {"when": "code>=E"}).when == Condition.parse("code>=E")
    with pytest.raises(ValidationError) as error:
        Closure.model_validate(row | {"when": "code>=G"})
    assert [(e["type"], e["loc"]) for e in error.value.errors()] == [("bad_condition", ("when",))]
