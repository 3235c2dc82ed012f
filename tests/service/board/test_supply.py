"""How many stands can be used, minute by minute."""

import random

from hypothesis import given
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.model import Condition
from standalloc.service.board.document import board_document
from tests.engine.random_days import random_day
from tests.service.judging.test_agreement import any_plan


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_each_minute_has_all_stands_but_those_closed_or_blocked_then(seed, rng: random.Random):
    instance = random_day(seed)
    plan = any_plan(rng, instance)
    board = board_document(instance, plan, check(instance, plan))
    steps = board["supply"]
    assert steps[0][0] == board["start"]
    assert [minute for minute, _ in steps] == sorted({minute for minute, _ in steps})
    closed = [
        (one.stand, instance.minute(one.start), instance.minute(one.end))
        for one in instance.closures
        if one.when == Condition()
    ]
    blocked = [
        (one["stand"], one["start"], one["end"])
        for one in board["blocks"]
        if one["kind"] == "exclusion" and dict(one["facts"])["For"] == "all aircraft"
    ]
    for minute in rng.sample(range(board["start"], board["end"]), 40):
        away = {stand for stand, start, end in (*closed, *blocked) if start <= minute < end}
        counts = [count for since, count in steps if since <= minute]
        assert counts[-1] == len(instance.airport.stands) - len(away)
