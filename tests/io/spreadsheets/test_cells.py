"""Cells of theirs to cells of ours."""

from datetime import timedelta

import pytest

from standalloc.io.spreadsheets.cells import fault_of, read_cell, translate_text
from standalloc.io.spreadsheets.columns import ColumnKind
from standalloc.io.spreadsheets.mapping import Column
from standalloc.io.spreadsheets.sheet import UNCALCULATED, Value
from standalloc.io.words import Rejected


def cell(value: Value, kind: ColumnKind, decimal: str = ".", **keys: str) -> str:
    """Return what a cell becomes, or the code of why it becomes nothing."""
    found = read_cell(value, kind, Column.model_validate({"column": "X", **keys}), {}, decimal)
    return found.code if isinstance(found, Rejected) else found


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("118", "ft", "35.966"),
        (118, "ft", "35.966"),
        ("3580", "cm", "35.8"),
        ("100", "in", "2.54"),
        ("35.8", "m", "35.8"),
        ("", "ft", ""),
        ("wide", "ft", "bad_number"),
        ("wide", "m", "wide"),
    ],
)
def test_lengths(value: Value, unit: str, expected: str) -> None:
    assert cell(value, "metres", unit=unit) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("45", "min", "45"),
        ("0.75", "h", "45"),
        ("90", "s", "1.5"),
        ("1:05", "hh:mm", "65"),
        ("65", "hh:mm", "bad_number"),
        ("soon", "h", "bad_number"),
        ("soon", "min", "bad_number"),
        (timedelta(minutes=45), "min", "45"),
        (timedelta(minutes=45), "h", "45"),
    ],
)
def test_minutes(value: Value, unit: str, expected: str) -> None:
    assert cell(value, "minutes", unit=unit) == expected


def test_minutes_without_a_unit() -> None:
    assert cell("soon", "minutes") == "soon"
    assert cell(timedelta(hours=1), "minutes") == "60"


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("35,8", ",", "35.8"),
        ("1.234,5", ",", "1234.5"),
        ("35,8", ".", "35,8"),
        ("-5", ".", "-5"),
        ("x", ",", "x"),
        ("1e5", ".", "1e5"),
        ("1 000", ",", "1 000"),
    ],
)
def test_decimals(text: str, decimal: str, expected: str) -> None:
    assert cell(text, "number", decimal) == expected


def test_numbers_of_workbooks_have_their_own_point() -> None:
    assert cell(35.8, "number", ",") == "35.8"


@pytest.mark.parametrize(
    ("text", "separator", "expected"),
    [
        ("SCH/INT", "/", "SCH INT"),
        ("SCH / INT /", "/", "SCH INT"),
        ("D I", None, "D I"),
        ("", "/", ""),
        ("Air One, Two", ",", "bad_list"),
    ],
)
def test_lists(text: str, separator: str | None, expected: str) -> None:
    assert cell(text, "list", **({} if separator is None else {"separator": separator})) == expected


def test_words_of_a_list_are_translated() -> None:
    column = Column(column="X", separator=",")
    values = {"air one": "A1", "": "D", "dom": "D"}
    assert read_cell("Air One, DOM", "list", column, values, ".") == "A1 D"
    assert read_cell("", "list", column, values, ".") == "D"


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("PBB", {"pbb": "contact"}, "contact"),
        (" pbb ", {"pbb": "contact"}, "contact"),
        ("X", {"pbb": "contact", "*": "remote"}, "remote"),
        ("X", {"pbb": "contact"}, "X"),
        ("", {"*": "remote"}, ""),
        ("", {"": "remote"}, "remote"),
    ],
)
def test_translation(text: str, values: dict[str, str], expected: str) -> None:
    assert translate_text(text, values) == expected


def test_what_is_translated_has_our_unit() -> None:
    assert read_cell("wide", "metres", Column(column="X", unit="ft"), {"wide": "65"}, ".") == "65"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("#N/A", "bad_value"),
        (" #REF! ", "bad_value"),
        (UNCALCULATED, "uncalculated"),
        ("a\0b", "bad_text"),
        ("x" * 20_000, "bad_text"),
        ("\ud800", "bad_text"),
        ("#1", None),
        ("Zürich", None),
        (None, None),
        (3, None),
    ],
)
def test_faults(value: Value, code: str | None) -> None:
    fault = fault_of(value)
    assert (None if fault is None else fault.code) == code
