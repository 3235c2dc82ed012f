"""Every stored record and plan judged anew: what in them does not stand, in words."""

from collections.abc import Iterator
from pathlib import Path

from standalloc.bench.perform import fingerprint_of
from standalloc.bench.records import OUTDATED, BestKnown, is_less, read_best_known
from standalloc.bench.records_public import public_instances
from standalloc.check import check
from standalloc.io import read_plan
from standalloc.model import InputError, Instance, Judgement


def strays(folder: Path) -> Iterator[str]:
    """Yield what is among the records and belongs to none."""
    for path in sorted(folder.rglob("*")):
        is_record = path.suffix == ".json" and path.parent.parent == folder
        is_plan = path.suffix == ".csv" and path.with_suffix(".json").is_file()
        if path.is_file() and not is_record and not is_plan:
            yield f"{path}: belongs to no record: delete it"


def faults(path: Path, made: Path) -> Iterator[str]:
    """Yield what does not stand of a record and its plan; nothing where all does.

    Args:
        path: of the record.
        made: folder for the files of instances that have to be made.

    Raises:
        MissingDataError: what the instance is made of is not there.
        OSError: a file of the instance cannot be written.
    """
    try:
        known = read_best_known(path)
        yield from _misplaced(known, path)
        public = public_instances().get(known.instance)
        if public is None:
            return
        instance = public.source.day(made).instance()
        if fingerprint_of(instance) != known.fingerprint:
            yield f"{path}: {OUTDATED}"
            return
        judgement = check(instance, read_plan(path.with_suffix(".csv"), instance))
    except InputError as error:
        yield from (str(problem) for problem in error.errors)
        return
    yield from (f"{path}: {fault}" for fault in (*_of_the_plan(known, judgement, instance), *_of_the_bounds(known)))


def _misplaced(known: BestKnown, path: Path) -> Iterator[str]:
    public = public_instances().get(known.instance)
    if public is None:
        yield f"{path}: instance '{known.instance}' is not public: delete the record and its plan"
    elif (known.family, path.parent.name, path.stem) != (public.family, public.family, known.instance):
        yield f"{path}: family and instance, {known.family} and {known.instance}, are not those of folder and file"


def _of_the_plan(known: BestKnown, judgement: Judgement, instance: Instance) -> Iterator[str]:
    for violation in judgement.violations:
        yield f"the plan breaks {violation.rule}: {violation.message}"
    tiers = judgement.tiers if instance.airport.objective.tiers else ()
    stored, judged = (known.plan.objective, *known.plan.tiers), (judgement.objective, *tiers)
    if len(stored) != len(judged) or any(map(_differ, stored, judged)):
        yield f"the plan costs {_told(judged)}, the record says {_told(stored)}"


def _of_the_bounds(known: BestKnown) -> Iterator[str]:
    costs = known.plan.costs
    places = range(1, len(costs) + 1) if known.plan.tiers else [0]
    tiers = [bound.tier for bound in known.bounds]
    if len(set(tiers)) < len(tiers) or not set(tiers) <= set(places):
        yield f"bounds are of tiers {tiers}, each may be there once and is one of {list(places)}"
        return
    for bound in known.bounds:
        of_tier = f" of tier {bound.tier}" if bound.tier else ""
        if is_less(costs[bound.place], bound.bound):
            yield f"the bound {bound.bound:.10g}{of_tier} lies above the plan, {costs[bound.place]:.10g}"
        if len(bound.held) != bound.place or not bound.holds_for(costs):
            yield f"the bound{of_tier} was proven with {_told(bound.held)} held, the plan costs {_told(costs)}"


def _differ(one: float, other: float) -> bool:
    return is_less(one, other) or is_less(other, one)


def _told(costs: tuple[float, ...]) -> str:
    return ", ".join(f"{cost:.10g}" for cost in costs) or "nothing"
