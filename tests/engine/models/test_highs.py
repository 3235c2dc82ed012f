"""HiGHS: the barrier's answers, at a vertex or amid all best ones, and none of them left out."""

import numpy as np
import pytest

from standalloc.engine.bounds.bound import proven_prices
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.chains import Column
from tests.engine.random_days import random_day

#: Days on which the barrier alone ends in doubt.
IN_DOUBT = (6, 8, 23, 29, 78, 97)


@pytest.mark.parametrize("seed", [*range(20), *IN_DOUBT])
def test_amid_all_best_ones_the_value_and_the_proof_are_the_vertexs(seed):
    programme = linear_programme(compile_problem(random_day(seed)))
    vertex, amid = relax(programme, 30), relax(programme, 30, to_vertex=False)
    assert vertex.is_optimal
    assert amid.is_optimal
    values = [float(programme.costs @ answer.solution) for answer in (vertex, amid)]
    assert values[0] == pytest.approx(values[1], rel=1e-5, abs=1e-4)
    assert proven_prices(programme, vertex.duals).bound == pytest.approx(
        proven_prices(programme, amid.duals).bound, abs=1
    )


def test_amid_all_best_ones_every_equal_is_used_and_everything_dearer_priced(build):
    """Two turns, three stands alike in cost but of different classes, and one that is dearer."""
    stands = [*(build.stand(name, terminal=name) for name in "ABC"), build.stand("R", "remote")]
    turns = [build.turn(f"T{n}", "8:00", "9:00", arrival_pax=10) for n in range(2)]
    programme = linear_programme(compile_problem(build.day(stands, turns)))
    answer = relax(programme, 30, to_vertex=False)
    shares = {c: answer.solution[at] for c, at in programme.at.items() if isinstance(c, Column)}
    remote = {column for column in shares if programme.costs[programme.at[column]] > 0}
    assert len(remote) == 2
    assert all((share < 1e-3) if column in remote else (0.1 < share < 0.9) for column, share in shares.items())
    prices = proven_prices(programme, answer.duals)
    assert all((least > prices.bound) == (column in remote) for column, least in prices.columns.items())
    vertex = relax(programme, 30)
    assert np.allclose(vertex.solution, np.rint(vertex.solution))
