"""HiGHS in a child process that can be killed: through ortools it hears no interrupt and calls nothing back.

Requests and answers are pickled over the child's standard input and output. The child is started by its module's
name, so a user's own script needs no main guard.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from standalloc.engine.linear import Floats, LinearProgramme

#: How often the parent looks whether it should stop, in seconds.
_LOOK = 0.02

#: Seconds a question may outlast its time limit before the child is killed.
_GRACE = 3.0


@dataclass(frozen=True)
class Answer:
    """What HiGHS found.

    Attributes:
        bound: lower bound as the solver states it, None without one.
        is_optimal: whether the solver calls the solution optimal.
        solution: value of every variable, None without a solution.
        duals: value of every row's dual, None without them (whole-number programmes have none).
    """

    bound: float | None
    is_optimal: bool
    solution: Floats | None
    duals: Floats | None


class Highs:
    """A HiGHS process, started at the first question and killed at the end or when it must stop.

    Args:
        stopped: says whether to give up; asked all the time while a question is open.
    """

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Highs":
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()

    def relax(self, programme: LinearProgramme, seconds: float) -> Answer | None:
        """Solve the relaxation by the barrier with crossover; None when stopped or out of time."""
        return self._ask(programme, False, seconds, None)

    def solve_exactly(self, programme: LinearProgramme, seconds: float, start: Floats | None) -> Answer | None:
        """Solve the whole-number programme by branch and cut, from a start solution; None when stopped."""
        return self._ask(programme, True, seconds, start)

    def _ask(self, programme: LinearProgramme, whole: bool, seconds: float, start: Floats | None) -> Answer | None:
        if self._stopped():
            return None
        request = pickle.dumps((_model(programme, whole).SerializeToString(), whole, seconds, start))
        child = self._running()
        answers: list[tuple[Any, ...]] = []
        talk = threading.Thread(target=_talk, args=(child, request, answers), daemon=True)
        talk.start()
        end = time.monotonic() + seconds + _GRACE
        while talk.is_alive() and not self._stopped() and time.monotonic() < end:
            talk.join(_LOOK)
        if talk.is_alive() or not answers:
            self._kill()
            talk.join()
        return Answer(*answers[0]) if answers else None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            # A session of its own: Ctrl-C in the terminal is the parent's to handle.
            self._child = subprocess.Popen(
                [sys.executable, "-m", "standalloc.engine.highs"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._child

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


def _talk(child: "subprocess.Popen[bytes]", request: bytes, answers: list[tuple[Any, ...]]) -> None:
    """Send the request and wait for the answer; a killed child gives none."""
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
        child.stdin.write(request)
        child.stdin.flush()
        answers.append(pickle.load(child.stdout))


def _model(programme: LinearProgramme, whole: bool) -> Any:
    from ortools.math_opt import model_pb2  # noqa: PLC0415 - heavy

    proto = model_pb2.ModelProto()
    count = len(programme.costs)
    ids = range(count)
    proto.variables.ids.extend(ids)
    proto.variables.lower_bounds.extend(np.zeros(count))
    proto.variables.upper_bounds.extend(programme.upper.astype(float))
    proto.variables.integers.extend((programme.is_integer & whole).tolist())
    priced = np.flatnonzero(programme.costs)
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend(programme.costs[priced].astype(float))
    proto.linear_constraints.ids.extend(range(len(programme.row_upper)))
    proto.linear_constraints.lower_bounds.extend(programme.row_lower)
    proto.linear_constraints.upper_bounds.extend(programme.row_upper)
    order = np.lexsort((programme.columns, programme.rows))
    proto.linear_constraint_matrix.row_ids.extend(programme.rows[order].tolist())
    proto.linear_constraint_matrix.column_ids.extend(programme.columns[order].tolist())
    proto.linear_constraint_matrix.coefficients.extend(programme.values[order].astype(float))
    return proto


def _end_with_parent() -> None:
    """End this process when the parent is gone, however it went: a solve would not notice."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _serve() -> None:
    """Answer requests until the parent hangs up."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with channel, contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            model_bytes, whole, seconds, start = pickle.load(sys.stdin.buffer)
            pickle.dump(_solve(model_bytes, whole, seconds, start), channel)
            channel.flush()


def _solve(
    model_bytes: bytes, whole: bool, seconds: float, start: Floats | None
) -> tuple[float | None, bool, Floats | None, Floats | None]:
    from datetime import timedelta  # noqa: PLC0415

    from ortools.math_opt import model_pb2  # noqa: PLC0415
    from ortools.math_opt.python import mathopt  # noqa: PLC0415

    model = mathopt.Model.from_model_proto(model_pb2.ModelProto.FromString(model_bytes))
    params = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
    params.highs.int_options["threads"] = 1
    hints = mathopt.ModelSolveParameters()
    variables = list(model.variables())
    if whole:
        params.relative_gap_tolerance = 0.0
        params.absolute_gap_tolerance = 0.0
        if start is not None:
            values = dict(zip(variables, start.tolist(), strict=True))
            hints.solution_hints.append(mathopt.SolutionHint(variable_values=values))
    else:
        params.lp_algorithm = mathopt.LPAlgorithm.BARRIER
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=params, model_params=hints)
    optimal = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    bound = result.termination.objective_bounds.dual_bound
    solution = np.array(result.variable_values(variables)) if result.has_primal_feasible_solution() else None
    duals = None
    if not whole and result.has_dual_feasible_solution():
        duals = np.array(result.dual_values(list(model.linear_constraints())))
    return (bound if np.isfinite(bound) else None), optimal, solution, duals


if __name__ == "__main__":
    _serve()
