"""Best known bounds as bounds of a report."""

from standalloc.bench.record import Machine
from standalloc.bench.records import BestKnown, KnownBound, KnownPlan, Origin, write_best_known
from standalloc.bench.report import known_bounds
from standalloc.bench.report.bounds import Bound


def test_bounds_of_all_tiers_are_taken_with_what_they_hold_for(record, tmp_path):
    origin = Origin.of(record())
    assert isinstance(origin.machine, Machine)
    bounds = (
        KnownBound(tier=1, bound=3, held=(), origin=origin),
        KnownBound(tier=2, bound=180, held=(3.0,), origin=origin),
    )
    plan = KnownPlan(objective=203, tiers=(3, 200), origin=origin)
    known = BestKnown(schema_version=1, family="f", instance="one", fingerprint="abc", plan=plan, bounds=bounds)
    write_best_known(known, tmp_path)
    assert known_bounds(tmp_path) == [
        Bound("abc", (), 3, "the best known of one"),
        Bound("abc", (3.0,), 180, "the best known of one"),
    ]


def test_where_there_are_no_records_nothing_is_known(tmp_path):
    assert known_bounds(tmp_path / "nowhere") == []
