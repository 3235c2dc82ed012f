"""Values kept ready: each made once, the oldest forgotten, none that could not be made."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from standalloc.service.api.cache import Latest


def test_each_is_made_once_even_when_many_ask_at_a_time():
    made = []
    begun, go = threading.Event(), threading.Event()

    def make():
        made.append(1)
        begun.set()
        go.wait(10)
        return "value"

    kept = Latest(2)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(kept.get, "key", make) for _ in range(8)]
        begun.wait(10)
        go.set()
        assert [one.result() for one in asked] == ["value"] * 8
    assert made == [1]


def test_the_one_asked_for_longest_ago_is_forgotten():
    kept = Latest(2)
    made = []
    for key in "abacab":
        kept.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_what_cannot_be_made_is_tried_again():
    kept = Latest(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 / 0)
    assert kept.get("key", lambda: 5) == 5


def test_who_waits_for_what_cannot_be_made_is_told():
    kept = Latest(2)
    begun, go = threading.Event(), threading.Event()

    def fail():
        begun.set()
        go.wait(10)
        raise ValueError

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "key", fail)
        begun.wait(10)
        second = pool.submit(kept.get, "key", lambda: "mine")
        go.set()
        with pytest.raises(ValueError):
            first.result()
        assert second.exception() is not None or second.result() == "mine"
