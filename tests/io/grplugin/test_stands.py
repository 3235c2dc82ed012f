"""Rule sets of a stand: those that cannot be added are left out, and every line of theirs is counted."""

from pathlib import Path

import pytest

from standalloc.io.grplugin.source import read_stand_file
from standalloc.io.grplugin.stands import read_stands
from standalloc.io.grplugin.tally import Tally
from standalloc.io.problem_log import ProblemLog
from tests.io.grplugin.sample import write


@pytest.mark.parametrize(
    ("text", "sizes", "sectors", "counts"),
    [
        ("CODE:C\nSCHENGEN\nCOPY\nCODE:C\nNON-SCHENGEN\n", ("A", "C"), "D S I", {"COPY": (1, 0, 0)}),
        ("CODE:C\nSCHENGEN\nSTAND:X:1\nCODE:C\n", ("A", "C"), "", {"STAND": (2, 0, 0)}),
        ("CODE:C\nSCHENGEN\nNON-SCHENGEN\n", ("A", "C"), "D S I", {"SCHENGEN": (1, 0, 0)}),
        (
            "CODE:C\nSCHENGEN\nCOPY\nCODE:E\nNON-SCHENGEN\nUSE:A\nWTC:H\n",
            ("A", "C"),
            "D S",
            {"COPY": (0, 1, 0), "CODE": (1, 0, 1), "NON-SCHENGEN": (0, 0, 1), "USE": (0, 0, 1), "WTC": (0, 0, 1)},
        ),
        (
            "CODE:C\nSCHENGEN\nCOPY\nCODE:E\nNON-SCHENGEN\nCOPY\nCODE:D\nSCHENGEN\n",
            ("A", "D"),
            "D S",
            {"COPY": (1, 1, 0), "CODE": (2, 0, 1)},
        ),
        ("CODE:C\nPRIORITY:1\nPRIORITY:+1\nCOPY\nCODE:C\nPRIORITY:2\n", ("A", "C"), "", {"PRIORITY": (0, 2, 1)}),
    ],
)
def test_rule_sets(
    tmp_path: Path, text: str, sizes: tuple[str, str], sectors: str, counts: dict[str, tuple[int, int, int]]
) -> None:
    log, tally = ProblemLog(), Tally()
    file = read_stand_file(write(tmp_path, f"STAND:X:1\n{text}"), None, log)
    assert file is not None
    stand = read_stands(file, tally, log)["1"]
    assert log.problems() == []
    assert (stand.admission.min_code, stand.admission.max_code) == sizes
    assert stand.admission.sectors == tuple(sectors.split())
    found = tally.counts(file)
    assert {name: found[name] for name in counts} == counts
    assert sum(map(sum, found.values())) == len(text.splitlines()) + 1


def test_the_first_priority_holds(tmp_path: Path) -> None:
    log, tally = ProblemLog(), Tally()
    text = "STAND:X:1\nCODE:C\nPRIORITY:-1\nPRIORITY:-1\nCOPY\nCODE:C\nPRIORITY:2\n"
    file = read_stand_file(write(tmp_path, text), None, log)
    assert file is not None
    assert read_stands(file, tally, log)["1"].priority == -1
    assert log.problems() == []
    assert tally.counts(file)["PRIORITY"] == (0, 2, 1)
