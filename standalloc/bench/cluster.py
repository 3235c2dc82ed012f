"""The executor of a Ray cluster: a task for each run, which claims its cores, and its outcome back to the sweep.

The files of a run's day travel with its task, and its plan comes back with its record: no disk is shared.
"""

import logging
import platform
import socket
import tempfile
import threading
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from standalloc.bench.perform import PATIENCE_S, Outcome, perform, unperformed
from standalloc.bench.process import CancelledError
from standalloc.bench.run import Day, Run
from standalloc.solve import versions

if TYPE_CHECKING:
    import ray

#: What a user without the extra `cluster` is told.
MISSING_PACKAGE: Final = "a cluster needs the package ray: pip install 'standalloc[cluster]'"

#: How often a run is begun whose worker or machine is lost each time.
ATTEMPTS: Final = 4
#: Seconds until an address must answer, and until this machine must have joined the cluster.
_ANSWER_S: Final = 10.0
_JOIN_S: Final = 45.0
#: Seconds between two looks at what has ended, and for cancelled runs to end by themselves.
_PAUSE_S: Final = 0.25
_GRACE_S: Final = 10.0

_log = logging.getLogger(__name__)


class ClusterError(Exception):
    """There is no cluster to perform runs, or one that does not fit; the message says what to do."""


class StrangerError(Exception):
    """A machine of the cluster has other versions than the sweep."""


@dataclass(frozen=True, slots=True)
class ClusterExecutor:
    """Performs runs as tasks of the cluster that is joined; see `Executor`.

    Attributes:
        jobs: runs in the hands of the cluster at a time; those that it has no cores for wait there.
        patience: seconds after its time limit when a run is ended.
    """

    jobs: int
    patience: float = PATIENCE_S

    def perform(self, runs: Sequence[Run]) -> Generator[Outcome]:
        """Yield the outcome of every run as it ends.

        A run whose worker or machine is lost is begun anew, `ATTEMPTS` times in all.

        Raises:
            ClusterError: a machine of the cluster cannot perform runs.
        """
        return self._performed(runs, threading.Event())

    def perform_one(self, run: Run, cancel: threading.Event) -> Outcome:
        """Perform one run.

        Raises:
            CancelledError: `cancel` was set before the run ended.
            ClusterError: a machine of the cluster cannot perform runs.
        """
        [outcome] = self._performed([run], cancel)
        return outcome

    def _performed(self, runs: Sequence[Run], cancel: threading.Event) -> Generator[Outcome]:
        import ray  # noqa: PLC0415 - takes a second, and comes with an extra

        waiting = deque(_Try(run) for run in runs)
        at_work: dict[ray.ObjectRef[Outcome], _Try] = {}
        try:
            while waiting or at_work:
                while waiting and len(at_work) < self.jobs:
                    one = waiting.popleft()
                    at_work[_sent(one.run, self.patience)] = one
                for task in ray.wait([*at_work], timeout=_PAUSE_S)[0]:
                    one = at_work.pop(task)
                    outcome = _outcome(task, one)
                    if outcome is None:
                        waiting.appendleft(replace(one, number=one.number + 1))
                    else:
                        yield outcome
                if cancel.is_set() and (waiting or at_work):
                    raise CancelledError
        finally:
            _end([*at_work])


@contextmanager
def joined(address: str) -> Iterator[list[int]]:
    """Join a cluster; yield the cores of each of its machines that has any, and leave it at the end.

    Args:
        address: `HOST:PORT` of the cluster's head, or `auto` for the cluster that this machine is part of.

    Raises:
        ClusterError: nothing answers there, or it is no cluster that fits.
        ModuleNotFoundError: the package ray is not installed.
    """
    try:
        import ray  # noqa: PLC0415 - takes a second, and comes with an extra
    except ModuleNotFoundError:
        raise ModuleNotFoundError(MISSING_PACKAGE) from None
    _require_answer(address)
    _join(address)
    try:
        yield _cores()
    finally:
        ray.shutdown()


@dataclass(frozen=True, slots=True)
class _Try:
    """A run, and the how-manieth time it is begun."""

    run: Run
    number: int = 1


def _require_answer(address: str) -> None:
    """See that something listens at an address: Ray itself would ask for minutes.

    Raises:
        ClusterError: nothing does, or it is no address.
    """
    if address == "auto":
        return
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or "/" in host:
        raise ClusterError(
            f"'{address}' is no address of a Ray cluster: give its head's HOST:PORT, such as 10.0.0.1:6379, or auto "
            "for the cluster that this machine is part of"
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWER_S).close()
    except (OSError, OverflowError) as error:
        raise ClusterError(
            f"nothing answers at {address} ({error}): start a cluster with `ray start --head`, or correct the address"
        ) from None


def _join(address: str) -> None:
    """Make this process a driver of a cluster.

    Raises:
        ClusterError: it does not become one in time, or the versions differ.
    """
    import ray  # noqa: PLC0415 - takes a second, and comes with an extra

    done: Future[None] = Future()

    def join() -> None:
        try:
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
            done.set_result(None)
        except BaseException as error:
            done.set_exception(error)

    # Ray asks an address that is no cluster's for minutes, and cannot be told to give up.
    threading.Thread(target=join, name="join", daemon=True).start()
    try:
        done.result(_JOIN_S)
    except TimeoutError:
        raise ClusterError(
            f"{address} answers, but in {_JOIN_S:.0f} s this machine did not become part of a Ray cluster: correct the "
            f"address, or make it one with `ray start --address={address} --num-cpus=0`"
        ) from None
    except Exception as error:
        raise ClusterError(f"{address} cannot be joined: {' '.join(str(error).split())}") from None


def _cores() -> list[int]:
    """Return the cores of each machine that has any."""
    import ray  # noqa: PLC0415 - takes a second, and comes with an extra

    nodes: Any = ray.nodes  # which has no types
    offered = [node["Resources"].get("CPU", 0) for node in nodes() if node["Alive"]]
    return [int(cores) for cores in offered if cores >= 1]


def _sent(run: Run, patience: float) -> "ray.ObjectRef[Outcome]":
    """Hand a run to the cluster."""
    import ray  # noqa: PLC0415 - takes a second, and comes with an extra

    try:
        files = run.day.files
    except OSError:
        files = {}  # reading the instance then fails where the run runs, and is recorded as it is here
    # Ray does not begin a lost task anew by itself: it does so without end where memory was short.
    task = ray.remote(_perform_there).options(num_cpus=run.workers, max_retries=0, name=run.name)
    return task.remote(run, files, patience, versions())


def _perform_there(run: Run, files: Mapping[str, bytes], patience: float, expected: Mapping[str, str]) -> Outcome:
    """Perform a run on a machine of the cluster.

    Raises:
        StrangerError: this machine has other versions than are expected.
    """
    if versions() != expected:
        raise StrangerError(f"{platform.node()} has {_listed(versions())}, the sweep {_listed(expected)}")
    try:
        with tempfile.TemporaryDirectory(prefix="standalloc-", ignore_cleanup_errors=True) as workshop:
            return perform(replace(run, day=_unpacked(run.day, files, Path(workshop))), patience=patience)
    except OSError as fault:
        return unperformed(run, "error", f"{type(fault).__name__}: {fault}")


def _unpacked(day: Day, files: Mapping[str, bytes], workshop: Path) -> Day:
    """Write the files of a day under the name that its folder has, which messages may tell."""
    home = workshop / (day.folder.name or "airport")
    folder = workshop if day.schedule is None else home
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return replace(day, folder=home)


def _outcome(task: "ray.ObjectRef[Outcome]", one: _Try) -> Outcome | None:
    """Return what came of a task; None where it is lost and the run should be begun anew.

    Raises:
        ClusterError: the machine that it was on cannot perform runs.
    """
    import ray  # noqa: PLC0415 - takes a second, and comes with an extra
    from ray.exceptions import RayError, RayTaskError  # noqa: PLC0415

    try:
        return ray.get(task)
    except RayTaskError as error:  # what a run raises is in its record: this is raised before or around it
        raise ClusterError(
            f"a machine of the cluster cannot perform runs ({_first_line(error.cause)}): install the same standalloc, "
            "ortools and Python on all machines"
        ) from None
    except RayError as error:
        reason = f"{type(error).__name__}: {_first_line(error)}"
    if one.number == ATTEMPTS:
        return unperformed(one.run, "killed", f"its worker was lost {ATTEMPTS} times, the last time by {reason}")
    _log.warning("%s: begun anew, its worker was lost (%s)", one.run.name, reason)
    return None


def _end(tasks: "list[ray.ObjectRef[Outcome]]") -> None:
    """End tasks: first by an interrupt, which lets them clean up, then with their workers."""
    import ray  # noqa: PLC0415 - takes a second, and comes with an extra

    for force in (False, True):
        for task in tasks:
            ray.cancel(task, force=force)
        if tasks:
            tasks = ray.wait(tasks, num_returns=len(tasks), timeout=_GRACE_S, fetch_local=False)[1]


def _first_line(error: Exception) -> str:
    """Return the first line of an error, without the tracebacks that Ray adds."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def _listed(known: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in known.items())
