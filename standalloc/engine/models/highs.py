"""HiGHS, the linear solver inside ortools: relaxations by the barrier, whole-number programmes by branch and cut.

Through ortools it hears no interrupt and calls nothing back, so whoever must stop in time calls it in a child process.
"""

import time
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from standalloc.engine.models.linear import Floats, LinearProgramme


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


def relax(programme: LinearProgramme, seconds: float, to_vertex: bool = True) -> Answer:
    """Solve the relaxation by the barrier.

    Args:
        programme: whose whole numbers may be fractions.
        seconds: the most it may take.
        to_vertex: cross over to a vertex, whose whole numbers are what a dive fixes. Without it the answer lies amid
            all best ones: a column that none of them uses has a price above 0 there (strict complementarity).
    """
    begun = time.monotonic()
    params = _params(seconds)
    params.lp_algorithm = mathopt.LPAlgorithm.BARRIER
    if not to_vertex:
        params.highs.string_options["run_crossover"] = "off"
    model = _model(programme, False)
    try:
        return _answer(mathopt.solve(model, mathopt.SolverType.HIGHS, params=params), model)
    except (RuntimeError, AttributeError):
        # Without a vertex HiGHS now and then ends in doubt; ortools 9.15 raises that, and fails to name it.
        if to_vertex:
            raise
        return relax(programme, max(0.0, seconds - (time.monotonic() - begun)))


def solve_exactly(programme: LinearProgramme, seconds: float, start: Floats | None, for_bound: bool = False) -> Answer:
    """Solve the whole-number programme by branch and cut; no gap is closed by tolerance.

    Args:
        programme: to solve.
        seconds: the most it may take.
        start: a solution that is known.
        for_bound: spend nothing on finding solutions, and solve the first relaxation by the barrier: on large
            programmes cuts then begin to raise the bound while the simplex method would still look for its first basis.
    """
    params = _params(seconds)
    if for_bound:
        params.highs.string_options["mip_lp_solver"] = "ipm"
        params.highs.double_options["mip_heuristic_effort"] = 0.0
    params.relative_gap_tolerance = 0.0
    params.absolute_gap_tolerance = 0.0
    model = _model(programme, True)
    hints = mathopt.ModelSolveParameters()
    if start is not None:
        values = dict(zip(model.variables(), start.tolist(), strict=True))
        hints.solution_hints.append(mathopt.SolutionHint(variable_values=values))
    return _answer(mathopt.solve(model, mathopt.SolverType.HIGHS, params=params, model_params=hints), model)


def _params(seconds: float) -> mathopt.SolveParameters:
    params = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
    params.highs.int_options["threads"] = 1
    return params


def _answer(result: mathopt.SolveResult, model: mathopt.Model) -> Answer:
    optimal = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    bound = result.termination.objective_bounds.dual_bound
    found = result.has_primal_feasible_solution()
    solution = np.array(result.variable_values(list(model.variables()))) if found else None
    priced = result.has_dual_feasible_solution()
    duals = np.array(result.dual_values(list(model.linear_constraints()))) if priced else None
    return Answer(bound if np.isfinite(bound) else None, optimal, solution, duals)


def _model(programme: LinearProgramme, whole: bool) -> mathopt.Model:
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
    return mathopt.Model.from_model_proto(proto)
