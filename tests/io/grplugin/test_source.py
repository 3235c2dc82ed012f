"""Lines are gathered by airport, stand and rule set; those out of place are errors that name file and line."""

from pathlib import Path

import pytest

from standalloc.io.grplugin.source import read_stand_file
from standalloc.io.problem_log import ProblemLog
from tests.io.grplugin.sample import NAME, SAMPLE, write


def test_the_sample(tmp_path: Path) -> None:
    log = ProblemLog()
    file = read_stand_file(write(tmp_path), "LSZH", log)
    assert file is not None
    assert log.problems() == []
    assert (file.name, file.airport, list(file.stands)) == (NAME, "LSZH", ["A1", "A2", "A3", "P 4"])
    assert [[len(rules.lines) for rules in rule_sets] for rule_sets in file.stands.values()] == [[4, 4], [7], [7], [7]]
    assert [str(line) for line in file.loose] == ["GROUP:P:P 4", "STANDLIST:LSZH:SWR,EDW:50:A1,A2,A8"]
    assert len(list(file.lines())) + file.of_others + file.comments == len(SAMPLE.splitlines())
    written = SAMPLE.splitlines()
    assert all(written[line.number - 1] == str(line) for line in file.lines())


def test_a_stand_opened_again_has_a_further_rule_set(tmp_path: Path) -> None:
    text = "STAND:EPWA:1\nCODE:C\nSTAND:EPWA:2\nCODE:C\nSTAND:EPWA:1\nCODE:E\n"
    file = read_stand_file(write(tmp_path, text), None, ProblemLog())
    assert file is not None
    assert [[str(line) for line in rules.lines] for rules in file.stands["1"]] == [["CODE:C"], ["CODE:E"]]


@pytest.mark.parametrize("ending", ["\r\n", "\n\n"])
def test_line_ends(tmp_path: Path, ending: str) -> None:
    plain, other = (
        read_stand_file(write(tmp_path, text), "LSZH", ProblemLog())
        for text in (SAMPLE, SAMPLE.replace("\n", ending).lower())
    )
    assert plain is not None
    assert other is not None
    assert [line.keyword for line in plain.lines()] == [line.keyword for line in other.lines()]


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        ("CODE:C\nSTAND:EPWA:1\n", 1, "missing", "'CODE' comes before any STAND"),
        ("COPY\nSTAND:EPWA:1\n", 1, "missing", "'COPY' comes before any STAND"),
        ("STAND:EPWA\n", 1, "missing", "'STAND:EPWA' lacks an airport or a name"),
        ("STAND:EPWA:1\nSTAND::2\n", 2, "missing", "'STAND::2' lacks an airport or a name"),
        ("STAND:EPWA:1\n\nSTAND\n", 3, "missing", "'STAND' lacks an airport or a name"),
        ("STAND:EPWA:1\x1b\n", 1, "bad_text", "holds characters that cannot be printed"),
        ("STAND:EPWA:1:N052.10.23.070\n", 1, "cell_count", "STAND has 3 values, not 2 or 5"),
        ("STAND:EPWA:1:N052:E020:20:5\n", 1, "cell_count", "STAND has 6 values, not 2 or 5"),
        ("//STAND:EPWA:1\n", None, "no_rows", "holds no line STAND"),
        ("1300 52.1 20.9 90 gate jets 1\n", None, "no_rows", "holds no line STAND"),
        ("\n", None, "empty_file", "is empty"),
    ],
)
def test_lines_out_of_place(tmp_path: Path, text: str, line: int | None, code: str, words: str) -> None:
    log = ProblemLog()
    read_stand_file(write(tmp_path, text), None, log)
    (problem,) = log.problems()
    assert (problem.code, problem.file, problem.line, problem.severity) == (code, NAME, line, "error")
    assert words in problem.message
    assert problem.fix
