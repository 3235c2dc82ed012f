"""The client of programs that wait for many things at once: the same calls, awaited."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Literal, TypeVar

import httpx

from standalloc.client import calls, solving
from standalloc.client.asking import Ask, Steps, require_success
from standalloc.client.connecting import MOST_RESUMES, RESUME_S, arguments, unreachable
from standalloc.client.errors import ServiceError
from standalloc.client.event_stream import EventStream
from standalloc.client.objects import AirportVersion, Event, Job, Plan, Publication, Schedule
from standalloc.model import InputError, Instance, Progress, Result
from standalloc.model import Plan as ModelPlan

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

    async def solve(
        self,
        instance: Instance,
        *,
        time_limit: float = 60.0,
        work_limit: float | None = None,
        workers: int | None = None,
        seed: int = 0,
        config: str = "default",
        start: ModelPlan | None = None,
        on_progress: Callable[[Progress], bool | None] | None = None,
        stop: threading.Event | asyncio.Event | None = None,
        memory_mb: int | None = None,
        priority: int = 0,
    ) -> Result:
        """Plan an instance, as `standalloc.solve` does.

        Airport and schedule are stored first: the airport under its code, as a new version where the newest one is
        another. Who interrupts the call stops the job.

        Args:
            instance: the airport and the day.
            time_limit: seconds, from when a worker begins.
            work_limit: in place of the time limit, with one worker, for the same plan every time.
            workers: cores to use; the service's default where left out.
            seed: of everything random.
            config: name of a packaged configuration.
            start: a plan to start from; the result is never worse.
            on_progress: called some times a second; returning True stops the solve.
            stop: set it from any thread to end early and keep the best plan so far.
            memory_mb: megabytes to use; the service's default where left out.
            priority: higher ones go first.

        Raises:
            SolveError: the job failed, or was cancelled or deleted.
        """
        request = solving.request(
            instance,
            start=start,
            config=config,
            time_limit=time_limit,
            work_limit=work_limit,
            workers=workers,
            seed=seed,
            memory_mb=memory_mb,
            priority=priority,
        )
        job = await self._take(solving.begin(request, self._schedules))
        watch = None if stop is None else asyncio.create_task(self._stop_when(stop, job.id))
        try:
            async for event in self.follow(job.id):
                progress = solving.progress_of(event)
                if progress is not None and on_progress is not None and on_progress(progress):
                    await self._stop(job.id)
        except BaseException:
            await self._stop(job.id)
            raise
        finally:
            if watch is not None:
                watch.cancel()
        return await self._take(solving.finish(request, job.id))

    async def airports(self, *, limit: int = 100, offset: int = 0) -> list[AirportVersion]:
        """Return the newest version of every airport, by name."""
        return await self._take(calls.airports(limit, offset))

    async def airport(self, name: str, version: int | None = None) -> AirportVersion:
        """Return a version of an airport, the newest by default, with its document."""
        return await self._take(calls.airport(name, version))

    async def store_airport(
        self, name: str, document: Mapping[str, Any], *, based_on: int, note: str = ""
    ) -> AirportVersion:
        """Store a new version of an airport; refused (`version_conflict`) where `based_on` is not the newest one.

        Args:
            name: to store it under.
            document: `airport` of an instance document.
            based_on: the version that was changed, 0 for a new airport.
            note: why it is changed.
        """
        return await self._take(calls.store_airport(name, document, based_on, note))

    async def schedules(
        self, airport: str, day: date | None = None, *, limit: int = 100, offset: int = 0
    ) -> list[Schedule]:
        """Return the schedules of an airport, of one day or of all, newest first."""
        return await self._take(calls.schedules(airport, day, limit, offset))

    async def schedule(self, schedule_id: str) -> Schedule:
        """Return a schedule with its document."""
        return await self._take(calls.schedule(schedule_id))

    async def store_schedule(
        self,
        airport: str,
        document: Mapping[str, Any],
        *,
        version: int | None = None,
        day: date | None = None,
        name: str = "",
    ) -> Schedule:
        """Store a schedule: an instance document without `airport`."""
        return await self._take(calls.store_schedule(airport, document, version, day, name))

    async def create_job(self, schedule_id: str, *, key: str | None = None, **options: Any) -> Job:
        """Queue a solve and return at once.

        Args:
            schedule_id: what to plan.
            key: the caller's own name for the request: sent again with the same one, it finds the same job.
            options: as `POST /v1/jobs` has them: time_limit, workers, pins, objective, ...
        """
        return await self._take(calls.create_job({"schedule_id": schedule_id, **options}, key))

    async def jobs(
        self,
        *,
        airport: str | None = None,
        state: Sequence[str] = (),
        mine: bool = False,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Job]:
        """Return jobs, newest first."""
        return await self._take(calls.jobs(airport, state, mine, limit, offset))

    async def job(self, job_id: str) -> Job:
        """Return a job."""
        return await self._take(calls.job(job_id))

    async def stop_job(self, job_id: str) -> Job:
        """End a solve early and keep its best plan so far."""
        return await self._take(calls.stop_job(job_id))

    async def delete_job(self, job_id: str) -> None:
        """Remove a job, whatever it does. The plan it made stays."""
        return await self._take(calls.delete_job(job_id))

    async def plans(
        self, *, airport: str | None = None, schedule_id: str | None = None, limit: int = 100, offset: int = 0
    ) -> list[Plan]:
        """Return plans with their figures, newest first."""
        return await self._take(calls.plans(airport, schedule_id, limit, offset))

    async def plan(self, plan_id: str) -> Plan:
        """Return a plan with its rows."""
        return await self._take(calls.plan(plan_id))

    async def export(self, plan_id: str, kind: Literal["json", "csv", "xlsx", "html"]) -> bytes:
        """Return a plan as a file."""
        return await self._take(calls.export(plan_id, kind))

    async def store_plan(
        self, schedule_id: str, plan: ModelPlan, *, name: str = "", parent_id: str | None = None
    ) -> Plan:
        """Store a plan made elsewhere, with what the checker says of it."""
        return await self._take(calls.store_plan(schedule_id, plan, name, parent_id))

    async def judge(self, plan_id: str, moves: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Judge moves (turn, visit, stand) that are made together in a stored plan."""
        return await self._take(calls.judge(plan_id, moves))

    async def compare(self, a: str, b: str) -> dict[str, Any]:
        """Compare two plans of one schedule."""
        return await self._take(calls.compare(a, b))

    async def published(self, airport: str, day: date) -> Publication | None:
        """Return what is published for a day, None where nothing is."""
        return await self._take(calls.published(airport, day))

    async def publish(self, plan_id: str, *, based_on: int, note: str = "") -> Publication:
        """Publish a plan for the day of its schedule; refused where another was published since.

        Args:
            plan_id: the plan.
            based_on: revision of the published plan that the user has seen, 0 where there was none.
            note: what to say of it.
        """
        return await self._take(calls.publish(plan_id, based_on, note))

    async def follow(self, job_id: str, after: int = 0) -> AsyncIterator[Event]:
        """Yield the events of a job, those so far and those to come, until it has ended; goes on after interruptions.

        Args:
            job_id: the job.
            after: id of the last event that is known already.
        """
        stream, silent = EventStream(after), 0
        while True:
            stream.begin()
            try:
                async with self._http.stream("GET", f"/v1/jobs/{job_id}/events", headers=stream.headers()) as response:
                    if not response.is_success:
                        await response.aread()
                    async for line in require_success(response).aiter_lines():
                        event = stream.feed(line)
                        if event is not None:
                            silent = 0
                            yield event
                            if solving.is_last(event):
                                return
            except httpx.TransportError as error:
                silent += 1
                if silent > MOST_RESUMES:
                    raise unreachable(self._http.base_url, error) from error
            except ServiceError as error:
                silent += 1
                if not error.is_passing or silent > MOST_RESUMES:
                    raise
            await asyncio.sleep(RESUME_S)

    async def _stop_when(self, stop: threading.Event | asyncio.Event, job_id: str) -> None:
        """Stop a job when its caller asks for it."""
        while not stop.is_set():
            await asyncio.sleep(_LOOK_S)
        await self._stop(job_id)

    async def _stop(self, job_id: str) -> None:
        """Stop a job that may have ended meanwhile, or be out of reach: whoever asks hears so elsewhere."""
        try:
            await self.stop_job(job_id)
        except (ServiceError, ConnectionError):
            return

    async def _take(self, steps: Steps[Answer]) -> Answer:
        """Take the steps of a call; return what it returns."""
        try:
            ask = next(steps)
            while True:
                try:
                    response = require_success(await self._send(ask))
                except (ServiceError, InputError) as error:
                    ask = steps.throw(error)
                else:
                    ask = steps.send(response)
        except StopIteration as end:
            answer: Answer = end.value
            return answer

    async def _send(self, ask: Ask) -> httpx.Response:
        """Send a request, again where it may be; return its answer."""
        tries = 0
        while True:
            tries += 1
            try:
                response = await self._http.request(**ask.arguments())
            except httpx.TransportError as error:
                pause = ask.pause(tries, None)
                if pause is None:
                    raise unreachable(self._http.base_url, error) from error
            else:
                pause = ask.pause(tries, response)
                if pause is None:
                    return response
            await asyncio.sleep(pause)
