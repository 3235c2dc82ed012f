"""Dates and times as people write them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.io.spreadsheets.clock import DateForm, LocalTime, TimeCells, in_iso, parse_duration, read_time
from standalloc.io.spreadsheets.sheet import Value
from standalloc.io.words import Rejected

DAY = date(2030, 6, 1)


def clock(value: Value, form: str | None = None, *, day: Value = None, days: Value = None) -> str | None:
    """Return a time as days after 1 June and hour and minute, or as it stands, None where it is none."""
    time = read_time(TimeCells(value, day, days), DateForm.parse(form) if form else None, DAY)
    if isinstance(time, LocalTime):
        return time.moment.strftime("%d %H:%M:%S").removeprefix("01 ").removesuffix(":00")
    return time if isinstance(time, str) else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *[
            (text, "06:05")
            for text in ("06:05", "6:05", "06.05", "6h05", "0605", "605", "6:05 am", "06:05:00", " 6:05 ")
        ],
        *[(text, "18:05") for text in ("18:05", "1805", "6:05 PM", "6:05 p.m.", "06:05pm")],
        *[
            (text, "02 00:15")
            for text in ("24:15", "2415", "00:15+1", "0015 +1", "00:15 (+1)", "00:15 +1d", "0:15+1 day")
        ],
        ("45", "00:45"),
        ("6", "00:06"),
        ("0", "00:00"),
        ("12:00 am", "00:00"),
        ("12:30 pm", "12:30"),
        ("23:50-1", "31 23:50"),
        ("06:05:30", "06:05:30"),
        (605, "06:05"),
        (1805.0, "18:05"),
        (0, "00:00"),
        (0.25, "06:00"),
        (1.25, "02 06:00"),
        (timedelta(hours=6, minutes=5), "06:05"),
        (timedelta(hours=24, minutes=15), "02 00:15"),
        (datetime(2030, 6, 3, 6, 5), "03 06:05"),
        ("2030-06-03T06:05", "03 06:05"),
        ("2030-06-03 6:05 pm", "03 18:05"),
        ("2030-06-03T06:05Z", "2030-06-03T06:05Z"),
        ("2030-06-03T06:05-04:00", "2030-06-03T06:05-04:00"),
    ],
)
def test_times(value: Value, expected: str) -> None:
    assert clock(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", None),
        *(
            "60",
            "6:60",
            "13:05 pm",
            "0:30 am",
            "48:00",
            "6:5",
            "06:05:99",
            "noon",
            "-1",
            "6.5",
            "12345",
            "\u0660\u0666:\u0660\u0665",
        ),
        *("2030-06-31 06:05", "2030-06-01", "06:05+", True, -1, 10_000, 2.5, timedelta(days=2), timedelta(days=-1)),
    ],
)
def test_what_is_no_time(value: Value) -> None:
    assert clock(value) is None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("dd.mm.yyyy", "03.06.2030"),
        ("d.m.yyyy", "3.6.2030"),
        ("dd/mm/yy", "03/06/30"),
        ("mm/dd/yyyy", "06/03/2030"),
        ("yyyymmdd", "20300603"),
        ("dd-mmm-yyyy", "03-Jun-2030"),
        ("ddmmmyy", "03JUN30"),
        ("mmm dd, yyyy", "June 3, 2030"),
        ("yyyy/mm/dd", "2030/6/3"),
        ("DD.MM.YYYY", "3.6.2030"),
    ],
)
def test_forms_of_dates(form: str, text: str) -> None:
    assert clock(f"{text} 06:05", form) == "03 06:05"
    assert clock("06:05", form, day=text) == "03 06:05"
    assert clock("06:05", form, day=f"{text} 00:00") == "03 06:05"
    assert clock("06:05", form, day="2030-06-03") == "03 06:05"
    assert clock("06:05", form, day="33.33.2030") is None


@pytest.mark.parametrize("form", ["", "dd.mm", "dd.mm.yy.yyyy", "dd.dd.yyyy", "hh:mm"])
def test_what_is_no_form(form: str) -> None:
    with pytest.raises(ValueError, match="once each"):
        DateForm.parse(form)


@pytest.mark.parametrize(("years", "year"), [("70", 1970), ("69", 2069), ("00", 2000)])
def test_years_of_two_digits(years: str, year: int) -> None:
    assert DateForm.parse("dd.mm.yy").split(f"01.06.{years}") == (date(year, 6, 1), "")


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, "06:05"), ("", "06:05"), ("0", "06:05"), (1, "02 06:05"), ("+1", "02 06:05"), ("(-1)", "31 06:05")],
)
def test_days_to_add(days: Value, expected: str) -> None:
    assert clock("06:05", day=datetime(2030, 6, 1), days=days) == expected


def test_days_that_are_none() -> None:
    found = read_time(TimeCells("06:05", None, "soon"), None, DAY)
    assert isinstance(found, Rejected)
    assert found.code == "bad_number"


def test_a_time_without_a_date() -> None:
    found = read_time(TimeCells("06:05"), None, None)
    assert isinstance(found, Rejected)
    assert found.message == "'06:05' is a time without a date"
    assert "base_date" in found.fix


@pytest.mark.parametrize(
    ("cells", "is_dated"),
    [
        (TimeCells("06:05"), False),
        (TimeCells("06:05", "2030-06-01"), False),
        (TimeCells("24:05"), True),
        (TimeCells("00:05+1"), True),
        (TimeCells("2030-06-01 06:05"), True),
        (TimeCells("06:05", "2030-06-01", "0"), True),
        (TimeCells(datetime(2030, 6, 1, 6, 5)), True),
    ],
)
def test_which_times_say_their_day(cells: TimeCells, is_dated: bool) -> None:
    found = read_time(cells, None, DAY)
    assert isinstance(found, LocalTime)
    assert found.is_dated == is_dated


def test_iso() -> None:
    time = LocalTime(datetime(2030, 6, 1, 6, 5), is_dated=True)
    assert in_iso(time, None) == "2030-06-01T06:05"
    assert in_iso(time, ZoneInfo("UTC")) == "2030-06-01T06:05+00:00"
    assert in_iso(time, ZoneInfo("America/New_York")) == "2030-06-01T06:05-04:00"
    skipped = in_iso(LocalTime(datetime(2030, 3, 31, 2, 30), is_dated=True), ZoneInfo("Europe/Paris"))
    assert isinstance(skipped, Rejected)
    assert skipped.code == "nonexistent_time"


@pytest.mark.parametrize(
    ("text", "minutes"), [("0:45", 45), ("36:00", 2160), ("1:02:30", 62.5), ("45", None), ("1:60", None)]
)
def test_durations(text: str, minutes: float | None) -> None:
    assert parse_duration(text) == (None if minutes is None else timedelta(minutes=minutes))


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.datetimes(), st.timedeltas()))
def test_nothing_is_too_strange(value: Value) -> None:
    for form in (None, DateForm.parse("dd.mm.yy")):
        read_time(TimeCells(value, value, value), form, DAY)
        read_time(TimeCells(value), form, None)
