"""What beside a solve becomes of its progress."""

import io
import sys
import threading

import pytest

from standalloc.model import Progress
from standalloc.service.store import Claim, jobs
from standalloc.service.work import attendant as attendants
from standalloc.service.work.attendant import Attendant
from tests.service.work.conftest import until
from tests.service.work.test_ending import take


@pytest.fixture
def attend(desk, tiny, monkeypatch):
    """An attendant of a job that was taken, and a list that fills when the job is lost."""
    monkeypatch.setattr(sys, "stdin", _Silent())
    job_id = desk.ask(tiny)
    lost: list[bool] = []
    attendant = Attendant(desk.database, take(desk), lost=lambda: lost.append(True))
    yield attendant, job_id, lost
    attendant.close()


class _Silent(io.StringIO):
    """A worker that says nothing until the test is over."""

    def __iter__(self):
        threading.Event().wait()
        return iter(())


def told(desk, job_id) -> list[tuple]:
    rows = (data for kind, data in desk.events(job_id) if kind == "progress")
    return [(data["stage"], data["tier"], data["objective"], data["bound"]) for data in rows]


def test_first_plan_stage_and_tier_are_events_of_their_own_and_the_rest_is_thinned(desk, attend):
    attendant, job_id, _ = attend
    for objective, bound, stage, tier in [
        (None, 1.0, "a", 1),
        (None, 2.0, "a", 1),
        (9.0, 2.0, "a", 1),
        (8.0, 2.0, "a", 1),
        (7.0, 3.0, "a", 1),
        (7.0, 3.0, "b", 1),
        (4.0, 0.0, "b", 2),
    ]:
        attendant.notice(Progress(1.23456, objective, bound, stage, tier))
    attendant.begin()
    until(lambda: told(desk, job_id))
    assert told(desk, job_id) == [
        ("a", 1, None, 2.0),
        ("a", 1, 9.0, 2.0),
        ("a", 1, 7.0, 3.0),
        ("b", 1, 7.0, 3.0),
        ("b", 2, 4.0, 0.0),
    ]
    assert [data["seconds"] for kind, data in desk.events(job_id) if kind == "progress"] == [1.235] * 5


def test_the_newest_plan_is_saved_and_not_too_often(desk, attend, monkeypatch):
    monkeypatch.setattr(attendants, "_PAUSE_S", 0.01)
    attendant, job_id, _ = attend
    made = []

    def plan(number):
        return lambda: made.append(number) or ({"plan": number}, {"objective": number})

    attendant.keep(plan(9))
    attendant.keep(plan(8))
    attendant.begin()
    until(lambda: desk.saved(job_id))
    assert desk.saved(job_id) == {"objective": 8}
    attendant.keep(plan(7))
    attendant.notice(Progress(1.0, 7.0, 7.0, "a"))
    until(lambda: told(desk, job_id))
    attendant.close()
    assert made == [8]
    assert desk.plans(job_id) == []


def test_a_stop_reaches_the_solve(desk, attend):
    attendant, job_id, lost = attend
    attendant.begin()
    with desk.database.writing() as session:
        jobs.request_stop(session, job_id)
    assert attendant.stop.wait(10)
    assert (attendant.cause, lost) == ("user", [])


def test_a_job_that_is_lost_is_told_at_once(desk, attend):
    attendant, job_id, lost = attend
    attendant.begin()
    with desk.database.writing() as session:
        jobs.delete(session, job_id)
    until(lambda: lost)
    assert not attendant.stop.is_set()


def test_the_first_cause_counts(desk, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("overstepped the solve held 9 MB\nshutdown \n"))
    attendant = Attendant(desk.database, Claim("none", "w", 1), lost=lambda: None)
    attendant.begin()
    assert attendant.stop.wait(10)
    until(lambda: attendant.cause)
    assert (attendant.cause, attendant.message) == ("overstepped", "the solve held 9 MB")
    attendant.close()
