"""Times: offsets kept, local hours that do not exist or exist twice refused, seconds rounded."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.io.moments import parse_moment, to_minute
from standalloc.io.words import Rejected

NEW_YORK = ZoneInfo("America/New_York")
KATHMANDU = ZoneInfo("Asia/Kathmandu")


@pytest.mark.parametrize(
    ("text", "zone", "meant"),
    [
        ("2013-07-11T06:05", NEW_YORK, "2013-07-11T06:05:00-04:00"),
        ("2013-01-11T06:05", NEW_YORK, "2013-01-11T06:05:00-05:00"),
        ("2013-07-11T06:05", KATHMANDU, "2013-07-11T06:05:00+05:45"),
        ("2013-07-11t06:05z", NEW_YORK, "2013-07-11T06:05:00+00:00"),
        ("2013-07-11 06:05:10,5-0330", NEW_YORK, "2013-07-11T06:05:10.500000-03:30"),
        ("2013-03-10T01:59", NEW_YORK, "2013-03-10T01:59:00-05:00"),
        ("2013-03-10T03:00", NEW_YORK, "2013-03-10T03:00:00-04:00"),
        ("2013-11-03T00:59", NEW_YORK, "2013-11-03T00:59:00-04:00"),
        ("2013-11-03T02:00", NEW_YORK, "2013-11-03T02:00:00-05:00"),
    ],
)
def test_times(text: str, zone: ZoneInfo, meant: str) -> None:
    moment = parse_moment(text, zone)
    assert isinstance(moment, datetime)
    assert moment.isoformat() == meant
    assert isinstance(moment.tzinfo, timezone)


@pytest.mark.parametrize("text", ["2013-03-10T02:00", "2013-03-10T02:59"])
def test_hours_that_do_not_exist(text: str) -> None:
    found = parse_moment(text, NEW_YORK)
    assert isinstance(found, Rejected)
    assert found.code == "nonexistent_time"
    assert f"'{text}' does not exist in America/New_York" in found.message
    assert text.replace("T02", "T03") + "-04:00" in found.fix


@pytest.mark.parametrize("text", ["2013-11-03T01:00", "2013-11-03T01:59"])
def test_hours_that_exist_twice(text: str) -> None:
    found = parse_moment(text, NEW_YORK)
    assert isinstance(found, Rejected)
    assert found.code == "ambiguous_time"
    assert f"{text}-04:00 or {text}-05:00" in found.fix


@pytest.mark.parametrize(
    "text",
    [
        *("", "6:05", "2013-07-11", "11/07/2013 06:05", "2013-07-11T6:05", "2013-07-11T25:00", "2013-02-30T00:00"),
        *("2013-07-11T06:05+24:00", "2013-07-11T06:05 CET", "\u0662\u0660\u0661\u0663-07-11T06:05"),
        *("1969-12-31T23:59Z", "2200-01-01T00:00Z", 5, None, []),
    ],
)
def test_what_is_no_time(text: object) -> None:
    found = parse_moment(text, NEW_YORK)
    assert isinstance(found, Rejected)
    assert found.code == "bad_time"


@given(st.datetimes(datetime(1971, 1, 1), datetime(2198, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_what_is_written_is_read(naive: datetime, offset: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert parse_moment(moment.isoformat(), NEW_YORK) == moment


@given(st.datetimes(datetime(1971, 1, 1), datetime(2198, 1, 1)))
def test_a_local_time_is_read_or_has_two_meanings_or_none(naive: datetime) -> None:
    found = parse_moment(naive.isoformat(), NEW_YORK)
    meanings = {naive.replace(tzinfo=NEW_YORK, fold=fold).astimezone(UTC) for fold in (0, 1)}
    real = {moment for moment in meanings if moment.astimezone(NEW_YORK).replace(tzinfo=None) == naive}
    if isinstance(found, Rejected):
        assert len(real) == {"nonexistent_time": 0, "ambiguous_time": 2}[found.code]
    else:
        assert real == {found}


@pytest.mark.parametrize(
    ("second", "down", "up"), [((5, 0, 0), (5, 0), (5, 0)), ((5, 0, 1), (5, 0), (5, 1)), ((5, 59, 59), (5, 59), (6, 0))]
)
def test_rounding(second: tuple[int, int, int], down: tuple[int, int], up: tuple[int, int]) -> None:
    moment = datetime(2013, 7, 11, *second, tzinfo=UTC)
    assert to_minute(moment, "down") == datetime(2013, 7, 11, *down, tzinfo=UTC)
    assert to_minute(moment, "up") == datetime(2013, 7, 11, *up, tzinfo=UTC)
