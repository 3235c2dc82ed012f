"""AIRPORT SCHEDULE [PLAN ...]: a folder and a CSV, or one instance JSON in place of both."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from standalloc.cli.inputs import Inputs, inputs_argument


def sorted_out(words: list[str], **shape: object) -> Inputs | str:
    """The inputs a command with these arguments gets, or the usage error it shows."""
    seen: list[Inputs] = []

    @click.command()
    @inputs_argument(**shape)
    def command(inputs: Inputs) -> None:
        seen.append(inputs)

    result = CliRunner().invoke(command, words)
    assert result.exit_code == (0 if seen else 2)
    return seen[0] if seen else result.output


@pytest.mark.parametrize(
    ("words", "shape", "expected"),
    [
        ("DIR day.csv", {}, Inputs(Path("DIR"), Path("day.csv"))),
        ("day.json", {}, Inputs(Path("day.json"), None)),
        ("DIR day.csv a.csv", {"plans": 1}, Inputs(Path("DIR"), Path("day.csv"), (Path("a.csv"),))),
        ("day.json a.csv", {"plans": 1}, Inputs(Path("day.json"), None, (Path("a.csv"),))),
        ("DIR day.csv a.csv b.csv", {"plans": 2}, Inputs(Path("DIR"), Path("day.csv"), (Path("a.csv"), Path("b.csv")))),
        ("DAY.JSON a.csv b.csv", {"plans": 2}, Inputs(Path("DAY.JSON"), None, (Path("a.csv"), Path("b.csv")))),
        ("DIR", {"schedule_required": False}, Inputs(Path("DIR"), None)),
        ("DIR day.csv", {"schedule_required": False}, Inputs(Path("DIR"), Path("day.csv"))),
        ("day.json", {"schedule_required": False}, Inputs(Path("day.json"), None)),
    ],
)
def test_paths_find_their_meaning(words: str, shape: dict[str, object], expected: Inputs) -> None:
    assert sorted_out(words.split(), **shape) == expected


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("", {}),
        ("DIR", {}),
        ("DIR day.csv more.csv", {}),
        ("day.json day.csv", {}),
        ("DIR day.csv", {"plans": 1}),
        ("day.json", {"plans": 1}),
        ("DIR day.csv a.csv", {"plans": 2}),
        ("day.json a.csv b.csv c.csv", {"plans": 2}),
        ("DIR day.csv more.csv", {"schedule_required": False}),
        ("day.json day.csv", {"schedule_required": False}),
    ],
)
def test_any_other_number_of_paths_is_a_usage_error_that_names_the_arguments(
    words: str, shape: dict[str, object]
) -> None:
    message = sorted_out(words.split(), **shape)
    assert isinstance(message, str)
    assert "Usage:" in message
    assert "AIRPORT" in message


@pytest.mark.parametrize(("words", "plans"), [("", 0), ("plan.csv", 1), ("a.csv b.csv", 2)])
def test_a_folder_without_its_schedule_lists_a_few(tmp_path: Path, words: str, plans: int) -> None:
    for day in range(1, 6):
        (tmp_path / f"2030-01-0{day}.csv").touch()
    message = " ".join(str(sorted_out([str(tmp_path), *words.split()], plans=plans)).split())
    assert "no schedule is named" in message
    assert "choose one of 2030-01-01.csv, 2030-01-02.csv, 2030-01-03.csv and 2 more" in message


@pytest.mark.parametrize("plans", [0, 1])
def test_folder_and_schedule_in_the_wrong_order_are_told(tmp_path: Path, plans: int) -> None:
    schedule, folder = tmp_path / "day.csv", tmp_path / "jfk"
    schedule.touch()
    folder.mkdir()
    for words in ([schedule, folder], [schedule, folder, tmp_path / "plan.csv"][: 2 + plans]):
        assert "are swapped" in str(sorted_out([str(word) for word in words], plans=plans))


def test_an_existing_file_of_any_name_is_an_instance(tmp_path: Path) -> None:
    document = tmp_path / "instance.txt"
    document.write_text("{}")
    assert sorted_out([str(document)]) == Inputs(document, None)
