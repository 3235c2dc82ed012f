"""A solve by the service is the library's solve."""

import asyncio
import threading
from dataclasses import replace

import pytest

import standalloc as sa
from standalloc.client import AsyncClient, Client, ServiceError, SolveError
from standalloc.model import Pin

SAME = ("status", "plan", "judgement", "bound", "floor", "tiers", "seed", "workers", "config", "work_limit")


def test_the_service_finds_the_library_s_plan(client, tiny):
    asked = {"work_limit": 1.0, "workers": 1, "seed": 3}
    there, here = client.solve(tiny, **asked), sa.solve(tiny, **asked)
    assert [getattr(there, name) for name in SAME] == [getattr(here, name) for name in SAME]
    assert here.status == "optimal"
    assert there.summary().splitlines()[:-2] == here.summary().splitlines()[:-2]  # but for seconds and memory


def test_async_as_well(service, tiny):
    async def solve():
        async with AsyncClient(service) as client:
            return await asyncio.gather(*(client.solve(tiny, time_limit=60.0, seed=seed) for seed in (1, 2)))

    assert [(result.status, result.seed) for result in asyncio.run(solve())] == [("optimal", 1), ("optimal", 2)]


def test_progress_comes_in_order_and_a_true_answer_stops(client, endless):
    seen = []

    def on_progress(progress):
        seen.append(progress)
        return progress.objective is not None

    result = client.solve(endless, time_limit=60.0, workers=1, on_progress=on_progress)
    assert result.interrupted
    assert result.judgement.is_valid
    assert result.seconds < 50
    assert [progress.seconds for progress in seen] == sorted(progress.seconds for progress in seen)
    assert result.objective <= min(progress.objective for progress in seen if progress.objective is not None)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_stop_from_elsewhere_keeps_the_plan(service, endless, kind):
    stop = threading.Event()
    asked = {"time_limit": 60.0, "workers": 1, "stop": stop, "on_progress": lambda _: stop.set()}
    if kind is Client:
        with Client(service) as client:
            result = client.solve(endless, **asked)
    else:

        async def solve():
            async with AsyncClient(service) as client:
                return await client.solve(endless, **asked)

        result = asyncio.run(solve())
    assert result.interrupted
    assert result.judgement.is_valid


def test_who_interrupts_a_call_stops_the_job(client, endless):
    def on_progress(_progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        client.solve(endless, time_limit=60.0, on_progress=on_progress)
    assert client.jobs(mine=True, limit=1)[0].stop_requested


def test_a_start_plan_is_where_it_starts(client, tiny):
    best = sa.solve(tiny, time_limit=60.0, workers=1)
    result = client.solve(tiny, time_limit=2.0, config="fcfs", start=best.plan)
    assert result.objective <= best.objective


def test_what_was_stored_is_not_stored_again(client, tiny):
    client.solve(tiny, time_limit=2.0)
    code = tiny.airport.code
    before = client.airport(code).version, [schedule.id for schedule in client.schedules(code)]
    client.solve(tiny, time_limit=2.0)
    assert (client.airport(code).version, [schedule.id for schedule in client.schedules(code)]) == before
    renamed = replace(tiny, airport=tiny.airport.model_copy(update={"name": "another"}))
    client.solve(renamed, time_limit=2.0)
    assert (client.airport(code).version, client.airport(code).title) == (before[0] + 1, "another")


def test_pins_that_cannot_be_are_an_input_error_as_in_the_library(client, tiny):
    stand = tiny.airport.stands[0].id
    bad = replace(tiny, pins=tuple(Pin(turn=turn.id, visit="*", stand=stand) for turn in tiny.turns))
    with pytest.raises(sa.InputError) as here:
        sa.solve(bad, time_limit=1.0)
    with pytest.raises(sa.InputError) as there:
        client.solve(bad, time_limit=1.0)
    assert there.value.problems[0].code == here.value.problems[0].code


def test_what_the_service_does_not_allow_is_its_error(client, tiny):
    with pytest.raises(ServiceError, match="configuration 'none such' is not known") as error:
        client.solve(tiny, config="none such")
    assert (error.value.status, error.value.code) == (422, "invalid_request")


def test_a_job_that_fails_says_why(client, tiny):
    with pytest.raises(SolveError, match="MB of memory and may hold 64"):
        client.solve(tiny, memory_mb=64)
