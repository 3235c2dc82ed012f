"""Buckets of requests."""

from hypothesis import given
from hypothesis import strategies as st

from standalloc.service.api import rates
from standalloc.service.api.rates import Rates


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_burst_and_then_the_rate():
    clock = Clock()
    bucket = Rates(2, 3, clock)
    assert [bucket.take("a") for _ in range(5)] == [0, 0, 0, 0.5, 0.5]
    clock.time = 0.5
    assert [bucket.take("a") for _ in range(2)] == [0, 0.5]
    clock.time = 1000
    assert [bucket.take("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_everyone_has_a_bucket_of_their_own():
    bucket = Rates(1, 1, Clock())
    assert [bucket.take(name) for name in "abab"] == [0, 0, 1, 1]


def test_buckets_of_the_silent_are_forgotten(monkeypatch):
    monkeypatch.setattr(rates, "_MOST_BUCKETS", 2)
    bucket = Rates(1, 1, Clock())
    assert [bucket.take(name) for name in "abbca"] == [0, 0, 1, 0, 0]


@given(st.lists(st.floats(0, 10), max_size=50), st.floats(0.1, 10), st.integers(1, 10))
def test_never_more_than_the_rate_allows(pauses, per_second, at_once):
    clock = Clock()
    bucket = Rates(per_second, at_once, clock)
    taken = 0
    for pause in pauses:
        clock.time += pause
        taken += bucket.take("a") == 0
    assert taken <= at_once + clock.time * per_second + 1e-6
