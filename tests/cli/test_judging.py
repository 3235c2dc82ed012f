"""`check` and `validate`: what is wrong, with exit codes."""

import json
from pathlib import Path


def test_a_clean_plan(airport: Path, day: Path, plan: Path, run) -> None:
    answer = run("check", airport, day, plan)
    assert answer.exit_code == 0
    assert "keeps every rule" in answer.stdout
    assert "objective by term" in answer.stdout


def test_a_plan_that_violates_rules(airport: Path, day: Path, bad_plan: Path, run) -> None:
    answer = run("check", airport, day, bad_plan)
    assert answer.exit_code == 1
    assert "overlap" in answer.stdout
    for column in ("rule", "turns", "stands", "when", "minutes"):
        assert column in answer.stdout


def test_check_as_json(airport: Path, day: Path, bad_plan: Path, run) -> None:
    answer = run("check", airport, day, bad_plan, "--json")
    assert answer.exit_code == 1
    document = json.loads(answer.stdout)
    assert "overlap" in {violation["rule"] for violation in document["violations"]}


def test_unallocated_visits_are_listed_with_their_reason(
    unpinned: Path, airport: Path, day: Path, plan: Path, run, rewrite
) -> None:
    rewrite(plan, lambda rows: rows[0].update(stand="", reason=""))
    answer = run("check", airport, day, plan)
    assert answer.exit_code == 0
    assert "1 unallocated" in answer.stdout


def test_a_part_that_a_turn_does_not_have_breaks_split(airport: Path, day: Path, plan: Path, run, rewrite) -> None:
    """Made with another `split_min`, say: every command but `check` passes over it."""
    strange = plan.with_name("strange.csv")
    strange.write_bytes(plan.read_bytes())

    def name_another_part(rows: list[dict[str, str]]) -> None:
        row = next(row for row in rows if row["stand"])
        row.update(visit="parking" if row["visit"] == "full" else "full")

    rewrite(strange, name_another_part)
    answer = run("check", airport, day, strange)
    assert answer.exit_code == 1, answer.output
    assert "split" in answer.stdout
    document = json.loads(run("check", airport, day, strange, "--json").stdout)
    assert "split" in {violation["rule"] for violation in document["violations"]}
    for kind in ("html", "svg"):
        assert run("plot", airport, day, strange, "--format", kind).exit_code == 0
    assert run("compare", airport, day, plan, strange).exit_code == 1
    options = ("--time-limit", 5, "--workers", 1, "--out", "anew", "--quiet")
    assert run("solve", airport, day, "--start", strange, *options).exit_code == 0


def test_a_plan_of_something_else_is_bad_input(airport: Path, day: Path, run) -> None:
    answer = run("check", airport, day, f"airport/{day.name}")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert day.name in answer.stderr


def test_a_sound_input(airport: Path, day: Path, run) -> None:
    for words in ([airport, day], [airport, day.name], [airport]):
        answer = run("validate", *words)
        assert answer.exit_code == 0, answer.output
        assert "0 errors" in answer.stdout


def test_every_problem_is_listed_with_its_place(airport: Path, day: Path, run, rewrite) -> None:
    rewrite(airport / "stands.csv", lambda rows: (rows[0].update(max_code="G"), rows[1].update(kind="nearby")))
    answer = run("validate", airport, day)
    assert answer.exit_code == 2
    assert "stands.csv:2: max_code: error bad_code: " in answer.stdout
    assert "stands.csv:3: kind: error " in answer.stdout
    assert "2 errors" in answer.stdout


def test_the_problems_as_json(airport: Path, day: Path, run, rewrite) -> None:
    rewrite(airport / "stands.csv", lambda rows: rows[0].update(max_code="G"))
    answer = run("validate", airport, day, "--json")
    assert answer.exit_code == 2
    document = json.loads(answer.stdout)
    assert document["errors"] == 1
    [problem] = [problem for problem in document["problems"] if problem["severity"] == "error"]
    assert (problem["code"], problem["file"], problem["line"], problem["column"]) == (
        "bad_code",
        "stands.csv",
        2,
        "max_code",
    )
    assert problem["fix"]


def test_without_a_schedule_every_schedule_is_read(airport: Path, day: Path, run, rewrite) -> None:
    other = airport / "2031-12-31.csv"
    other.write_text(day.read_text(encoding="utf-8"), encoding="utf-8")
    rewrite(day, lambda rows: rows[0].update(seats="many"))
    rewrite(other, lambda rows: rows[1].update(seats="many"))
    answer = run("validate", airport)
    assert answer.exit_code == 2
    assert f"{day.name}:2" in answer.stdout
    assert f"{other.name}:3" in answer.stdout


def test_an_airport_without_schedules_is_validated_alone(airport: Path, day: Path, run, rewrite) -> None:
    day.unlink()
    assert run("validate", airport).exit_code == 0
    rewrite(airport / "stands.csv", lambda rows: rows[0].update(max_code="G"))
    answer = run("validate", airport)
    assert answer.exit_code == 2
    assert "stands.csv:2" in answer.stdout


def test_a_turn_that_fits_no_stand_is_a_warning(airport: Path, day: Path, run, rewrite) -> None:
    rewrite(airport / "stands.csv", lambda rows: [row.update(max_code="A") for row in rows])
    answer = run("validate", airport, day)
    assert "warning fits_no_stand" in answer.stdout
    assert answer.exit_code == 0, answer.stdout
