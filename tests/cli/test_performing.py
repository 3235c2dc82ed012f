"""How the cores of machines are shared out among runs."""

import pytest

from standalloc.bench.local import LocalExecutor
from standalloc.bench.machine import cores
from standalloc.cli.performing import performers, shared_out_among
from standalloc.cli.program import BadInput


@pytest.mark.parametrize(
    ("machines", "asked", "given"),
    [
        ([2], (None, None), (1, 2)),
        ([4, 8, 8], (None, None), (5, 4)),
        ([4, 8, 8], (None, 8), (2, 8)),
        ([4, 8, 8], (None, 3), (5, 3)),
        ([4, 8, 8], (10, None), (10, 2)),
        ([4, 8, 8], (2, None), (2, 4)),
        ([4, 8, 8], (100, None), (100, 1)),
        ([4, 8, 8], (100, 8), (100, 8)),
    ],
)
def test_a_cluster(machines, asked, given):
    assert shared_out_among(machines, *asked) == given


@pytest.mark.parametrize(("machines", "asked"), [([], (None, None)), ([], (3, 1)), ([4, 8, 8], (1, 9))])
def test_a_run_wider_than_every_machine(machines, asked):
    with pytest.raises(BadInput, match="a run has all its cores on one machine"):
        shared_out_among(machines, *asked)


def test_this_machine():
    with performers(None, None, None) as doing:
        assert doing == (LocalExecutor(1), cores())
    with performers(None, None, 1) as doing:
        assert doing == (LocalExecutor(cores()), 1)
