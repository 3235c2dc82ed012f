"""`show`, `plot` and `compare`."""

import json
from pathlib import Path

import pytest

from standalloc import io


def test_show_has_stands_turns_and_demand(airport: Path, day: Path, run) -> None:
    for words in ([airport, day], [airport]):
        answer = run("show", *words)
        assert answer.exit_code == 0, answer.output
        for part in ("stands", "exclusions", "turns", "demand for stands"):
            assert part in answer.stdout


def test_show_says_capacities_and_tiers(airport: Path, day: Path, run) -> None:
    assert "minimised in turn" not in run("show", airport, day).stdout
    settings = airport / "airport.toml"
    text = settings.read_text(encoding="utf-8").replace("[policy]", "[policy]\nbus_capacity = 7")
    settings.write_text(
        text.replace("[objective]", '[objective]\ntiers = [["unallocated"], ["tow"]]'), encoding="utf-8"
    )
    shown = run("show", airport, day).stdout
    assert "at most 7 buses in use at once" in shown
    assert "minimised in turn: 1 unallocated, 2 tow" in shown


def test_show_of_several_schedules_is_the_airport_and_the_choice(airport: Path, day: Path, run) -> None:
    (airport / "2031-12-31.csv").write_bytes(day.read_bytes())
    answer = run("show", airport)
    assert answer.exit_code == 0, answer.output
    assert "stands" in answer.stdout
    assert "demand" not in answer.stdout
    assert "2031-12-31.csv" in answer.stderr


def test_no_name_steers_the_terminal(airport: Path, day: Path, run) -> None:
    settings = airport / "airport.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Example", "\\u001b[2Jgone"), encoding="utf-8")
    answer = run("show", airport, day)
    assert answer.exit_code == 0, answer.output
    assert "\x1b" not in answer.stdout
    assert "gone" in answer.stdout


def test_an_instance_json_takes_the_place_of_airport_and_schedule(airport: Path, day: Path, plan: Path, run) -> None:
    document = Path("instance.json")
    document.write_text(json.dumps(io.instance_document(io.read(airport, day))), encoding="utf-8")
    assert run("show", document).stdout.splitlines()[-1] == run("show", airport, day).stdout.splitlines()[-1]
    assert run("validate", document).exit_code == 0
    assert run("check", document, plan).exit_code == 0
    assert run("compare", document, plan, plan).exit_code == 0
    assert run("plot", document, plan, "--out", "a.html").exit_code == 0
    assert run("solve", document, "--time-limit", 5, "--quiet", "--out", "again").exit_code == 0


def test_plot_writes_beside_the_plan(airport: Path, day: Path, plan: Path, run) -> None:
    (plan.parent / "plan.html").unlink()
    answer = run("plot", airport, day, plan)
    assert answer.exit_code == 0, answer.output
    assert "<html" in (plan.parent / "plan.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "file", "begins"),
    [
        (["--format", "svg"], "solved/plan.svg", b"<"),
        (["--out", "a/chart.png"], "a/chart.png", b"\x89PNG"),
        (["--format", "png", "--out", "chart"], "chart", b"\x89PNG"),
        (["--format", "html", "--out", "chart.htm"], "chart.htm", b"<"),
    ],
)
def test_plot_draws_what_format_or_suffix_ask(
    airport: Path, day: Path, plan: Path, run, options: list[str], file: str, begins: bytes
) -> None:
    answer = run("plot", airport, day, plan, *options)
    assert answer.exit_code == 0, answer.output
    assert (airport.parent / file).read_bytes().startswith(begins)


def test_plot_refuses_an_unknown_suffix(airport: Path, day: Path, plan: Path, run) -> None:
    answer = run("plot", airport, day, plan, "--out", "chart.pdf")
    assert answer.exit_code == 2
    assert ".html, .png or .svg" in answer.stderr


@pytest.mark.parametrize(("picture", "file"), [("png", "z.svg"), ("svg", "z.HTML"), ("html", "z.png")])
def test_plot_refuses_the_suffix_of_another_format(
    airport: Path, day: Path, plan: Path, run, picture: str, file: str
) -> None:
    answer = run("plot", airport, day, plan, "--format", picture, "--out", file)
    assert answer.exit_code == 2
    assert f"'{file}' is no name for a picture of format {picture}" in answer.stderr
    assert not Path(file).exists()


@pytest.fixture
def other(unpinned: Path, plan: Path, rewrite) -> Path:
    """The plan with its first visit unallocated."""
    path = plan.with_name("other.csv")
    path.write_bytes(plan.read_bytes())
    rewrite(path, lambda rows: rows[0].update(stand=""))
    return path


def test_compare_shows_what_moved_and_what_it_changes(airport: Path, day: Path, plan: Path, other: Path, run) -> None:
    answer = run("compare", airport, day, plan, other)
    assert answer.exit_code == 0, answer.output
    assert "1 visit moved" in answer.stdout
    assert "unallocated" in answer.stdout


def test_compare_as_json(airport: Path, day: Path, plan: Path, other: Path, run) -> None:
    document = json.loads(run("compare", airport, day, plan, other, "--json").stdout)
    [moved] = document["moved"]
    assert (moved["from"] != "", moved["to"]) == (True, "")
    assert document["second"]["unallocated"] == document["first"]["unallocated"] + 1
    assert document["change"] == pytest.approx(sum(document["terms"].values()))


def test_compare_says_which_plan_violates_rules(airport: Path, day: Path, plan: Path, bad_plan: Path, run) -> None:
    answer = run("compare", airport, day, plan, bad_plan)
    assert answer.exit_code == 1
    assert "bad.csv violates rules" in answer.stderr
    assert "plan.csv violates rules" not in answer.stderr
