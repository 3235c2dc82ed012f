"""Weights and tiers: what a unit of each term costs, and which terms are minimised together."""

import pytest
from pydantic import ValidationError

from standalloc.model import TERMS, Objective


def test_without_tiers_all_terms_are_one_stage_at_their_weights():
    objective = Objective(tow=12.5, stand_used=3)
    assert objective.stages == (tuple(TERMS),)
    assert [objective.weight(term) for term in ("unallocated", "tow", "stand_used", "taxi_min")] == [10_000, 12.5, 3, 0]


def test_with_tiers_a_term_in_none_counts_nothing_and_one_in_a_tier_at_least_once():
    objective = Objective(tow=40, stand_used=0, tiers=(("unallocated",), ("stand_used", "tow")))
    assert objective.stages == (("unallocated",), ("stand_used", "tow"))
    found = {term: weight for term in TERMS if (weight := objective.weight(term))}
    assert found == {"unallocated": 10_000, "tow": 40, "stand_used": 1}


@pytest.mark.parametrize(
    ("tiers", "words"),
    [
        ([["unallocated"], ["bus_passengers"]], "names the term 'bus_passengers', which is not one of unallocated, "),
        ([["robustness"]], "names the term 'robustness'"),
        ([["tow"], ["change", "tow"]], "names the term 'tow' twice"),
        ([["tow", "tow"]], "names the term 'tow' twice"),
        ([["tow"], []], "has an empty tier"),
    ],
)
def test_bad_tiers(tiers, words):
    with pytest.raises(ValidationError) as error:
        Objective.model_validate({"tiers": tiers})
    (found,) = error.value.errors()
    assert found["type"] == "bad_tier"
    assert found["msg"].startswith(words)


def test_no_tiers_are_no_error():
    assert Objective.model_validate({"tiers": []}) == Objective()
