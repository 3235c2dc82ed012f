"""The executor of this machine: every run once, and nothing left when it is closed."""

from contextlib import closing

from standalloc.bench.local import LocalExecutor
from tests.bench.conftest import make_run, write_airport
from tests.bench.test_perform import run_processes


def test_every_run_has_one_outcome_failing_ones_too(day, tmp_path):
    bad = write_airport(tmp_path / "bad", schedule="turn,code\nT1,X\n")
    runs = [make_run(day), make_run(bad), make_run(day, seed=1)]
    with closing(LocalExecutor(2).perform(runs)) as outcomes:
        ended = {outcome.record.run: outcome.record.status for outcome in outcomes}
    assert ended == {runs[0].name: "feasible", runs[1].name: "error", runs[2].name: "feasible"}


def test_closing_ends_the_runs_at_work_and_gives_up_the_rest(day):
    outcomes = LocalExecutor(1).perform([make_run(day, seed=seed) for seed in range(50)])
    next(outcomes)
    outcomes.close()
    assert not run_processes()
