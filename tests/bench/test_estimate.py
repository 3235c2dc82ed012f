"""The estimate of the time left."""

from standalloc.bench.estimate import Estimate
from tests.bench.conftest import make_run


def test_runs_not_known_yet_take_their_limit_and_known_ones_what_others_took(day, record):
    runs = [make_run(day, seed=seed) for seed in range(4)] + [make_run(day, "first", time_limit=50)]
    estimate = Estimate(runs, jobs=2)
    assert estimate.seconds_left == (4 * 20 + 50) / 2
    estimate.ended(record(run=runs[0].name, seconds=1.0))
    estimate.ended(record(run=runs[1].name, seconds=3.0))
    assert estimate.seconds_left == (2 * 2 + 50) / 2


def test_nothing_is_left_at_the_end(day, record):
    run = make_run(day)
    estimate = Estimate([run], jobs=1)
    estimate.ended(record(run=run.name))
    assert estimate.seconds_left == 0
