"""HiGHS in a child process that can be killed: through ortools it hears no interrupt and calls nothing back.

The parent sends one pickled request on the child's standard input and reads one pickled answer from its standard
output. The child is started by name, so a user's own script needs no main guard.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from standalloc.engine.linear import Floats, LinearProgramme

#: How often the parent looks whether it should stop, in seconds.
_LOOK = 0.05


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


def relax(programme: LinearProgramme, seconds: float, stopped: Callable[[], bool]) -> Answer | None:
    """Solve the relaxation by the barrier, without crossover; None when it was stopped or ran out of time."""
    return _ask(programme, False, seconds, None, stopped)


def solve_exactly(
    programme: LinearProgramme, seconds: float, start: Floats | None, stopped: Callable[[], bool]
) -> Answer | None:
    """Solve the whole-number programme by branch and cut, from a start solution; None when it was stopped."""
    return _ask(programme, True, seconds, start, stopped)


def _ask(
    programme: LinearProgramme, whole: bool, seconds: float, start: Floats | None, stopped: Callable[[], bool]
) -> Answer | None:
    request = pickle.dumps((_model(programme, whole).SerializeToString(), whole, seconds, start))
    # An own session: Ctrl-C in the terminal is the parent's to handle.
    child = subprocess.Popen(
        [sys.executable, "-m", "standalloc.engine.highs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    answer: list[bytes] = []
    reader = threading.Thread(target=lambda: answer.append(child.communicate(request)[0]), daemon=True)
    reader.start()
    try:
        while reader.is_alive() and not stopped():
            reader.join(_LOOK)
    finally:
        if child.poll() is None:
            child.kill()
        reader.join()
    if child.returncode != 0 or not answer:
        return None
    return Answer(*pickle.loads(answer[0]))


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


def _serve() -> None:
    """Read a request, solve it, write the answer."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    model_bytes, whole, seconds, start = pickle.load(sys.stdin.buffer)
    with channel:
        pickle.dump(_solve(model_bytes, whole, seconds, start), channel)


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
        params.highs.string_options["run_crossover"] = "off"
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
