"""The process of a worker: `python -m standalloc.service.work.running CORES MEMORY_MB`, started by the service.

Settings come from the environment. It ends in a bounded time, the plans of its solves kept, at SIGTERM, at Ctrl-C, or
when standard input closes, which tells that the service is gone.
"""

import signal
import sys
import threading
from types import FrameType

from standalloc.service.logs import log_lines
from standalloc.service.settings import Settings, read_settings
from standalloc.service.store import Capacity, open_database
from standalloc.service.work.outages import insist
from standalloc.service.work.worker import Worker

#: Seconds for which a worker waits for its database when it starts; a machine may start it before PostgreSQL.
_PATIENCE_S = 300.0


def run_worker(settings: Settings, total: Capacity, stop: threading.Event) -> None:
    """Open the store and work until `stop` is set.

    Args:
        settings: of the service.
        total: cores and memory the worker may give to jobs.
        stop: ends it, and the first SIGTERM or SIGINT sets it.

    Raises:
        SchemaError: the database is not one this version can use.
        DBAPIError: it does not answer.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    database = insist(lambda: open_database(settings.database, settings.database_connections), _PATIENCE_S)
    try:
        Worker(database, settings, total).run(stop)
    finally:
        database.close()


def main(arguments: list[str]) -> None:
    """Work with as many cores and megabytes as the arguments say, until the service is gone."""
    log_lines()
    stop = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=listen, name="listener", daemon=True).start()
    cores, memory_mb = map(int, arguments)
    run_worker(read_settings(), Capacity(cores, memory_mb), stop)


if __name__ == "__main__":
    main(sys.argv[1:])
