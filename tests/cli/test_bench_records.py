"""`standalloc bench records`: shown, updated from a sweep, checked."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from standalloc.bench import records as stored
from standalloc.bench.local import LocalExecutor
from standalloc.bench.planning import Choice, runs_of
from standalloc.bench.records_public import PublicInstance
from standalloc.bench.sources import INSTANCES, Folder, MissingDataError
from standalloc.bench.store import Store
from standalloc.bench.suites import Case, Suite
from standalloc.bench.sweep import sweep

TINY = INSTANCES / "tiny"
DAY = "2030-06-01.csv"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of records in place of the project's."""
    monkeypatch.setattr(stored, "RECORDS", tmp_path / "records")
    return tmp_path / "records"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of two public days and of one that is not."""
    store = Store(tmp_path_factory.mktemp("results"))
    names = {"tiny-overlap": "overlap", "tiny-tiers": "tiers", "my-own": "overlap"}
    cases = [Case("tiny", name, Folder(TINY / of, DAY), 5) for name, of in names.items()]
    runs = runs_of(Suite("three", "days", lambda _data: cases), Choice(), store.days, lambda _done, _of: None)
    sweep(runs, store, LocalExecutor(1), lambda _record: None)
    return store.folder


@pytest.fixture
def swept(results: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    return shutil.copytree(results, tmp_path / "sweep")


def test_a_sweep_is_taken_over_then_shown_and_checked(swept: Path, folder: Path, run: Callable[..., Result]) -> None:
    answer = run("bench", "records", "update", swept)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.splitlines() == [
        "tiny-overlap: objective 150; bound 150",
        "tiny-tiers: objective 0 / 0 / 80; bound 0 / 0 / 80",
        "2 of 2 instances are known better than before",
    ]
    assert "not public, nothing is stored of them: my-own" in answer.stderr
    assert sorted(path.name for path in folder.glob("tiny/*")) == [
        *("tiny-overlap.csv", "tiny-overlap.json"),
        *("tiny-tiers.csv", "tiny-tiers.json"),
    ]
    assert run("bench", "records", "update", swept).stdout == "0 of 2 instances are known better than before\n"
    table = run("bench", "records").stdout
    assert re.search(r"│ tiny-overlap │ +│ +150 │ +150 │ 0\.00% │ \d{4}-\d\d-\d\d default, \d+ s │", table)
    assert re.search(r"│ tiny-tiers +│ +1 │ +0 │ +0 │ 0\.00% │ \d{4}", table)
    assert re.search(r"│ +│ +3 │ +80 │ +80 │ 0\.00% │ +│ \d{4}", table)
    checked = run("bench", "records", "check")
    assert (checked.exit_code, checked.stdout) == (0, "2 records: all stand\n")


def test_what_is_better_says_what_was(swept: Path, folder: Path, run: Callable[..., Result]) -> None:
    run("bench", "records", "update", swept)
    path = folder / "tiny" / "tiny-overlap.json"
    path.write_text(path.read_text().replace('"objective": 150.0', '"objective": 320.0').replace("150.0", "100.0"))
    answer = run("bench", "records", "update", swept)
    assert "tiny-overlap: objective 150 (was 320); bound 150 (was 100)" in answer.stdout


def test_results_that_do_not_stand(swept: Path, folder: Path, run: Callable[..., Result]) -> None:
    [plan] = (swept / "plans").glob("tiny-overlap*.csv")
    plan.write_text("turn,stand\nT1,C1\nT2,C1\nT3,C1\n")
    answer = run("bench", "records", "update", swept)
    assert answer.exit_code == 1
    assert "the plan breaks overlap" in answer.stderr
    assert "1 of 2 instances are known better than before" in answer.stdout
    assert [path.name for path in folder.glob("tiny/*.csv")] == ["tiny-tiers.csv"]


def test_a_stored_plan_that_does_not_stand(swept: Path, folder: Path, run: Callable[..., Result]) -> None:
    run("bench", "records", "update", swept)
    (folder / "tiny" / "tiny-overlap.csv").write_text("turn,stand\nT1,C1\nT2,\nT3,C1\n")
    (folder / "tiny" / "note.txt").write_text("x")
    answer = run("bench", "records", "check")
    assert answer.exit_code == 1
    assert "tiny-overlap.json: the plan costs 10000, the record says 150" in answer.stderr
    assert "note.txt: belongs to no record" in answer.stderr
    assert answer.stdout == "2 records: 2 faults\n"


def test_a_malformed_record(swept: Path, folder: Path, run: Callable[..., Result]) -> None:
    run("bench", "records", "update", swept)
    (folder / "tiny" / "tiny-overlap.json").write_text("{}")
    for words, code in (((), 2), (("update", swept), 2), (("check",), 1)):
        answer = run("bench", "records", *words)
        assert answer.exit_code == code
        assert "tiny-overlap.json" in answer.stderr
        assert "restore the file" in answer.stderr


def test_missing_data_are_bad_input(
    swept: Path, folder: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("bench", "records", "update", swept)

    class Gone:
        def day(self, made: Path):
            raise MissingDataError("the flights are not there")

    gone = {"tiny-overlap": PublicInstance("tiny", "tiny-overlap", Gone())}
    for module in ("check", "update"):
        monkeypatch.setattr(f"standalloc.bench.records_{module}.public_instances", lambda: gone)
    answer = run("bench", "records", "check")
    assert answer.exit_code == 2
    assert "the flights are not there" in answer.stderr
    (folder / "tiny" / "tiny-overlap.json").unlink()
    assert run("bench", "records", "update", swept).exit_code == 2


def test_no_records_yet(folder: Path, run: Callable[..., Result]) -> None:
    answer = run("bench", "records")
    assert answer.exit_code == 2
    assert "no records yet" in answer.stderr
    assert run("bench", "records", "check").stdout == "0 records: all stand\n"


def test_a_folder_without_results(folder: Path, tmp_path: Path, run: Callable[..., Result]) -> None:
    answer = run("bench", "records", "update", tmp_path)
    assert answer.exit_code == 2
    assert "holds no results: name a folder" in " ".join(answer.stderr.split())


def test_an_installed_package_has_no_records(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "RECORDS", tmp_path / "nowhere" / "records")
    for words in ((), ("update", tmp_path), ("check",)):
        answer = run("bench", "records", *words)
        assert answer.exit_code == 2
        assert "in a clone of the project" in " ".join(answer.stderr.split())


def test_the_project_s_own_records_are_shown(run: Callable[..., Result]) -> None:
    table = run("bench", "records").stdout
    for name in ("hub130-1", "tiny-overlap"):
        assert f"│ {name} " in table
