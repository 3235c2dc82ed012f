"""How findings are worded."""

import pytest

from standalloc.check.wording import clock, counted, listed, named, period


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("", ""),
        ("a", "a"),
        ("a b c", "a, b, c"),
        ("a b c d", "a, b, c, and 1 more"),
        ("a b c d e", "a, b, c, and 2 more"),
    ],
)
def test_listed(words, text):
    assert listed(words.split()) == text


@pytest.mark.parametrize(
    ("count", "thing", "text"),
    [(1, "tug", "1 tug"), (0, "tug", "0 tugs"), (2, "bus", "2 buses"), (1, "bus", "1 bus")],
)
def test_counted(count, thing, text):
    assert counted(count, thing) == text


def test_named():
    assert named("turn", ["T1"]) == "1 turn (T1)"
    assert named("bus", "ABCD") == "4 buses (A, B, C, and 1 more)"


def test_times_are_local_and_the_second_date_is_named_where_it_differs(build):
    instance = build.day([], [build.turn("T1", "20:00", "2 06:00")], timezone="Europe/Paris")
    assert clock(instance, 0) == "2030-06-01 22:00"
    assert period(instance, 0, 119) == "2030-06-01 22:00-23:59"
    assert period(instance, 0, 120) == "2030-06-01 22:00 - 2030-06-02 00:00"
