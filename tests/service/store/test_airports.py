"""Airports: every change a version, none lost."""

import threading

import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from standalloc.service.store import NotFoundError, VersionConflictError, airports
from standalloc.service.store.tables import AirportVersion


def test_a_change_makes_a_version_and_keeps_the_old_one(database):
    with database.writing() as session:
        airports.change(session, "XYZ", {"code": "XYZ", "name": "Old"}, based_on=0, user="ann", note="first")
    with database.writing() as session:
        airports.change(session, "XYZ", {"code": "XYZ", "name": "New"}, based_on=1, user="bob")
    with database.reading() as session:
        assert airports.read(session, "XYZ").document["name"] == "New"
        old = airports.read(session, "XYZ", 1)
        assert (old.document["name"], old.changed_by, old.note) == ("Old", "ann", "first")
        assert old.changed_at.utcoffset().total_seconds() == 0
        assert [(row.version, row.title) for row in airports.versions(session, "XYZ")] == [(2, "New"), (1, "Old")]


def test_a_list_names_each_airport_in_its_newest_version(database):
    with database.writing() as session:
        for name, based_on in (("B", 0), ("A", 0), ("B", 1), ("C", 0)):
            airports.change(session, name, {"code": name}, based_on=based_on, user="ann")
    with database.reading() as session:
        assert [(row.airport, row.version) for row in airports.names(session)] == [("A", 1), ("B", 2), ("C", 1)]
        assert [row.airport for row in airports.names(session, limit=1, offset=1)] == ["B"]


def test_a_list_leaves_the_documents_where_they_are(database):
    with database.writing() as session:
        airports.change(session, "XYZ", {"code": "XYZ"}, based_on=0, user="ann")
    with database.reading() as session:
        (row,) = airports.names(session)
        with pytest.raises(InvalidRequestError, match="raiseload"):
            _ = row.document


@pytest.mark.parametrize(
    ("based_on", "current", "message"),
    [(0, 2, "exists, in version 2"), (1, 2, "is in version 2, the change is based on 1"), (3, 2, "based on 3")],
)
def test_a_change_of_another_version_is_refused(database, based_on, current, message):
    with database.writing() as session:
        airports.change(session, "XYZ", {"n": 1}, based_on=0, user="ann")
        airports.change(session, "XYZ", {"n": 2}, based_on=1, user="ann")
    with pytest.raises(VersionConflictError, match=message) as caught, database.writing() as session:
        airports.change(session, "XYZ", {"n": 3}, based_on=based_on, user="bob")
    assert caught.value.current == current
    with database.reading() as session:
        assert airports.read(session, "XYZ").document == {"n": 2}


def test_a_change_of_an_airport_that_is_not_there_is_refused(database):
    with (
        pytest.raises(VersionConflictError, match="no airport 'XYZ' to change"),
        database.writing() as session,
    ):
        airports.change(session, "XYZ", {}, based_on=1, user="bob")


def test_of_many_changes_at_once_one_wins(database):
    conflicts = []

    def change(user: str) -> None:
        try:
            with database.writing() as session:
                airports.change(session, "XYZ", {"by": user}, based_on=0, user=user)
        except VersionConflictError as error:
            conflicts.append(error.current)

    threads = [threading.Thread(target=change, args=(f"user{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert conflicts == [1] * 5
    with database.reading() as session:
        assert len(airports.versions(session, "XYZ")) == 1


@pytest.mark.parametrize(
    ("airport", "version"), [("ABC", None), ("XYZ", 2), ("XYZ", 0), ("X\0", None), ("\ud800", None)]
)
def test_what_is_not_there_is_not_found(database, airport, version):
    with database.writing() as session:
        airports.change(session, "XYZ", {}, based_on=0, user="ann")
    with pytest.raises(NotFoundError, match="there is no airport"), database.reading() as session:
        airports.read(session, airport, version)


def test_text_of_any_kind_comes_back(database):
    document = {"name": "Zürich \U0001f6eb", "nul": "a\0b", "half": "\ud83d", "quote": "'\"\\", "null": None, "n": 0.1}
    with database.writing() as session:
        airports.change(session, "Zürich/../'", document, based_on=0, user="ann\0", note="\udfff")
    with database.reading() as session:
        row = airports.read(session, "Zürich/../'")
    assert row.document == document
    assert (row.changed_by, row.note) == ("ann\ufffd", "\ufffd")


def test_a_version_cannot_be_changed_past_the_functions_either(database):
    with database.writing() as session:
        row = airports.change(session, "XYZ", {}, based_on=0, user="ann")
    with (
        pytest.raises(DBAPIError, match="rows of airport_versions are kept as they are"),
        database.writing() as session,
    ):
        session.merge(AirportVersion(airport=row.airport, version=row.version, title="forged"))
