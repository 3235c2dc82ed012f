"""The CP-SAT model of record: a formulation with the chains as clique rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from standalloc.engine.models.formulation import Formulation, Row, capacity_rows, formulate
from standalloc.engine.models.symbols import Symbol, allocation_of, value_of
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem


@dataclass
class Model:
    """A CP-SAT model, and the variable of every unknown."""

    formulation: Formulation
    proto: cp_model.CpModel
    variables: dict[Symbol, cp_model.IntVar]


def build_model(problem: Problem, free: Sequence[int] | None = None, fixed: Allocation | None = None) -> Model:
    """Return the model of the free visits (whole turns; all by default), the others where `fixed` has them."""
    formulation = formulate(problem, free, fixed)
    proto = cp_model.CpModel()
    variables = {
        symbol: proto.new_bool_var("") if most == 1 else proto.new_int_var(0, most, "")
        for symbol, most in formulation.upper.items()
    }
    model = Model(formulation, proto, variables)
    for row in (*formulation.rows, *capacity_rows(formulation)):
        _add(model, row)
    proto.minimize(_sum(model, formulation.costs.items()))
    return model


def hint(model: Model, allocation: Allocation) -> None:
    """Start the search from an allocation."""
    model.proto.clear_hints()  # type: ignore[no-untyped-call]
    for symbol, variable in model.variables.items():
        model.proto.add_hint(variable, value_of(symbol, model.formulation.problem, allocation))


def read_back(model: Model, values: Sequence[int]) -> Allocation:
    """Return the allocation of a solution, given by the values of all variables in the order of their indices."""
    true = (symbol for symbol, variable in model.variables.items() if values[variable.index])
    fixed = model.formulation.fixed
    return allocation_of(true, model.formulation.free, fixed)


def _add(model: Model, row: Row) -> None:
    upper = model.formulation.upper
    if row.most == 1 and all(coefficient == 1 and upper[symbol] == 1 for symbol, coefficient in row.terms):
        chosen = [model.variables[symbol] for symbol, _ in row.terms]
        if row.least == 1:
            model.proto.add_exactly_one(chosen)
            return
        if row.least is None:
            model.proto.add_at_most_one(chosen)
            return
    total = _sum(model, row.terms)
    if row.least == row.most:
        model.proto.add(total == row.most)
    else:
        model.proto.add(total <= row.most)


def _sum(model: Model, terms: Iterable[tuple[Symbol, int]]) -> cp_model.LinearExprT:
    listed = list(terms)
    return cp_model.LinearExpr.weighted_sum(
        [model.variables[symbol] for symbol, _ in listed], [coefficient for _, coefficient in listed]
    )
