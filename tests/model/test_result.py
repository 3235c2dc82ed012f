"""Gaps, and the summary a first program prints."""

import pytest

from standalloc.model import Figures, Judgement, Plan, Problem, Progress, Result, Term, Violation, VisitKey
from standalloc.model.result import gap


def result(bound, floor, objective=200.0):
    figures = Figures(2, 4, 1, 150, 0.75, 0.5, 3)
    terms = {"unallocated": Term(0, 0), "bus_passenger": Term(200, 200)}
    judgement = Judgement((), terms, objective, figures, {})
    return Result("feasible", Plan(), judgement, bound, floor, 1.25)


@pytest.mark.parametrize(
    ("objective", "bound", "expected"),
    [(200, 150, 0.25), (200, 200, 0), (0.5, 0.25, 0.25), (-200, -250, 0.25), (None, 1, None), (1, None, None)],
)
def test_gap(objective, bound, expected):
    assert gap(objective, bound) == expected
    assert Progress(1.0, objective, bound).gap == expected


@pytest.mark.parametrize(("bound", "floor", "expected"), [(150, 100, 0.5), (200, 200, 0), (None, 100, None)])
def test_gap_above_floor(bound, floor, expected):
    assert result(bound, floor).gap_above_floor == expected


def test_summary_has_the_figures():
    lines = result(150.0, 100.0).summary().splitlines()
    assert "bus passengers       150" in lines
    assert "  bus_passenger      200" in lines
    assert not any("  unallocated" in line and line.startswith("  ") for line in lines)
    assert "gap                  25.000%" in lines
    assert "bound                unknown" in result(None, 0.0).summary()


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
