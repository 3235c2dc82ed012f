"""`standalloc bench report`: on the screen, as a page, as Markdown; and what is no folder of results."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from standalloc.bench import suites
from standalloc.bench.record import read_records, write_record
from standalloc.bench.sources import Folder
from standalloc.bench.suites import Case, Suite
from standalloc.cli import main

TINY = Path(suites.INSTANCES) / "tiny"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a real sweep: two tiny days by two configurations."""
    cases = [Case("tiny", name, Folder(TINY / name, "2030-06-01.csv"), 5) for name in ("overlap", "tiers")]
    out = tmp_path_factory.mktemp("sweep")
    words = ["bench", "run", "pair", "--config", "default", "--config", "fcfs", "--workers", "1", "--out", str(out)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suites, "SUITES", {"pair": Suite("pair", "two days", lambda _data: cases)})
        answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 0, answer.output
    return out


@pytest.fixture
def swept(sweep: Path, tmp_path: Path) -> Path:
    """A copy of these results."""
    return Path(copytree(sweep / "runs", tmp_path / "swept" / "runs")).parent


def copy(folder: Path, target: Path, **changes: object) -> Path:
    """Write the records of a folder into another, changed."""
    for record in read_records(folder):
        write_record(record.model_copy(update=changes), target / "runs" / f"{record.run}.json")
    return target


def test_a_sweep_on_the_screen_as_a_page_and_as_markdown(swept: Path, run: Run) -> None:
    shown = run("bench", "report", swept)
    assert shown.exit_code == 0, shown.output
    for words in ("Benchmark of swept", "* 4 runs of suite pair: 2 instances", "How runs ended", "\n overlap, "):
        assert words in shown.stdout
    assert not (swept / "report.html").exists()

    page, text = swept / "report.html", swept / "report.md"
    answer = run("bench", "report", swept, "--html", "--markdown", text)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout == ""
    assert answer.stderr == f"wrote {page}\nwrote {text}\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("bench", "report", swept, "--markdown").stdout == text.read_text(encoding="utf-8")
    assert sorted(path.name for path in swept.iterdir() if path.suffix in {".html", ".md"}) == [page.name, text.name]


def test_a_page_where_the_user_wants_it(swept: Path, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "new" / "page.html"
    assert run("bench", "report", swept, "--html", page).exit_code == 0
    assert "Benchmark of swept" in page.read_text(encoding="utf-8")


def test_against_another_folder(swept: Path, run: Run, tmp_path: Path) -> None:
    other = copy(swept, tmp_path / "other", seconds=1000.0)
    answer = run("bench", "report", swept, "--against", other, "--markdown")
    assert "### Run for run against other" in answer.stdout
    assert "| default in swept | default in other | objective | 2 | 0 | 2 | 0 | 1.0000 | 0 |" in answer.stdout
    twin = copy(swept, tmp_path / "more" / "swept")
    answer = run("bench", "report", swept, "--against", twin, "--markdown")
    assert "Run for run against" in answer.stdout
    assert f"default in {twin}".replace("_", "\\_") in answer.stdout


@pytest.mark.parametrize("option", [(), ("--html",), ("--markdown", "out.md")])
def test_a_folder_without_results(run: Run, tmp_path: Path, option, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("bench", "report", tmp_path, *option)
    assert answer.exit_code == 2
    assert "holds no results: name a folder that `standalloc bench run` has written" in answer.stderr
    assert not [*tmp_path.iterdir()]


def test_against_a_folder_without_results(swept: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = run("bench", "report", swept, "--against", tmp_path / "empty")
    assert answer.exit_code == 2
    assert f"{tmp_path / 'empty'} holds no results" in answer.stderr


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 7}', "\udcff"])
def test_a_malformed_record(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "bad.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    answer = run("bench", "report", tmp_path, "--html")
    assert answer.exit_code == 2
    assert "bad.json: " in answer.stderr
    assert "delete the file" in answer.stderr
    assert not (tmp_path / "report.html").exists()


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for words in ((tmp_path / "nowhere",), (tmp_path, "--against", tmp_path / "nowhere")):
        answer = run("bench", "report", *words)
        assert answer.exit_code == 2
        assert "does not exist" in " ".join(answer.stderr.split())


def test_a_place_that_cannot_be_written(swept: Path, run: Run) -> None:
    answer = run("bench", "report", swept, "--html", swept)
    assert answer.exit_code == 2
    assert "is a folder" in answer.stderr
