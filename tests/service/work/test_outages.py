"""Databases that do not answer: waited for, and said once."""

import logging

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError, OperationalError

from standalloc.service.work import outages
from standalloc.service.work.outages import insist, is_full, is_outage, reason


def gone() -> OperationalError:
    """What is raised where no PostgreSQL listens."""
    with pytest.raises(OperationalError) as error:
        create_engine("postgresql+psycopg://nobody@127.0.0.1:9/none").connect()
    return error.value


def test_work_is_done_again_until_the_database_answers(monkeypatch, caplog):
    monkeypatch.setattr(outages, "PAUSE_S", 0.01)
    error, tries = gone(), []

    def work():
        tries.append(True)
        if len(tries) < 4:
            raise error
        return "done"

    with caplog.at_level(logging.WARNING):
        assert insist(work, 60) == "done"
    assert len(tries) == 4
    said = [record.message for record in caplog.records]
    assert [len(said), "waiting for it" in said[0], "answers again" in said[1]] == [2, True, True]


def test_patience_ends(monkeypatch):
    monkeypatch.setattr(outages, "PAUSE_S", 0.01)
    error = gone()

    def work():
        raise error

    with pytest.raises(OperationalError):
        insist(work, 0.05)


def test_mistakes_are_not_waited_for():
    error = IntegrityError("insert", {}, ValueError("twice\nmore"))
    assert not is_outage(error)
    assert not is_full(error)
    assert reason(error) == "twice"
    assert is_outage(gone())
