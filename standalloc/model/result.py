"""Judgements and results: what a plan is worth, which rules it breaks, what is proven about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from standalloc.model.plan import Plan, Reason
from standalloc.model.policy import TERMS
from standalloc.model.visit import VisitKey

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken by a plan.

    Attributes:
        rule: id of the rule.
        message: the breach in a planner's words.
        visits: the visits concerned.
        stands: the stands concerned.
        start: first minute concerned, from the instance's start.
        end: minute the breach ends, itself excluded.
    """

    rule: str
    message: str
    visits: tuple[VisitKey, ...]
    stands: tuple[str, ...]
    start: int
    end: int

    @property
    def turns(self) -> tuple[str, ...]:
        """The turns concerned, each once."""
        return tuple(dict.fromkeys(key.turn for key in self.visits))


@dataclass(frozen=True, slots=True)
class Term:
    """One objective term of a plan: how much of it, in the term's own unit, and what that costs."""

    amount: float
    cost: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a planner reads first about a plan.

    Attributes:
        turns: turns of the schedule.
        visits: visits of the schedule.
        unallocated: visits without a stand.
        bus_passengers: passengers who ride a bus.
        contact_rate: share of all passengers, unallocated included, who do not ride a bus and have a stand.
        contact_rate_flights: the same for flights, an arrival and a departure one each.
        tows: aircraft moved between two stands.
        peak_tugs: most tows under way at one minute.
        peak_buses: most buses in use at one minute.
        unused_bridges: visits on a bridge stand whose bridge a mismatch leaves unused.
        missed_transfers: transfer passengers who miss their connection.
    """

    turns: int
    visits: int
    unallocated: int
    bus_passengers: int
    contact_rate: float
    contact_rate_flights: float
    tows: int
    peak_tugs: int = 0
    peak_buses: int = 0
    unused_bridges: int = 0
    missed_transfers: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checker says of a plan.

    Attributes:
        violations: every rule broken; empty for a valid plan.
        terms: every objective term by its name; with tiers, one that is in none costs nothing.
        tiers: the cost of each tier, in order; without tiers the objective alone.
        objective: the cost of all terms.
        figures: the figures a planner reads first.
        reasons: why each unallocated visit has no stand.
    """

    violations: tuple[Violation, ...]
    terms: Mapping[str, Term]
    objective: float
    figures: Figures
    reasons: Mapping[VisitKey, Reason]
    tiers: tuple[float, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


@dataclass(frozen=True, slots=True)
class Tier:
    """What is known of one tier of a lexicographic objective.

    Attributes:
        terms: names of its terms.
        objective: their cost in the plan.
        bound: proven least cost of every plan that keeps the tiers before as they are here; None when unknown.
        status: `optimal` when nothing lies between, else `feasible`.
    """

    terms: tuple[str, ...]
    objective: float
    bound: float | None
    status: Status

    @property
    def gap(self) -> float | None:
        """The gap between objective and bound, None without a bound."""
        return gap(self.objective, self.bound)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is.

    Attributes:
        seconds: since the solve's clock began.
        objective: cost of the best plan so far, None before the first; with tiers, that of the tier at work.
        bound: best proven lower bound so far, None before the first; with tiers, that of the tier at work.
        stage: what the engine is doing.
        tier: which tier is at work, from 1; 0 without tiers.
    """

    seconds: float
    objective: float | None
    bound: float | None
    stage: str = ""
    tier: int = 0

    @property
    def gap(self) -> float | None:
        """The gap between objective and bound, None while one is unknown."""
        return gap(self.objective, self.bound)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a solve: a checked plan, what it is worth, and what is proven.

    Attributes:
        status: `optimal`, `feasible`, `infeasible` or `unknown`.
        plan: stands, and reasons of the unallocated.
        judgement: the checker's word on the plan.
        bound: proven lower bound of the objective, None when unknown. With tiers, of plans as good in every tier but
            the last, and None unless those are proven.
        floor: every visit at its own cheapest stand, nobody in the way.
        seconds: wall-clock time of the solve, from when its clock began.
        peak_memory_mb: the most that this process and its children together held during the solve, in megabytes
            (10^6 bytes) of resident memory; at least the most that this process has held at all.
        interrupted: whether it was stopped before its limit.
        seed, workers, config, time_limit, work_limit: as solved with; of the two limits one is None.
        versions: of Python, standalloc and ortools.
        tiers: what is known of each tier; empty without tiers.
    """

    status: Status
    plan: Plan
    judgement: Judgement
    bound: float | None
    floor: float
    seconds: float
    peak_memory_mb: float = 0.0
    interrupted: bool = False
    seed: int = 0
    workers: int = 1
    config: str = "default"
    time_limit: float | None = None
    work_limit: float | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    tiers: tuple[Tier, ...] = ()

    @property
    def objective(self) -> float:
        """The plan's cost."""
        return self.judgement.objective

    @property
    def gap(self) -> float | None:
        """`(objective - bound) / max(abs(objective), 1)`, None without a bound."""
        return gap(self.objective, self.bound)

    @property
    def gap_above_floor(self) -> float | None:
        """`(objective - bound) / (objective - floor)`: how much of what is at stake is open; 0 when nothing is."""
        if self.bound is None:
            return None
        at_stake = self.objective - self.floor
        return (self.objective - self.bound) / at_stake if at_stake > 0 else 0.0

    def summary(self) -> str:
        """Return the plan's figures as text, one a line; buses, tugs, bridges and transfers where there are any."""
        figures = self.judgement.figures
        more = (
            ("peak buses", figures.peak_buses, ""),
            ("peak tugs", figures.peak_tugs, ""),
            ("unused bridges", figures.unused_bridges, ""),
            ("missed transfers", figures.missed_transfers, " passengers"),
        )
        lines = [
            ("status", self.status),
            ("turns / visits", f"{figures.turns} / {figures.visits}"),
            ("bus passengers", f"{figures.bus_passengers:,}"),
            ("contact rate", _rates(figures)),
            ("tows", f"{figures.tows:,}"),
            ("unallocated", f"{figures.unallocated:,}"),
            *((name, f"{count:,}{unit}") for name, count, unit in more if count),
            ("objective", _number(self.objective)),
            *((f"  {name}", _cost(name, term)) for name, term in self.judgement.terms.items() if term.cost),
            *self._proven(),
            ("seconds", f"{self.seconds:.1f}"),
            ("peak memory", f"{self.peak_memory_mb:,.0f} MB"),
        ]
        return "\n".join(f"{name:<20} {value}" for name, value in lines)

    def _proven(self) -> list[tuple[str, str]]:
        """Return bound and gap; with tiers, those of each."""
        if not self.tiers:
            return [("bound", _number(self.bound)), ("gap", _share(self.gap))]
        return [(f"tier {place} of {len(self.tiers)}", _standing(tier)) for place, tier in enumerate(self.tiers, 1)]


def gap(objective: float | None, bound: float | None) -> float | None:
    """Return `(objective - bound) / max(abs(objective), 1)`, None while one of them is unknown."""
    if objective is None or bound is None:
        return None
    return (objective - bound) / max(abs(objective), 1.0)


def _rates(figures: Figures) -> str:
    return f"{figures.contact_rate:.1%} of passengers, {figures.contact_rate_flights:.1%} of flights"


def _cost(name: str, term: Term) -> str:
    unit = TERMS[name]
    return _number(term.cost) if unit == "cost" else f"{_number(term.cost)} ({_number(term.amount)} {unit})"


def _standing(tier: Tier) -> str:
    what, of = f"{_number(tier.objective)} {tier.status}", " + ".join(tier.terms)
    return f"{what}, bound {_number(tier.bound)}, gap {_share(tier.gap)}: {of}"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.10g}"


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.3%}"
