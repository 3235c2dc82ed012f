"""How findings are worded."""

import pytest

from standalloc.check.wording import clock, listed, period


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


def test_times_are_local_and_the_second_date_is_named_where_it_differs(build):
    instance = build.day([], [build.turn("T1", "20:00", "2 06:00")], timezone="Europe/Paris")
    assert clock(instance, 0) == "2030-06-01 22:00"
    assert period(instance, 0, 119) == "2030-06-01 22:00-23:59"
    assert period(instance, 0, 120) == "2030-06-01 22:00 - 2030-06-02 00:00"
