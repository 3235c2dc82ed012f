"""What Prometheus asks for: the queue, the solves, the requests."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import select

from standalloc.service.store import ENDED, Database, Job, jobs
from standalloc.service.store.database import now

_REQUEST_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
_SOLVE_BUCKETS: Final = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
_GAP_BUCKETS: Final = (0, 0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1)
_LEFT_OUT_BUCKETS: Final = (0, 1, 2, 5, 10, 20, 50, 100)
#: A job that ended is counted when it was committed, which may be that much later than its time says.
_OVERLAP: Final = timedelta(minutes=1)


class Metrics:
    """The metrics of one service process; what they say of jobs is of all workers, since the process began.

    Args:
        database: with the jobs.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "standalloc_request_seconds",
            "Seconds of requests by route, method and status",
            ["route", "method", "status"],
            buckets=_REQUEST_BUCKETS,
            registry=self._registry,
        )
        self._ended = _EndedJobs(self._registry)
        self._registry.register(_Queue(database))

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request; a status of 0 is one whose client left."""
        self._requests.labels(route, method, str(status)).observe(seconds)

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        self._ended.update(self._database)
        return generate_latest(self._registry)


class _Queue:
    """Tells how many jobs there are in each state, when it is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Yield the metrics without their values."""
        yield _jobs_family()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the metrics."""
        with self._database.reading() as session:
            counts = jobs.counts(session)
        family = _jobs_family()
        for state in ("queued", "running", *ENDED):
            family.add_metric([state], counts.get(state, 0))
        yield family


def _jobs_family() -> GaugeMetricFamily:
    return GaugeMetricFamily("standalloc_jobs", "Jobs by state; `queued` is the length of the queue", labels=["state"])


class _EndedJobs:
    """Observes each job once that ended since the process began."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def histogram(name: str, words: str, buckets: tuple[float, ...]) -> Histogram:
            return Histogram(f"standalloc_{name}", words, ["configuration"], buckets=buckets, registry=registry)

        self._measures = {
            "seconds": histogram("solve_seconds", "Seconds of solves that succeeded", _SOLVE_BUCKETS),
            "gap": histogram("solve_gap", "Gap that solves reached", _GAP_BUCKETS),
            "unallocated": histogram("solve_unallocated", "Visits that solves left without a stand", _LEFT_OUT_BUCKETS),
        }
        self._since: datetime | None = None
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def update(self, database: Database) -> None:
        """Observe the jobs that ended since the last time."""
        with self._lock, database.reading() as session:
            moment = now(session)
            since = self._since or moment
            query = select(Job).where(Job.state == "succeeded", Job.ended_at > since - _OVERLAP)
            found = {job.id: job for job in session.scalars(query)} if self._since else {}
            for job in found.values():
                if job.id not in self._seen:
                    self._observe(job)
            self._seen, self._since = set(found), moment

    def _observe(self, job: Job) -> None:
        result: dict[str, Any] = job.result or {}
        for name, measure in self._measures.items():
            if isinstance(result.get(name), int | float):
                measure.labels(job.configuration).observe(result[name])
