"""Focus: models speak of the classes that the relaxation's prices find promising, and leave the others out.

A relaxation prices every column; few of them are in any good plan. Leaving out the dear ones makes programmes three to
ten times smaller. What is found so is a plan like any other; that there is none better is not proven, unless nothing
was left out but columns that no better plan can use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from standalloc.engine.bounds.bound import Prices
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.happenings import Cause, Happening
from standalloc.engine.problem.problem import Problem

#: For some visits, the classes they may be on.
Classes = Mapping[int, frozenset[int]]

#: A visit keeps at least so many classes.
_LEAST = 3

#: Caches of a problem that do not depend on which of its columns may be used.
_SHARED = ("pinned", "turn_visits", "uses", "moments", "draws", "events_of", "transfers_of", "rivals", "shared_columns")


class Guidance:
    """What a relaxation says of a problem: what plans with a column cost at least, and how far it uses each itself.

    Args:
        prices: of the relaxation.
        shares: the share of each column that it uses; columns that are not there are not used.
    """

    def __init__(self, prices: Prices, shares: Mapping[Column, float]) -> None:
        self.prices = prices
        self.shares = shares
        self._margins = np.sort(np.fromiter(prices.columns.values(), np.int64, len(prices.columns)) - prices.bound)

    def margin(self, columns: float) -> int:
        """Return the least margin beyond the bound, in steps, to which at least so many columns keep."""
        if not len(self._margins):
            return 0
        return int(self._margins[min(int(columns), len(self._margins)) - 1])

    def dearness(self, column: Column) -> int:
        """Return what a plan that uses the column costs beyond the bound at least, in steps."""
        return self.prices.columns[column] - self.prices.bound

    def share(self, column: Column) -> float:
        """Return the share of a column that the relaxation uses."""
        return self.shares.get(column, 0.0)

    def promising(self, problem: Problem, margin: int, visits: Sequence[int], keep: Allocation | None) -> Classes:
        """Return the classes of visits that a plan may use which costs no more than the bound and a margin.

        Args:
            problem: the visits are of.
            margin: what a column may cost beyond the bound, in steps.
            visits: in question.
            keep: where visits are now: that class is always among them.
        """
        found: dict[int, frozenset[int]] = {}
        for v in visits:
            dearness = {k: self.dearness(Column(v, k)) for k in problem.costs[v]}
            few = sorted(dearness, key=lambda k: (dearness[k], k))[:_LEAST]
            chosen = {*few, *(k for k, beyond in dearness.items() if beyond <= margin)}
            if keep is not None and (k := keep.classes[v]) is not None:
                chosen.add(k)
            found[v] = frozenset(chosen)
        return found


def narrowed(problem: Problem, classes: Classes) -> Problem:
    """Return the problem with some visits kept to some classes; those not named may be on any.

    Chains keep their members: a column that may not be used draws on nothing.
    """
    if not classes:
        return problem

    def stays(column: Column) -> bool:
        return column.visit not in classes or column.stand_class in classes[column.visit]

    def is_gone(column: Column) -> bool:
        return not stays(column)

    costs = tuple(
        {k: cost for k, cost in row.items() if k in classes[v]} if v in classes else row
        for v, row in enumerate(problem.tariff.costs)
    )
    happenings = list(problem.happenings)
    for number in {number for v in classes for number in problem.events_of.get(v, ())}:
        causes: tuple[Cause, ...] = tuple(cause.without(is_gone) for cause in happenings[number].causes)
        happenings[number] = Happening(causes, happenings[number].visits)
    # A pair's visits are of one turn, so only those of the visits named and of the turns' earlier ones are concerned.
    concerned = {u for v in classes for u in problem.turn_visits[problem.visits[v].turn] if u in problem.pairs}
    left = {v: tuple(pair for pair in problem.pairs[v] if stays(pair.first) and stays(pair.second)) for v in concerned}
    pairs = {**problem.pairs, **left}
    narrow = replace(problem, tariff=replace(problem.tariff, costs=costs), happenings=tuple(happenings))
    # What is derived at some cost holds for both; only the pairs that may be used are other ones.
    narrow.__dict__.update({name: getattr(problem, name) for name in _SHARED}, pairs=pairs)
    return narrow
