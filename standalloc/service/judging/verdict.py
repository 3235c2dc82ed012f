"""What the checker would say of a move: what it breaks, what it mends, what it changes by term."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any, Final, Literal

from standalloc.check.admission import ADMISSION
from standalloc.check.fleets import Use, bus_uses, most_between, tow_uses, usage
from standalloc.check.layout import Layout
from standalloc.check.rules import CHECKS
from standalloc.check.terms import AMOUNTS, COSTS, Amount, rounded
from standalloc.io import violation_document
from standalloc.model import Instance, Term, Violation
from standalloc.service.judging.scene import Scene, Sides

Answer = Literal["allowed", "at_cost", "forbidden"]

#: The rules that ask about each visit alone, whoever else is there.
OF_ONE_VISIT: Final = {*ADMISSION, "pin", "split"}

#: The terms of which a turn has more or less by where others are.
_OF_MANY_TURNS: Final = {"stand_used", "connection_min", "missed_connection"}

#: The rules whose breach is a period and whoever is in it, so that a breach can become smaller and stay one.
FLEETS: Final[Mapping[str, Callable[[Layout], Iterable[Use]]]] = {"tow_capacity": tow_uses, "bus_capacity": bus_uses}

_NONE: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Breaches:
    """The rules that a move breaks and mends.

    Attributes:
        broken: breaches of the plan after it that were not there before: they forbid it.
        eased: excesses of a fleet that were there and at no minute became worse.
        mended: breaches of the plan before that are gone; excesses that are only eased are not.
    """

    broken: tuple[Violation, ...] = ()
    eased: tuple[Violation, ...] = ()
    mended: tuple[Violation, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that the move breaks, each once."""
        return tuple(dict.fromkeys(violation.rule for violation in self.broken))


@dataclass(frozen=True, slots=True)
class Change:
    """What a move changes.

    Attributes:
        terms: by every term's name, how much more of it there is, and what more that costs.
        tiers: what more each tier costs; without tiers the objective alone.
        objective: what more all terms cost.
    """

    terms: Mapping[str, Term]
    tiers: tuple[float, ...]
    objective: float

    @property
    def is_dearer(self) -> bool:
        """Whether the plan gets worse: the first tier that changes costs more."""
        return is_dearer(self.tiers)


def is_dearer(tiers: Iterable[float | Fraction]) -> bool:
    """Say whether the first tier that changes costs more."""
    return next((tier > 0 for tier in tiers if tier), False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of a move, in a plan that may break rules already.

    Attributes:
        breaches: what it breaks and mends.
        change: what it changes by term; also told of a move that is forbidden.
    """

    breaches: Breaches
    change: Change

    @property
    def answer(self) -> Answer:
        """Whether the move is `forbidden`, `allowed`, or allowed but worse than what is (`at_cost`)."""
        if self.breaches.broken:
            return "forbidden"
        return "at_cost" if self.change.is_dearer else "allowed"


def breaches(scene: Scene) -> Iterator[Breaches]:
    """Yield what moves break and mend, rule by rule."""
    for rule, check in CHECKS.items():
        before, after = _sides(scene, rule)
        old, new = [*dict.fromkeys(check(before))], [*dict.fromkeys(check(after))]
        broken = [violation for violation in new if violation not in old]
        eased = [violation for violation in broken if _is_no_worse(before, after, violation)]
        yield Breaches(
            broken=tuple(violation for violation in broken if violation not in eased),
            eased=tuple(eased),
            mended=tuple(one for one in old if one not in new and not any(_meet(one, other) for other in eased)),
        )


def first_broken(scene: Scene, rules: Iterable[str] = tuple(CHECKS)) -> Violation | None:
    """Return the first breach that forbids moves, None where none does: what they mend is not looked for.

    Args:
        scene: the moves.
        rules: to look for, in their order.
    """
    for rule in rules:
        before, after = _sides(scene, rule)
        if new := [*dict.fromkeys(CHECKS[rule](after))]:
            old = {*CHECKS[rule](before)}
            broken = (violation for violation in new if violation not in old)
            found = next((violation for violation in broken if not _is_no_worse(before, after, violation)), None)
            if found is not None:
                return found
    return None


def _sides(scene: Scene, rule: str) -> Sides:
    """Return as much of the plan before and after moves as a rule has to see."""
    return scene.alone if rule in OF_ONE_VISIT else scene.around


def together(found: Iterable[Breaches]) -> Breaches:
    """Return what is broken and mended of several rules."""
    broken, eased, mended = zip(*((one.broken, one.eased, one.mended) for one in found), strict=True)
    return Breaches(*(tuple(chain.from_iterable(lists)) for lists in (broken, eased, mended)))


def change(scene: Scene) -> Change:
    """Return what moves change by term, from exact fractions."""
    objective = scene.origin.turns.airport.objective
    more = {name: difference(scene, name, amount) for name, amount in AMOUNTS.items()}
    dearer = {name: much * Fraction(str(objective.weight(name))) if much else much for name, much in more.items()}
    dearer |= {name: difference(scene, name, cost) for name, cost in COSTS.items()}
    return Change(*rounded(objective, more, dearer))


def difference(scene: Scene, term: str, amount: Amount) -> Fraction:
    """Return how much more there is of a term, or more it costs, once moves are made."""
    if term in _OF_MANY_TURNS:
        return amount(scene.around.after) - amount(scene.around.before)
    before, after = scene.origin.amount(amount), amount(scene.alone.after)
    return _NONE if before == after else after - before


def verdict_document(verdict: Verdict, instance: Instance) -> dict[str, Any]:
    """Return a verdict as plain values for JSON.

    Args:
        verdict: of a move.
        instance: the plan is for.
    """
    found, changed = verdict.breaches, verdict.change
    return {
        "answer": verdict.answer,
        "rules": list(found.rules),
        "broken": [violation_document(violation, instance) for violation in found.broken],
        "eased": [violation_document(violation, instance) for violation in found.eased],
        "mended": [violation_document(violation, instance) for violation in found.mended],
        "objective": changed.objective,
        "terms": {name: {"amount": term.amount, "cost": term.cost} for name, term in changed.terms.items()},
        "tiers": [
            {"terms": list(terms), "objective": cost}
            for terms, cost in zip(instance.airport.objective.tiers, changed.tiers, strict=False)
        ],
    }


def _is_no_worse(before: Layout, after: Layout, excess: Violation) -> bool:
    """Say whether a breach is the excess of a fleet of which at no minute more is in use than before."""
    if excess.rule not in FLEETS:
        return False
    uses = FLEETS[excess.rule]
    old, new = usage(uses(before)), usage(uses(after))
    return all(
        most_between(new, minute, minute + 1) <= most_between(old, minute, minute + 1)
        for minute in _steps(excess, (old, new))
    )


def _steps(excess: Violation, profiles: Iterable[Sequence[tuple[int, int]]]) -> Iterator[int]:
    """Yield every minute of an excess at which one of the profiles may have another value than before."""
    yield excess.start
    for profile in profiles:
        yield from (minute for minute, _ in profile if excess.start < minute < excess.end)


def _meet(one: Violation, other: Violation) -> bool:
    return one.start < other.end and other.start < one.end
