"""How long the planner's page waits for the service: medians over drags and drops on one day.

    python -m benchmarks.board DAY_FOLDER --day 2030-01-01

The service runs in a process of its own and is asked over HTTP, as by the page.
"""

import os
import random
import time
from collections.abc import Callable
from datetime import datetime
from statistics import median
from typing import Any

import click
import httpx

import standalloc as sa
from benchmarks.service_load import serving
from standalloc.client import Client
from standalloc.io import instance_document
from standalloc.model import Instance, Plan

#: What the page sends with every request.
ACCEPTS = {"Accept-Encoding": "gzip"}


def stored(url: str, instance: Instance, plan: Plan) -> tuple[str, str]:
    """Store a day with a plan; return the ids of schedule and plan."""
    document = instance_document(instance)
    airport, name = document.pop("airport"), document.pop("name")
    rows = [{"turn": key.turn, "visit": key.part, "stand": stand} for key, stand in plan.stands.items()]
    with Client(url) as client:
        client.store_airport("DAY", airport, based_on=0)
        schedule = client.store_schedule("DAY", document, name=name).id
    answer = httpx.post(f"{url}/v1/schedules/{schedule}/plans", json={"plan": rows}, timeout=60)
    answer.raise_for_status()
    return schedule, str(answer.json()["id"])


def timed(ask: Callable[[], httpx.Response]) -> tuple[float, int]:
    """Return the milliseconds of a request, and the bytes that came."""
    began = time.perf_counter()
    answer = ask()
    milliseconds = 1000 * (time.perf_counter() - began)
    answer.raise_for_status()
    return milliseconds, answer.num_bytes_downloaded


def drops(
    http: httpx.Client, schedule: str, plan: str, instance: Instance, count: int
) -> dict[str, list[tuple[float, int]]]:
    """Drag one visit after another, each in the draft that the drops before left; return what each request took."""
    rng, moves = random.Random(0), []
    taken: dict[str, list[tuple[float, int]]] = {"board/stands": [], "board": [], "board/visit": []}

    def ask(way: str, **more: Any) -> None:
        body = {"plan_id": plan, "moves": moves, **more}
        taken[way].append(timed(lambda: http.post(f"/v1/schedules/{schedule}/{way}", json=body)))

    ask("board")
    taken["board, the first"] = taken["board"][:1]
    taken["board"].clear()
    for visit in rng.sample(instance.visits, count):
        ask("board/stands", turn=visit.turn, visits=[visit.part])
        moves.append({"turn": visit.turn, "visit": visit.part, "stand": rng.choice(instance.airport.stands).id})
        ask("board")
        ask("board/visit", turn=visit.turn, visit=visit.part)
    return taken


@click.command()
@click.argument("folder")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Day of the folder.")
@click.option("--seconds", default=5.0, show_default=True, help="Time limit of the solve that makes the plan.")
@click.option("--drops", "count", default=25, show_default=True, help="Visits that are dragged.")
def main(folder: str, day: datetime, seconds: float, count: int) -> None:
    """Solve a day, then drag visits over it and time what the page asks for."""
    instance = sa.read(folder, day=day.date())
    plan = sa.solve(instance, time_limit=seconds).plan
    with serving(cores=os.cpu_count() or 1) as url:
        schedule, plan_id = stored(url, instance, plan)
        with httpx.Client(base_url=url, headers=ACCEPTS, timeout=60) as http:
            taken = drops(http, schedule, plan_id, instance, count)
    click.echo(f"{len(instance.airport.stands)} stands, {len(instance.visits)} visits\n")
    click.echo("| request | median ms | slowest ms | kB |\n|---|--:|--:|--:|")
    for name, requests in taken.items():
        times = [milliseconds for milliseconds, _ in requests]
        sizes = median(size for _, size in requests) / 1000
        click.echo(f"| {name} | {median(times):.0f} | {max(times):.0f} | {sizes:,.0f} |")


if __name__ == "__main__":
    main()
