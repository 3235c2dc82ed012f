"""The child process: holds the problem, answers questions about it, and can be killed at any moment.

Started as `python -m standalloc.engine.search.child`; speaks pickles over standard input and output. The first message
is the problem, each later one a question; every answer is followed by the end mark.
"""

import contextlib
import gc
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from standalloc.engine.bounds.ascent import climb
from standalloc.engine.bounds.bound import Prices, proven_prices
from standalloc.engine.bounds.focus import Classes, narrowed
from standalloc.engine.construction.dive import Step, dive
from standalloc.engine.models.branch_and_cut import Found, branch_and_cut
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.remote import END


def _price(problem: Problem, seconds: float) -> Iterator[Prices]:
    """Yield what the relaxation of the whole problem proves; nothing when out of time."""
    programme = linear_programme(problem)
    answer = relax(programme, seconds, to_vertex=False)
    if answer.duals is not None:
        yield proven_prices(programme, answer.duals)


def _dive(problem: Problem, classes: Classes, size: int, rest: int, seconds: float) -> Iterator[Step]:
    """Dive, with visits kept to some classes."""
    yield from dive(narrowed(problem, classes), size, rest, seconds)


def _replan(
    problem: Problem, free: tuple[int, ...], classes: Classes, current: Allocation, seconds: float
) -> Iterator[Found]:
    """Plan the free visits anew on some classes by branch and cut.

    The bound is that of the free part; it holds for the day if all visits are free and all their classes are there.
    """
    yield branch_and_cut(linear_programme(narrowed(problem, classes), free, current), seconds, current)


def _exactly(problem: Problem, start: Allocation | None, for_bound: bool, seconds: float) -> Iterator[Found]:
    """Solve the whole problem by branch and cut."""
    yield branch_and_cut(linear_programme(problem), seconds, start, for_bound)


def _plain(problem: Problem, solver: str, *arguments: Any) -> Iterator[Found]:
    """Let a baseline's solver answer; to import CP-SAT takes a while, for which no other child shall wait."""
    from standalloc.engine.baselines import ANSWERS  # noqa: PLC0415

    yield from ANSWERS[solver](problem, *arguments)


TASKS: Final[dict[str, Callable[..., Iterator[Any]]]] = {
    "climb": climb,
    "price": _price,
    "dive": _dive,
    "replan": _replan,
    "exactly": _exactly,
    "plain": _plain,
}


#: New objects before the collector looks through them.
_GARBAGE = 200_000


def _end_with_parent() -> None:
    """End this process when the parent is gone, however it went: a solve would not notice."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _serve() -> None:
    """Answer questions until the parent hangs up."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with channel, contextlib.suppress(EOFError, BrokenPipeError):
        problem = pickle.load(sys.stdin.buffer)
        # Programmes are built of many small objects that all live as long: looking through them again finds nothing.
        gc.freeze()
        gc.set_threshold(_GARBAGE)
        while True:
            task, arguments = pickle.load(sys.stdin.buffer)
            for message in TASKS[task](problem, *arguments):
                pickle.dump(message, channel)
                channel.flush()
            pickle.dump(END, channel)
            channel.flush()


if __name__ == "__main__":
    _serve()
