"""A PostgreSQL server for the tests alone: in a temporary folder, on a free port of the loopback interface."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Packages of Debian and Red Hat keep the server's programs off the path.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


class Server:
    """A server that can be stopped and started again.

    Args:
        programs: folder of `initdb` and `pg_ctl`.
        folder: that it may fill; owned by who runs it.
        user: who runs it, since root may not; None for the user of the tests.
    """

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.programs = programs
        self.folder = folder
        self.user = user
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._run("initdb", "--auth=trust", "--username=standalloc", "--encoding=UTF8", "--no-sync", f"{folder}/data")

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "--wait", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "--wait", "-D", f"{self.folder}/data", "-m", mode, "stop")

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://standalloc@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *options: str) -> None:
        identity = {} if self.user is None else {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid}
        done = subprocess.run(
            [self.programs / program, *options],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,  # a server would keep the pipe open
            stderr=subprocess.STDOUT,
            extra_groups=[] if identity else None,
            check=False,
            **identity,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program} failed: {done.stdout!r} {log.read_text() if log.exists() else ''}")


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest there is, None without any."""
    found = shutil.which("initdb")
    folders = [path for pattern in FOLDERS for path in Path("/").glob(pattern.lstrip("/"))]
    folders = sorted((path for path in folders if (path / "initdb").exists()), key=lambda path: float(path.parts[-2]))
    return folders[-1] if folders else Path(found).parent if found else None


def unprivileged() -> str | None:
    """Return who shall run the server where the tests run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("there is no user 'postgres' or 'nobody' to run PostgreSQL")


@contextmanager
def server() -> Iterator[Server]:
    """Start a server, and stop it at the end. There must be `programs`."""
    user, found = unprivileged(), programs()
    assert found is not None
    # Not pytest's folder: others than its owner may not enter it. Short, for the socket's name.
    with tempfile.TemporaryDirectory(prefix="standalloc-") as name:
        if user is not None:
            shutil.chown(name, user)
        running = Server(found, Path(name), user)
        running.start()
        try:
            yield running
        finally:
            running.stop()
