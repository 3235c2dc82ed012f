"""The client of programs that wait for many things at once: the same calls, awaited."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import TypeVar

import httpx

from standalloc.client import calls, solving
from standalloc.client.asking import Ask, Steps, converse, require_success
from standalloc.client.calling import called_as
from standalloc.client.connecting import arguments
from standalloc.client.errors import ServiceError
from standalloc.client.event_stream import RESUME_S, EventStream
from standalloc.client.objects import Event
from standalloc.model import Result

Answer = TypeVar("Answer")
#: Seconds between two looks at `stop`.
_LOOK_S = 0.2


class AsyncClient:
    """Speaks to a service. Close it at the end, or use it in an `async with`.

    Requests that may be repeated are, while the service does not answer or is busy.

    Args:
        url: of the service, such as `http://127.0.0.1:8000`.
        token: of the API; None on the service's own machine while it has no tokens.

    Raises:
        ValueError: the URL is none.

    Every call raises:
        ServiceError: the service refuses it.
        InputError: it finds problems in an airport, a schedule or a plan.
        ConnectionError: it does not answer.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        self._http = httpx.AsyncClient(**arguments(url, token))
        self._schedules: dict[str, str] = {}

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def follow(self, job_id: str, after: int = 0) -> AsyncIterator[Event]:
        """Yield the events of a job, those so far and those to come, until it has ended; goes on after interruptions.

        Args:
            job_id: the job.
            after: id of the last event that is known already.
        """
        stream = EventStream(job_id, after)
        while True:
            try:
                async with self._http.stream(**stream.begin().arguments()) as response:
                    if not response.is_success:
                        await response.aread()
                    async for line in require_success(response).aiter_lines():
                        event = stream.feed(line)
                        if event is not None:
                            yield event
                            if solving.is_last(event):
                                return
            except (httpx.TransportError, ServiceError) as error:
                stream.bear(error, self._http.base_url)
            await asyncio.sleep(RESUME_S)

    async def _solve(self, request: solving.Request) -> Result:
        """Have the service solve what is asked; stop the job where the caller does not wait for it."""
        job = await self._take(solving.begin(request, self._schedules))
        watch = None if request.stop is None else asyncio.create_task(self._stop_when(request.stop, job.id))
        try:
            async for event in self.follow(job.id):
                if request.wants_to_stop(event):
                    await self._stop(job.id)
        except BaseException:
            await self._stop(job.id)
            raise
        finally:
            if watch is not None:
                watch.cancel()
        return await self._take(solving.finish(request, job.id))

    async def _stop_when(self, stop: solving.Flag, job_id: str) -> None:
        """Stop a job when its caller asks for it."""
        while not stop.is_set():
            await asyncio.sleep(_LOOK_S)
        await self._stop(job_id)

    async def _stop(self, job_id: str) -> None:
        """Stop a job that may have ended meanwhile, or be out of reach: whoever asks hears so elsewhere."""
        try:
            await self._take(calls.stop_job(job_id))
        except (ServiceError, ConnectionError):
            return

    async def _take(self, steps: Steps[Answer]) -> Answer:
        """Take the steps of a call; return what it returns."""
        conversation = converse(steps, self._http.base_url)
        try:
            pause, ask = next(conversation)
            while True:
                await asyncio.sleep(pause)
                pause, ask = conversation.send(await self._send(ask))
        except StopIteration as end:
            answer: Answer = end.value
            return answer

    async def _send(self, ask: Ask) -> httpx.Response | httpx.TransportError:
        """Send a request; return what comes of it."""
        try:
            return await self._http.request(**ask.arguments())
        except httpx.TransportError as error:
            return error

    solve = called_as(solving.solve, _solve)
    airports = called_as(calls.airports, _take)
    airport = called_as(calls.airport, _take)
    store_airport = called_as(calls.store_airport, _take)
    schedules = called_as(calls.schedules, _take)
    schedule = called_as(calls.schedule, _take)
    store_schedule = called_as(calls.store_schedule, _take)
    create_job = called_as(calls.create_job, _take)
    jobs = called_as(calls.jobs, _take)
    job = called_as(calls.job, _take)
    stop_job = called_as(calls.stop_job, _take)
    delete_job = called_as(calls.delete_job, _take)
    plans = called_as(calls.plans, _take)
    plan = called_as(calls.plan, _take)
    export = called_as(calls.export, _take)
    store_plan = called_as(calls.store_plan, _take)
    judge = called_as(calls.judge, _take)
    compare = called_as(calls.compare, _take)
    published = called_as(calls.published, _take)
    publish = called_as(calls.publish, _take)
