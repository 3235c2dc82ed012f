"""Every way to spoil an input gives one clear error with file, line and fix."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standalloc.io import inspect, read
from standalloc.io.text_files import LARGEST_FILE
from standalloc.model import InputError

SCHEDULE = "2013-07-11.csv"


def _swap(name: str, old: str, new: str) -> dict[str, Any]:
    def swapped(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return {name: swapped}


CASES = [
    # headers
    (
        "misspelt_column",
        _swap("stands.csv", "max_code", "max_cod"),
        "unknown_column",
        "stands.csv",
        1,
        "column 'max_cod' is not known; did you mean max_code?",
    ),
    (
        "column_like_none",
        _swap("stands.csv", "apron", "colour"),
        "unknown_column",
        "stands.csv",
        1,
        "column 'colour' is not known",
    ),
    ("nameless_column", _swap("stands.csv", "apron", ""), "unknown_column", "stands.csv", 1, "column 5 has no name"),
    (
        "missing_column",
        _swap("stands.csv", "kind", "x_kind"),
        "missing_column",
        "stands.csv",
        1,
        "column kind is missing",
    ),
    (
        "missing_one_of",
        _swap("stands.csv", "max_code", "x_code"),
        "missing_column",
        "stands.csv",
        1,
        "none of the columns max_code, max_wingspan_m is there",
    ),
    (
        "duplicate_column",
        _swap("stands.csv", "apron", "terminal"),
        "duplicate_column",
        "stands.csv",
        1,
        "column 'terminal' is there twice",
    ),
    (
        "exclusions_column",
        _swap("exclusions.csv", "when_b", "whenb"),
        "unknown_column",
        "exclusions.csv",
        1,
        "did you mean when_b?",
    ),
    (
        "closures_column",
        _swap("closures.csv", "to,", "too,"),
        "unknown_column",
        "closures.csv",
        1,
        "did you mean to?",
    ),
    (
        "preferences_column",
        _swap("preferences.csv", "cost", "costs"),
        "unknown_column",
        "preferences.csv",
        1,
        "did you mean cost?",
    ),
    ("pins_column", _swap("pins.csv", "visit", "visits"), "unknown_column", "pins.csv", 1, "did you mean visit?"),
    (
        "schedule_column",
        _swap(SCHEDULE, "arrival_time", "arival_time"),
        "unknown_column",
        SCHEDULE,
        1,
        "did you mean arrival_time?",
    ),
    # shape
    (
        "few_cells",
        _swap("stands.csv", "R2,remote,E,,South,,", "R2,remote,E"),
        "cell_count",
        "stands.csv",
        5,
        "the row has 3 cells, the header 7",
    ),
    (
        "many_cells",
        _swap("stands.csv", "South,,", "South,,,1"),
        "cell_count",
        "stands.csv",
        4,
        "the row has 8 cells, the header 7",
    ),
    ("open_quote", _swap("stands.csv", "A2", '"A2'), "bad_csv", "stands.csv", 3, "a quoted cell is never closed"),
    (
        "text_after_quote",
        _swap("stands.csv", "A2", '"A"2'),
        "bad_csv",
        "stands.csv",
        3,
        "text follows the closing quote",
    ),
    (
        "endless_cell",
        _swap("stands.csv", "A2", "A" * 200_000),
        "bad_csv",
        "stands.csv",
        3,
        "longer than 131072 characters",
    ),
    ("header_only", {"stands.csv": "stand,kind,max_code\n"}, "no_rows", "stands.csv", None, "stands has no rows"),
    (
        "schedule_header_only",
        {SCHEDULE: "turn,code,arrival_time\n", "pins.csv": None},
        "no_rows",
        SCHEDULE,
        None,
        "schedule has no rows",
    ),
    ("empty", {"stands.csv": ""}, "empty_file", "stands.csv", None, "is empty"),
    ("blank", {SCHEDULE: " \n\n"}, "empty_file", SCHEDULE, None, "is empty"),
    # bytes
    (
        "latin_1",
        {"stands.csv": lambda text: text.replace("South", "Süd", 1).encode("latin-1")},
        "bad_encoding",
        "stands.csv",
        4,
        "is not UTF-8 text",
    ),
    ("utf_16", {SCHEDULE: lambda text: text.encode("utf-16")}, "bad_encoding", SCHEDULE, 1, "is not UTF-8 text"),
    ("nul", _swap("stands.csv", "R1", "R\0"), "nul_byte", "stands.csv", 4, "holds a NUL byte"),
    ("rubbish", {SCHEDULE: bytes(range(256)) * 50}, "bad_encoding", SCHEDULE, 2, "is not UTF-8 text"),
    # presence
    ("no_stands", {"stands.csv": None}, "missing_file", "stands.csv", None, "does not exist"),
    ("no_airport_file", {"airport.toml": None}, "missing_file", "airport.toml", None, "does not exist"),
    # stands
    (
        "code_letter",
        _swap("stands.csv", "contact,E", "contact,G"),
        "bad_code",
        "stands.csv",
        3,
        "max_code 'G' is not one of A-F",
    ),
    (
        "kind",
        _swap("stands.csv", "A2,contact", "A2,contakt"),
        "bad_choice",
        "stands.csv",
        3,
        "kind 'contakt' is not 'contact' or 'remote'",
    ),
    (
        "stand_without_id",
        _swap("stands.csv", "A2,", ",") | {"exclusions.csv": None},
        "missing",
        "stands.csv",
        3,
        "stand is missing",
    ),
    (
        "unprintable_id",
        _swap("stands.csv", "A2,", "A\x07,") | {"exclusions.csv": None},
        "bad_text",
        "stands.csv",
        3,
        "stand 'A\\x07' holds characters",
    ),
    (
        "stand_without_size",
        _swap("stands.csv", "contact,E", "contact,"),
        "missing_size",
        "stands.csv",
        3,
        "max_code is missing",
    ),
    (
        "duplicate_stand",
        _swap("stands.csv", "R2", "A1") | {"exclusions.csv": None},
        "duplicate",
        "stands.csv",
        5,
        "stand 'A1' is there twice",
    ),
    (
        "negative_buffer",
        _swap("stands.csv", "D I,5", "D I,-5"),
        "out_of_range",
        "stands.csv",
        3,
        "buffer_min '-5' is not at least 0",
    ),
    (
        "absurd_buffer",
        _swap("stands.csv", "D I,5", "D I," + "9" * 5000),
        "bad_number",
        "stands.csv",
        3,
        "buffer_min '9999",
    ),
    (
        "not_yet",
        {"stands.csv": "stand,kind,max_code,group\nA1,contact,C,\nA2,contact,E,X\nR1,remote,C,\nR2,remote,E,"},
        "not_supported_yet",
        "stands.csv",
        3,
        "column group is not supported yet",
    ),
    # relations
    (
        "unknown_stand",
        _swap("exclusions.csv", "R2", "R9"),
        "unknown_stand",
        "exclusions.csv",
        3,
        "stand_b 'R9' is not in stands.csv",
    ),
    (
        "same_stand",
        _swap("exclusions.csv", "R2", "R1"),
        "same_stand",
        "exclusions.csv",
        3,
        "stand_a and stand_b are both 'R1'",
    ),
    (
        "condition",
        _swap("exclusions.csv", "code>=E", "kode>=E"),
        "bad_condition",
        "exclusions.csv",
        2,
        "when_b 'kode>=E' is not one of *, code>=E",
    ),
    ("closure_order", _swap("closures.csv", "T15", "T11"), "time_order", "closures.csv", 2, "is not after from"),
    (
        "closure_time",
        _swap("closures.csv", "2013-07-11T15:00", "15:00"),
        "bad_time",
        "closures.csv",
        2,
        "to '15:00' is not a time",
    ),
    (
        "closure_stand",
        _swap("closures.csv", "A1", "A7"),
        "unknown_stand",
        "closures.csv",
        2,
        "stand 'A7' is not in stands.csv",
    ),
    (
        "two_places",
        _swap("preferences.csv", "AA,A1,", "AA,A1,T1"),
        "one_place",
        "preferences.csv",
        2,
        "exactly one of stand, terminal and apron",
    ),
    (
        "cost_decimals",
        _swap("preferences.csv", "2.5", "2.12345678"),
        "bad_cost",
        "preferences.csv",
        3,
        "cost '2.12345678' is not a cost of at most six decimals",
    ),
    (
        "cost_comma",
        _swap("preferences.csv", "2.5", '"2,5"'),
        "bad_number",
        "preferences.csv",
        3,
        "cost '2,5' is not a number",
    ),
    (
        "cost_nan",
        _swap("preferences.csv", "2.5", "nan"),
        "bad_number",
        "preferences.csv",
        3,
        "cost 'nan' is not a finite number",
    ),
    (
        "cost_infinite",
        _swap("preferences.csv", "2.5", "1e400"),
        "bad_number",
        "preferences.csv",
        3,
        "cost '1e400' is not a finite number",
    ),
    ("pinned_stand", _swap("pins.csv", "A1", "A7"), "unknown_stand", "pins.csv", 2, "stand 'A7' is not in stands.csv"),
    ("pinned_turn", _swap("pins.csv", "T1", "T7"), "unknown_turn", "pins.csv", 2, "turn 'T7' is not in the schedule"),
    (
        "pinned_visit",
        _swap("pins.csv", "*", "arrival"),
        "unknown_visit",
        "pins.csv",
        2,
        "visit 'arrival' is not one of turn T1's: full",
    ),
    (
        "contradictory_pins",
        {"pins.csv": "turn,visit,stand\nT1,*,A1\nT1,full,A2\n"},
        "pins_contradict",
        "pins.csv",
        3,
        "visit full of turn T1 is pinned to 'A1' and to 'A2'",
    ),
    (
        "conflicting_pins",
        {"pins.csv": "turn,visit,stand\nT1,*,A2\nT2,arrival,A2\n"},
        "pins_conflict",
        "pins.csv",
        3,
        "T1",
    ),
    # turns
    (
        "bad_time",
        _swap(SCHEDULE, "2013-07-11T08:00", "8 am"),
        "bad_time",
        SCHEDULE,
        2,
        "arrival_time '8 am' is not a time",
    ),
    (
        "date_without_time",
        _swap(SCHEDULE, "2013-07-11T08:00", "2013-07-11"),
        "bad_time",
        SCHEDULE,
        2,
        "arrival_time '2013-07-11' is not a time",
    ),
    (
        "month_13",
        _swap(SCHEDULE, "2013-07-11T08:00", "2013-13-11T08:00"),
        "bad_time",
        SCHEDULE,
        2,
        "month must be in 1..12",
    ),
    (
        "year_1",
        _swap(SCHEDULE, "2013-07-11T08:00", "0001-01-01T00:00+14:00"),
        "bad_time",
        SCHEDULE,
        2,
        "is not a time between 1970 and 2199",
    ),
    (
        "year_9999",
        _swap(SCHEDULE, "2013-07-11T08:00", "9999-12-31T23:59:59-12:00"),
        "bad_time",
        SCHEDULE,
        2,
        "is not a time between 1970 and 2199",
    ),
    (
        "offset_99",
        _swap(SCHEDULE, "2013-07-11T08:00", "2013-07-11T08:00+99:00"),
        "bad_time",
        SCHEDULE,
        2,
        "is not a time",
    ),
    (
        "no_such_hour",
        _swap(SCHEDULE, "2013-07-11T08:00", "2013-03-10T02:30"),
        "nonexistent_time",
        SCHEDULE,
        2,
        "'2013-03-10T02:30' does not exist in America/New_York",
    ),
    (
        "hour_twice",
        _swap(SCHEDULE, "2013-07-11T08:00", "2012-11-04T01:30"),
        "ambiguous_time",
        SCHEDULE,
        2,
        "'2012-11-04T01:30' exists twice in America/New_York",
    ),
    (
        "departure_first",
        _swap(SCHEDULE, "T08:00,D", "T09:30,D"),
        "time_order",
        SCHEDULE,
        2,
        "departure_time 2013-07-11T09:00:00-04:00 is not after arrival_time",
    ),
    (
        "no_times",
        _swap(SCHEDULE, "2013-07-11T07:00", ""),
        "missing_time",
        SCHEDULE,
        4,
        "arrival_time and departure_time are both missing",
    ),
    ("no_size", _swap(SCHEDULE, "T3,,C", "T3,,"), "missing_size", SCHEDULE, 4, "code is missing"),
    (
        "unknown_type",
        _swap(SCHEDULE, "T3,,C", "T3,A32O,"),
        "unknown_type",
        SCHEDULE,
        4,
        "aircraft_type 'A32O' is not known",
    ),
    (
        "negative_passengers",
        _swap(SCHEDULE, ",120,", ",-120,"),
        "out_of_range",
        SCHEDULE,
        2,
        "arrival_pax '-120' is not at least 0",
    ),
    (
        "half_a_passenger",
        _swap(SCHEDULE, ",120,", ",12.5,"),
        "bad_number",
        SCHEDULE,
        2,
        "arrival_pax '12.5' is not a whole number",
    ),
    (
        "endless_passengers",
        _swap(SCHEDULE, ",120,", ",1e400,"),
        "bad_number",
        SCHEDULE,
        2,
        "arrival_pax '1e400' is not a whole number",
    ),
    ("duplicate_turn", _swap(SCHEDULE, "T2", "T3"), "duplicate", SCHEDULE, 4, "turn 'T3' is there twice"),
    # airport.toml
    ("toml_syntax", _swap("airport.toml", "= 10", "= = 10"), "bad_toml", "airport.toml", 7, "is not TOML"),
    ("toml_cut_off", _swap("airport.toml", "tow = 30\n", 'tow = "'), "bad_toml", "airport.toml", 10, "is not TOML"),
    (
        "toml_number",
        _swap("airport.toml", "= 10", "= " + "9" * 5000),
        "bad_toml",
        "airport.toml",
        None,
        "a number or a nesting beyond reason",
    ),
    (
        "toml_section",
        _swap("airport.toml", "[policy]", "[polcy]"),
        "unknown_section",
        "airport.toml",
        6,
        "did you mean policy?",
    ),
    (
        "toml_key",
        _swap("airport.toml", "buffer_min", "bufer_min"),
        "unknown_key",
        "airport.toml",
        7,
        "did you mean buffer_min?",
    ),
    (
        "toml_no_section",
        _swap("airport.toml", "[objective]", "[policy.x]\n[objective]"),
        "unknown_key",
        "airport.toml",
        9,
        "key 'x' is not known",
    ),
    (
        "toml_flat",
        {"airport.toml": 'code = "JFK"\n'},
        "unknown_section",
        "airport.toml",
        1,
        "section 'code' is not known",
    ),
    (
        "toml_scalar",
        {"airport.toml": lambda text: "policy = 3\n" + text.replace("[policy]\nbuffer_min = 10\n", "")},
        "bad_table",
        "airport.toml",
        1,
        "policy is not a section",
    ),
    (
        "toml_value",
        _swap("airport.toml", "= 10", "= 1.5"),
        "bad_number",
        "airport.toml",
        7,
        "buffer_min 1.5 is not a whole number",
    ),
    ("toml_quoted", _swap("airport.toml", '"JFK"', "5"), "bad_text", "airport.toml", 2, "code 5 is not text"),
    ("toml_no_code", _swap("airport.toml", 'code = "JFK"\n', ""), "missing", "airport.toml", 1, "code is missing"),
    (
        "timezone",
        _swap("airport.toml", "New_York", "NewYork"),
        "bad_timezone",
        "airport.toml",
        4,
        "timezone 'America/NewYork' is not a time zone",
    ),
    (
        "negative_weight",
        _swap("airport.toml", "tow = 30", "tow = -30"),
        "out_of_range",
        "airport.toml",
        10,
        "tow -30 is not at least 0",
    ),
    (
        "infinite_weight",
        _swap("airport.toml", "tow = 30", "tow = inf"),
        "bad_number",
        "airport.toml",
        10,
        "tow inf is not a finite number",
    ),
    (
        "weight_list",
        _swap("airport.toml", "tow = 30", "tow = [30]"),
        "bad_number",
        "airport.toml",
        10,
        "tow [30] is not a number",
    ),
    (
        "tiers",
        _swap("airport.toml", "tow = 30", 'tiers = [["tow"]]'),
        "not_supported_yet",
        "airport.toml",
        10,
        "tiers is not supported yet",
    ),
    (
        "robustness",
        _swap("airport.toml", "tow = 30", "robustness = 1"),
        "unknown_key",
        "airport.toml",
        10,
        "key 'robustness' is not known",
    ),
    (
        "zones",
        _swap("airport.toml", "[objective]", "[zones]\nA.B = 5\n[objective]"),
        "not_supported_yet",
        "airport.toml",
        9,
        "[zones] is not supported yet",
    ),
    (
        "bad_class",
        _swap("airport.toml", "[objective]", '[classes]\nBig = "many"\n[objective]'),
        "bad_number",
        "airport.toml",
        10,
        "Big 'many' is not a whole number",
    ),
    (
        "split_too_short",
        _swap("airport.toml", "buffer_min = 10", "split_min = 100"),
        "split_too_short",
        "airport.toml",
        7,
        "split_min 100 is below",
    ),
    (
        "handling",
        {"handling.csv": "class,bridge_min,away_min\nWide_Body,60,50\n"},
        "not_supported_yet",
        "handling.csv",
        None,
        "handling.csv is not supported yet",
    ),
    (
        "connections",
        {"connections.csv": "arrival_turn,departure_turn,pax\nT1,T2,5\n"},
        "not_supported_yet",
        "connections.csv",
        None,
        "connections.csv is not supported yet",
    ),
]


@pytest.mark.parametrize(
    ("files", "code", "file", "line", "words"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_one_clear_error(
    write_folder: Callable[..., Path], files: Any, code: str, file: str, line: int | None, words: str
) -> None:
    folder = write_folder(files)
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


def test_every_problem_at_once(write_folder: Callable[..., Path]) -> None:
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


def test_a_row_with_two_faults_reports_both(write_folder: Callable[..., Path]) -> None:
    _, problems = inspect(write_folder(_swap(SCHEDULE, "T1,B738,C,160", "T1,B738,Z,-160")))
    assert [(problem.code, problem.column) for problem in problems] == [("bad_code", "code"), ("out_of_range", "seats")]


def test_at_most_fifty_of_a_kind(write_folder: Callable[..., Path]) -> None:
    rows = "".join(f"T{i},X,2013-07-11T08:00\n" for i in range(200))
    _, problems = inspect(write_folder({SCHEDULE: f"turn,code,arrival_time\n{rows}", "pins.csv": None}))
    assert len(problems) == 51
    assert str(problems[-1]) == f"{SCHEDULE}: and 150 more of this kind (mend those above first)"


def test_a_gigabyte_is_refused_unread(write_folder: Callable[..., Path]) -> None:
    folder = write_folder()
    with (folder / SCHEDULE).open("wb") as handle:
        handle.truncate(1_000_000_000)
    _, problems = inspect(folder, SCHEDULE)
    assert [(problem.code, problem.file) for problem in problems] == [("too_large", SCHEDULE)]
    assert f"larger than {LARGEST_FILE // 1_000_000} MB" in problems[0].message


def test_an_endless_device_is_refused(write_folder: Callable[..., Path]) -> None:
    _, problems = inspect(write_folder(), "/dev/zero")
    assert [problem.code for problem in problems] == ["too_large"]


def test_a_folder_in_place_of_a_file(write_folder: Callable[..., Path]) -> None:
    folder = write_folder({"stands.csv": None})
    (folder / "stands.csv").mkdir()
    _, problems = inspect(folder, SCHEDULE)
    assert [str(problem) for problem in problems] == ["stands.csv: is a folder, not a file (name a file)"]


@pytest.mark.parametrize("path", ["nowhere", "nowhere/at/all.json", "bad\0name", "long" * 2000])
def test_a_path_to_nothing(tmp_path: Path, path: str) -> None:
    instance, problems = inspect(tmp_path / path)
    assert instance is None
    assert [problem.code for problem in problems] in (["missing_file"], ["unreadable"])


def test_a_file_without_permission(write_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder()
    secret = folder / "stands.csv"
    secret.chmod(0)
    if _can_read(secret):
        pytest.skip("this user may read everything")
    _, problems = inspect(folder, SCHEDULE)
    assert [(problem.code, problem.message) for problem in problems] == [
        ("unreadable", "cannot be read: Permission denied")
    ]


def _can_read(path: Path) -> bool:
    try:
        path.read_bytes()
    except PermissionError:
        return False
    return True


JSON_CASES: list[tuple[str, Callable[[dict[str, Any]], Any], str, int | None, str]] = [
    ("not_an_object", lambda d: [d], "bad_document", None, "document [{"),
    ("no_airport", lambda d: {"schedule": d["schedule"]}, "missing", 1, "airport is missing"),
    ("airport_list", lambda d: d | {"airport": []}, "bad_document", None, "airport [] is not an object"),
    ("unknown_key", lambda d: d | {"shedule": []}, "unknown_key", 1, "did you mean schedule?"),
    (
        "unknown_table",
        lambda d: d | {"airport": d["airport"] | {"stand": []}},
        "unknown_key",
        2,
        "did you mean stands?",
    ),
    ("no_schedule", lambda d: {"airport": d["airport"]}, "no_schedule", None, "holds no schedule"),
    ("empty_schedule", lambda d: d | {"schedule": []}, "no_rows", None, "schedule has no rows"),
    ("schedule_object", lambda d: d | {"schedule": {}}, "bad_table", 13, "schedule {} is not a list"),
    (
        "row_no_object",
        lambda d: d | {"schedule": [*d["schedule"], 7]},
        "bad_table",
        None,
        "schedule[1] 7 is not an object",
    ),
    ("no_stands", lambda d: d | {"airport": {"code": "X", "timezone": "UTC"}}, "no_rows", None, "stands has no rows"),
    ("policy_list", lambda d: d | {"airport": d["airport"] | {"policy": [1]}}, "bad_table", None, "policy [1] is not"),
    (
        "twice",
        lambda d: d | {"pins": [], "airport": d["airport"] | {"pins": []}},
        "duplicate_key",
        2,
        "pins is there twice",
    ),
    (
        "number_as_text",
        lambda d: d | {"schedule": [d["schedule"][0] | {"airline": 7}]},
        "bad_text",
        14,
        "airline 7 is not text",
    ),
    (
        "list_as_text",
        lambda d: d | {"schedule": [d["schedule"][0] | {"code": ["C"]}]},
        "bad_code",
        14,
        "code ['C'] is not one",
    ),
    (
        "time_number",
        lambda d: d | {"schedule": [d["schedule"][0] | {"arrival_time": 8}]},
        "bad_time",
        14,
        "arrival_time 8 is",
    ),
    (
        "field_name",
        lambda d: d | {"schedule": [d["schedule"][0] | {"id": "T"}]},
        "unknown_column",
        14,
        "column 'id' is not known",
    ),
    (
        "nan",
        lambda d: d | {"schedule": [d["schedule"][0] | {"seats": float("nan")}]},
        "bad_number",
        14,
        "seats nan is not a finite",
    ),
    (
        "surrogate",
        lambda d: d | {"schedule": [d["schedule"][0] | {"airline": "\ud800"}]},
        "bad_text",
        14,
        "airline '\\ud800'",
    ),
    (
        "reference",
        lambda d: d | {"reference": [{"turn": "T9", "stand": "A1"}]},
        "unknown_turn",
        23,
        "turn 'T9' is not in",
    ),
]


def _document() -> dict[str, Any]:
    return {
        "airport": {"code": "X", "timezone": "UTC", "stands": [{"stand": "A1", "kind": "contact", "max_code": "C"}]},
        "schedule": [{"turn": "T1", "code": "C", "seats": 9, "arrival_time": "2013-07-11T08:00", "arrival_pax": 3}],
    }


@pytest.mark.parametrize(
    ("change", "code", "line", "words"), [pytest.param(*case[1:], id=case[0]) for case in JSON_CASES]
)
def test_one_clear_error_in_json(tmp_path: Path, change: Any, code: str, line: int | None, words: str) -> None:
    path = tmp_path / "day.json"
    path.write_text(json.dumps(change(_document()), indent=1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    (error,) = caught.value.errors
    assert (error.code, error.file) == (code, str(path))
    assert error.line == line
    assert words in error.message
    assert error.fix


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ('{"airport":\n {,}}', "bad_json", 2, "is not JSON"),
        ('{"airport": {}', "bad_json", 1, "is not JSON"),
        ("turn,stand\nA,B\n", "bad_json", 1, "is not JSON"),
        ("[" * 100_000, "bad_json", None, "a nesting beyond reason"),
        ('{"a":' * 100_000, "bad_json", None, "a nesting beyond reason"),
        ('{"airport": ' + "9" * 10_000 + "}", "bad_json", None, "a number or a nesting beyond reason"),
        ('{\n"airport": {"code": "X",\n "code": "Y"}}', "duplicate_key", 2, "key 'code' is there twice"),
        ("null", "bad_document", None, "holds nothing but null"),
        ("", "empty_file", None, "is empty"),
    ],
)
def test_a_text_that_is_no_document(tmp_path: Path, text: str, code: str, line: int | None, words: str) -> None:
    path = tmp_path / "day.json"
    path.write_text(text, encoding="utf-8")
    _, problems = inspect(path)
    assert (problems[0].code, problems[0].line) == (code, line)
    assert words in problems[0].message


def test_a_document_of_one_line_names_the_row(tmp_path: Path) -> None:
    document = _document()
    document["schedule"].append({"turn": "T2", "code": "G", "arrival_time": "2013-07-11T08:00"})
    path = tmp_path / "day.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    _, problems = inspect(path)
    assert [str(problem) for problem in problems] == [
        f"{path}: schedule[1]: code 'G' is not one of A-F (write the ICAO code letter)"
    ]


def test_warnings_are_logged(write_folder: Callable[..., Path], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="standalloc.io"):
        read(write_folder(_swap(SCHEDULE, "B738,C", "B738,E") | {"pins.csv": None}))
    assert [record.message for record in caplog.records] == [
        f"{SCHEDULE}:2: code 'E' is not that of aircraft_type 'B738', which is C; the code is used "
        "(correct one of the two)"
    ]
