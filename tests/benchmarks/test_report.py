"""The tables, made from stored files of results."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import hub
from benchmarks.cases import TARGETS, Case, all_cases, hub260, hub520
from benchmarks.report import figures, gap, report, run_row, seconds_to_close
from benchmarks.runs import Store, matching

DAY = Case("hub260, 30 s", "hub260-1", hub260(1), 30)
FCFS = Case("hub260 by fcfs", "hub260-1", hub260(1), 60, "fcfs")
HIGHS = Case("hub260 by highs-plain", "hub260-1", hub260(1), 60, "highs-plain")
RULES = Case("hub520 rules, 120 s", "hub520r-1", hub520(1, rules=True), 120, tier=2)
PROGRESS = [
    [1.0, 9000.0, None, "first plan", 0],
    [2.0, 4100.0, 3900.0, "bound", 0],
    [7.5, 4040.0, 4000.0, "improve", 0],
    [9.0, 4000.0, 4000.0, "improve", 0],
]


def record(objective: float = 4000, bound: float | None = 4000, status: str = "optimal", **more: Any) -> dict[str, Any]:
    return {
        "status": status,
        "turns": 260,
        "objective": objective,
        "bound": bound,
        "gap_above_floor": None if bound is None else (objective - bound) / (objective - 100),
        "seconds": 9.5,
        "peak_memory_mb": 512.0,
        "tiers": [],
        "progress": PROGRESS,
        **more,
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_is_written_is_read_and_nothing_else(store):
    store.write(DAY, record())
    assert store.read(DAY) == record()
    assert store.read(FCFS) is None


def test_scaled_limits_keep_their_own_results(tmp_path):
    Store(tmp_path).write(DAY, record())
    assert Store(tmp_path, 0.05).read(DAY) is None


def test_a_day_is_written_once(store):
    folder = store.day(DAY)
    (folder / "stands.csv").unlink()
    assert store.day(DAY) == folder
    assert not (folder / "stands.csv").exists()


def test_within_one_per_cent_first_at_the_first_moment_that_is():
    assert seconds_to_close((DAY, record())) == 7.5


def test_within_one_per_cent_only_at_the_end():
    assert seconds_to_close((DAY, record(progress=PROGRESS[:2]))) == 9.5


def test_never_within_one_per_cent():
    run = (DAY, record(4100, 3900, "feasible", progress=PROGRESS[:2]))
    assert seconds_to_close(run) is None


def test_the_gap_of_the_tier_that_counts():
    tiers = [{"objective": 0, "bound": 0}, {"objective": 200, "bound": 190}, {"objective": 5, "bound": None}]
    run = (RULES, record(205, None, "feasible", tiers=tiers, progress=[[3.0, 0.0, 0.0, "", 1], [8.0, 191, 190, "", 2]]))
    assert gap(run) == 0.05
    assert seconds_to_close(run) == 8.0


def test_the_independent_scorer_beats_our_own_cost():
    assert gap((DAY, record(4000, scored_cost=5000.0))) == 0.2


def test_without_a_plan_there_is_no_gap():
    run = (HIGHS, record(99_999, 30, "unknown", progress=[]))
    assert gap(run) is None
    assert run_row(run)[2:6] == ("-", "30", "-", "-")


def test_a_gap_that_is_not_known_is_the_worst():
    known = figures([(DAY, record()), (DAY, record()), (DAY, record(4000, None, "feasible"))])
    assert (known["median gap"], known["worst gap"]) == (0, float("inf"))
    assert known["unproven"] == known["without bound"] == 1


def test_a_target_is_judged_once_all_has_run(store):
    other = Case(DAY.family, "hub260-2", hub260(2), 30)
    store.write(DAY, record())
    assert "| 1 of 2 | 1 | " in report([DAY, other], store.read)
    assert " | - | all proven |" in report([DAY, other], store.read)
    store.write(other, record(4000, 3900, "feasible"))
    assert " | no | all proven |" in report([DAY, other], store.read)
    store.write(other, record())
    assert " | yes | all proven |" in report([DAY, other], store.read)


def test_baselines_stand_beside_ours_as_ratios(store):
    for case, found in ((DAY, record()), (FCFS, record(6000, 30, "feasible")), (HIGHS, record(status="unknown"))):
        store.write(case, found)
    text = report([DAY, FCFS, HIGHS], store.read)
    assert text.endswith("| hub260-1 | hub260-1-30s | 4,000 | 1.500 | - | no plan |")


def test_the_command_prints_the_table_of_what_is_stored(store, tmp_path):
    store.write(DAY, record(4050, 4000, "feasible"))
    shown = CliRunner().invoke(hub.main, ["--results", str(tmp_path), "--only", "hub260", "table"])
    assert shown.exit_code == 0
    assert "| hub260-1-30s | 260 | 4,050 | 4,000 | 1.235 | 1.266 | 9.5 | 7.5 | 512 | feasible |" in shown.output


def test_the_command_lists_what_has_results(store, tmp_path):
    store.write(DAY, record())
    shown = CliRunner().invoke(hub.main, ["--results", str(tmp_path), "--only", "hub260-1-30", "--list"])
    assert shown.output.splitlines()[0].split()[:2] == ["x", "hub260-1-30s"]


def test_every_target_has_its_cases_and_no_two_cases_one_file(tmp_path):
    for name in ("svo-2021", "huawei-cup-2018f"):
        (tmp_path / name).mkdir()
    cases = all_cases(tmp_path)
    assert set(TARGETS) <= {case.family for case in cases}
    assert len({case.name for case in cases}) == len(cases)


def test_without_the_foreign_data_their_cases_are_not_there(tmp_path):
    assert not matching(all_cases(tmp_path), "svo")
    assert len(matching(all_cases(tmp_path), "jfk")) == 31
