"""Schedules of an airport, with the warnings of their validation."""

from datetime import date

import pytest

from standalloc.service.store import NotFoundError, schedules

WARNING = {"code": "unknown_type", "message": "type 'XX1' is not known", "row": 3}


def test_a_schedule_comes_back_with_its_warnings(database, day):
    document = {"schedule": [{"turn": "A"}, {"turn": "B"}], "closures": []}
    with database.writing() as session:
        row = schedules.add(
            session,
            airport="XYZ",
            airport_version=1,
            day=date(2030, 6, 2),
            document=document,
            user="bob",
            name="day.csv",
            warnings=[WARNING],
        )
    with database.reading() as session:
        read = schedules.read(session, row.id)
    assert (read.document, read.warnings, read.turns) == (document, [WARNING], 2)
    assert (read.day, read.name, read.created_by) == (date(2030, 6, 2), "day.csv", "bob")


def test_a_list_is_of_an_airport_and_a_day(database, day):
    with database.reading() as session:
        assert [row.id for row in schedules.listed(session, "XYZ")] == [day.schedule.id]
        assert [row.id for row in schedules.listed(session, "XYZ", day.schedule.day)] == [day.schedule.id]
        assert not schedules.listed(session, "XYZ", date(2031, 1, 1))
        assert not schedules.listed(session, "ABC")


def test_what_is_not_there_is_not_found(database):
    with pytest.raises(NotFoundError, match="there is no schedule 'x'"), database.reading() as session:
        schedules.read(session, "x")
