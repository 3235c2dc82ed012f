"""Breaches planted at random: the checker finds all of them, each alone. `planted.py` plants any number by hand."""

from standalloc.check.rules import CHECKS
from standalloc.model import RULES
from tests.check.planted import PLANTERS, plant

A_FEW = 25


def test_every_rule_is_planted():
    assert tuple(PLANTERS) == RULES


def test_planted_breaches_are_found_and_nothing_else():
    tallies = plant(A_FEW)
    assert {rule: (tally.planted, tally.missed) for rule, tally in tallies.items()} == {
        rule: (A_FEW, []) for rule in RULES
    }


def test_a_checker_that_overlooks_a_rule_is_found_out(monkeypatch):
    monkeypatch.setitem(CHECKS, "taxilane", lambda layout: iter(()))  # type: ignore[arg-type]
    tallies = plant(2)
    assert [len(tally.missed) for tally in tallies.values()] == [2 * (rule == "taxilane") for rule in RULES]
