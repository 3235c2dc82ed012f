"""A service in a process of its own, clients of it, and a connection that breaks."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from standalloc.client import Client
from standalloc.io import read
from standalloc.model import Instance

INSTANCES = Path(__file__).parents[2] / "instances"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Run a service whose data are in a folder; give its URL."""
    words = ["serve", "--port", "0", "--data", str(folder / "data"), *options]
    process = subprocess.Popen([sys.executable, "-m", "standalloc", *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[3].removesuffix("/v1")
    finally:
        process.terminate()
        process.communicate(timeout=40)


@pytest.fixture(scope="session")
def service(tmp_path_factory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("service")) as url:
        yield url


@pytest.fixture
def client(service) -> Iterator[Client]:
    with Client(service) as made:
        yield made


@pytest.fixture(scope="session")
def tiny() -> Instance:
    return read(INSTANCES / "tiny" / "tow")


@pytest.fixture(scope="session")
def endless() -> Instance:
    """A day that is not proven within the seconds of a test."""
    return read(INSTANCES / "hub" / "hub260")


class Breaking:
    """Hands connections on to a service, and breaks some of them off.

    Args:
        service: its URL.
        cuts: bytes of answer after which each of the first connections ends, in order; later ones go on.
    """

    def __init__(self, service: str, cuts: list[int]) -> None:
        host, _, port = service.removeprefix("http://").partition(":")
        self._target = (host, int(port))
        self._cuts = cuts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(self._target)
            most = self._cuts.pop(0) if self._cuts else None
            threading.Thread(target=_pump, args=(near, far, None), daemon=True).start()
            threading.Thread(target=_pump, args=(far, near, most), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, most: int | None) -> None:
    left = most
    try:
        while left is None or left > 0:
            data = source.recv(4096 if left is None else min(left, 4096))
            if not data:
                break
            target.sendall(data)
            left = None if left is None else left - len(data)
        for end in (source, target):
            end.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
    finally:
        target.close()


@pytest.fixture
def breaking(service):
    made = []

    def make(*cuts: int) -> str:
        made.append(Breaking(service, [*cuts]))
        return made[-1].url

    yield make
    for one in made:
        one.close()
