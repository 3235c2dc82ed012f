"""`solve`: plan.csv, result.json and plan.html, a summary or JSON, exit codes."""

import csv
import json
import shutil
from pathlib import Path

import pytest

FILES = ["plan.csv", "plan.html", "result.json"]
QUICK = ("--time-limit", 5, "--workers", 1)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_writes_three_files_and_shows_a_summary(airport: Path, day: Path, run) -> None:
    answer = run("solve", "airport", day.name, *QUICK, "--out", "solved")
    assert answer.exit_code == 0, answer.output
    assert names(airport.parent / "solved") == FILES
    for words in ("turns", "visits", "bus passengers", "contact rate by passengers", "contact rate by flights", "tows"):
        assert words in answer.stdout
    for words in ("unallocated", "objective by term", "bound", "gap above floor", "seconds", "solved/plan.html"):
        assert words in answer.stdout


def test_the_default_folder_is_plans_airport_day(airport: Path, day: Path, run) -> None:
    assert run("solve", airport, day, *QUICK, "--quiet").exit_code == 0
    [folder] = (airport.parent / "plans").iterdir()
    assert folder.name.endswith(day.stem)
    assert names(folder) == FILES


def test_json_prints_what_result_json_holds_and_nothing_else(airport: Path, day: Path, run) -> None:
    answer = run("solve", airport, day, *QUICK, "--seed", 7, "--out", "solved", "--json")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout == (airport.parent / "solved" / "result.json").read_text(encoding="utf-8")
    document = json.loads(answer.stdout)
    assert document["violations"] == []
    assert (document["seed"], document["workers"], document["config"]) == (7, 1, "default")
    assert (document["time_limit"], document["work_limit"]) == (float(QUICK[1]), None)
    wanted = "status objective bound gap floor gap_above_floor seconds turns visits unallocated bus_passengers"
    wanted += " contact_rate contact_rate_flights tows terms versions"
    assert set(wanted.split()) <= set(document)


def test_progress_goes_to_standard_error_and_quiet_silences_both(airport: Path, day: Path, run) -> None:
    assert "objective" in run("solve", airport, day, *QUICK, "--json").stderr
    answer = run("solve", airport, day, *QUICK, "--quiet")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")


def test_the_plan_has_a_row_for_every_visit_and_passes_the_checker(airport: Path, day: Path, plan: Path, run) -> None:
    with plan.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    result = json.loads((plan.parent / "result.json").read_text(encoding="utf-8"))
    assert list(rows[0]) == ["turn", "visit", "stand", "start", "end", "reason"]
    assert len(rows) == result["visits"]
    assert run("check", airport, day, plan).exit_code == 0


def test_warnings_are_shown_unless_quiet(airport: Path, day: Path, run) -> None:
    (airport / "stand.csv").write_text("")
    assert "warning: stand.csv: is not read" in run("solve", airport, day, *QUICK).stderr
    assert run("solve", airport, day, *QUICK, "--quiet").stderr == ""


def test_a_start_plan_is_never_made_worse(airport: Path, day: Path, plan: Path, run) -> None:
    first = json.loads((plan.parent / "result.json").read_text(encoding="utf-8"))
    answer = run("solve", airport, day, "--time-limit", 1, "--workers", 1, "--start", plan, "--out", "again", "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["objective"] <= first["objective"]


def test_one_second_is_enough_for_a_plan_of_a_hub_day(tmp_path: Path, run) -> None:
    hub = tmp_path / "hub"
    assert run("generate", hub, "--turns", 130, "--contact", 20, "--remote", 40, "--mars", 2).exit_code == 0
    [day] = hub.glob("????-??-??.csv")
    out = tmp_path / "out"
    answer = run("solve", hub, day, "--time-limit", 1, "--workers", 1, "--out", out)
    assert answer.exit_code == 0, answer.output
    assert names(out) == FILES
    assert run("check", hub, day, out / "plan.csv").exit_code == 0


def test_there_is_a_plan_however_short_the_time(airport: Path, day: Path, run) -> None:
    answer = run("solve", airport, day, "--time-limit", 1e-9, "--out", "out")
    assert answer.exit_code == 0, answer.stderr
    assert Path("out/plan.csv").exists()


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_limit_is_a_positive_number(airport: Path, day: Path, run, limit: str) -> None:
    answer = run("solve", airport, day, "--time-limit", limit)
    assert answer.exit_code == 2
    assert "--time-limit" in answer.stderr


@pytest.mark.parametrize("option", [("--workers", 0), ("--seed", -1)])
def test_workers_and_seed_have_their_ranges(airport: Path, day: Path, run, option: tuple[str, int]) -> None:
    assert run("solve", airport, day, *option).exit_code == 2


def test_a_folder_that_cannot_be_made_is_said_before_the_work(airport: Path, day: Path, run) -> None:
    Path("file").write_text("")
    answer = run("solve", airport, day, "--out", "file/plans")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "file: is not a folder" in answer.stderr


def test_a_full_disk_is_a_message_and_never_half_a_plan(airport: Path, day: Path, spawn) -> None:
    resource = pytest.importorskip("resource")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))

    out = airport.parent / "out"
    process = spawn(["solve", airport, day, *QUICK, "--out", out], preexec_fn=little_room)
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "too large" in stderr
    assert "Traceback" not in stderr
    assert not out.exists()


def test_a_full_disk_keeps_the_plan_that_was_there(airport: Path, day: Path, plan: Path, spawn) -> None:
    resource = pytest.importorskip("resource")
    before = {path.name: path.read_bytes() for path in plan.parent.iterdir()}

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))

    process = spawn(["solve", airport, day, *QUICK, "--out", plan.parent], preexec_fn=little_room)
    process.communicate(timeout=120)
    assert process.returncode == 2
    assert {path.name: path.read_bytes() for path in plan.parent.iterdir()} == before


def test_a_terminal_of_another_encoding_gets_escapes(airport: Path, day: Path, spawn) -> None:
    schedule = day.read_text(encoding="utf-8").splitlines()
    name = schedule[-1].split(",")[0]
    day.write_text("\n".join([*schedule[:-1], schedule[-1].replace(name, "Zürich→", 1)]), encoding="utf-8")
    for words in (["show", airport, day], ["solve", airport, day, *QUICK]):
        process = spawn(words, env={"PATH": "", "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "NO_COLOR": "1"})
        _, stderr = process.communicate(timeout=120)
        assert process.returncode == 0, stderr


def test_a_reader_that_leaves_is_no_error(airport: Path, day: Path, spawn) -> None:
    process = spawn(["show", airport, day])
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(timeout=60)
    process.stdout = None


def test_an_airport_moved_elsewhere_solves_by_absolute_schedule(airport: Path, day: Path, run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = Path(shutil.move(day, elsewhere / day.name))
    assert run("solve", airport, moved, *QUICK, "--quiet", "--out", "out").exit_code == 0
