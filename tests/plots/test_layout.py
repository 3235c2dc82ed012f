"""Every visit is one bar in its stand's row; buffers, tows and unallocated visits lie where they belong."""

from itertools import combinations

import pytest

from standalloc.model import VisitKey


def test_every_visit_is_one_bar_in_the_row_of_its_stand(small_day):
    chart = small_day.chart
    assert sorted(bar.key for bar in chart.bars) == sorted(visit.key for visit in small_day.instance.visits)
    for bar in chart.bars:
        stand = small_day.plan.stands.get(bar.key)
        row = small_day.row("no stand" if stand is None else stand)
        assert row.top <= bar.line < row.top + row.lines


def test_a_bar_lasts_from_in_block_to_off_block(small_day):
    assert (small_day.bar("short").start, small_day.bar("short").end) == (120, 180)
    parts = [small_day.bar("long", part) for part in ("arrival", "parking", "departure")]
    assert [(bar.start, bar.end) for bar in parts] == [(0, 45), (45, 420), (420, 480)]


@pytest.mark.parametrize(
    ("stand", "turn", "kind"),
    [
        ({}, {}, "contact"),
        ({"boarding": "walk"}, {}, "contact"),
        ({"boarding": "bus"}, {}, "bus"),
        ({"kind": "remote"}, {}, "bus"),
        ({"kind": "remote", "boarding": "walk"}, {}, "remote"),
        ({"kind": "remote"}, {"arrival_pax": 0, "departure_pax": 0}, "remote"),
    ],
)
def test_a_bar_is_of_the_kind_its_passengers_make_it(build, stand, turn, kind):
    day = build.day([build.stand("S", **stand)], [build.turn("t", 8, 9, **turn)], {("t", "full"): "S"})
    assert day.bar("t").kind == kind


@pytest.mark.parametrize(
    ("stand", "policy", "kind"),
    [
        ({"arrival_sectors": "I"}, {"bridge_mismatch": "bus"}, "unused"),
        ({"departure_sectors": "I"}, {"bridge_mismatch": "bus"}, "unused"),
        ({"arrival_sectors": "D", "departure_sectors": "D"}, {"bridge_mismatch": "bus"}, "contact"),
        ({"terminal": "T2"}, {"terminal_mismatch": "bus"}, "unused"),
        ({"terminal": "T2"}, {}, "contact"),
        ({"terminal": "T2", "boarding": "walk"}, {"terminal_mismatch": "bus"}, "bus"),
        ({"terminal": "T2", "boarding": "bus"}, {"terminal_mismatch": "bus"}, "bus"),
        ({"kind": "remote", "terminal": "T2", "boarding": "bridge"}, {"terminal_mismatch": "bus"}, "remote"),
    ],
)
def test_a_mismatch_that_the_policy_lets_pass_leaves_the_bridge_unused(build, stand, policy, kind):
    turn = build.turn("t", 8, 9, terminal="T1", arrival_sector="D", departure_sector="D")
    day = build.day([build.stand("S", **stand)], [turn], {("t", "full"): "S"}, policy=policy)
    assert day.bar("t").kind == kind


def test_parking_and_unallocated_are_kinds_of_their_own(small_day):
    assert small_day.bar("long", "parking").kind == "parking"
    assert small_day.bar("none").kind == "unallocated"


def test_the_buffer_follows_the_stay_and_the_stands_own_value_counts(small_day):
    tails = {(tail.line, tail.start, tail.end) for tail in small_day.chart.tails}
    assert tails == {
        (small_day.row("C2").top, 45, 50),
        (small_day.row("R1").top, 420, 435),
        (small_day.row("C10").top, 180, 195),
        (small_day.row("R2").top, 300, 315),
        (small_day.row("B1").top, 300, 315),
        # The departure from C10 ends with the picture, and so does its buffer.
    }


def test_no_buffer_between_visits_of_one_stay(build):
    parts = ("arrival", "parking", "departure")
    turns = [build.turn("t", 6, 12), build.turn("later", 13, 13.5)]
    day = build.day([build.stand("S")], turns, {("t", part): "S" for part in parts} | {("later", "full"): "S"})
    assert [(tail.start, tail.end) for tail in day.chart.tails] == [(360, 375), (450, 465)]
    assert day.chart.links == ()


def test_a_buffer_of_nothing_is_not_drawn(build):
    turns = [build.turn("t", 6, 7), build.turn("later", 8, 9)]
    parked = {("t", "full"): "S", ("later", "full"): "S"}
    assert build.day([build.stand("S", buffer_min=0)], turns, parked).chart.tails == ()


def test_a_tow_links_the_lines_of_two_visits_on_different_stands(small_day):
    lines = {name: small_day.row(name).top for name in ("C2", "R1", "C10")}
    assert [(link.turn, link.minute, link.from_line, link.to_line) for link in small_day.chart.links] == [
        ("long", 45, lines["C2"], lines["R1"]),
        ("long", 420, lines["R1"], lines["C10"]),
    ]


def test_no_tow_to_or_from_an_unallocated_visit(build):
    parked = {("t", "arrival"): "A", ("t", "departure"): "B"}
    day = build.day([build.stand("A"), build.stand("B")], [build.turn("t", 6, 12)], parked)
    assert day.chart.links == ()
    assert day.bar("t", "parking").kind == "unallocated"


def test_tows_drawn_are_the_tows_counted(large_day):
    assert len(large_day.chart.links) == large_day.judgement.figures.tows > 100


def test_unallocated_visits_stack_without_overlap(build):
    turns = [build.turn(f"t{number}", 6 + number / 4, 7 + number / 4) for number in range(12)]
    day = build.day([build.stand("S")], turns, {})
    row = day.row("no stand")
    assert row.lines == 4
    for one, other in combinations(day.chart.bars, 2):
        assert row.top <= one.line < row.top + row.lines
        assert one.line != other.line or one.end <= other.start or other.end <= one.start


def test_overlapping_visits_of_a_broken_plan_get_lines_of_their_own(build):
    turns = [build.turn("a", 6, 8), build.turn("b", 7, 9), build.turn("c", 8, 10), build.turn("d", 6, 7)]
    parked = {("a", "full"): "S", ("b", "full"): "S", ("c", "full"): "S", ("d", "full"): "R"}
    day = build.day([build.stand("S"), build.stand("R", "remote")], turns, parked)
    row = day.row("S")
    assert row.lines == 2
    assert [day.bar(name).line - row.top for name in "abc"] == [0, 1, 0]
    assert day.row("R").lines == 1
    assert {bar.key.turn for bar in day.chart.bars if bar.is_broken} == {"a", "b", "c"}
    assert any("overlap" in line for line in day.chart.violations)


def test_a_visit_of_no_minutes_still_has_a_bar(build):
    policy = {"split_min": 105, "arrival_min": 45, "departure_min": 60}
    parked = {("t", part): "S" for part in ("arrival", "parking", "departure")}
    day = build.day([build.stand("S")], [build.turn("t", 8, 9.75)], parked, policy=policy)
    assert (day.bar("t", "parking").start, day.bar("t", "parking").end) == (45, 45)
    assert day.row("S").lines == 1


def test_pins_are_marked(small_day):
    assert [bar.key for bar in small_day.chart.bars if bar.is_pinned] == [VisitKey("bused", "full")]


def test_the_chart_carries_the_judgement(small_day):
    chart = small_day.chart
    assert chart.title == "XXX Test Field 2030-06-01"
    assert chart.figures == small_day.judgement.figures
    assert chart.costs == (small_day.judgement.objective,)
    assert chart.violations == ()


def test_an_airport_without_a_schedule_still_draws(build):
    chart = build.day([build.stand("S")], [], {}).chart
    assert (chart.bars, chart.hours, chart.lines) == ((), 1, 2)
