"""One airport's rows of a file that may hold the world; lines of any length and ending."""

from pathlib import Path

import pytest

from standalloc.io.apt_dat.source import read_airport
from standalloc.io.problem_log import ProblemLog
from tests.io.apt_dat.sample import SAMPLE, write


@pytest.mark.parametrize(
    ("asked", "code", "name", "rows"),
    [
        ("KXYZ", "KXYZ", "Example Intl", 16),
        ("xyz", "KXYZ", "Example Intl", 16),
        ("KOLD", "KOLD", "Old Port", 2),
        ("KBAD", "KBAD", "Elsewhere", 1),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_an_airport_by_its_codes(tmp_path: Path, asked: str, code: str, name: str, rows: int, ending: str) -> None:
    log = ProblemLog()
    airport = read_airport(write(tmp_path, SAMPLE.replace("\n", ending)), asked, log)
    assert log.problems() == []
    assert airport is not None
    assert (airport.code, airport.name, len(airport.rows)) == (code, name, rows)


def test_a_byte_order_mark_hides_no_row(tmp_path: Path) -> None:
    log = ProblemLog()
    airport = read_airport(write(tmp_path, b"\xef\xbb\xbf1300 1 2 3 gate jets 1\n1301 C airline\n"), "KXYZ", log)
    assert airport is not None
    assert [row.code for row in airport.rows] == [b"1300", b"1301"]


def test_rows_know_their_lines(tmp_path: Path) -> None:
    airport = read_airport(write(tmp_path), "KXYZ", ProblemLog())
    assert airport is not None
    written = SAMPLE.splitlines()
    for row in airport.rows:
        assert written[row.number - 1].split() == [row.code.decode(), *row.text.decode().split()]


def test_a_header_without_a_code(tmp_path: Path) -> None:
    log = ProblemLog()
    assert read_airport(write(tmp_path, "1 0 0\n1300 1 2 3 gate jets 1\n"), None, log) is None
    assert [problem.message for problem in log.problems()] == ["airport is missing: no row 1 says which"]


def test_a_long_line_is_passed_over(tmp_path: Path) -> None:
    text = SAMPLE.replace("100 45.72", "100 " + "4" * 1_000_000, 1)
    airport = read_airport(write(tmp_path, text), "KXYZ", ProblemLog())
    assert airport is not None
    assert len(airport.rows) == 16
