"""What a sweep found that is better than what is stored, each plan judged anew by the checker."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from standalloc.bench.judging import RefusedError, judged
from standalloc.bench.perform import fingerprint_of
from standalloc.bench.record import RunRecord, plan_path, read_records
from standalloc.bench.records import (
    OUTDATED,
    SCHEMA,
    BestKnown,
    KnownBound,
    KnownPlan,
    Origin,
    is_less,
    plan_text,
    read_best_known,
    record_path,
    write_best_known,
)
from standalloc.bench.records_public import PublicInstance, public_instances
from standalloc.io import read_plan
from standalloc.model import Instance, Judgement


@dataclass(frozen=True, slots=True)
class Updated:
    """What a sweep did to the record of an instance.

    Attributes:
        instance: its name.
        before, after: what was and is known; None where there is no record.
        faults: what its runs say that does not stand, in words.
    """

    instance: str
    before: BestKnown | None
    after: BestKnown | None
    faults: tuple[str, ...]

    @property
    def is_better(self) -> bool:
        """Whether the sweep changed the record."""
        return self.after != self.before


def update(sweep: Path, folder: Path) -> Iterator[Updated]:
    """Keep what is better in a sweep, instance by instance; yield what came of each public one.

    Args:
        sweep: folder of its results.
        folder: of the records.

    Raises:
        InputError: a file of either folder is malformed.
        MissingDataError: what an instance is made of is not there.
        OSError: a file cannot be written.
    """
    public = public_instances()
    runs = defaultdict[str, list[RunRecord]](list)
    for record in read_records(sweep):
        if record.has_plan and record.instance in public:
            runs[record.instance].append(record)
    with TemporaryDirectory(prefix="standalloc-") as made:
        for name, of_instance in sorted(runs.items()):
            yield _update(public[name], of_instance, sweep, folder, Path(made))


def not_public(sweep: Path) -> list[str]:
    """Return the names of a sweep's instances of which nothing is stored; raises what `read_records` does."""
    names = {record.instance for record in read_records(sweep)}
    return sorted(names - public_instances().keys())


def best_of(known: Sequence[BestKnown]) -> tuple[BestKnown, list[str]]:
    """Return the best of what is known of one instance, and which bounds a plan proves wrong, in words.

    The plan is the one that costs least, tiers in order; of plans or bounds that are as good the first stays. A bound
    counts where the tiers before could cost as much as they do in that plan when it was proven.

    Args:
        known: at least one, all with the same fingerprint.
    """
    best = known[0]
    for one in known[1:]:
        if _is_better(one.plan.costs, best.plan.costs):
            best = one
    costs, faults = best.plan.costs, []
    bounds = dict[int, KnownBound]()
    for bound in (bound for one in known for bound in one.bounds if bound.holds_for(costs)):
        if is_less(costs[bound.place], bound.bound):
            faults.append(
                f"the bound {bound.bound:.10g} of {bound.origin.run} is wrong: "
                f"the plan of {best.plan.origin.run} costs {costs[bound.place]:.10g}"
            )
        elif bound.tier not in bounds or is_less(bounds[bound.tier].bound, bound.bound):
            bounds[bound.tier] = bound
    return best.model_copy(update={"bounds": tuple(bounds[tier] for tier in sorted(bounds))}), faults


def found_by(record: RunRecord, judgement: Judgement, family: str) -> BestKnown:
    """Return what a run says of its instance: the checker's costs of its plan, and the bounds it proved."""
    origin = Origin.of(record)
    tiers = judgement.tiers if record.tiers else ()
    proven = [(place, tier.bound) for place, tier in enumerate(record.tiers, 1)] or [(0, record.bound)]
    bounds = (
        KnownBound(tier=tier, bound=bound, held=tiers[: max(0, tier - 1)], origin=origin)
        for tier, bound in proven
        if bound is not None
    )
    return BestKnown(
        schema_version=SCHEMA,
        family=family,
        instance=record.instance,
        fingerprint=record.fingerprint,
        plan=KnownPlan(objective=judgement.objective, tiers=tiers, origin=origin),
        bounds=tuple(bounds),
    )


def _update(public: PublicInstance, runs: Sequence[RunRecord], sweep: Path, folder: Path, made: Path) -> Updated:
    path = record_path(folder, public.family, public.name)
    before = read_best_known(path) if path.is_file() else None
    promising = [run for run in runs if before is None or _promises(run, before)]
    if not promising:
        return Updated(public.name, before, before, ())
    instance = public.source.day(made).instance()
    fingerprint = fingerprint_of(instance)
    if before is not None and before.fingerprint != fingerprint:
        return Updated(public.name, before, before, (f"{path}: {OUTDATED}",))
    found, faults = [] if before is None else [before], list[str]()
    for run in promising:
        try:
            found.append(found_by(run, _judged(run, sweep, instance, fingerprint), public.family))
        except RefusedError as error:
            faults.append(f"{run.run}: {error}")
    if not found:
        return Updated(public.name, None, None, tuple(faults))
    after, wrong = best_of(found)
    _keep(after, before, sweep, folder, instance)
    return Updated(public.name, before, after, (*faults, *wrong))


def _promises(run: RunRecord, known: BestKnown) -> bool:
    """Say whether a run claims anything better; only then is it worth a look."""
    costs = tuple(tier.objective for tier in run.tiers) or (run.objective,)
    bounds = tuple(tier.bound for tier in run.tiers) or (run.bound,)
    if len(costs) != len(known.plan.costs) or None in costs or _is_better(costs, known.plan.costs):
        return True
    return any(
        bound is not None and ((best := known.bound_of(place)) is None or is_less(best.bound, bound))
        for place, bound in enumerate(bounds)
    )


def _is_better(costs: Sequence[float | None], than: Sequence[float]) -> bool:
    """Say whether costs are lexicographically less than others."""
    for cost, other in zip(costs, than, strict=True):
        assert cost is not None
        if is_less(cost, other) or is_less(other, cost):
            return cost < other
    return False


def _judged(run: RunRecord, sweep: Path, instance: Instance, fingerprint: str) -> Judgement:
    """Return the checker's word on the plan of a run.

    Raises:
        RefusedError: the plan, or what the record says of it, does not stand.
    """
    if run.fingerprint != fingerprint:
        raise RefusedError("is of another state of the instance than the project has: run it again")
    if len(run.tiers) != len(instance.airport.objective.tiers):
        raise RefusedError(f"says {len(run.tiers)} tiers, the instance has {len(instance.airport.objective.tiers)}")
    path = plan_path(sweep, run.run)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise RefusedError(f"its plan cannot be read: {path}") from None
    return judged(text, run.model_dump(), instance)


def _keep(after: BestKnown, before: BestKnown | None, sweep: Path, folder: Path, instance: Instance) -> None:
    """Write what has changed."""
    if after == before:
        return
    plan = None
    if before is None or after.plan != before.plan:
        plan = plan_text(read_plan(plan_path(sweep, after.plan.origin.run), instance), instance)
    write_best_known(after, folder, plan)
