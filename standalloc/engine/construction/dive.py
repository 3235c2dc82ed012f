"""The dive: fix the turns the relaxation is sure of, solve it again for the rest, until the rest can be solved exactly.

A step that makes the relaxation dearer than it may is taken back and repeated
with fewer turns.
"""

import logging
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standalloc.engine.construction.loads import Placed, Placement
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import Floats, LinearProgramme, linear_programme
from standalloc.engine.models.symbols import Alone
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem

log = logging.getLogger(__name__)

#: A visit is integral in the relaxation from here on.
_INTEGRAL = 0.999

#: A share of the relaxation counts as none up to here.
_NOTHING = 1e-4

#: How much dearer, as a share of the relaxation's value, one step may make it at first, and how many times more after
#: each step taken back: what few turns do not get around has to be paid.
_RISE = 0.002
_MORE_RISE = 2.0

#: The seconds of a step grow with its visits by this power; so all steps together take the first one's seconds as often
#: as there are steps, less by this factor.
_GROWTH = 2.0
_SHRINK = 2.0

#: A step fixes this share of the open turns at least.
_STRIDE = 1 / 8


@dataclass(frozen=True)
class Choice:
    """Where the relaxation would put a turn's visits, and how sure it is of the least sure one (0 to 1)."""

    turn: str
    classes: tuple[int | None, ...]
    certainty: float


@dataclass
class State:
    """How far the dive is: what is fixed, and which turns are open."""

    placed: Placed
    open: list[str]

    def copy(self) -> "State":
        """Return a state of its own, as it is now."""
        return State(self.placed.copy(), list(self.open))

    @property
    def fixed(self) -> Allocation:
        """What is fixed, as an allocation."""
        return self.placed.allocation


@dataclass(frozen=True)
class Step:
    """What one step of a dive tells.

    Attributes:
        shares: the share of each column the first relaxation uses; empty in later steps.
        fixed: what is fixed.
        open: the visits that are not.
    """

    shares: Mapping[Column, float]
    fixed: Allocation
    open: tuple[int, ...]


def dive(problem: Problem, size: int, rest: int, seconds: float) -> Iterator[Step]:
    """Dive until at most `rest` visits are open, `size` uncertain turns at a time; yield every step that stands.

    Steps are large enough to come to the end before the seconds are over, whatever they cost then. Where even that does
    not do, it ends after the last step that was reached.
    """
    deadline = time.monotonic() + seconds
    state = State(Placed.nothing(problem), list(problem.turn_visits))
    before: tuple[State, list[Choice], float] | None = None
    taken, rise, pace = size, _RISE, 1
    while (left := deadline - time.monotonic()) > 0:
        free = _visits(problem, state.open)
        programme = linear_programme(problem, free, state.fixed)
        answer = relax(programme, left)
        if answer.solution is None:
            return
        value = float(programme.costs @ answer.solution) + state.fixed.cost_without(problem, free, problem.tariff)
        log.debug("dive: %d visits open, relaxation %.1f", len(free), value)
        if before is not None and taken > pace and value > before[2] + rise * max(1.0, abs(before[2])):
            state, choices, value = before[0].copy(), before[1], before[2]
            taken, rise = max(pace, taken // 3), _MORE_RISE * rise
        else:
            choices = _choices(problem, state.open, programme, answer.solution.tolist())
            _fix(problem, state, [choice for choice in choices if choice.certainty >= _INTEGRAL])
            shares = _shares(programme, answer.solution) if before is None else {}
            yield Step(shares, state.fixed, tuple(_visits(problem, state.open)))
            choices = [choice for choice in choices if choice.certainty < _INTEGRAL]
            still = len(_visits(problem, state.open))
            if still <= rest:
                return
            before = (state.copy(), choices, value)
            now = deadline - time.monotonic()
            pace = _pace(len(state.open), (left - now) * (still / len(free)) ** _GROWTH, now)
            taken = max(pace, min(max(size, int(len(state.open) * _STRIDE)), taken * 2))
        surest = sorted(choices, key=lambda choice: (-choice.certainty, choice.turn))
        if _fix(problem, state, surest, taken) == 0:
            return


def _pace(turns: int, step: float, left: float) -> int:
    """Return how many turns a step has to fix for a dive to end in time.

    Args:
        turns: that are open.
        step: seconds that the next step is expected to take.
        left: seconds that are left.
    """
    return min(turns, math.ceil(turns * step / (_SHRINK * left))) if left > 0 else turns


def _shares(programme: LinearProgramme, solution: Floats) -> dict[Column, float]:
    """Return the columns that a solution uses, whole or in part."""
    used = ((symbol, float(solution[at])) for symbol, at in programme.at.items() if isinstance(symbol, Column))
    return {column: share for column, share in used if share > _NOTHING}


def _visits(problem: Problem, turns: Sequence[str]) -> list[int]:
    return sorted(v for turn in turns for v in problem.turn_visits[turn])


def _choices(
    problem: Problem, turns: Sequence[str], programme: LinearProgramme, solution: Sequence[float]
) -> list[Choice]:
    shared = problem.shared_columns
    found = []
    for turn in turns:
        classes: list[int | None] = []
        certainty = 1.0
        for v in problem.turn_visits[turn]:
            options: list[tuple[float, int | None]] = [
                (solution[programme.at[Column(v, k)]], k) for k in problem.costs[v]
            ]
            if Alone(v) in programme.at:
                options.append((solution[programme.at[Alone(v)]], None))
            share, k = max(options, key=lambda option: option[0])
            # One of two sides of a wide stand is not settled before it is known which: never fixed as integral.
            settled = share if k is None or Column(v, k) not in shared else min(share, _INTEGRAL - 0.001)
            certainty = min(certainty, settled)
            classes.append(k)
        found.append(Choice(turn, tuple(classes), certainty))
    return found


def _fix(problem: Problem, state: State, choices: Sequence[Choice], most: int | None = None) -> int:
    """Fix the first turns that still fit, at most so many; return how many were fixed."""
    fixed = 0
    for choice in choices:
        if most is not None and fixed >= most:
            break
        if _fix_turn(problem, state, choice):
            fixed += 1
    return fixed


def _fix_turn(problem: Problem, state: State, choice: Choice) -> bool:
    done: list[Placement] = []
    for v, k in zip(problem.turn_visits[choice.turn], choice.classes, strict=True):
        if k is None:
            continue
        placement = state.placed.placement(Column(v, k))
        if not state.placed.loads.fits(placement):
            for earlier in reversed(done):
                state.placed.take_back(earlier)
            return False
        state.placed.place(placement)
        done.append(placement)
    state.open.remove(choice.turn)
    return True
