"""Dual ascent: prices that prove much, without any solver.

Subgradient steps in which each price has a length of its own, by the moments of its past subgradients (D. P. Kingma,
J. Ba: Adam: a method for stochastic optimization, ICLR 2015). A price for every run of every chain is badly scaled for
plain steps, since a long stay pays hundreds of them. Each round costs milliseconds where the barrier takes minutes.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from standalloc.engine.bounds.bound import Prices
from standalloc.engine.bounds.lagrangian import Lagrangian, Multipliers, Value
from standalloc.engine.bounds.ways import Ways
from standalloc.engine.models.linear import Floats
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem

#: How much of the means of the past subgradients, and of their squares, lasts from round to round.
_LASTING = 0.97
_LASTING_SQUARES = 0.99

#: How much of the mean of the ways lasts.
_LASTING_WAYS = 0.99

#: The steps of the first (by default) and of the last round, in parts of the objective's scale.
_FIRST, _LAST = 0.1, 1e-4

#: A subgradient (in units of load) far below this moves a price by less than a step.
_SMALL = 1e-3

#: A share counts as none up to here.
_NOTHING = 1e-2

#: A message tells of at least so much of the rounds.
_NEWS = 0.05


@dataclass(frozen=True)
class Ascent:
    """What an ascent tells of a problem.

    Attributes:
        prices: what it proves.
        guide: the share of each column, near the relaxation's solution when the ascent ends.
    """

    prices: Prices
    guide: Mapping[Column, float]


@dataclass(frozen=True)
class Climbed:
    """How far an ascent is.

    Attributes:
        round: from 1.
        best: the best value so far.
        multipliers: that prove it.
        ways: what turns may do.
        shares: of all parts of ways, how often they were among the cheapest of late.
    """

    round: int
    best: Value
    multipliers: Multipliers
    ways: Ways
    shares: Floats

    @property
    def guide(self) -> Mapping[Column, float]:
        """The share of each column in the mean of the cheapest ways: near the relaxation's solution."""
        shares = zip(self.ways.options, self.shares.tolist(), strict=False)
        return {option: share for option, share in shares if share > _NOTHING and isinstance(option, Column)}


def climb(problem: Problem, rounds: int, seconds: float) -> Iterator[Ascent]:
    """Yield what an ascent proves whenever it is higher, now and then on the way and at its end.

    Ends early, with what it has, when the seconds are over.
    """
    deadline = time.monotonic() + seconds
    told = None
    news = max(1, int(_NEWS * rounds))
    for climbed in ascend(Lagrangian(problem), rounds):
        is_over = climbed.round == rounds or time.monotonic() > deadline
        if is_over or (climbed.round % news == 0 and climbed.best.bound != told):
            told = climbed.best.bound
            yield Ascent(climbed.best.prices, climbed.guide)
        if is_over:
            return


def ascend(
    lagrangian: Lagrangian, rounds: int, start: Multipliers | None = None, first: float = _FIRST
) -> Iterator[Climbed]:
    """Yield every round of an ascent; its steps shrink so that the last rounds polish.

    Args:
        lagrangian: to be maximised.
        rounds: how many; the more, the higher: a thousand come within some thousandths of the relaxation.
        start: prices to start from; 0 by default.
        first: the first step, in parts of how far a visit's classes differ in cost on average. No price can rise much
            beyond `first * rounds / 7` such parts: where visits must stay without a stand and that is far dearer than
            any place, it takes longer first steps and more rounds.
    """
    scale, *of_budgets = lagrangian.scales
    begin = start or lagrangian.nothing
    runs = len(begin.runs)
    prices = np.concatenate([begin.runs, begin.budgets])
    length = scale * np.concatenate([np.ones(runs), 1.0 / np.maximum(of_budgets, 1.0)])
    mean, squares = np.zeros_like(prices), np.zeros_like(prices)
    best, proving = None, begin
    shares = None
    for number in range(1, rounds + 1):
        multipliers = Multipliers(prices[:runs], prices[runs:])
        value = lagrangian.value(multipliers)
        if best is None or value.total * (1 << best.shift) > best.total * (1 << value.shift):
            best, proving = value, multipliers
        used = value.cheapest.used
        shares = used.astype(float) if shares is None else _LASTING_WAYS * shares + (1 - _LASTING_WAYS) * used
        yield Climbed(number, best, proving, value.ways, shares)
        excess = lagrangian.excess(value)
        slope = np.concatenate([excess.runs, excess.budgets])
        mean = _LASTING * mean + (1 - _LASTING) * slope
        squares = _LASTING_SQUARES * squares + (1 - _LASTING_SQUARES) * slope**2
        deviation = np.sqrt(squares / (1 - _LASTING_SQUARES**number)) + _SMALL
        direction = mean / (1 - _LASTING**number) / deviation
        step = length * first * (_LAST / first) ** (number / rounds)
        prices = np.maximum(0.0, prices + step * direction)
