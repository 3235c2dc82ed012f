"""The service under load: clients read while jobs are solved; says whether all that is asked of it holds.

`python -m benchmarks.service_load` starts a service of its own in a temporary folder, with one worker of two cores.
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import click
import httpx

from standalloc.check import check
from standalloc.client import AsyncClient, Client, Job, Schedule
from standalloc.io import instance_document, read
from standalloc.model import Instance, Plan, VisitKey

ROOT = Path(__file__).parents[1]
AIRPORT = "JFK"
#: What 95 % of the reads must keep under, in milliseconds.
TARGET_MS = 200.0
#: The load comes from one address, whose usual limit is for one client.
SETTINGS = {"STANDALLOC_REQUESTS_PER_SECOND": "100000", "STANDALLOC_REQUESTS_AT_ONCE": "100000"}


@dataclass
class Reads:
    """What the clients met.

    Attributes:
        seconds: of every answered read, by what was read.
        failures: what went wrong, a line each.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def p95_ms(self) -> float:
        """Milliseconds under which 95 % of all reads were answered."""
        return percentile([second for some in self.seconds.values() for second in some])

    def lines(self) -> Iterator[str]:
        """Yield a table of the reads, in Markdown."""
        yield "| read | requests | median ms | p95 ms | slowest ms |"
        yield "|---|--:|--:|--:|--:|"
        every = [second for some in self.seconds.values() for second in some]
        for name, some in [*sorted(self.seconds.items()), ("all", every)]:
            middle, slowest = sorted(some)[len(some) // 2] * 1000, max(some) * 1000
            yield f"| {name} | {len(some):,} | {middle:.0f} | {percentile(some):.0f} | {slowest:.0f} |"


def percentile(seconds: list[float]) -> float:
    """Return the milliseconds that 95 % of some seconds are under."""
    return 1000 * (quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0])


@contextmanager
def serving(cores: int) -> Iterator[str]:
    """Run a service with one worker of so many cores; give its URL."""
    with tempfile.TemporaryDirectory(prefix="standalloc-") as folder:
        words = ["serve", "--port", "0", "--data", folder, "--workers", "1", "--cores", str(cores)]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "standalloc", *words],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, **SETTINGS},
            )
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[3].removesuffix("/v1")
        finally:
            process.terminate()
            process.communicate(timeout=60)


def store(client: Client, instance: Instance) -> Schedule:
    """Store the day that all jobs solve."""
    document = instance_document(instance)
    airport, name = document.pop("airport"), document.pop("name")
    client.store_airport(AIRPORT, airport, based_on=0)
    return client.store_schedule(AIRPORT, document, name=name)


async def read_on(
    http: httpx.AsyncClient, paths: Mapping[str, str], pause: float, reads: Reads, done: asyncio.Event
) -> None:
    """Read one thing after another, as a client that looks at the service does, until all is done."""
    async with http:
        await asyncio.sleep(random.uniform(0.0, pause))  # clients do not come all at once
        while not done.is_set():
            name = random.choice([*paths])
            began = time.perf_counter()
            try:
                answer = await http.get(paths[name])
                if not answer.is_success:
                    reads.failures.append(f"{paths[name]}: status {answer.status_code}: {answer.text[:200]}")
            except httpx.HTTPError as error:
                reads.failures.append(f"{paths[name]}: {error!r}")
            else:
                reads.seconds.setdefault(name, []).append(time.perf_counter() - began)
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)


async def load(url: str, schedule: Schedule, jobs: list[Job], clients: int, pause: float) -> Reads:
    """Let clients read until all jobs have ended."""
    reads, done = Reads(), asyncio.Event()
    async with AsyncClient(url) as client:
        first = await wait(client, jobs[:1])
        paths = {
            "airports": "/v1/airports",
            "airport": f"/v1/airports/{AIRPORT}",
            "schedule": f"/v1/schedules/{schedule.id}",
            "jobs": "/v1/jobs?limit=20",
            "job": f"/v1/jobs/{jobs[-1].id}",
            "plans": "/v1/plans?limit=20",
            "plan": f"/v1/plans/{first[0].plan_id}",
            "health": "/ready",
        }
        # Made before the clock runs: each one that reads the certificates of the machine takes a while.
        certificates = httpx.create_ssl_context()
        https = [httpx.AsyncClient(base_url=url, timeout=30, verify=certificates) for _ in range(clients)]
        readers = [asyncio.create_task(read_on(http, paths, pause, reads, done)) for http in https]
        await wait(client, jobs)
        done.set()
        await asyncio.gather(*readers)
    return reads


async def wait(client: AsyncClient, jobs: list[Job]) -> list[Job]:
    """Wait until some jobs have ended."""
    while True:
        now = [await client.job(job.id) for job in jobs]
        if all(job.ended_at is not None for job in now):
            return now
        await asyncio.sleep(1.0)


def unsound(client: Client, jobs: list[Job], instance: Instance) -> Iterator[str]:
    """Yield what is wrong with the ends of jobs: each must have a plan that the checker accepts, here as there."""
    for job in map(client.job, [job.id for job in jobs]):
        if job.plan_id is None:
            yield f"job {job.id} is {job.state}, without a plan: {job.error}"
            continue
        rows: list[dict[str, Any]] = client.plan(job.plan_id).plan or []
        stands = {VisitKey(row["turn"], row["visit"]): row["stand"] for row in rows if row["stand"]}
        judgement = check(instance, Plan(stands))
        if job.state != "succeeded" or not judgement.is_valid:
            yield f"job {job.id} is {job.state}, its plan breaks {len(judgement.violations)} rules"


@click.command()
@click.option("--clients", default=50, show_default=True, help="Clients that read.")
@click.option("--jobs", "count", default=20, show_default=True, help="Jobs in the queue.")
@click.option("--seconds", default=30.0, show_default=True, help="Time limit of each job.")
@click.option("--cores", default=2, show_default=True, help="Cores of the worker; each job takes one.")
@click.option("--pause", default=1.0, show_default=True, help="Seconds a client rests between two reads.")
def main(clients: int, count: int, seconds: float, cores: int, pause: float) -> None:
    """Put the service under load; leave with exit code 1 where what is asked of it does not hold."""
    instance = read(ROOT / "instances" / "nyc2013" / "jfk", day="2013-07-11")
    with serving(cores) as url, Client(url) as client:
        schedule = store(client, instance)
        jobs = [client.create_job(schedule.id, time_limit=seconds, workers=1, seed=seed) for seed in range(count)]
        reads = asyncio.run(load(url, schedule, jobs, clients, pause))
        wrong = [*reads.failures, *unsound(client, jobs, instance)]
    click.echo("\n".join(reads.lines()))
    click.echo(f"\n{count} jobs ended; {len(reads.failures)} reads failed")
    if reads.p95_ms > TARGET_MS:
        wrong.append(f"95 % of the reads took {reads.p95_ms:.0f} ms, more than {TARGET_MS:.0f}")
    for line in wrong[:20]:
        click.echo(line, err=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
