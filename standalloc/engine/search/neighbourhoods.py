"""Neighbourhoods: which turns to plan anew together."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from standalloc.engine.bounds.focus import Classes, Guidance
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem

#: A visit is where the relaxation has it when at least so much of it is there.
_AGREES = 0.9

#: How many draws, and how many of them with success, each kind begins with; those the relaxation guides.
_BEGIN = (2.0, 1.0)
_BEGIN_GUIDED = (4.0, 3.0)

#: Promising classes for each visit at first, how many draws in vain to have more of them, and how many more then.
_CLASSES = 12.0
_PATIENCE = 5
_MORE = 1.3

Pick = Callable[[Problem, Allocation, random.Random, int], list[int]]


def around_a_moment(problem: Problem, _allocation: Allocation, rng: random.Random, size: int) -> list[int]:
    """Return turns whose stay is nearest to a moment of the day."""
    visit = problem.visits[rng.randrange(len(problem.visits))]
    return _fill(problem, _by_distance(problem, rng.uniform(visit.start, visit.end), rng), size)


def around_a_cost(problem: Problem, allocation: Allocation, rng: random.Random, size: int) -> list[int]:
    """Return turns near a visit that costs more than it might, those on the stands it would rather have first."""
    regrets = [_regret(problem, allocation, v) for v in range(len(problem.visits))]
    if not any(regrets):
        return around_a_moment(problem, allocation, rng, size)
    chosen = rng.choices(range(len(regrets)), regrets)[0]
    visit = problem.visits[chosen]
    paid = allocation.classes[chosen]
    now = problem.unallocated[chosen] if paid is None else problem.costs[chosen][paid]
    better = {k for k, cost in problem.costs[chosen].items() if now is not None and cost < now}
    near = _by_distance(problem, rng.uniform(visit.start, visit.end), rng)
    wanted = [turn for turn in near if better & _classes(problem, allocation, turn)]
    return _fill(problem, [visit.turn, *wanted, *near], size)


def on_some_classes(problem: Problem, allocation: Allocation, rng: random.Random, size: int) -> list[int]:
    """Return turns on a few stand classes over a longer part of the day."""
    used = sorted({k for k in allocation.classes if k is not None})
    if not used:
        return around_a_moment(problem, allocation, rng, size)
    some = set(rng.sample(used, min(len(used), rng.randint(2, 6))))
    visit = problem.visits[rng.randrange(len(problem.visits))]
    near = _by_distance(problem, rng.uniform(visit.start, visit.end), rng)
    return _fill(problem, [turn for turn in near if some & _classes(problem, allocation, turn)], size)


def against_the_relaxation(
    guidance: Guidance, problem: Problem, allocation: Allocation, rng: random.Random, size: int
) -> list[int]:
    """Return turns near a moment that are not where the relaxation has them, and then those they could meet.

    The method is relaxation induced neighbourhood search (Danna, Rothberg and Le Pape 2005).
    """

    def differs(turn: str) -> bool:
        columns = ((v, allocation.classes[v]) for v in problem.turn_visits[turn])
        return any(k is None or guidance.share(Column(v, k)) < _AGREES for v, k in columns)

    against = {turn for turn in problem.turn_visits if differs(turn)}
    if not against:
        return around_a_moment(problem, allocation, rng, size)
    visit = problem.visits[rng.choice(problem.turn_visits[rng.choice(sorted(against))])]
    near = _by_distance(problem, rng.uniform(visit.start, visit.end), rng)
    return _fill(problem, [*(turn for turn in near if turn in against), *near], size)


def around_a_loss(
    guidance: Guidance, problem: Problem, allocation: Allocation, rng: random.Random, size: int
) -> list[int]:
    """Return turns near a visit whose place is dear by the relaxation's prices, those on the classes it misses first.

    What the places of a plan are dear by adds up, with the priced room it leaves idle, to its distance to the bound.
    """
    losses = [0 if k is None else guidance.dearness(Column(v, k)) for v, k in enumerate(allocation.classes)]
    if not any(losses):
        return against_the_relaxation(guidance, problem, allocation, rng, size)
    chosen = rng.choices(range(len(losses)), losses)[0]
    visit = problem.visits[chosen]
    missed = {k for k in problem.costs[chosen] if guidance.dearness(Column(chosen, k)) < losses[chosen]}
    near = _by_distance(problem, rng.uniform(visit.start, visit.end), rng)
    wanted = [turn for turn in near[: 2 * size] if missed & _classes(problem, allocation, turn)]
    return _fill(problem, [visit.turn, *wanted, *near], size)


PICKS: tuple[Pick, ...] = (around_a_moment, around_a_cost, on_some_classes)
GUIDED: tuple[Callable[[Guidance, Problem, Allocation, random.Random, int], list[int]], ...] = (
    against_the_relaxation,
    around_a_loss,
)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What to plan anew: the free visits (whole turns), and the classes they are kept to; all where none are named."""

    free: tuple[int, ...]
    classes: Classes

    def is_everything(self, problem: Problem) -> bool:
        """Say whether all visits are free, on all classes."""
        if len(self.free) < len(problem.visits):
            return False
        return all(problem.costs[v].keys() <= classes for v, classes in self.classes.items())


#: How many times larger a neighbourhood is next time that was solved within a share of its time; later than the last
#: it stays as it is.
_GROWTH = ((0.1, 1.6), (0.25, 1.3), (0.6, 1.1))


class Picker:
    """Draws neighbourhoods of all kinds, each kind as large as can be solved in time; a new one as large as the last.

    With a relaxation to guide it visits are kept to promising classes; to more of them while nothing better is found.

    Args:
        size: how many visits a neighbourhood has at first.
        rng: source of everything random.
    """

    def __init__(self, size: float, rng: random.Random) -> None:
        self._rng = rng
        self._size = size
        self._sizes: dict[str, float] = {}
        self._draws: dict[str, tuple[float, float]] = dict.fromkeys((pick.__name__ for pick in PICKS), _BEGIN)
        self._draws |= dict.fromkeys((pick.__name__ for pick in GUIDED), _BEGIN_GUIDED)
        self._classes = _CLASSES
        self._idle = 0
        self._last = ""

    @property
    def kind(self) -> str:
        """The kind last drawn."""
        return self._last

    def draw(self, problem: Problem, allocation: Allocation, guidance: Guidance | None) -> Neighbourhood:
        """Return what to plan anew; kinds that found better plans are drawn more often."""
        picks: dict[str, Pick] = {pick.__name__: pick for pick in PICKS}
        if guidance is not None:
            picks |= {pick.__name__: partial(pick, guidance) for pick in GUIDED}
        rates = [self._draws[name][1] / self._draws[name][0] for name in picks]
        self._last = self._rng.choices(list(picks), rates)[0]
        pick = picks[self._last]
        free = tuple(pick(problem, allocation, self._rng, int(self._sizes.get(self._last, self._size))))
        if guidance is None:
            return Neighbourhood(free, {})
        # What is dearer than the gap is in no better plan.
        gap = allocation.cost(problem) - guidance.prices.bound
        margin = min(gap, guidance.margin(self._classes * len(problem.visits)))
        return Neighbourhood(free, guidance.promising(problem, margin, free, allocation))

    def learn(self, drawn: int, spent: float, was_better: bool) -> None:
        """Make the kind last drawn larger where it was solved with time to spare, smaller where it was not.

        Args:
            drawn: how many visits were free.
            spent: the share of its time that it took to solve them, 1 where they were not.
            was_better: whether a better plan was found.
        """
        draws, successes = self._draws[self._last]
        self._draws[self._last] = (draws + 1.0, successes + was_better)
        size = self._sizes.get(self._last, self._size)
        growth = next((growth for share, growth in _GROWTH if spent < share), 1.0)
        self._size = max(8.0, min(growth * size, growth * drawn + 8.0) if spent < 1.0 else size * 0.7)
        self._sizes[self._last] = self._size
        self._idle = 0 if was_better else self._idle + 1
        if self._idle >= _PATIENCE:
            self._idle, self._classes = 0, self._classes * _MORE


def _regret(problem: Problem, allocation: Allocation, v: int) -> float:
    k, alone = allocation.classes[v], problem.unallocated[v]
    options = [*problem.costs[v].values(), *([] if alone is None else [alone])]
    paid = (alone or 0) if k is None else problem.costs[v][k]
    return float(paid - min(options))


def _classes(problem: Problem, allocation: Allocation, turn: str) -> set[int]:
    indices = problem.turn_visits[turn]
    return {k for k in (allocation.classes[v] for v in indices) if k is not None}


def _by_distance(problem: Problem, moment: float, rng: random.Random) -> list[str]:
    """Return turn ids, those present at the moment or nearest to it first, ties in random order."""

    def distance(turn: str) -> tuple[float, float]:
        visits = problem.instance.visits_of[turn]
        start, end = visits[0].start, visits[-1].end
        return (max(0.0, start - moment, moment - end), rng.random())

    return sorted(problem.turn_visits, key=distance)


def _fill(problem: Problem, turns: Sequence[str], size: int) -> list[int]:
    """Return the visits of the first turns, about `size` of them."""
    chosen: list[int] = []
    for turn in dict.fromkeys(turns):
        if chosen and len(chosen) + len(problem.turn_visits[turn]) > size:
            break
        chosen.extend(problem.turn_visits[turn])
    return sorted(chosen)
