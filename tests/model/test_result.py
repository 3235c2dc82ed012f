"""Gaps, and the summary a first program prints."""

from dataclasses import replace

import pytest

from standalloc.model import Figures, Judgement, Plan, Problem, Progress, Result, Term, Tier, Violation, VisitKey
from standalloc.model.result import gap


def result(bound, floor, objective=200.0):
    figures = Figures(2, 4, 1, 150, 0.75, 0.5, 3)
    terms = {"unallocated": Term(0, 0), "bus_passenger": Term(200, 200)}
    judgement = Judgement((), terms, objective, figures, {})
    return Result("feasible", Plan(), judgement, bound, floor, 1.25, 1234.5)


@pytest.mark.parametrize(
    ("objective", "bound", "expected"),
    [(200, 150, 0.25), (200, 200, 0), (0.5, 0.25, 0.25), (-200, -250, 0.25), (None, 1, None), (1, None, None)],
)
def test_gap(objective, bound, expected):
    assert gap(objective, bound) == expected
    assert Progress(1.0, objective, bound).gap == expected


def test_the_gap_of_a_tier():
    assert Tier(("tow",), 200, 150, "feasible").gap == 0.25
    assert Tier(("tow",), 200, None, "feasible").gap is None


@pytest.mark.parametrize(("bound", "floor", "expected"), [(150, 100, 0.5), (200, 200, 0), (None, 100, None)])
def test_gap_above_floor(bound, floor, expected):
    assert result(bound, floor).gap_above_floor == expected


def test_summary_has_the_figures():
    lines = result(150.0, 100.0).summary().splitlines()
    assert "bus passengers       150" in lines
    assert "  bus_passenger      200 (200 passengers)" in lines
    assert not any("  unallocated" in line and line.startswith("  ") for line in lines)
    assert "gap                  25.000%" in lines
    assert "peak memory          1,234 MB" in lines
    assert "bound                unknown" in result(None, 0.0).summary()


def test_summary_of_large_money_keeps_every_digit():
    assert "objective            1,593,700" in result(None, 0.0, objective=1_593_700.0).summary()


def test_summary_shows_fleets_bridges_and_transfers_where_there_are_any():
    plain = result(150.0, 100.0)
    for words in ("buses", "tugs", "bridges", "transfers", "tier"):
        assert words not in plain.summary()
    figures = replace(plain.judgement.figures, peak_buses=7, peak_tugs=2, unused_bridges=3, missed_transfers=41)
    lines = replace(plain, judgement=replace(plain.judgement, figures=figures)).summary().splitlines()
    assert lines[6:10] == [
        "peak buses           7",
        "peak tugs            2",
        "unused bridges       3",
        "missed transfers     41 passengers",
    ]


def test_summary_has_a_line_for_each_tier():
    tiers = (
        Tier(("unallocated",), 1.0, 1.0, "optimal"),
        Tier(("bus_passenger", "tow"), 200.0, None, "feasible"),
    )
    lines = replace(result(None, 0.0), tiers=tiers).summary().splitlines()
    assert "tier 1 of 2          1 optimal, bound 1, gap 0.000%: unallocated" in lines
    assert "tier 2 of 2          200 feasible, bound unknown, gap unknown: bus_passenger + tow" in lines
    assert not any(line.startswith(("bound", "gap")) for line in lines)


def test_a_judgement_is_valid_without_violations():
    broken = Violation("overlap", "", (VisitKey("T1", "arrival"), VisitKey("T1", "full")), ("C1",), 0, 1)
    assert broken.turns == ("T1",)
    assert result(1.0, 1.0).judgement.is_valid
    assert not Judgement((broken,), {}, 0.0, Figures(0, 0, 0, 0, 1, 1, 0), {}).is_valid


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "no good (mend it)"),
        ({"table": "stands"}, "stands: no good (mend it)"),
        ({"table": "stands", "row": 3}, "stands[3]: no good (mend it)"),
        ({"table": "stands", "row": 3, "file": "stands.csv", "line": 5}, "stands.csv:5: no good (mend it)"),
        ({"file": "stands.csv"}, "stands.csv: no good (mend it)"),
    ],
)
def test_a_problem_names_its_place(place, text):
    assert str(Problem("code", "no good", fix="mend it", **place)) == text
