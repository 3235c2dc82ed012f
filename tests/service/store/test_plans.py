"""Plans: stored once, never changed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from standalloc.service.store import NotFoundError, plans


def test_a_plan_comes_back(database, day):
    first = day.plan(name="morning", document={"rows": [["A", "full", "1"]]})
    edited = day.plan(parent_id=first.id, job_id="gone")
    with database.reading() as session:
        read = plans.read(session, first.id)
        assert (read.document, read.figures, read.name) == (
            {"rows": [["A", "full", "1"]]},
            {"objective": 1.5},
            "morning",
        )
        assert plans.read(session, edited.id).parent_id == first.id


def test_lists_are_of_an_airport_or_a_schedule(database, day):
    made = {day.plan().id, day.plan().id}
    with database.reading() as session:
        assert {row.id for row in plans.listed(session)} == made
        assert {row.id for row in plans.listed(session, airport="XYZ")} == made
        assert {row.id for row in plans.listed(session, schedule_id=day.schedule.id)} == made
        assert not plans.listed(session, airport="ABC")
        assert not plans.listed(session, schedule_id="other")
        assert len(plans.listed(session, limit=1)) == 1


def test_a_list_is_newest_first(database, day):
    made = [day.plan().id for _ in range(3)]
    with database.reading() as session:
        assert [row.id for row in plans.listed(session)] == made[::-1]


def test_a_plan_cannot_be_changed(database, day):
    plan = day.plan()
    with pytest.raises(DBAPIError, match="rows of plans are kept as they are"), database.writing() as session:
        session.execute(text("update plans set name = 'forged'"))
    with database.reading() as session:
        assert plans.read(session, plan.id).name == ""


def test_what_is_not_there_is_not_found(database):
    with pytest.raises(NotFoundError, match="there is no plan 'x'"), database.reading() as session:
        plans.read(session, "x")


def test_numbers_that_json_lacks_are_refused(database, day):
    with pytest.raises(Exception, match="Out of range float values"):
        day.plan(figures={"gap": float("nan")})
