# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""Who performs the runs of a command, this machine or a Ray cluster, how its cores are shared out; options for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from standalloc.cli.program import BadInput

if TYPE_CHECKING:
    from standalloc.bench.executor import Executor


def performing_options(jobs: str, workers: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options that say where its runs are performed, and how many at a time.

    Args:
        jobs: what `--jobs` counts.
        workers: what `--workers` counts.
    """
    options = (
        click.option("--jobs", type=click.IntRange(1, 1024), metavar="N", help=jobs),
        click.option("--workers", type=click.IntRange(1, 1024), metavar="N", help=workers),
        click.option(
            "--cluster",
            metavar="ADDRESS",
            help="Ray cluster that performs the runs: HOST:PORT of its head, or auto for the one that this machine is "
            "part of; where left out, this machine performs them.",
        ),
    )

    def with_options(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options


class Performers(NamedTuple):
    """What performs runs.

    Attributes:
        executor: of the runs.
        workers: threads of each run.
    """

    executor: Executor
    workers: int


@contextmanager
def performers(cluster: str | None, jobs: int | None, workers: int | None) -> Iterator[Performers]:
    """Yield what performs runs.

    Args:
        cluster: address of a Ray cluster; None takes this machine.
        jobs: runs at a time; None takes as many as the cores carry.
        workers: threads of each run; None takes the cores that `jobs` leaves to each.

    Raises:
        BadInput: the user asks for more than there is, or the cluster is not to be had.
    """
    if cluster is None:
        from standalloc.bench.local import LocalExecutor

        jobs, workers = shared_out(jobs, workers, "runs that share cores measure nothing")
        yield Performers(LocalExecutor(jobs), workers)
        return
    with joined_cluster(cluster) as machines:
        from standalloc.bench.cluster import ClusterExecutor

        jobs, workers = shared_out_among(machines, jobs, workers)
        yield Performers(ClusterExecutor(jobs), workers)


@contextmanager
def joined_cluster(address: str) -> Iterator[list[int]]:
    """Join a Ray cluster; yield the cores of each of its machines.

    Raises:
        BadInput: it cannot be joined, or one of its machines turns out not to fit.
    """
    from standalloc.bench.cluster import ClusterError, joined

    try:
        with joined(address) as machines:
            yield machines
    except (ClusterError, ModuleNotFoundError) as error:
        raise BadInput(f"--cluster: {error}") from None


def shared_out_among(machines: Sequence[int], jobs: int | None, workers: int | None) -> tuple[int, int]:
    """Return runs at a time and threads of each on a cluster, whose machines never have more at work than cores.

    Args:
        machines: cores of each.
        jobs: runs at a time, which may be more than there are cores for; None takes as many as these carry.
        workers: threads of each run; None takes what `jobs` leaves to each, but no more than the smallest machine has.

    Raises:
        BadInput: no machine has so many cores.
    """
    if workers is None:
        workers = max(1, min([*machines, sum(machines) // (jobs or 1)]))
    if workers > max(machines, default=0):
        raise BadInput(
            f"--workers {workers}: a run has all its cores on one machine, and the largest of the cluster's "
            f"{len(machines)} has {max(machines, default=0)}"
        )
    return jobs or sum(cores // workers for cores in machines), workers


def shared_out(jobs: int | None, workers: int | None, harm: str, series: int | None = None) -> tuple[int, int]:
    """Return runs at a time and threads of each, never more in all than this machine has cores.

    Args:
        jobs: runs at a time; None takes as many as the cores carry.
        workers: threads of each run; None takes the cores that are left to each.
        harm: what becomes of runs that share cores, for the message.
        series: most runs that can be at work at a time, and are where the user does not say; None: as many as there
            are cores, and one with all of them where the user does not say.

    Raises:
        BadInput: the user asks for more.
    """
    from standalloc.bench.machine import cores

    count = cores()
    most = series or count
    if workers is None:
        workers = max(1, count // min(jobs or series or 1, most))
    if jobs is None:
        jobs = max(1, min(most, count // workers))
    if jobs * workers > count:
        asked = f"--jobs {jobs} with --workers {workers} asks for {jobs * workers} cores of {count}"
        raise BadInput(f"{asked}: {harm}; ask for fewer")
    return jobs, workers
