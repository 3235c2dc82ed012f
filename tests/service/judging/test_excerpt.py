import pytest

from standalloc.check import check
from standalloc.model import Plan
from standalloc.service.judging.excerpt import excerpt
from tests.engine.random_days import random_day


@pytest.mark.parametrize("seed", range(30))
def test_what_is_derived_is_that_of_the_whole_day(seed):
    whole = random_day(seed)
    part = excerpt(whole, whole.turns[1:])
    assert (part.start, part.name) == (whole.start, whole.name)
    assert part.visits == tuple(visit for visit in whole.visits if visit.turn != whole.turns[0].id)
    assert part.pinned == {key: stand for key, stand in whole.pinned.items() if key in part.visit}
    assert part.references == {key: stand for key, stand in whole.references.items() if key in part.visit}
    for visit in part.visits:
        assert part.aircraft[visit.turn] == whole.aircraft[visit.turn]
        for stand in whole.airport.stands:
            assert part.occupancy(visit, stand) == whole.occupancy(visit, stand)


@pytest.mark.parametrize("seed", range(30))
def test_all_turns_with_all_rows_are_the_day(seed):
    whole = random_day(seed)
    rows = {"exclusions": whole.airport.exclusions, "closures": whole.closures, "connections": whole.connections}
    part = excerpt(whole, whole.turns, **rows)
    plan = Plan({visit.key: whole.airport.stands[0].id for visit in whole.visits})
    assert check(part, plan) == check(whole, plan)
