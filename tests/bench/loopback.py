"""A Ray cluster for tests, in a network of its own that has nothing but the loopback interface.

Ray replaces 127.0.0.1 by the host's address where it finds one; in such a network it finds none.
"""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
ADDRESS = "127.0.0.1:6399"
_SET_FLAGS = 0x8914
_UP_AND_RUNNING = 0x41
_RAY = (sys.executable, "-m", "ray.scripts.scripts")


@dataclass(frozen=True)
class Loopback:
    """The network, and a home for what runs in it.

    Attributes:
        pid: of the process that holds the network.
        home: a folder with a short path, as sockets lie in it.
    """

    pid: int
    home: Path

    def spawn(self, words: Sequence[object], **environment: str) -> "subprocess.Popen[str]":
        """Start a command in the network."""
        return subprocess.Popen(
            [*_entering(self.pid), *map(str, words)],
            env=self._environment(environment),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, words: Sequence[object], **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a command in the network to its end."""
        process = self.spawn(words, **environment)
        output, errors = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    def processes(self, word: str = "") -> list[psutil.Process]:
        """Return the processes of the cluster and its drivers whose command holds a word."""
        return [process for process in psutil.process_iter() if self._is_ours(process, word)]

    def _is_ours(self, process: psutil.Process, word: str) -> bool:
        try:
            ours = process.environ().get("HOME") == str(self.home) and process.status() != psutil.STATUS_ZOMBIE
            return ours and word in " ".join(process.cmdline())
        except psutil.Error:
            return False

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("RAY_")}
        own = {"HOME": str(self.home), "TMPDIR": str(self.home), "PYTHONPATH": str(ROOT)}
        return kept | own | {"RAY_USAGE_STATS_ENABLED": "0"} | more


@contextmanager
def loopback() -> Iterator[Loopback]:
    """Yield a network of its own; skips the test where the system does not let us have one."""
    missing = [name for name in ("unshare", "nsenter") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {' and '.join(missing)} of util-linux: a Ray cluster is tested in a network of its own")
    alone = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    with (
        tempfile.TemporaryDirectory(prefix="ray", dir="/tmp", ignore_cleanup_errors=True) as home,
        subprocess.Popen(
            [*alone, sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as holder,
    ):
        if holder.stdout.readline() != b"up\n":
            reason = holder.stderr.read().decode().strip()
            pytest.skip(f"no network of its own for a Ray cluster (as root, or with user namespaces): {reason}")
        network = Loopback(holder.pid, Path(home))
        try:
            yield network
        finally:
            for process in network.processes():
                process.kill()
            holder.communicate()


@contextmanager
def machine(network: Loopback, cores: int, *words: str, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """Start a machine of a Ray cluster: its head with `--head` among the words, else one that joins it."""
    node = ["--node-ip-address", "127.0.0.1", "--object-store-memory", 80_000_000, "--disable-usage-stats"]
    process = network.spawn([*_RAY, "start", "--block", "--num-cpus", cores, *node, *words], **environment)
    for line in process.stdout:
        if "Ray runtime started" in line:
            break
    else:
        pytest.fail(f"Ray does not start: {process.stderr.read()}")
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)


@contextmanager
def cluster(cores: int) -> Iterator[Loopback]:
    """Start a Ray cluster of one machine; yield the network that it is in."""
    with loopback() as network:
        head = ["--head", "--port", ADDRESS.rpartition(":")[2], "--include-dashboard=false"]
        with machine(network, cores, *head, "--temp-dir", str(network.home / "t")):
            yield network


def wait_for(condition, seconds: float = 60) -> None:
    """Wait for a condition; the seconds only bound a test that would otherwise hang."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _entering(pid: int) -> list[str]:
    credentials = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
    return ["nsenter", "--target", str(pid), "--net", *credentials, "--"]


def _hold() -> None:
    """Bring the loopback interface up, say so, and hold the network until standard input closes."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, _SET_FLAGS, struct.pack("16sh22x", b"lo", _UP_AND_RUNNING))
    sys.stdout.write("up\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _hold()
