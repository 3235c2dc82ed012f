# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands that run the service: `serve` and `worker`."""

from __future__ import annotations

import ipaddress
import logging
import os
import signal
import socket
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import click

from standalloc.cli.program import BadInput
from standalloc.cli.service_options import capacity_options, settings_of, show_log, store_options, told

if TYPE_CHECKING:
    from fastapi import FastAPI

    from standalloc.service.settings import Settings
    from standalloc.service.store import Capacity, Database

#: Of the machine's memory, what workers give to jobs; the rest is for the service and the system.
_MEMORY_SHARE: Final = 0.75
log = logging.getLogger(__name__)


@click.command(short_help="Run the service: the API, the store, the workers.")
@click.option(
    "--host",
    metavar="ADDRESS",
    envvar="STANDALLOC_HOST",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; another than the machine's own asks for a token first (`standalloc token create`). In "
    "the environment: STANDALLOC_HOST.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    metavar="N",
    envvar="STANDALLOC_PORT",
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes a free one. In the environment: STANDALLOC_PORT.",
)
@store_options
@click.option(
    "--workers",
    type=click.IntRange(0, 256),
    metavar="N",
    envvar="STANDALLOC_WORKERS",
    default=1,
    show_default=True,
    help="Workers beside the API; 0 for none, where `standalloc worker` runs elsewhere. In the environment: "
    "STANDALLOC_WORKERS.",
)
@capacity_options(
    cores="Cores of each worker; the machine's shared out where left out.",
    memory="Megabytes of each worker; three quarters of the machine's shared out where left out.",
)
@click.option("--demo", is_flag=True, help="Store a day of New York JFK, solve it and publish the plan.")
def serve(host: str, port: int, workers: int, demo: bool, **options: Any) -> None:
    """Run the service: one command, no other server.

    It makes and upgrades its store by itself. SIGTERM or Ctrl-C ends it; solves at work then end, too, and keep their
    best plans. docs/service.md tells more.
    """
    with told():
        from standalloc.service.api.app import create_app
        from standalloc.service.store import open_database

        show_log()
        settings = settings_of(options["database"], options["data"])
        database = open_database(settings.database, settings.database_connections)
        with closing(database):
            is_open = _require_token(host, database)
            app = create_app(settings, database)
            with closing(_listen(host, port)) as listener:
                url = _url(listener)
                click.echo(f"standalloc serves on {url} (the planner's page; the API is under /v1; Ctrl-C ends it)")
                if is_open:
                    click.echo("no token yet: requests from this machine alone are admitted, and may do everything")
                each = _share(workers, options["cores"], options["memory"])
                if demo:
                    click.echo("the day of the demo is solved first: the page opens it in half a minute")
                    _begin_demo(database, settings, url, each.workers if workers else 1)
                _run(app, listener, settings, workers, each)


@click.command(short_help="Run a worker of a service elsewhere.")
@store_options
@capacity_options(
    cores="Cores to give to jobs; all where left out.",
    memory="Megabytes to give to jobs; three quarters of the machine's where left out.",
)
def worker(cores: int | None, memory: int | None, **place: Any) -> None:
    """Run a worker: it takes jobs from the store and solves them, each in a process of its own.

    So many as are wanted may share a store, on any machines that reach its PostgreSQL. SIGTERM or Ctrl-C ends it;
    solves at work then end, too, and keep their best plans.
    """
    with told():
        from standalloc.service.work.running import run_worker

        show_log()
        run_worker(settings_of(**place), _share(1, cores, memory), threading.Event())


def _share(workers: int, cores: int | None, memory: int | None) -> Capacity:
    """Return what each worker may give to jobs."""
    import psutil

    from standalloc.service.store import Capacity

    among = max(workers, 1)
    megabytes = int(psutil.virtual_memory().total / 1e6 * _MEMORY_SHARE)
    return Capacity(cores or max((os.cpu_count() or 1) // among, 1), memory or megabytes // among)


def _require_token(host: str, database: Database) -> bool:
    """Return whether the service is open to its own machine; refuse to open it to others."""
    from standalloc.service.store import tokens

    with database.reading() as session:
        if tokens.exist(session):
            return False
    if not _is_loopback(host):
        raise BadInput(
            f"--host {host}: without a token anybody there could do everything; first make one with `standalloc token "
            "create NAME --role administrator` and the same --database or --data"
        )
    return True


def _is_loopback(host: str) -> bool:
    """Return whether an address is the machine's own; other names than `localhost` may be anything."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        BadInput: the address is not the machine's, or its port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise BadInput(f"cannot listen on {host}, port {port}: {error.strerror or error}") from None
    # Connections inherit it; asyncio sets it for sockets of its own alone. Else heads wait 40 ms for their bodies.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _begin_demo(database: Database, settings: Settings, url: str, cores: int) -> None:
    """Store, solve and publish the day of the demo while the service begins."""
    from standalloc.service.work.demo import lines_to_try, publish_demo

    def work() -> None:
        try:
            publish_demo(database, settings, cores)
        except Exception:
            log.exception("the demo failed")
        else:
            click.echo(f"the demo is published: open {url}\nor try the API, in another shell:\n\n{lines_to_try(url)}")

    threading.Thread(target=work, name="demo", daemon=True).start()


def _run(app: FastAPI, listener: socket.socket, settings: Settings, workers: int, each: Capacity) -> None:
    """Serve until a signal comes, with so many workers beside."""
    from standalloc.cli.http_server import HttpServer
    from standalloc.service.work.supervisor import Supervisor

    # uvicorn hands signals on when it has ended: then the workers are still to be ended.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    if workers and settings.job_memory_mb > each.memory_mb:
        log.warning("jobs of %d MB, the default, fit into no worker: lower job_memory_mb", settings.job_memory_mb)
    with Supervisor(settings, workers, each):
        HttpServer(app).run(sockets=[listener])
