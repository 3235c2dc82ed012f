"""Plans: rows, files, frames; what reading them refuses and what it warns of."""

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from standalloc.check import check
from standalloc.io import (
    inspect_plan,
    instance_document,
    plan_rows,
    read,
    read_instance_document,
    read_plan,
    to_frame,
    write_plan,
)
from standalloc.model import InputError, Instance, Plan, Reason, VisitKey

T1 = VisitKey("T1", "full")
T2 = tuple(VisitKey("T2", part) for part in ("arrival", "parking", "departure"))
T3 = VisitKey("T3", "departure")
PLAN = Plan(
    {T1: "A1", T2[0]: "A2", T2[1]: "R2", T2[2]: "A2"},
    {T3: Reason("no_stand", "all stands: taken, closed or too small")},
)
TEXT = """\
turn,visit,stand,start,end,reason
T1,full,A1,2013-07-11T08:00-04:00,2013-07-11T09:00-04:00,
T2,arrival,A2,2013-07-11T08:30-04:00,2013-07-11T09:15-04:00,
T2,parking,R2,2013-07-11T09:15-04:00,2013-07-11T12:30-04:00,
T2,departure,A2,2013-07-11T12:30-04:00,2013-07-11T13:30-04:00,
T3,departure,,2013-07-11T06:00-04:00,2013-07-11T07:00-04:00,"no_stand: all stands: taken, closed or too small"
"""


@pytest.fixture
def instance(write_folder: Callable[..., Path]) -> Instance:
    return read(write_folder())


def test_a_plan_as_a_file(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "out" / "plan.csv"
    write_plan(PLAN, instance, path)
    assert path.read_text(encoding="utf-8") == TEXT
    assert read_plan(path, instance) == PLAN
    assert [file.name for file in path.parent.iterdir()] == ["plan.csv"]


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"status": "optimal", "plan": rows}])
def test_a_plan_as_json(instance: Instance, tmp_path: Path, wrap: Callable[[Any], Any]) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(wrap(plan_rows(PLAN, instance))), encoding="utf-8")
    assert read_plan(str(path), instance) == PLAN


def test_a_plan_by_hand(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("turn;stand;visit;x_by\nT1;A1;;me\nT2;R2;*;me\nT3;;;me\n", encoding="utf-8")
    assert read_plan(path, instance) == Plan({T1: "A1"} | dict.fromkeys(T2, "R2"))


def test_reasons_of_other_systems(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("turn,stand,reason\nT1,,No room: see notes\nT2,R2,\nT3,R1,ignored\n", encoding="utf-8")
    plan = read_plan(path, instance)
    assert plan.reasons == {T1: Reason("", "No room: see notes")}
    assert plan_rows(plan, instance)[0]["reason"] == "No room: see notes"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "words"),
    [
        ("T1,full", "T9,full", "unknown_turn", 2, "turn 'T9' is not in the schedule"),
        ("T1,full", "T1,first", "unknown_visit", 2, "visit 'first' is not one of turn T1's: full"),
        ("R2", "R9", "unknown_stand", 4, "stand 'R9' is not one of the airport's"),
        ("T2,parking", "T2,arrival", "duplicate", 4, "visit T2 (arrival) is there twice"),
        ("T2,parking", "T2,*", "duplicate", 4, "visit T2 (arrival) is there twice"),
        ("turn,visit", "tern,visit", "unknown_column", 1, "did you mean turn?"),
        ("2013-07-11T08:00-04:00", "8:00", "bad_time", 2, "start '8:00' is not a time"),
        ("T1,full,A1,", "T1,full,A1", "cell_count", 2, "the row has 5 cells, the header 6"),
        (TEXT, "", "empty_file", None, "is empty"),
    ],
)
def test_what_is_refused(
    instance: Instance, tmp_path: Path, old: str, new: str, code: str, line: int | None, words: str
) -> None:
    path = tmp_path / "plan.csv"
    assert old in TEXT
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_plan(path, instance)
    error = caught.value.errors[0]
    assert (error.code, error.file, error.line) == (code, str(path), line)
    assert words in error.message


def test_a_plan_needs_its_column_of_stands(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("turn,visit\n")
    with pytest.raises(InputError) as caught:
        read_plan(path, instance)
    assert [problem.code for problem in caught.value.problems] == ["missing_column"]


def test_a_missing_plan(instance: Instance, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"plan\.csv: does not exist"):
        read_plan(tmp_path / "plan.csv", instance)


def test_times_that_disagree_are_told(instance: Instance, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(TEXT.replace("T09:00-04:00,", "T09:05-04:00,"), encoding="utf-8")
    with caplog.at_level(logging.WARNING, logger="standalloc.io"):
        assert read_plan(path, instance) == PLAN
    (record,) = caplog.records
    words = "end 2013-07-11T09:05-04:00 is not the schedule's 2013-07-11T09:00-04:00"
    assert record.message == f"{path}:2: {words} (the schedule's is used)"


RUNWAY: Mapping[str, Any] = {
    "airport.toml": lambda text: text.replace("[policy]\n", '[policy]\ntimes = "runway"\nsplit_min = 400\n'),
    "stands.csv": "stand,kind,max_code,taxi_in_min,taxi_out_min\nA1,contact,F,4,6\nA2,contact,F,,\nR1,remote,F,1,2\n",
    "handling.csv": "class,bridge_min,away_min\nNarrow_Body,40,70\n",
    **dict.fromkeys(["exclusions.csv", "preferences.csv", "pins.csv"]),
}


@pytest.mark.parametrize(
    ("stand", "start", "end"),
    [("A1", "06:14", "06:54"), ("A2", "06:20", "07:00"), ("R1", "05:48", "06:58"), ("", "06:20", "07:00")],
)
def test_times_are_those_of_the_occupancy_of_the_stand(
    write_folder: Callable[..., Path], tmp_path: Path, stand: str, start: str, end: str
) -> None:
    """T3 leaves the runway at 07:00 and is handled for 40 minutes at a bridge and for 70 away from one."""
    instance = read(write_folder(RUNWAY))
    plan = Plan({T1: "A2", VisitKey("T2", "full"): "A1"} | ({T3: stand} if stand else {}))
    row = plan_rows(plan, instance)[-1]
    assert (row["start"], row["end"]) == (f"2013-07-11T{start}-04:00", f"2013-07-11T{end}-04:00")
    path = tmp_path / "plan.csv"
    write_plan(plan, instance, path)
    assert inspect_plan(path, instance) == (plan, [])
    path.write_text(path.read_text().replace(end, "07:33"), encoding="utf-8")
    assert [(p.code, p.column) for p in inspect_plan(path, instance)[1]] == [("time_disagrees", "end")]


def test_visits_that_are_missing_are_told(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("turn,stand\nT1,A1\n", encoding="utf-8")
    plan, problems = inspect_plan(path, instance)
    assert plan == Plan({T1: "A1"})
    assert [(problem.code, problem.severity, problem.message) for problem in problems] == [
        ("visits_missing", "warning", "4 of 5 visits are not in the plan, first T2 (arrival)")
    ]


def test_visits_that_are_missing_are_not_told_beside_errors(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("turn,stand\nT1,A9\n", encoding="utf-8")
    assert [problem.code for problem in inspect_plan(path, instance)[1]] == ["unknown_stand"]


def test_a_part_the_turn_does_not_have_is_for_the_checker(instance: Instance, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(TEXT.replace("T1,full,A1", "T1,parking,A1").replace("T3,departure", "T3,full"), encoding="utf-8")
    plan, problems = inspect_plan(path, instance)
    assert plan is not None
    assert plan.stands == {key: stand for key, stand in PLAN.stands.items() if key != T1} | {
        VisitKey("T1", "parking"): "A1"
    }
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [
        ("unknown_visit", "warning", 2),
        ("unknown_visit", "warning", 6),
        ("visits_missing", "warning", None),
    ]
    broken = [violation.visits for violation in check(instance, plan).violations if violation.rule == "split"]
    assert broken == [(VisitKey("T1", "parking"),)]
    assert [row["stand"] for row in plan_rows(plan, instance)] == ["", "A2", "R2", "A2", ""]


def test_a_reference_with_a_part_the_turn_does_not_have(write_folder: Callable[..., Path]) -> None:
    document = instance_document(read(write_folder()))
    document["reference"] = [{"turn": "T1", "visit": "arrival", "stand": "A1"}]
    instance = read_instance_document(document)
    assert VisitKey("T1", "arrival") not in instance.references
    assert read_instance_document(instance_document(instance)) == instance


def test_a_frame(instance: Instance) -> None:
    frame = to_frame(PLAN, instance)
    assert list(frame.columns) == ["turn", "visit", "stand", "start", "end", "reason"]
    assert len(frame) == len(instance.visits)
    assert str(frame["start"].dtype).endswith("America/New_York]")
    assert frame["end"].iloc[0].isoformat() == "2013-07-11T09:00:00-04:00"
    assert list(frame["stand"]) == ["A1", "A2", "R2", "A2", ""]


def test_a_frame_of_no_visits(instance: Instance) -> None:
    empty = Instance(instance.airport, ())
    assert list(to_frame(Plan(), empty).columns) == ["turn", "visit", "stand", "start", "end", "reason"]
