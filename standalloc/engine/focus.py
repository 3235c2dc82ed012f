"""Focus: models speak of the classes that the relaxation's prices find promising, and leave the others out.

A relaxation prices every column; few of them are in any good plan. Leaving out the dear ones makes programmes three to
ten times smaller. What is found so is a plan like any other; that there is none better is not proven, unless nothing
was left out but columns that no better plan can use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from standalloc.engine.allocation import Allocation
from standalloc.engine.bound import Prices
from standalloc.engine.chains import Column
from standalloc.engine.happenings import Cause, Happening
from standalloc.engine.problem import Problem

#: For some visits, the classes they may be on.
Classes = Mapping[int, frozenset[int]]

#: A visit keeps at least so many classes.
_LEAST = 3

#: Caches of a problem that do not depend on which of its columns may be used.
_SHARED = ("pinned", "turn_visits", "uses", "moments", "draws", "events_of", "transfers_of", "rivals", "shared_columns")


def promising(problem: Problem, prices: Prices, margin: int, visits: Sequence[int], keep: Allocation | None) -> Classes:
    """Return the classes of visits that a plan may use which costs no more than the bound and a margin, in steps.

    Args:
        problem: the visits are of.
        prices: of its relaxation.
        margin: what a column may cost beyond the bound.
        visits: in question.
        keep: where visits are now: that class is always among them.
    """
    most = prices.bound + margin
    found: dict[int, frozenset[int]] = {}
    for v in visits:
        dearer = {k: prices.columns[Column(v, k)] for k in problem.costs[v]}
        few = dearer if len(dearer) <= _LEAST else sorted(dearer, key=lambda k: (dearer[k], k))[:_LEAST]
        chosen = {k for k, least in dearer.items() if least <= most} | set(few)
        if keep is not None and (k := keep.classes[v]) is not None:
            chosen.add(k)
        found[v] = frozenset(chosen)
    return found


def margin_of(prices: Prices, columns: int) -> int:
    """Return the least margin, in steps, that about so many columns keep to."""
    margins = np.fromiter(prices.columns.values(), dtype=np.int64, count=len(prices.columns)) - prices.bound
    if columns >= len(margins):
        return int(margins.max(initial=0))
    return int(np.partition(margins, columns)[columns])


def narrowed(problem: Problem, classes: Classes) -> Problem:
    """Return the problem with some visits kept to some classes.

    Chains keep their members: a column that may not be used draws on nothing.
    """

    def stays(column: Column) -> bool:
        return column.visit not in classes or column.stand_class in classes[column.visit]

    def is_gone(column: Column) -> bool:
        return not stays(column)

    costs = tuple(
        {k: cost for k, cost in row.items() if k in classes[v]} if v in classes else row
        for v, row in enumerate(problem.costs)
    )
    happenings = list(problem.happenings)
    for number in {number for v in classes for number in problem.events_of.get(v, ())}:
        causes: tuple[Cause, ...] = tuple(cause.without(is_gone) for cause in happenings[number].causes)
        happenings[number] = Happening(causes, happenings[number].visits)
    pairs = {
        v: tuple(pair for pair in of_visit if stays(pair.first) and stays(pair.second))
        for v, of_visit in problem.pairs.items()
    }
    narrow = replace(problem, tariff=replace(problem.tariff, costs=costs), happenings=tuple(happenings))
    # What is derived at some cost holds for both; only the pairs that may be used are other ones.
    narrow.__dict__.update({name: getattr(problem, name) for name in _SHARED}, pairs=pairs)
    return narrow
