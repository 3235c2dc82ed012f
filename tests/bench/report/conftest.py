"""What the tests of reports share: records of runs that ended as they say."""

from collections.abc import Callable

import pytest

from standalloc.bench.record import Moment, RunRecord

Solved = Callable[..., RunRecord]


@pytest.fixture
def solved(record: Callable[..., RunRecord]) -> Solved:
    """Make the record of a run with a plan: its gap and its status follow from objective and bound."""

    def make(
        instance: str = "one", config: str = "default", objective: float = 100.0, bound: float = 100.0, **more: object
    ) -> RunRecord:
        share = (objective - bound) / max(abs(objective), 1.0)
        is_proven = objective == bound
        seconds = float(more.pop("seconds", 10.0))  # type: ignore[arg-type]
        values = {
            "instance": instance,
            "fingerprint": f"of {instance}",
            "config": config,
            "config_hash": f"hash of {config}",
            "run": f"{instance}-{config}-{more.get('time_limit', 20.0)}-{more.get('seed', 0)}",
            "objective": objective,
            "bound": bound,
            "gap": share,
            "gap_above_floor": share,
            "status": "optimal" if is_proven else "feasible",
            "seconds": seconds,
            "seconds_to_plan": 1.0,
            "seconds_to_one_percent": seconds if share <= 0.01 else None,
            "seconds_to_optimal": seconds if is_proven else None,
            "trace": [Moment(seconds=1.0, objective=objective, bound=0.0).model_dump()],
        }
        return record(**(values | more))

    return make


@pytest.fixture
def failed(solved: Solved) -> Solved:
    """Make the record of a run that failed."""

    def make(instance: str = "one", config: str = "default", **more: object) -> RunRecord:
        nothing = dict.fromkeys(
            (
                *("objective", "bound", "gap", "gap_above_floor", "figures"),
                *("seconds_to_plan", "seconds_to_one_percent", "seconds_to_optimal"),
            )
        )
        words = {"status": "error", "error": "ValueError: no stands", "terms": {}, "trace": (), "seconds": 3.0}
        return solved(instance, config).model_copy(update=nothing | words | {"primal_dual_integral": 20.0} | more)

    return make


@pytest.fixture
def tiered(solved: Solved) -> Solved:
    """Make the record of a run with tiers, each of (objective, bound)."""

    def make(*tiers: tuple[float, float | None], **more: object) -> RunRecord:
        parts = [
            {
                "terms": [f"term{place}"],
                "objective": cost,
                "bound": bound,
                "gap": None if bound is None else (cost - bound) / max(abs(cost), 1.0),
                "status": "optimal" if cost == bound else "feasible",
            }
            for place, (cost, bound) in enumerate(tiers, 1)
        ]
        whole = sum(cost for cost, _ in tiers)
        return solved(objective=whole, bound=0.0, tiers=parts, **more)

    return make
