"""Every way to spoil an instance JSON gives one clear error with file, line and fix."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standalloc.io import inspect, read
from standalloc.model import InputError

JSON_CASES: list[tuple[str, Callable[[dict[str, Any]], Any], str, int | None, str]] = [
    ("not_an_object", lambda d: [d], "bad_document", None, "document [...] is not an object"),
    ("no_airport", lambda d: {"schedule": d["schedule"]}, "missing", 1, "airport is missing"),
    ("airport_list", lambda d: d | {"airport": []}, "bad_document", None, "airport [...] is not an object"),
    ("airport_null", lambda d: d | {"airport": None}, "bad_document", None, "airport None is not an object"),
    ("name", lambda d: d | {"name": 7}, "bad_text", 1, "name 7 is not text"),
    ("list", lambda d: _stands(d, airlines=7), "bad_list", 6, "airlines 7 is not a list"),
    (
        "yes_no",
        lambda d: d | {"schedule": [d["schedule"][0] | {"towable": "maybe"}]},
        "bad_yes_no",
        14,
        "towable 'maybe'",
    ),
    ("size_order", lambda d: _stands(d, min_code="D"), "size_order", 6, "min_code 'D' is larger than max_code 'C'"),
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
    ("schedule_object", lambda d: d | {"schedule": {}}, "bad_table", 13, "schedule {...} is not a list"),
    (
        "row_no_object",
        lambda d: d | {"schedule": [*d["schedule"], 7]},
        "bad_table",
        None,
        "schedule[1] 7 is not an object",
    ),
    ("no_stands", lambda d: d | {"airport": {"code": "X", "timezone": "UTC"}}, "no_rows", None, "stands has no rows"),
    ("stands_null", lambda d: d | {"airport": d["airport"] | {"stands": None}}, "no_rows", None, "stands has no rows"),
    (
        "policy_list",
        lambda d: d | {"airport": d["airport"] | {"policy": [1]}},
        "bad_table",
        None,
        "policy [...] is not",
    ),
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
        "code [...] is not one",
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


def _stands(document: dict[str, Any], **change: Any) -> dict[str, Any]:
    document["airport"]["stands"][0] |= change
    return document


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


def test_an_empty_airport_lacks_everything(tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    path.write_text(json.dumps(_document() | {"airport": {}}), encoding="utf-8")
    _, problems = inspect(path)
    assert [problem.message for problem in problems] == [
        *("code is missing", "timezone is missing", "stands has no rows")
    ]
