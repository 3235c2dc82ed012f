"""The board says what the checker and the still pictures say."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.plots.layout import lay_out
from standalloc.service.api.schemas.boards import BoardBar, BoardBlock, BoardLink, BoardProfile, BoardRow
from standalloc.service.board.document import board_document
from standalloc.service.board.draft import Move, changes, drafted
from tests.check.builder import Build
from tests.engine.random_days import random_day
from tests.service.judging.test_agreement import any_plan


def drawn(instance, plan, moved=()):
    document = board_document(instance, plan, check(instance, plan), moved)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    return document


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_random_drafts_are_drawn_as_the_checker_judges_them(seed, rng: random.Random):
    instance = random_day(seed)
    plan = any_plan(rng, instance)
    names = [None, *(stand.id for stand in instance.airport.stands)]
    moves = [Move(rng.choice(instance.visits).key, rng.choice(names)) for _ in range(rng.randrange(6))]
    changed = changes(instance, plan, moves)
    after = drafted(plan, changed)
    judgement = check(instance, after)
    board, chart = drawn(instance, after, changed), lay_out(instance, after, judgement)
    bars = {(bar["turn"], bar["visit"]): bar for bar in board["bars"]}
    assert {key: bar["stand"] for key, bar in bars.items()} == {key: after.stands.get(key) for key in instance.visit}
    assert {key for key, bar in bars.items() if bar["moved"]} == {*changed} & {*instance.visit}
    assert len(board["violations"]) == len(judgement.violations)
    for bar in chart.bars:
        shown = bars[bar.key]
        assert (shown["kind"], shown["start"], shown["end"]) == (bar.kind, bar.start, bar.end)
        assert (shown["labels"], shown["names"]) == ([*bar.labels], [*bar.names])
        assert (shown["pinned"], shown["broken"]) == (bar.is_pinned, bar.is_broken)
        assert shown["misses_transfer"] == bar.misses_transfer
        assert (shown["reason"] is not None) == (shown["stand"] is None)
    assert (board["start"], board["end"], len(board["ticks"])) == (chart.start, chart.end, len(chart.ticks))
    assert len(board["blocks"]) == len(chart.blocks)
    assert [(link["turn"], link["minute"]) for link in board["links"]] == [
        (one.turn, one.minute) for one in chart.links
    ]
    for kind, rows in ((BoardBar, "bars"), (BoardBlock, "blocks"), (BoardLink, "links"), (BoardProfile, "profiles")):
        assert all(kind.model_validate(row) for row in board[rows])


def test_a_buffer_follows_the_last_visit_of_a_stay():
    instance = Build.day(
        [Build.stand("C1", buffer_min=7)], [Build.turn("L", "06:00", "12:00")], policy={"buffer_min": 20}
    )
    board = drawn(instance, Build.plan("L/arrival=C1 L/parking=C1"))
    assert [bar["buffer_end"] - bar["end"] for bar in board["bars"]] == [0, 7, 0]


def test_rows_are_grouped_by_terminal_and_pier():
    stands = [
        Build.stand("B2", terminal="T1", zone="North"),
        Build.stand("B10", terminal="T1", apron="South"),
        Build.stand("A1", terminal="T1", apron="South"),
        Build.stand("R1", "remote"),
        Build.stand("Z1", terminal="T1"),
    ]
    rows = drawn(Build.day(stands, [Build.turn("T1", "08:00", "09:00")]), Build.plan(""))["rows"]
    assert all(BoardRow.model_validate(row) for row in rows)
    assert [(row["label"], row["note"] if row["kind"] == "heading" else row["pier"]) for row in rows] == [
        ("Contact stands, terminal T1", "1"),
        ("Z1", ""),
        ("Contact stands, terminal T1, North", "1"),
        ("B2", "North"),
        ("Contact stands, terminal T1, South", "2"),
        ("A1", "South"),
        ("B10", "South"),
        ("Remote stands", "1"),
        ("R1", ""),
    ]


def test_an_empty_day():
    board = drawn(Build.day([], []), Build.plan(""))
    assert (board["rows"], board["bars"]) == ([], [])
    assert board["end"] > board["start"]
