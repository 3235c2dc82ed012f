"""The best bounds that any run has proven, and the gaps to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from standalloc.bench.record import RunRecord
from standalloc.bench.report.entries import problem_of
from standalloc.model.result import gap


@dataclass(frozen=True, slots=True)
class Bound:
    """A proven bound of one tier, or of the whole objective where there are no tiers.

    Attributes:
        problem: fingerprint of the instance, or its name where its files cannot be read.
        held: the most that each tier before may cost; it is no bound for plans that cost more there.
        value: no plan costs less.
        origin: the run that proved it, or where it is stored.
    """

    problem: str
    held: tuple[float, ...]
    value: float
    origin: str


class Bounds:
    """Proven bounds, the highest of which counts.

    Args:
        bounds: from anywhere.
    """

    def __init__(self, bounds: Iterable[Bound]) -> None:
        self._bounds = defaultdict[tuple[str, int], list[Bound]](list)
        for bound in bounds:
            self._bounds[bound.problem, len(bound.held)].append(bound)

    def best(self, problem: str, before: Sequence[float]) -> Bound | None:
        """Return the highest bound for plans that cost as much in the tiers before; None without one."""
        holding = (
            bound
            for bound in self._bounds.get((problem, len(before)), ())
            if not any(_is_above(cost, most) for cost, most in zip(before, bound.held, strict=True))
        )
        return max(holding, key=lambda bound: bound.value, default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a run has reached in one tier, or in the whole objective where there are no tiers.

    Attributes:
        problem: as in `Bound`.
        before: what the tiers before cost.
        objective, bound: of the tier.
        counts: whether its gap does.
    """

    problem: str
    before: tuple[float, ...]
    objective: float
    bound: float | None
    counts: bool


def costs_of(record: RunRecord) -> tuple[float, ...]:
    """Return what is compared of a plan, first things first: the tiers up to the one that counts, or the objective.

    Empty without a plan.
    """
    if record.tiers:
        return tuple(tier.objective for tier in record.tiers[: record.tier or None])
    return () if record.objective is None else (record.objective,)


def counted_objective(record: RunRecord) -> float | None:
    """Return the cost of the tier that counts, or of all terms; None without a plan."""
    return record.tiers[: record.tier][-1].objective if record.tier and record.tiers else record.objective


def counted_bound(record: RunRecord) -> float | None:
    """Return the bound of the tier that counts, or of the whole objective; None without one."""
    return record.tiers[: record.tier][-1].bound if record.tier and record.tiers else record.bound


def first_difference(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """Return two plans' costs in the first tier in which they differ; in the last one where they do not."""
    pairs = list(zip(one, other, strict=False))
    return next((pair for pair in pairs if not isclose(*pair, rel_tol=1e-9, abs_tol=1e-6)), (one[-1], one[-1]))


def bounds_of(records: Iterable[RunRecord], folder: str) -> list[Bound]:
    """Return what runs have proven; `folder` is the name of where they are."""
    return [
        Bound(standing.problem, standing.before, standing.bound, f"{record.run} in {folder}")
        for record in records
        for standing in _standings(record)
        if standing.bound is not None
    ]


def gap_to_best(record: RunRecord, bounds: Bounds) -> float | None:
    """Return the gap that counts, to the best bound instead of the run's own; None without plan or bound."""
    counting = [standing for standing in _standings(record) if standing.counts]
    best = [bounds.best(one.problem, one.before) for one in counting]
    gaps = [gap(one.objective, bound.value) for one, bound in zip(counting, best, strict=True) if bound is not None]
    known = [share for share in gaps if share is not None]
    return max(known) if known and len(known) == len(counting) else None


def contradictions(records: Iterable[RunRecord], bounds: Bounds) -> Iterator[tuple[RunRecord, float, Bound]]:
    """Yield each plan that costs less than a bound says is least, with what it costs: one of the two is wrong."""
    for record in records:
        for standing in _standings(record):
            best = bounds.best(standing.problem, standing.before)
            if best is not None and _is_above(best.value, standing.objective):
                yield record, standing.objective, best


def _is_above(value: float, most: float) -> bool:
    return value > most + 1e-6 * max(1.0, abs(most))


def _standings(record: RunRecord) -> Iterator[Standing]:
    problem = problem_of(record)
    if not record.tiers and record.objective is not None:
        yield Standing(problem, (), record.objective, record.bound, counts=True)
    for place, tier in enumerate(record.tiers, 1):
        before = tuple(earlier.objective for earlier in record.tiers[: place - 1])
        yield Standing(problem, before, tier.objective, tier.bound, counts=record.tier in {0, place})
