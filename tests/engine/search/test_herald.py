"""Better plans told from a thread of their own: the newest, not too often, and the listener's errors."""

import threading

import pytest

from standalloc.check import check
from standalloc.engine.search import herald as heralds
from standalloc.engine.search.herald import Herald
from standalloc.model import Plan


@pytest.fixture
def news(build):
    """Plans of a day, each with the checker's word."""
    instance = build.day([build.stand("K"), build.stand("L")], [build.turn("T", "8:00", "9:00")])
    return [(plan, check(instance, plan)) for plan in (Plan(), build.plan("T=K"), build.plan("T=L"))]


def test_the_newest_plan_is_told_once_the_last_call_is_over(news, monkeypatch):
    monkeypatch.setattr(heralds, "_PAUSE_S", 0.0)
    told, begun, go_on, again = [], threading.Event(), threading.Event(), threading.Event()

    def listen(plan, judgement):
        told.append((plan, judgement))
        (again if begun.is_set() else begun).set()
        assert go_on.wait(60)

    with Herald(listen, threading.Event()) as herald:
        herald.hear(*news[0])
        assert begun.wait(60)
        herald.hear(*news[1])
        herald.hear(*news[2])
        go_on.set()
        assert again.wait(60)
    assert told == [news[0], news[2]]


def test_what_comes_in_the_pause_is_left_to_the_result(news, monkeypatch):
    monkeypatch.setattr(heralds, "_PAUSE_S", 3600.0)
    told, begun = [], threading.Event()

    def listen(plan, _):
        told.append(plan)
        begun.set()

    with Herald(listen, threading.Event()) as herald:
        herald.hear(*news[0])
        assert begun.wait(60)
        herald.hear(*news[1])
    assert told == [news[0][0]]


def test_an_error_of_the_listener_stops_the_search_and_reaches_the_caller(news):
    stop = threading.Event()

    def fail(*_):
        raise LookupError("no such listener")

    with pytest.raises(LookupError, match="no such listener"), Herald(fail, stop) as herald:
        herald.hear(*news[0])
        assert stop.wait(60)


def test_another_error_goes_before_the_listeners(news):
    stop = threading.Event()

    def fail(*_):
        raise LookupError

    with pytest.raises(KeyboardInterrupt), Herald(fail, stop) as herald:
        herald.hear(*news[0])
        assert stop.wait(60)
        raise KeyboardInterrupt


def test_without_a_listener_there_is_no_thread(news):
    before = threading.active_count()
    with Herald(None, threading.Event()) as herald:
        herald.hear(*news[0])
        assert threading.active_count() == before
