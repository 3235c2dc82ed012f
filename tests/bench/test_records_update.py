"""What a sweep changes of the best known plans and bounds: only what is better, and only through the checker."""

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.bench.perform import Outcome, fingerprint_of
from standalloc.bench.record import RunRecord
from standalloc.bench.records import BestKnown, KnownBound, KnownPlan, Origin, read_all, record_path
from standalloc.bench.records_public import public_instances
from standalloc.bench.records_update import best_of, not_public, update
from standalloc.bench.store import Store
from standalloc.io import read

#: Plans of the tiny day `overlap`, by what they cost.
PLANS = {
    150: "turn,stand\nT1,C1\nT2,R1\nT3,C1\n",
    320: "turn,stand\nT1,R1\nT2,C1\nT3,R1\n",
    10_120: "turn,stand\nT1,C1\nT2,\nT3,R1\n",
}
#: Plans of the tiny day `tiers`, by the cost of each tier.
TIERED = {
    (0, 0, 80): "turn,visit,stand\nL1,arrival,C1\nL1,parking,R1\nL1,departure,C1\nT2,full,C1\n",
    (0, 70, 0): "turn,visit,stand\nL1,*,C1\nT2,full,R1\n",
    (10_000, 0, 0): "turn,visit,stand\nL1,*,C1\nT2,full,\n",
}


def fingerprint(name: str) -> str:
    day = public_instances()[name].source.day(Path())
    return fingerprint_of(read(day.folder, day.schedule))


@pytest.fixture
def sweep(tmp_path: Path, record: Callable[..., RunRecord]) -> Callable[..., Path]:
    """Write a sweep of runs of one instance, given as (name, cost or costs, bound or bounds) and changes."""
    count = itertools.count()

    def write(instance: str, *runs: tuple, **changes: object) -> Path:
        folder = tmp_path / f"sweep{next(count)}"
        for run, cost, bound in runs:
            made = record(
                run=run,
                instance=instance,
                **({"fingerprint": fingerprint(instance), **_said(cost, bound)} | changes),
            )
            plans = TIERED if isinstance(cost, tuple) else PLANS
            Store(folder).write(Outcome(made, plans[cost]))
        return folder

    return write


def _said(cost: int | tuple[int, ...], bound: object) -> dict[str, object]:
    if not isinstance(cost, tuple):
        return {"objective": float(cost), "bound": bound}
    assert isinstance(bound, tuple)
    names = (["unallocated"], ["bus_passenger"], ["tow", "off_terminal"])
    tiers = [
        {"terms": terms, "objective": float(one), "bound": least, "gap": None, "status": "feasible"}
        for terms, one, least in zip(names, cost, bound, strict=True)
    ]
    return {"objective": float(sum(cost)), "bound": None, "tiers": tiers}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


def only(sweep: Path, folder: Path):
    """Update from a sweep of one instance."""
    [one] = update(sweep, folder)
    return one


def stored_plan(folder: Path, name: str) -> str:
    return record_path(folder, "tiny", name).with_suffix(".csv").read_text()


def test_a_first_plan_and_its_bound(sweep, folder):
    one = only(sweep("tiny-overlap", ("a", 320, 100.0)), folder)
    assert (one.before, one.faults, one.is_better) == (None, (), True)
    assert read_all(folder) == [one.after]
    assert (one.after.plan.costs, one.after.bound_of(0).bound) == ((320.0,), 100.0)
    assert (one.after.family, one.after.plan.origin.run, one.after.bounds[0].origin.run) == ("tiny", "a", "a")
    assert stored_plan(folder, "tiny-overlap") == "turn,visit,stand\nT1,full,R1\nT2,full,C1\nT3,full,R1\n"


def test_only_what_is_better_is_taken(sweep, folder):
    only(sweep("tiny-overlap", ("a", 320, 100.0)), folder)
    better = only(sweep("tiny-overlap", ("b", 150, 50.0), ("c", 10_120, 120.0), ("d", 320, None)), folder)
    assert better.after.plan.origin.run == "b"
    assert (better.after.bounds[0].bound, better.after.bounds[0].origin.run) == (120.0, "c")
    assert stored_plan(folder, "tiny-overlap").startswith("turn,visit,stand\nT1,full,C1\n")
    files = {path: path.read_bytes() for path in folder.rglob("*.*")}
    again = only(sweep("tiny-overlap", ("e", 150, 120.0), ("f", 320, 0.0)), folder)
    assert not again.is_better
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == files


def test_a_plan_counts_as_the_checker_has_it(sweep, folder):
    said = sweep("tiny-overlap", ("a", 320, None), objective=150.0)
    one = only(said, folder)
    assert one.after is None
    assert "a: the objective is 320, the solve says 150" in one.faults
    assert read_all(folder) == []


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        ("turn,stand\nT1,C1\nT2,C1\nT3,C1\n", "the plan breaks overlap"),
        ("turn,stand\nT1,C9\n", "the plan cannot be read"),
        (None, "its plan cannot be read"),
    ],
)
def test_a_plan_that_does_not_stand_brings_neither_plan_nor_bound(sweep, folder, plan, fault):
    good = only(sweep("tiny-overlap", ("a", 320, 100.0)), folder)
    bad = sweep("tiny-overlap", ("b", 150, 140.0))
    path = bad / "plans" / "b.csv"
    path.unlink() if plan is None else path.write_text(plan)
    one = only(bad, folder)
    assert one.after == good.after
    [message] = one.faults
    assert message.startswith(f"b: {fault}")
    assert read_all(folder) == [good.after]


def test_runs_without_a_plan_are_passed_over(sweep, folder):
    assert [*update(sweep("tiny-overlap", ("a", 320, 100.0), status="refused"), folder)] == []


def test_a_bound_above_the_best_plan_is_refused(sweep, folder):
    only(sweep("tiny-overlap", ("a", 150, 100.0)), folder)
    one = only(sweep("tiny-overlap", ("b", 320, 200.0)), folder)
    assert one.faults == ("the bound 200 of b is wrong: the plan of a costs 150",)
    assert one.after == one.before


def test_a_stored_bound_that_a_plan_proves_wrong_goes(sweep, folder):
    only(sweep("tiny-overlap", ("a", 320, 200.0)), folder)
    one = only(sweep("tiny-overlap", ("b", 150, None)), folder)
    assert one.faults == ("the bound 200 of a is wrong: the plan of b costs 150",)
    [known] = read_all(folder)
    assert (known.plan.costs, known.bounds) == ((150.0,), ())


def test_another_state_of_the_instance(sweep, folder, tmp_path):
    one = only(sweep("tiny-overlap", ("a", 150, 100.0), fingerprint="0" * 64), folder)
    assert (one.after, len(one.faults)) == (None, 1)
    assert "is of another state of the instance" in one.faults[0]
    only(sweep("tiny-overlap", ("b", 320, 100.0)), folder)
    path = record_path(folder, "tiny", "tiny-overlap")
    path.write_text(path.read_text().replace(fingerprint("tiny-overlap"), "0" * 64))
    one = only(sweep("tiny-overlap", ("c", 150, 100.0)), folder)
    assert not one.is_better
    assert "the fingerprint is not that of the instance's files" in one.faults[0]


def test_tiers_come_in_order_and_each_has_its_bound(sweep, folder):
    first = only(sweep("tiny-tiers", ("a", (10_000, 0, 0), (0.0, 0.0, 0.0))), folder)
    assert [bound.tier for bound in first.after.bounds] == [1, 2, 3]
    second = only(sweep("tiny-tiers", ("b", (0, 70, 0), (0.0, 0.0, None))), folder)
    assert second.after.plan.costs == (0.0, 70.0, 0.0)
    assert [bound.origin.run for bound in second.after.bounds] == ["a", "a"]
    third = only(sweep("tiny-tiers", ("c", (0, 0, 80), (0.0, 0.0, 80.0))), folder)
    assert third.after.plan.costs == (0.0, 0.0, 80.0)
    assert [(bound.tier, bound.bound, bound.origin.run) for bound in third.after.bounds] == [
        (1, 0.0, "a"),
        (2, 0.0, "a"),
        (3, 80.0, "c"),
    ]
    assert third.after.bounds[2].held == (0.0, 0.0)
    assert not only(sweep("tiny-tiers", ("d", (0, 70, 0), (0.0, 0.0, 0.0))), folder).is_better


def test_a_record_without_the_instance_s_tiers(sweep, folder):
    one = only(sweep("tiny-tiers", ("a", (0, 0, 80), (0.0, 0.0, 80.0)), tiers=[]), folder)
    assert one.faults == ("a: says 0 tiers, the instance has 3",)


def test_nothing_is_stored_of_other_instances(sweep, folder, record, tmp_path):
    other = tmp_path / "other"
    Store(other).write(Outcome(record(run="x", instance="huawei-1"), PLANS[150]))
    assert not_public(other) == ["huawei-1"]
    assert [*update(other, folder)] == []
    assert not folder.exists()
    assert not_public(sweep("tiny-overlap", ("a", 320, 100.0))) == []


Costs = tuple[int, int, int]
COSTS = st.tuples(*[st.integers(0, 3)] * 3)


def least(plans: Sequence[Costs], place: int, held: Costs) -> int:
    """Return the least cost of a tier among plans that keep the tiers before."""
    kept = [plan for plan in plans if all(cost <= most for cost, most in zip(plan[:place], held, strict=False))]
    return min(plan[place] for plan in kept)


@given(data=st.data(), plans=st.lists(COSTS, min_size=1, max_size=8))
def test_what_is_known_of_tiers_is_true_whatever_the_runs(data, plans):
    """Runs find plans of a small world and prove what is true in it; so is all that is made of them."""
    origin = Origin.model_construct(run="r")
    found = []
    for costs in data.draw(st.lists(st.sampled_from(plans), min_size=1, max_size=5)):
        slack = data.draw(st.tuples(*[st.integers(0, 2)] * 3))
        bounds = [
            KnownBound.model_construct(
                tier=place + 1, bound=least(plans, place, costs) - slack[place], held=costs[:place], origin=origin
            )
            for place in range(3)
        ]
        plan = KnownPlan.model_construct(objective=sum(costs), tiers=costs, origin=origin)
        found.append(BestKnown.model_construct(plan=plan, bounds=tuple(bounds)))
    best, faults = best_of(found)
    assert faults == []
    assert best.plan.costs == min(one.plan.costs for one in found)
    assert best.bound_of(0).bound == max(one.bound_of(0).bound for one in found)
    for bound in best.bounds:
        assert bound.bound <= least(plans, bound.place, best.plan.costs)
    one_by_one = found[0]
    for one in found[1:]:
        one_by_one, _ = best_of([one_by_one, one])
    assert one_by_one.plan.costs == best.plan.costs
