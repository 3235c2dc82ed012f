"""The audit log: it grows, and the database itself refuses anything else."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from standalloc.service.store import airports, audit


def write(database, subject: str, user: str = "ann", kind: str = "plan") -> None:
    with database.writing() as session:
        audit.record(session, user=user, action=f"{kind}.publish", kind=kind, subject=subject, detail={"n": 1})


def test_entries_come_newest_first_by_pages(database):
    for number in range(5):
        write(database, str(number))
    with database.reading() as session:
        first = audit.entries(session, limit=2)
        second = audit.entries(session, limit=2, before=first[-1].id)
    assert [row.subject for row in (*first, *second)] == ["4", "3", "2", "1"]
    assert (first[0].user, first[0].action, first[0].detail) == ("ann", "plan.publish", {"n": 1})


def test_entries_are_found_by_kind_subject_and_user(database):
    write(database, "a"), write(database, "b", user="bob"), write(database, "a", kind="job")
    with database.reading() as session:
        assert len(audit.entries(session, kind="plan")) == 2
        assert len(audit.entries(session, kind="plan", subject="a")) == 1
        assert [row.subject for row in audit.entries(session, user="bob")] == ["b"]


def test_entries_cannot_be_changed_or_deleted(database):
    write(database, "a")
    statements = ["update audit set kind = 'forged'", "delete from audit"]
    for statement in statements if database.is_sqlite else [*statements, "truncate audit"]:
        with pytest.raises(DBAPIError, match="rows of audit are kept as they are"), database.writing() as session:
            session.execute(text(statement))
    with database.reading() as session:
        assert [row.user for row in audit.entries(session)] == ["ann"]


def test_an_entry_shares_the_fate_of_what_it_tells_of(database):
    with pytest.raises(RuntimeError), database.writing() as session:
        airports.change(session, "XYZ", {}, based_on=0, user="ann")
        audit.record(session, user="ann", action="airport.change", kind="airport", subject="XYZ")
        raise RuntimeError
    with database.reading() as session:
        assert not audit.entries(session)
        assert airports.newest(session, "XYZ") == 0
