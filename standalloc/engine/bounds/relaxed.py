"""A day without its taxilanes: fewer stands differ then, and programmes are a fraction of the size.

What proves a bound of the relaxed day proves it of the day, for every plan of the day is one of the relaxed day. The
relaxation in linear programmes costs nothing by it where it was tried: spread over all stand groups in small shares,
movements get by on any taxilane.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from standalloc.engine.bounds.bound import Prices
from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.stages import at_stage


@dataclass(frozen=True)
class Relaxed:
    """A relaxation of a problem, which has the same visits.

    Attributes:
        problem: the relaxed one; the day's own where there is nothing to relax.
        coarse: for each class of the day the class of the relaxed problem that holds its stands; None where the problem
            is the day's own.
    """

    problem: Problem
    coarse: Sequence[int] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the relaxed problem is the day's own."""
        return self.coarse is None

    def at_stage(self, day: Problem, number: int, spent: Sequence[int]) -> "Relaxed":
        """Return the relaxation of the day at a stage, which is `day`; see `at_stage`."""
        return Relaxed(day if self.coarse is None else at_stage(self.problem, number, spent), self.coarse)

    def prices(self, prices: Prices, day: Problem) -> Prices:
        """Return for the columns of the day what is proven for those of the relaxed problem."""
        if self.coarse is None:
            return prices
        columns = (Column(v, k) for v, row in enumerate(day.costs) for k in row)
        known = prices.columns
        return Prices(prices.bound, {column: known.get(self._coarse(column), prices.bound) for column in columns})

    def guidance(self, guidance: Guidance, day: Problem) -> Guidance:
        """Return guidance of the relaxed problem as guidance of the day; finer classes have the share of the coarse."""
        if self.coarse is None:
            return guidance
        prices = self.prices(guidance.prices, day)
        shares = {column: guidance.share(self._coarse(column)) for column in prices.columns}
        return Guidance(prices, {column: share for column, share in shares.items() if share})

    def _coarse(self, column: Column) -> Column:
        assert self.coarse is not None
        return Column(column.visit, self.coarse[column.stand_class])


def relaxed(problem: Problem) -> Relaxed:
    """Return the relaxation of a problem as compiled: without taxilanes, where it has any."""
    instance = problem.instance
    if not any(chain.rule == "taxilane" and chain.members for chain in problem.chains):
        return Relaxed(problem)
    policy = instance.airport.policy.model_copy(update={"taxilane_min": 0})
    coarse = compile_problem(replace(instance, airport=instance.airport.model_copy(update={"policy": policy})))
    class_of = {stand.id: k for k, stand_class in enumerate(coarse.classes) for stand in stand_class.stands}
    holding = [{class_of[stand.id] for stand in stand_class.stands} for stand_class in problem.classes]
    is_nested = all(len(classes) == 1 for classes in holding)
    has_same_steps = [tariff.step for tariff in coarse.stages] == [tariff.step for tariff in problem.stages]
    if not is_nested or not has_same_steps:
        return Relaxed(problem)
    return Relaxed(coarse, [min(classes) for classes in holding])
