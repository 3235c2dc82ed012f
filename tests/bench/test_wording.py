"""Numbers as they are shown."""

from math import inf

import pytest

from standalloc.bench import wording


@pytest.mark.parametrize(
    ("function", "value", "text"),
    [
        (wording.number, 12345.6, "12,346"),
        (wording.number, 4.0, "4"),
        (wording.number, 0.14876, "0.149"),
        (wording.number, None, "-"),
        (wording.number, inf, "none"),
        (wording.percent, 0.0123456, "1.23 %"),
        (wording.percent, 0.00001, "<0.01 %"),
        (wording.percent, 0.0, "0.00 %"),
        (wording.percent, -0.5, "-50.00 %"),
        (wording.percent, inf, "none"),
        (wording.seconds, 3.14, "3.1"),
        (wording.seconds, 1234.5, "1,234"),
        (wording.seconds, inf, "never"),
        (wording.ratio, 1.23456, "1.235"),
        (wording.ratio, 1234.5, "1,234"),
        (wording.ratio, None, "-"),
        (wording.probability, 0.0625, "0.0625"),
        (wording.probability, 1e-9, "<0.0001"),
        (wording.limit, 2.5, "2.5 s"),
    ],
)
def test_numbers(function, value, text):
    assert function(value) == text


def test_no_line_ends_between_a_number_and_its_unit() -> None:
    said = wording.unbroken("within 1 % in 6 of 7 runs, after 1.5 s; 3 seconds, 160 MB")
    assert said == "within 1\u00a0% in 6 of 7 runs, after 1.5\u00a0s; 3 seconds, 160\u00a0MB"


def test_words():
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert (wording.signed("3", 3), wording.signed("-3", -3), wording.signed("0", 0)) == ("+3", "-3", "0")


def test_a_family_is_named_with_its_limit_once():
    assert wording.with_limit("JFK", 20) == "JFK, 20 s"
    assert wording.with_limit("hub520 week, 1200 s", 1200) == "hub520 week, 1200 s"
