"""No input leads to a traceback: one message for each problem, exit code 2, nothing written."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Change = Callable[[Path, Path], object]


def replace(name: str, old: str, new: str) -> Change:
    """Replace a text in the first place it has in a file (`day` names the schedule)."""

    def change(airport: Path, day: Path) -> None:
        path = day if name == "day" else airport / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def write(name: str, content: str | bytes) -> Change:
    """Write a file (`day` names the schedule)."""

    def change(airport: Path, day: Path) -> None:
        path = day if name == "day" else airport / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def first_turn(day: Path) -> str:
    return day.read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def pin(*stands: str) -> Change:
    """Pin the first turn."""

    def change(airport: Path, day: Path) -> None:
        rows = "".join(f"{first_turn(day)},*,{stand}\n" for stand in stands)
        (airport / "pins.csv").write_text(f"turn,visit,stand\n{rows}")

    return change


def pin_onto_a_closed_stand(airport: Path, day: Path) -> None:
    stand = next(
        line.split(",")[0]
        for line in (airport / "stands.csv").read_text(encoding="utf-8").splitlines()[1:]
        if line and not line.startswith("#")
    )
    pin(stand)(airport, day)
    (airport / "closures.csv").write_text(f"stand,from,to\n{stand},2000-01-01T00:00Z,2099-01-01T00:00Z\n")


CASES: dict[str, Change] = {
    "no stands file": lambda airport, day: (airport / "stands.csv").unlink(),
    "no airport file": lambda airport, day: (airport / "airport.toml").unlink(),
    "no schedule": lambda airport, day: day.unlink(),
    "empty schedule": write("day", ""),
    "empty stands": write("stands.csv", ""),
    "wrong encoding": write("day", "turn,code,arrival_time\nZürich,C,2026-01-05T08:00Z\n".encode("latin-1")),
    "UTF-16": write("day", "turn,code,arrival_time\n".encode("utf-16")),
    "binary": write("stands.csv", bytes(range(256))),
    "misspelt column": replace("stands.csv", "kind", "kin"),
    "bad TOML": write("airport.toml", "[airport\n"),
    "unknown policy": replace("airport.toml", "[policy]", "[policy]\nbuffer_minutes = 3"),
    "tier of an unknown term": replace("airport.toml", "[objective]", "[objective]\ntiers = [['tows']]"),
    "unknown pinned stand": pin("NOWHERE"),
    "contradictory pins": pin("NOWHERE", "ELSEWHERE"),
    "pin onto a closed stand": pin_onto_a_closed_stand,
    "escape sequences": write("day", "turn,code,arrival_time\n\x1b[2Jx,\x1b[31mC,soon\n"),
    "a schedule that is a folder": lambda airport, day: (day.unlink(), day.mkdir()),
}


@pytest.mark.parametrize("change", CASES.values(), ids=CASES.keys())
def test_bad_input_ends_with_messages_and_nothing_written(airport: Path, day: Path, run, change: Change) -> None:
    change(airport, day)
    before = sorted(airport.parent.rglob("*"))
    answer = run("solve", airport, day, "--time-limit", 5)
    assert answer.exit_code == 2, answer.output
    assert answer.stdout == ""
    assert ": error " in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "\x1b" not in answer.stderr
    assert sorted(airport.parent.rglob("*")) == before
    assert run("validate", airport, day).exit_code == 2


def test_contradictory_pins_name_the_rule_broken(airport: Path, day: Path, run) -> None:
    pin_onto_a_closed_stand(airport, day)
    answer = run("solve", airport, day)
    assert answer.exit_code == 2
    assert "pins_conflict" in answer.stderr


@pytest.mark.parametrize("words", [["nowhere", "day.csv"], ["nowhere.json"], ["airport", "nowhere.csv"]])
def test_missing_files(airport: Path, run, words: list[str]) -> None:
    for command in ("solve", "show", "validate"):
        answer = run(command, *words)
        assert answer.exit_code == 2, answer.output
        assert "nowhere" in answer.output
        assert "Traceback" not in answer.output


@pytest.mark.parametrize("content", ["", "{", "[]", '{"airport": 3}', "[" * 100_000, '{"airport": {}, "schedule": 1}'])
def test_bad_instance_documents(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.chdir(tmp_path)
    document = Path("day.json")
    document.write_text(content)
    answer = run("solve", document)
    assert answer.exit_code == 2, answer.output
    assert "day.json" in answer.stderr


@pytest.mark.parametrize("config", ["nonsense", "nowhere.toml", "bad.toml", "odd.toml"])
def test_bad_configurations(airport: Path, day: Path, run, config: str) -> None:
    Path("bad.toml").write_text("[broken")
    Path("odd.toml").write_text("nonsense = 3\n")
    answer = run("solve", airport, day, "--config", config)
    assert answer.exit_code == 2, answer.output
    assert config in answer.stderr
    assert not Path("plans").exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "turn,vist\n",
        "turn,visit,stand,start,end,reason\nNOBODY,full,C1,,,\n",
        "turn,visit,stand,start,end,reason\n\xff",
        "rubbish",
    ],
)
def test_bad_plans(airport: Path, day: Path, plan: Path, run, content: str) -> None:
    bad = Path("bad.csv")
    bad.write_bytes(content.encode("latin-1"))
    for words in (
        ("check", airport, day, bad),
        ("plot", airport, day, bad),
        ("compare", airport, day, plan, bad),
        ("solve", airport, day, "--start", bad, "--out", "new"),
    ):
        answer = run(*words)
        assert answer.exit_code == 2, (words[0], answer.output)
        assert "bad.csv" in answer.stderr
    assert not Path("bad.html").exists()
    assert not Path("new").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission(airport: Path, day: Path, run) -> None:
    Path("locked").mkdir(mode=0o500)
    answer = run("solve", airport, day, "--out", "locked/plans")
    assert answer.exit_code == 2
    assert "may not be written to" in answer.stderr
