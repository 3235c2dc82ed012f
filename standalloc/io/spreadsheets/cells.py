"""One cell of a sheet to one of ours: translated, in our unit, its list split; or why it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from standalloc.io.spreadsheets.clock import parse_duration
from standalloc.io.spreadsheets.columns import ColumnKind
from standalloc.io.spreadsheets.mapping import DURATION, METRES, MINUTES, Column
from standalloc.io.spreadsheets.sheet import ERROR_VALUES, UNCALCULATED, Value, plain, text_of
from standalloc.io.words import Rejected, shown

#: Characters of the longest cell that is taken over, as in our own files.
LONGEST_CELL: Final = 10_000

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a cell comes from.

    Attributes:
        file: and sheet, as problems call them.
        line: number of the row, where known.
        column: of theirs; of a constant, ours.
        text: as it is written there; None for a constant.
    """

    file: str | None
    line: int | None
    column: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of one of our tables: its text, or why it has none, and where it comes from."""

    value: str | Rejected
    origin: Origin


def fault_of(value: Value) -> Rejected | None:
    """Return why a cell of a sheet has no value that can be used, None where it has one."""
    if value == UNCALCULATED:
        fix = "open the workbook in its program and save it, or replace the formula by its value"
        return Rejected("uncalculated", "is a formula whose value the workbook does not hold", fix)
    if isinstance(value, str) and value.strip() in ERROR_VALUES:
        return Rejected("bad_value", f"{shown(value.strip())} is a formula that failed", "correct the formula")
    if isinstance(value, str) and (len(value) > LONGEST_CELL or "\0" in value or not _is_text(value)):
        return Rejected("bad_text", f"{shown(value)} is too long or no text", "shorten it")
    return None


def _is_text(value: str) -> bool:
    """Say whether a text can be written as UTF-8, which halves of characters cannot."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def translate_text(text: str, values: Mapping[str, str]) -> str:
    """Return our value for theirs: by the text in plain letters, else by `*`; `""` stands for an empty cell."""
    return values.get(plain(text), values.get("*", text) if text else text)


def read_cell(
    value: Value, kind: ColumnKind, column: Column, values: Mapping[str, str], decimal: str
) -> str | Rejected:
    """Return a cell that holds no time as ours would.

    Args:
        value: of the cell; one without a fault.
        kind: of our column.
        column: where it comes from.
        values: theirs to ours, in plain letters.
        decimal: the sign before decimals.
    """
    text = text_of(value)
    if kind == "list":
        return _list(text, column.separator, values)
    translated = translate_text(text, values)
    if kind == "text" or translated != text or not text:
        return translated
    if kind == "minutes":
        return _minutes(value, text, column.unit, decimal)
    number = _number(value, text, decimal)
    if kind != "metres" or column.unit in (None, "m"):
        return text if number is None else number
    if number is None:
        return _no_number(text)
    return _shortest(float(number) * METRES[str(column.unit)])


def _list(text: str, separator: str | None, values: Mapping[str, str]) -> str | Rejected:
    words = text.split() if separator is None else [word.strip() for word in text.split(separator)]
    ours = [translate_text(word, values) for word in words if word] or [translate_text("", values)]
    spaced = [word for word in ours if separator is not None and len(word.split()) > 1 and word in words]
    if spaced:
        message = f"{shown(spaced[0])} holds a space, and ours separate the words of a list by spaces"
        return Rejected("bad_list", message, "translate it to a word without one, under values")
    return " ".join(ours)


def _minutes(value: Value, text: str, unit: str | None, decimal: str) -> str | Rejected:
    """Return minutes; what a spreadsheet holds as a duration needs no unit."""
    span = value if isinstance(value, timedelta) else parse_duration(text) if unit == DURATION else None
    if span is not None:
        return _shortest(span / _MINUTE)
    number = _number(value, text, decimal)
    if unit == DURATION:
        return Rejected("bad_number", f"{shown(text)} is not hours and minutes", "write it as 0:45")
    if number is None:
        return text if unit is None else _no_number(text)
    return number if unit in (None, "min") else _shortest(float(number) * MINUTES[str(unit)])


def _number(value: Value, text: str, decimal: str) -> str | None:
    """Return a number with a point before decimals, None where the text is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text
    if decimal == ",":
        text = text.replace(".", "").replace("\u00a0", "").replace(",", ".", 1)
    return text if _NUMBER.fullmatch(text) and len(text) < 30 else None


def _shortest(number: float) -> str:
    return f"{round(number, 3):.10g}"


def _no_number(text: str) -> Rejected:
    return Rejected("bad_number", f"{shown(text)} is not a number", "write digits")
