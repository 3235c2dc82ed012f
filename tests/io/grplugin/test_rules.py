"""Every malformed rule is an error with file, line, value and fix; what is sound says what it should."""

from pathlib import Path

import pytest

from standalloc.io.grplugin import read_grplugin
from standalloc.io.grplugin.rules import FORMS, IGNORED, Blocks, Limits, read_rule
from standalloc.io.grplugin.source import Line
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place
from standalloc.model import InputError
from tests.io.grplugin.sample import NAME, SAMPLE, changed

#: A text of the sample, what replaces it; then code and words of the one error.
SPOILT = [
    ("WINGSPAN:40.0:61.0", "WINGSPN:40.0:61.0", "unknown_key", "rule 'WINGSPN' is not known; did you mean WINGSPAN"),
    ("WINGSPAN:40.0:61.0", "SPAN 61", "unknown_key", "rule 'SPAN 61' is not known"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN", "cell_count", "WINGSPAN has 0 values"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:1:2:3", "cell_count", "WINGSPAN has 3 values"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:wide", "bad_number", "WINGSPAN 'wide' is not a number"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:61,0", "bad_number", "WINGSPAN '61,0' is not a number"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:", "bad_number", "WINGSPAN '' is not a number"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:nan", "out_of_range", "WINGSPAN 'nan' is not"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:-3", "out_of_range", "WINGSPAN '-3' is not above 0"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:201", "out_of_range", "WINGSPAN '201' is not at most 200"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:80:90", "out_of_range", "least WINGSPAN '80' is not below 80"),
    ("WINGSPAN:40.0:61.0", "WINGSPAN:61:40", "size_order", "WINGSPAN: the least, 61.0, is larger than the most"),
    ("LENGTH:64", "LENGTH:0", "out_of_range", "LENGTH '0' is not above 0"),
    ("LENGTH:64", "LENGTH:64:60", "size_order", "LENGTH: the least, 64.0, is larger than the most, 60.0"),
    ("CODE:C:E", "CODE:G", "bad_code", "CODE 'G' is not one of A-F"),
    ("CODE:C:E", "CODE:E:C", "size_order", "CODE: the least, E, is larger than the most, C"),
    ("CODE:C:E", "CODE:ABC", "bad_code", "CODE 'ABC' is not one of A-F"),
    ("USE:AC", "USE:AX", "bad_choice", "USE 'X' is not 'A', 'B', 'C', 'H', 'I', 'M', 'P' or 'T'"),
    ("USE:AC", "USE:", "missing", "USE [...] names nothing"),
    ("SCHENGEN", "SCHENGEN:yes", "cell_count", "SCHENGEN has 1 value"),
    ("CALLSIGN:SWR", "CALLSIGN:,", "missing", "names"),
    ("NOTATYP:A35*,T204", "NOTATYP:", "missing", "names"),
    ("PRIORITY:+3", "PRIORITY:high", "bad_number", "PRIORITY 'high' is not a whole number"),
    ("PRIORITY:+3", "PRIORITY:-99", "out_of_range", "PRIORITY '-99' is not at least -3"),
    ("PRIORITY:+3", "PRIORITY:4", "out_of_range", "PRIORITY '4' is not at most 3"),
    ("BLOCKS:A1:D", "BLOCKS:", "missing", "stands of BLOCKS"),
    ("BLOCKS:A1:D", "BLOCKS:A1:G", "bad_number", "'G' is neither a code letter A-F nor metres above 0"),
    ("BLOCKS:A1:D", "BLOCKS:A1:D:long", "bad_number", "length of BLOCKS 'long' is not a number"),
    ("BLOCKS:A1:D", "BLOCKS:A1:0", "bad_number", "size of BLOCKS '0' is neither"),
    ("LIMITS:A3:52:24", "LIMITS:A3:52", "cell_count", "LIMITS has 2 values"),
    ("LIMITS:A3:52:24", "LIMITS:A3:52:inf", "bad_number", "limit of LIMITS 'inf' is neither"),
    ("MANUAL", "MANUAL:1", "cell_count", "MANUAL has 1 value"),
    ("LSZH:SWR,EDW:50", "LSZH:SWR,EDW:many", "bad_number", "weight of STANDLIST 'many' is not a whole number"),
    ("LSZH:SWR,EDW:50", "LSZH:SWR,EDW:101", "out_of_range", "weight of STANDLIST '101' is not at most 100"),
    ("LSZH:SWR,EDW:50", "LSZH:50", "cell_count", "STANDLIST has 3 values"),
    ("LENGTH:64", "WINGSPAN:62", "duplicate", "WINGSPAN is there twice, as WINGSPAN:40.0:61.0 and as WINGSPAN:62"),
]


@pytest.mark.parametrize(("old", "new", "code", "words"), SPOILT)
def test_a_spoilt_rule(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_grplugin(changed(old, new)(tmp_path), "LSZH", "Europe/Zurich")
    (error,) = caught.value.errors
    assert (error.code, error.file, error.line) == (code, NAME, SAMPLE[: SAMPLE.index(old)].count("\n") + 1)
    assert words in error.message
    assert error.fix


def test_sizes_that_contradict_one_another(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_grplugin(changed("CODE:F", "CODE:C")(tmp_path), "LSZH", "Europe/Zurich")
    (error,) = caught.value.errors
    assert (error.code, SAMPLE.splitlines()[(error.line or 0) - 1]) == ("size_order", "STAND:LSZH:A3")
    assert error.message == "stand 'A3': the least code, D, is larger than the largest, C"


def test_the_sample_has_every_rule() -> None:
    there = {line.partition(":")[0] for line in SAMPLE.splitlines()}
    assert there >= {*FORMS} - {"SCHENGEN"}
    assert not {*FORMS} & IGNORED


def test_what_another_airport_s_lines_say_is_not_read(tmp_path: Path) -> None:
    assert "WINGSPN" in SAMPLE
    read_grplugin(changed("WINGSPN:1", "no rule at all")(tmp_path), "LSZH", "Europe/Zurich")


@pytest.mark.parametrize(
    ("size", "trigger", "limit"),
    [
        ("C", "code>=C", "code>=D"),
        ("f", "code>=F", "None"),
        ("36", "wingspan>36", "wingspan>36"),
        ("28.50", "wingspan>28.5", "wingspan>28.5"),
        ("0.00001", "wingspan>0", "wingspan>0"),
    ],
)
def test_sizes_as_conditions(size: str, trigger: str, limit: str) -> None:
    log = ProblemLog()
    blocks = read_rule(Line(1, "BLOCKS", ("A1,A2,A1", size)), Place(NAME, "stands"), log)
    limits = read_rule(Line(2, "LIMITS", ("A1", "36", size)), Place(NAME, "stands"), log)
    assert log.problems() == []
    assert isinstance(blocks, Blocks)
    assert isinstance(limits, Limits)
    assert (blocks.stands, str(blocks.larger_than), str(limits.beyond)) == (("A1", "A2"), trigger, limit)
