"""Every way to spoil an input gives one clear error with file, line and fix."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standalloc.io import inspect, read
from standalloc.io.csv_table import MOST_ROWS
from standalloc.io.text_files import LARGEST_FILE
from standalloc.model import InputError

STANDS = "stands.csv"
SCHEDULE = "2013-07-11.csv"
AIRPORT = "airport.toml"
EXCLUSIONS = "exclusions.csv"
CLOSURES = "closures.csv"
PREFERENCES = "preferences.csv"
PINS = "pins.csv"
HANDLING = "handling.csv"
HANDLED = "class,bridge_min,away_min\n"
CONNECTIONS = "connections.csv"
CONNECTED = "arrival_turn,departure_turn,pax\n"

#: The schedule of the small airport, its turns at home in no terminal.
NO_TERMINAL = """\
turn,code,seats,arrival_time,departure_time
T1,C,160,2013-07-11T08:00,2013-07-11T09:00
T2,E,300,2013-07-11T08:30,2013-07-11T13:30
T3,C,150,,2013-07-11T07:00
"""

WriteFolder = Callable[..., Path]


def _swap(name: str, old: str, new: str) -> dict[str, Any]:
    def swapped(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return {name: swapped}


#: A text of a sound file, what it is replaced by; then code, line and words of the one error.
SWAPS = [
    (STANDS, "max_code", "max_cod", "unknown_column", 1, "column 'max_cod' is not known; did you mean max_code?"),
    (STANDS, "apron", "colour", "unknown_column", 1, "column 'colour' is not known"),
    (STANDS, "apron", "", "unknown_column", 1, "column 5 has no name"),
    (STANDS, "kind", "x_kind", "missing_column", 1, "column kind is missing"),
    (STANDS, "max_code", "x_code", "missing_column", 1, "none of the columns max_code, max_wingspan_m is there"),
    (STANDS, "apron", "terminal", "duplicate_column", 1, "column 'terminal' is there twice"),
    (EXCLUSIONS, "when_b", "whenb", "unknown_column", 1, "did you mean when_b?"),
    (CLOSURES, "to,", "too,", "unknown_column", 1, "did you mean to?"),
    (PREFERENCES, "cost", "costs", "unknown_column", 1, "did you mean cost?"),
    (PINS, "visit", "visits", "unknown_column", 1, "did you mean visit?"),
    (SCHEDULE, "arrival_time", "arival_time", "unknown_column", 1, "did you mean arrival_time?"),
    (STANDS, "R2,remote,E,,South,,", "R2,remote,E", "cell_count", 5, "the row has 3 cells, the header 7"),
    (STANDS, "South,,", "South,,,1", "cell_count", 4, "the row has 8 cells, the header 7"),
    (STANDS, "A2", '"A2', "bad_csv", 3, "a quoted cell is never closed"),
    (STANDS, "A2", '"A"2', "bad_csv", 3, "text follows the closing quote"),
    (STANDS, "A2", "A" * 200_000, "bad_csv", 3, "longer than 131072 characters"),
    (STANDS, "R1", "R\x00", "nul_byte", 4, "holds a NUL byte"),
    (STANDS, "contact,E", "contact,G", "bad_code", 3, "max_code 'G' is not one of A-F"),
    (STANDS, "A2,contact", "A2,contakt", "bad_choice", 3, "kind 'contakt' is not 'contact' or 'remote'"),
    (STANDS, "contact,E", "contact,", "missing_size", 3, "max_code is missing"),
    (STANDS, "D I,5", "D I,-5", "out_of_range", 3, "buffer_min '-5' is not at least 0"),
    (STANDS, "D I,5", "D I," + "9" * 5000, "bad_number", 3, "buffer_min '9999"),
    (EXCLUSIONS, "R2", "R9", "unknown_stand", 3, "stand_b 'R9' is not in stands.csv"),
    (EXCLUSIONS, "R2", "R1", "same_stand", 3, "stand_a and stand_b are both 'R1'"),
    (EXCLUSIONS, "code>=E", "kode>=E", "bad_condition", 2, "when_b 'kode>=E' is not one of *, code>=E"),
    (CLOSURES, "T15", "T11", "time_order", 2, "is not after from"),
    (CLOSURES, "2013-07-11T15:00", "15:00", "bad_time", 2, "to '15:00' is not a time"),
    (CLOSURES, "A1", "A7", "unknown_stand", 2, "stand 'A7' is not in stands.csv"),
    (PREFERENCES, "AA,A1,", "AA,A1,T1", "one_place", 2, "exactly one of stand, terminal and apron"),
    (PREFERENCES, "2.5", "2.12345678", "bad_cost", 3, "cost '2.12345678' is not a cost of at most six decimals"),
    (PREFERENCES, "2.5", '"2,5"', "bad_number", 3, "cost '2,5' is not a number"),
    (PREFERENCES, "2.5", "nan", "bad_number", 3, "cost 'nan' is not a finite number"),
    (PREFERENCES, "2.5", "1e400", "bad_number", 3, "cost '1e400' is not a finite number"),
    (PINS, "A1", "A7", "unknown_stand", 2, "stand 'A7' is not in stands.csv"),
    (PINS, "T1", "T7", "unknown_turn", 2, "turn 'T7' is not in the schedule"),
    (PINS, "*", "arrival", "unknown_visit", 2, "visit 'arrival' is not one of turn T1's: full"),
    (SCHEDULE, "2013-07-11T08:00", "8 am", "bad_time", 2, "arrival_time '8 am' is not a time"),
    (SCHEDULE, "2013-07-11T08:00", "2013-07-11", "bad_time", 2, "arrival_time '2013-07-11' is not a time"),
    (SCHEDULE, "2013-07-11T08:00", "2013-13-11T08:00", "bad_time", 2, "month must be in 1..12"),
    (SCHEDULE, "2013-07-11T08:00", "0001-01-01T00:00+14:00", "bad_time", 2, "is not a time between 1970 and 2199"),
    (SCHEDULE, "2013-07-11T08:00", "9999-12-31T23:59:59-12:00", "bad_time", 2, "is not a time between 1970 and 2199"),
    (SCHEDULE, "2013-07-11T08:00", "2013-07-11T08:00+99:00", "bad_time", 2, "is not a time"),
    (SCHEDULE, "2013-07-11T08:00", "2013-03-10T02:30", "nonexistent_time", 2, "does not exist in America/New_York"),
    (SCHEDULE, "2013-07-11T08:00", "2012-11-04T01:30", "ambiguous_time", 2, "exists twice in America/New_York"),
    (SCHEDULE, "T08:00,D", "T09:30,D", "time_order", 2, "09:00:00-04:00 is not after arrival_time"),
    (SCHEDULE, "2013-07-11T07:00", "", "missing_time", 4, "arrival_time and departure_time are both missing"),
    (SCHEDULE, "T3,,C", "T3,,", "missing_size", 4, "code is missing"),
    (SCHEDULE, ",120,", ",-120,", "out_of_range", 2, "arrival_pax '-120' is not at least 0"),
    (SCHEDULE, ",120,", ",12.5,", "bad_number", 2, "arrival_pax '12.5' is not a whole number"),
    (SCHEDULE, ",120,", ",1e400,", "bad_number", 2, "arrival_pax '1e400' is not a whole number"),
    (SCHEDULE, "T2", "T3", "duplicate", 4, "turn 'T3' is there twice"),
    (AIRPORT, "= 10", "= = 10", "bad_toml", 7, "is not TOML"),
    (AIRPORT, "tow = 30\n", 'tow = "', "bad_toml", 10, "is not TOML"),
    (AIRPORT, "= 10", "= " + "9" * 5000, "bad_toml", None, "a number or a nesting beyond reason"),
    (AIRPORT, "[policy]", "[polcy]", "unknown_section", 6, "did you mean policy?"),
    (AIRPORT, "buffer_min", "bufer_min", "unknown_key", 7, "did you mean buffer_min?"),
    (AIRPORT, "[objective]", "[policy.x]\n[objective]", "unknown_key", 9, "key 'x' is not known"),
    (AIRPORT, "= 10", "= 1.5", "bad_number", 7, "buffer_min 1.5 is not a whole number"),
    (AIRPORT, '"JFK"', "5", "bad_text", 2, "code 5 is not text"),
    (AIRPORT, 'code = "JFK"\n', "", "missing", 1, "code is missing"),
    (AIRPORT, "New_York", "NewYork", "bad_timezone", 4, "timezone 'America/NewYork' is not a time zone"),
    (AIRPORT, "tow = 30", "tow = -30", "out_of_range", 10, "tow -30 is not at least 0"),
    (AIRPORT, "tow = 30", "tow = inf", "bad_number", 10, "tow inf is not a finite number"),
    (AIRPORT, "tow = 30", "tow = [30]", "bad_number", 10, "tow [...] is not a number"),
    (AIRPORT, "tow = 30", 'tiers = [["tows"]]', "bad_tier", 10, "the term 'tows', which is not one of unallocated"),
    (AIRPORT, "tow = 30", 'tiers = [["tow"], ["tow"]]', "bad_tier", 10, "tiers [...] names the term 'tow' twice"),
    (AIRPORT, "tow = 30", 'tiers = [["tow"], []]', "bad_tier", 10, "tiers [...] has an empty tier"),
    (AIRPORT, "tow = 30", 'tiers = "tow"', "bad_list", 10, "tiers 'tow' is not a list"),
    (AIRPORT, "tow = 30", 'tiers = ["tow"]', "bad_list", 10, "tiers 'tow' is not a list"),
    (AIRPORT, "tow = 30", "tiers = [[1]]", "bad_text", 10, "tiers 1 is not text"),
    (AIRPORT, "tow = 30", "robustness = 1", "unknown_key", 10, "key 'robustness' is not known"),
    (AIRPORT, "= 10", '= 10\ntow_capacity = "two"', "bad_number", 8, "tow_capacity 'two' is not a whole number"),
    (AIRPORT, "= 10", "= 10\ntow_capacity = -1", "out_of_range", 8, "tow_capacity -1 is not at least 0"),
    (AIRPORT, "= 10", "= 10\nbus_seats = 0", "out_of_range", 8, "bus_seats 0 is not at least 1"),
    (AIRPORT, "= 10", "= 10\nbus_capacity = 1.5", "bad_number", 8, "bus_capacity 1.5 is not a whole number"),
    (AIRPORT, "= 10", '= 10\ntimes = "gate"', "bad_choice", 8, "times 'gate' is not 'block' or 'runway'"),
    (AIRPORT, "= 10", '= 10\nbridge_mismatch = "cost"', "bad_choice", 8, "bridge_mismatch 'cost' is not 'forbid' or"),
    (AIRPORT, "= 10", '= 10\nterminal_mismatch = "no"', "bad_choice", 8, "terminal_mismatch 'no' is not 'cost', 'f"),
    (AIRPORT, "[objective]", "[zones]\nA = 5\n[objective]", "bad_zone", 10, "is not a pair of zones as in A.B"),
    (AIRPORT, "[objective]", "[zones]\nA.B.C = 5\n[objective]", "bad_zone", 10, "is not a pair of zones as in A.B"),
    (AIRPORT, "[objective]", "[zones.D.I]\nA = 5\n[objective]", "bad_zone", 10, "with sectors before it D.I.A.B"),
    (AIRPORT, "[objective]", "[zones]\nA.B = -5\n[objective]", "out_of_range", 10, "A.B -5 is not at least 0"),
    (AIRPORT, "[objective]", "[zones.D.I]\nA.B = nan\n[objective]", "out_of_range", 10, "D.I.A.B nan is not at"),
    (AIRPORT, "[objective]", '[zones]\nA.B = "far"\n[objective]', "bad_number", 10, "A.B 'far' is not a number"),
    (AIRPORT, "[objective]", "[zones]\nA.B = true\n[objective]", "bad_number", 10, "A.B True is not a number"),
    (AIRPORT, "[objective]", "[zones]\nA.B = []\n[objective]", "bad_number", 10, "A.B [...] is not a number"),
    (AIRPORT, "[objective]", '[zones]\nA.B = 5\n"A.B" = 6\n[objective]', "duplicate_key", 10, "'A.B' is there twice"),
    (AIRPORT, "[objective]", '[classes]\nBig = "many"\n[objective]', "bad_number", 10, "Big 'many' is not a whole"),
    (AIRPORT, "buffer_min = 10", "split_min = 100", "split_too_short", 7, "split_min 100 is below"),
    (STANDS, "R3,", ",", "missing", 6, "stand is missing"),
    (STANDS, "R3,", "R\x07,", "bad_text", 6, "stand 'R\\x07' holds characters"),
    (STANDS, "R3,", "A1,", "duplicate", 6, "stand 'A1' is there twice"),
    (STANDS, "D I,5", "D I,5.5", "bad_number", 3, "buffer_min '5.5' is not a whole number"),
]

#: A file and what it holds instead; then code, line and words of the one error.
WHOLES = [
    (STANDS, "", "empty_file", None, "is empty"),
    (SCHEDULE, " \n\n", "empty_file", None, "is empty"),
    (STANDS, "stand,kind,max_code\n", "no_rows", None, "stands has no rows"),
    (SCHEDULE, "turn,code,arrival_time\n", "no_rows", None, "schedule has no rows"),
    (STANDS, None, "missing_file", None, "does not exist"),
    (AIRPORT, None, "missing_file", None, "does not exist"),
    (STANDS, lambda text: text.replace("South", "Süd", 1).encode("latin-1"), "bad_encoding", 4, "is not UTF-8 text"),
    (SCHEDULE, lambda text: text.encode("utf-16"), "bad_encoding", 1, "is not UTF-8 text"),
    (SCHEDULE, bytes(range(256)) * 50, "bad_encoding", 2, "is not UTF-8 text"),
    (PINS, "turn,visit,stand\nT1,*,A1\nT1,full,A2\n", "pins_contradict", 3, "pinned to 'A1' and to 'A2'"),
    (PINS, "turn,visit,stand\nT1,*,A2\nT2,arrival,A2\n", "pins_conflict", 3, "T1"),
    (AIRPORT, 'code = "JFK"\n', "unknown_section", 1, "section 'code' is not known"),
    (AIRPORT, "[policy]\nbuffer_min = 10\n", "missing", None, "[airport] is missing"),
    (AIRPORT, "# nothing\n", "missing", None, "[airport] is missing"),
    (AIRPORT, "[airprt]\ncode = 'JFK'\n", "unknown_section", 1, "did you mean airport?"),
    (AIRPORT, 'policy = 3\n[airport]\ncode = "X"\ntimezone = "UTC"\n', "bad_table", 1, "policy is not a section"),
    (HANDLING, "class,bridge_min,away_min\nBig,60,50\n", "unknown_class", 2, "class 'Big' is not in [classes]: Reg"),
    (HANDLING, f"{HANDLED}Regional,60,50\nRegional,60,50\n", "duplicate", 3, "class 'Regional' is there twice"),
    (HANDLING, f"{HANDLED}Regional,0,50\n", "out_of_range", 2, "bridge_min '0' is not at least 1"),
    (HANDLING, f"{HANDLED}Regional,60,\n", "missing", 2, "away_min is missing"),
    (HANDLING, "class,bridge_min\nRegional,60\n", "missing_column", 1, "column away_min is missing"),
    (CONNECTIONS, f"{CONNECTED}T9,T2,5\n", "unknown_turn", 2, "turn 'T9' is not in the schedule"),
    (CONNECTIONS, f"{CONNECTED}T1,T9,5\n", "unknown_turn", 2, "turn 'T9' is not in the schedule"),
    (CONNECTIONS, f"{CONNECTED}T1,T2,5\nT3,T2,5\n", "no_flight", 3, "turn T3 has no arrival"),
    (CONNECTIONS, f"{CONNECTED}T1,T2,-5\n", "out_of_range", 2, "pax '-5' is not at least 0"),
    (CONNECTIONS, f"{CONNECTED}T1,T2,\n", "missing", 2, "pax is missing"),
    (CONNECTIONS, "arrival_turn,departure_turn,pax,weight\nT1,T2,5,-1\n", "out_of_range", 2, "weight '-1' is not at"),
    (CONNECTIONS, "arrival_turn,departure_turn,pax,weight\nT1,T2,5,1e-9\n", "bad_cost", 2, "at most six decimals"),
    (CONNECTIONS, "arrival_turn,departure_turn,pax,min_transfer\nT1,T2,5,x\n", "bad_number", 2, "min_transfer 'x' is"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "words"), SWAPS)
def test_a_spoilt_text(
    write_folder: WriteFolder, file: str, old: str, new: str, code: str, line: int | None, words: str
) -> None:
    _one_clear_error(write_folder(_swap(file, old, new)), file, code, line, words)


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "is_stay"),
    [(CLOSURES, "T15", "T11", "to", False), (SCHEDULE, "T08:00,D", "T09:30,D", "departure_time", True)],
)
def test_times_in_the_wrong_order_name_the_column_to_correct(
    write_folder: WriteFolder, file: str, old: str, new: str, column: str, is_stay: bool
) -> None:
    folder = write_folder(_swap(file, old, new))
    [problem] = inspect(folder)[1]
    assert (problem.code, problem.column) == ("time_order", column)
    assert ("midnight" in problem.fix) == is_stay


@pytest.mark.parametrize("file", [STANDS, SCHEDULE, PINS])
def test_tabs_are_not_supported(write_folder: WriteFolder, file: str) -> None:
    folder = write_folder({file: lambda text: text.replace(",", "\t")})
    problem = next(problem for problem in inspect(folder, SCHEDULE)[1] if problem.file == file)
    assert (problem.code, problem.line) == ("bad_csv", 1)
    assert str(problem).endswith("tabs are not supported (use commas or semicolons)")


@pytest.mark.parametrize(("file", "content", "code", "line", "words"), WHOLES)
def test_a_spoilt_file(
    write_folder: WriteFolder, file: str, content: Any, code: str, line: int | None, words: str
) -> None:
    _one_clear_error(write_folder({file: content}), file, code, line, words)


#: Columns of stands.csv beyond those of the small airport, and a cell; then code and words of the one error.
CELLS = [
    ("taxi_in_min", "-1", "out_of_range", "taxi_in_min '-1' is not at least 0"),
    ("taxi_out_min", "2.5", "bad_number", "taxi_out_min '2.5' is not a whole number"),
    ("cost_per_min", "dear", "bad_number", "cost_per_min 'dear' is not a number"),
    ("cost_per_min", "0.0000001", "bad_cost", "cost_per_min '0.0000001' is not a cost of at most six decimals"),
    ("bus_min", "soon", "bad_number", "bus_min 'soon' is not a number"),
    ("bus_min", "-3", "out_of_range", "bus_min '-3' is not at least 0"),
    ("bus_min", "T1=12 T2=x", "bad_number", "bus_min 'x' is not a number"),
    ("bus_min", "T1=12 T2=", "bad_number", "bus_min '' is not a number"),
    ("bus_min", "T1=12 T2", "bad_number", "bus_min '' is not a number"),
    ("bus_min", "T1=-12", "out_of_range", "bus_min '-12' is not at least 0"),
    ("boarding", "boat", "bad_choice", "boarding 'boat' is not 'bridge', 'walk' or 'bus'"),
    ("classes", "Jumbo", "unknown_class", "class 'Jumbo' is not in [classes]"),
]


@pytest.mark.parametrize(("column", "cell", "code", "words"), CELLS)
def test_a_spoilt_cell(write_folder: WriteFolder, column: str, cell: str, code: str, words: str) -> None:
    text = f"stand,kind,max_code,{column}\nA1,contact,F,\nA2,contact,F,{cell}\nR1,remote,F,\nR2,remote,F,\n"
    _one_clear_error(write_folder({STANDS: text, PREFERENCES: None, SCHEDULE: NO_TERMINAL}), STANDS, code, 3, words)


def test_transfers_between_zones_of_which_nothing_is_said(write_folder: WriteFolder) -> None:
    stands = _swap(STANDS, "R1,remote,C,", "R1,remote,C,T9")
    folder = write_folder({CONNECTIONS: f"{CONNECTED}T1,T2,5\n", PREFERENCES: None} | stands)
    errors = [problem for problem in inspect(folder, SCHEDULE)[1] if problem.severity == "error"]
    assert [(error.code, error.file, error.line) for error in errors] == [("missing_zone", AIRPORT, 1)] * 2
    assert "[zones] no minutes from zone 'T1' to zone 'T9'" in errors[0].message
    assert "[zones] no minutes from zone 'T9' to zone 'T1'" in errors[1].message


def test_a_zone_is_not_missing_because_the_others_are_spoilt(write_folder: WriteFolder) -> None:
    zones = _swap(AIRPORT, "tow = 30\n", "tow = 30\n[zones]\nT1.T9 = 'far'\n")
    stands = _swap(STANDS, "R1,remote,C,", "R1,remote,C,T9")
    folder = write_folder({CONNECTIONS: f"{CONNECTED}T1,T2,5\n", PREFERENCES: None} | zones | stands)
    _, problems = inspect(folder, SCHEDULE)
    assert [(problem.code, problem.line) for problem in problems] == [("bad_number", 12)]


@pytest.mark.parametrize(
    ("taxi", "code", "line", "words"),
    [
        (0, "runway_split", 3, "turn T2 stays 300 min and would split, which times = 'runway' does not allow"),
        (30, "stay_too_short", 2, "turn T1 stays 60 min between its runway times, no longer than the 60 min of taxi"),
    ],
)
def test_stays_that_runway_times_do_not_suit(
    write_folder: WriteFolder, taxi: int, code: str, line: int, words: str
) -> None:
    policy = 'times = "runway"\n' + ("split_min = 400\n" if taxi else "")
    columns = f"taxi_in_min,taxi_out_min\nA1,contact,F,{taxi},{taxi}\nA2,contact,F,,\nR1,remote,F,,\nR2,remote,F,,\n"
    files = {
        AIRPORT: lambda text: text.replace("[policy]\n", f"[policy]\n{policy}"),
        STANDS: f"stand,kind,max_code,{columns}",
        PREFERENCES: None,
        SCHEDULE: NO_TERMINAL,
    }
    _one_clear_error(write_folder(files), SCHEDULE, code, line, words)


def _one_clear_error(folder: Path, file: str, code: str, line: int | None, words: str) -> None:
    instance, problems = inspect(folder, SCHEDULE)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert instance is None
    assert [(error.code, error.file, error.line) for error in errors] == [(code, file, line)], errors
    assert words in errors[0].message
    assert errors[0].fix
    assert "Input should" not in str(errors[0])
    assert "http" not in str(errors[0])
    with pytest.raises(InputError) as caught:
        read(folder, SCHEDULE)
    assert str(errors[0]) in str(caught.value)


def test_every_problem_at_once(write_folder: WriteFolder) -> None:
    files = (
        _swap("stands.csv", "contact,E", "contact,G")
        | _swap(SCHEDULE, ",120,", ",-1,")
        | _swap("airport.toml", "buffer_min", "bufer_min")
        | _swap("closures.csv", "A1", "A7")
        | _swap("exclusions.csv", "R2", "R9")
    )
    _, problems = inspect(write_folder(files))
    assert {(problem.file, problem.line, problem.code) for problem in problems} == {
        ("stands.csv", 3, "bad_code"),
        (SCHEDULE, 2, "out_of_range"),
        ("airport.toml", 7, "unknown_key"),
        ("closures.csv", 2, "unknown_stand"),
        ("exclusions.csv", 3, "unknown_stand"),
    }


def test_a_row_with_two_faults_reports_both(write_folder: WriteFolder) -> None:
    _, problems = inspect(write_folder(_swap(SCHEDULE, "T1,B738,C,160", "T1,B738,Z,-160")))
    assert [(problem.code, problem.column) for problem in problems] == [("bad_code", "code"), ("out_of_range", "seats")]


def test_at_most_fifty_of_a_kind(write_folder: WriteFolder) -> None:
    rows = "".join(f"T{i},X,2013-07-11T08:00\n" for i in range(200))
    _, problems = inspect(write_folder({SCHEDULE: f"turn,code,arrival_time\n{rows}", "pins.csv": None}))
    assert len(problems) == 51
    assert str(problems[-1]) == f"{SCHEDULE}: and at least 150 more of this kind (mend those above first)"


def test_a_table_of_rubbish_is_not_read_to_its_end(write_folder: WriteFolder) -> None:
    rubbish = "turn,code,arrival_time\n" + "a,b,c\n" * 100_000
    _, problems = inspect(write_folder({SCHEDULE: rubbish, PINS: None}), SCHEDULE)
    assert {problem.code for problem in problems} == {"bad_time"}
    assert len(problems) == 51
    assert problems[-1].message == "and at least 950 more of this kind"


def test_a_table_without_end_is_refused(write_folder: WriteFolder) -> None:
    _, problems = inspect(write_folder({"pins.csv": "turn,stand\n" + "T1,A1\n" * (MOST_ROWS + 10)}), SCHEDULE)
    assert [(problem.code, problem.line, problem.message) for problem in problems] == [
        ("too_large", MOST_ROWS + 2, "has more than 500,000 rows")
    ]


def test_a_gigabyte_is_refused_unread(write_folder: WriteFolder) -> None:
    folder = write_folder()
    with (folder / SCHEDULE).open("wb") as handle:
        handle.truncate(1_000_000_000)
    _, problems = inspect(folder, SCHEDULE)
    assert [(problem.code, problem.file) for problem in problems] == [("too_large", SCHEDULE)]
    assert f"larger than {LARGEST_FILE // 1_000_000} MB" in problems[0].message


def test_an_endless_device_is_refused(write_folder: WriteFolder) -> None:
    _, problems = inspect(write_folder(), "/dev/zero")
    assert [problem.code for problem in problems] == ["too_large"]


def test_a_folder_in_place_of_a_file(write_folder: WriteFolder) -> None:
    folder = write_folder({"stands.csv": None})
    (folder / "stands.csv").mkdir()
    _, problems = inspect(folder, SCHEDULE)
    assert [str(problem) for problem in problems] == ["stands.csv: is a folder, not a file (name a file)"]


@pytest.mark.parametrize("path", ["nowhere", "nowhere/at/all.json", "bad\0name", "long" * 2000])
def test_a_path_to_nothing(tmp_path: Path, path: str) -> None:
    instance, problems = inspect(tmp_path / path)
    assert instance is None
    assert [problem.code for problem in problems] in (["missing_file"], ["unreadable"])


def test_a_file_without_permission(write_folder: WriteFolder) -> None:
    folder = write_folder()
    (folder / STANDS).chmod(0)
    if _can_read(folder / STANDS):
        pytest.skip("this user may read everything")
    _, problems = inspect(folder, SCHEDULE)
    assert [str(problem) for problem in problems] == [
        f"{STANDS}: cannot be read: Permission denied (correct path or permissions)"
    ]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="/proc/self/mem is not there")
def test_a_file_that_fails_while_it_is_read(write_folder: WriteFolder) -> None:
    _, problems = inspect(write_folder(), "/proc/self/mem")
    assert [str(problem) for problem in problems] == [
        "/proc/self/mem: cannot be read: Input/output error (correct path or permissions)"
    ]


def _can_read(path: Path) -> bool:
    try:
        path.read_bytes()
    except PermissionError:
        return False
    return True


def test_warnings_are_logged(write_folder: WriteFolder, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="standalloc.io"):
        read(write_folder(_swap(SCHEDULE, "B738,C", "B738,E") | {"pins.csv": None}))
    assert [record.message for record in caplog.records] == [
        f"{SCHEDULE}:2: code 'E' is not that of aircraft_type 'B738', which is C; the code is used "
        "(correct one of the two)"
    ]
