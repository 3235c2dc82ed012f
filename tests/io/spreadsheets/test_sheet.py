"""Sheets as they are: titles and letters of columns, cells as text."""

from datetime import datetime, timedelta

import pytest

from standalloc.io.spreadsheets.sheet import SheetRow, Value, column_letters, header_of, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" a b ", "a b"),
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (True, "yes"),
        (False, "no"),
        (timedelta(hours=24, minutes=15), "24:15"),
        (timedelta(minutes=-5), "-1 day, 23:55:00"),
        (datetime(2030, 6, 1, 6, 5), "2030-06-01 06:05"),
        (datetime(2030, 6, 1, 6, 5, 7), "2030-06-01 06:05:07"),
    ],
)
def test_cells_as_text(value: Value, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(position: int, letters: str) -> None:
    assert column_letters(position) == letters
    assert header_of(SheetRow(1, ())).find(f"@{letters.lower()}") == (position,)


def test_titles() -> None:
    header = header_of(SheetRow(1, ("Max\n Cat", "Time", None, "time", 7)))
    assert header.titles == ("Max Cat", "Time", "", "time", "7")
    assert header.find(" max  CAT") == (0,)
    assert header.find("TIME") == (1, 3)
    assert header.find("7") == (4,)
    assert header.find("") == header.find("@1") == header.find("Date") == ()
    assert [header.title(position) for position in range(6)] == ["Max Cat", "@B", "@C", "@D", "7", "@F"]
