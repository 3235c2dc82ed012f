"""Published plans: one a day, earlier ones kept, none overwritten unseen."""

import threading
from datetime import date

import pytest

from standalloc.service.store import NotFoundError, VersionConflictError, published
from tests.service.store.conftest import DAY, Day


def test_the_newest_publication_holds_and_earlier_ones_are_kept(database, day):
    first, second = day.plan(), day.plan()
    with database.writing() as session:
        published.publish(session, first.id, based_on=0, user="ann", note="draft")
    with database.writing() as session:
        published.publish(session, second.id, based_on=1, user="bob")
    with database.reading() as session:
        current = published.current(session, "XYZ", DAY)
        assert (current.plan_id, current.revision, current.published_by) == (second.id, 2, "bob")
        assert [row.plan_id for row in published.history(session, "XYZ", DAY)] == [second.id, first.id]


def test_who_has_not_seen_the_newest_publication_is_refused(database, day):
    first, second = day.plan(), day.plan()
    with database.writing() as session:
        published.publish(session, first.id, based_on=0, user="ann")
    message = "revision 1 was published for 'XYZ' on 2030-06-01 by ann"
    with pytest.raises(VersionConflictError, match=message) as caught, database.writing() as session:
        published.publish(session, second.id, based_on=0, user="bob")
    assert caught.value.current == 1
    with database.reading() as session:
        assert published.current(session, "XYZ", DAY).plan_id == first.id


def test_a_revision_nobody_published_is_refused(database, day):
    with pytest.raises(VersionConflictError, match="nothing is published"), database.writing() as session:
        published.publish(session, day.plan().id, based_on=1, user="bob")


def test_of_many_planners_at_once_one_publishes(database, day):
    plans = [day.plan().id for _ in range(6)]
    conflicts = []

    def publish(plan: str) -> None:
        try:
            with database.writing() as session:
                published.publish(session, plan, based_on=0, user="ann")
        except VersionConflictError as error:
            conflicts.append(error.current)

    threads = [threading.Thread(target=publish, args=(plan,)) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert conflicts == [1] * 5


def test_each_airport_and_day_has_its_own(database, day):
    there = Day(database, "ABC")
    plan, theirs = day.plan(), there.plan()
    with database.writing() as session:
        published.publish(session, plan.id, based_on=0, user="ann")
        published.publish(session, theirs.id, based_on=0, user="ann")
        published.publish(session, theirs.id, based_on=1, user="ann")
    with database.reading() as session:
        assert published.current(session, "XYZ", DAY).plan_id == plan.id
        assert published.current(session, "XYZ", date(2030, 6, 2)) is None
        assert [(row.day, row.revision) for row in published.days(session, "XYZ")] == [(DAY, 1)]
        assert [(row.day, row.revision) for row in published.days(session, "ABC")] == [(DAY, 2)]


def test_a_plan_that_is_not_there_is_not_found(database):
    with pytest.raises(NotFoundError, match="there is no plan 'x'"), database.writing() as session:
        published.publish(session, "x", based_on=0, user="ann")
