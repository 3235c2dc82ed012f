"""A service in a process of its own, as its users start it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.service.page.day import DOCUMENT, PLAN

#: The pages of all tests come from one address, whose usual limit is for one planner.
SETTINGS = {"STANDALLOC_REQUESTS_PER_SECOND": "100000", "STANDALLOC_REQUESTS_AT_ONCE": "100000"}


class Service:
    """`standalloc serve` on the loopback interface, which can be ended and started again on its port and store.

    Args:
        folder: of the store and the log.
        workers: that solve.
        settings: as its environment has them.
    """

    def __init__(self, folder: Path, workers: int = 1, **settings: str) -> None:
        self._folder, self._workers, self._settings = folder, workers, settings
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, and return when it answers."""
        words = ["serve", "--port", self._port, "--data", self._folder, "--workers", self._workers]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "standalloc", *map(str, words)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, **SETTINGS, **self._settings},
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, (self._folder / "log").read_text(encoding="utf-8")
        self._port = int(line.split()[3].removesuffix("/v1").rpartition(":")[2])
        httpx.get(f"{self.url}/ready", timeout=60).raise_for_status()

    def kill(self) -> None:
        """End it without a warning, and all that it started."""
        assert self._process is not None
        family = psutil.Process(self._process.pid).children(recursive=True)
        self._process.kill()
        for member in family:
            member.kill()
        self._process.communicate()
        psutil.wait_procs(family, timeout=30)

    def call(self, method: str, path: str, token: str = "", **values: Any) -> Any:
        """Send a request that must succeed; return what the answer holds."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.request(method, f"{self.url}/v1{path}", headers=headers, timeout=60, **values)
        assert answer.is_success, answer.text
        return answer.json()

    def make_token(self, role: str, user: str, token: str = "") -> str:
        """Make a token as an administrator; return its secret."""
        return str(self.call("POST", "/tokens", token, json={"user": user, "role": role})["secret"])


class Day:
    """A day of an airport that is stored in a service, with a plan.

    Args:
        service: that stores it.
        name: to store the airport under.
        token: of a planner, where the service has tokens.
        document: of an instance; by default the small day of the tests.
        rows: of its plan; None for a day without one.
    """

    def __init__(
        self, service: Service, name: str, token: str = "", document: Any = DOCUMENT, rows: Any = PLAN
    ) -> None:
        self.service, self.airport, self._token = service, name, token
        airport = {**document["airport"], "code": name}
        service.call("PUT", f"/airports/{name}", token, params={"based_on": 0}, json=airport)
        schedule = {key: value for key, value in document.items() if key not in ("airport", "name")}
        stored = service.call("POST", f"/airports/{name}/schedules", token, json=schedule)
        self.schedule, self.date = str(stored["id"]), str(stored["day"])
        self.plan = self.store(rows) if rows is not None else None

    def store(self, rows: Any = PLAN, **more: Any) -> str:
        """Store a plan of the day; return its id."""
        path = f"/schedules/{self.schedule}/plans"
        return str(self.service.call("POST", path, self._token, json={"plan": rows, **more})["id"])

    def publish(self, plan: str | None = None, based_on: int = 0) -> int:
        """Publish a plan, the day's own by default; return the revision."""
        body = {"plan_id": plan or self.plan, "based_on": based_on}
        path = f"/airports/{self.airport}/published/{self.date}"
        return int(self.service.call("PUT", path, self._token, json=body)["revision"])

    def published(self) -> dict[str, Any]:
        """Return the publication that holds."""
        return dict(self.service.call("GET", f"/airports/{self.airport}/published/{self.date}", self._token))

    def plans(self) -> list[dict[str, Any]]:
        """Return the plans of the day, newest first."""
        return list(self.service.call("GET", "/plans", self._token, params={"schedule": self.schedule}))

    def stands(self, turn: str, visit: str = "full", plan: str | None = None) -> dict[str | None, dict[str, Any]]:
        """Return what the service says of each stand for a visit."""
        body = {"plan_id": plan or self.plan, "turn": turn, "visits": [visit]}
        path = f"/schedules/{self.schedule}/board/stands"
        return {one["stand"]: one for one in self.service.call("POST", path, self._token, json=body)}

    def board(self, plan: str | None = None) -> dict[str, Any]:
        """Return the board of a plan of the day."""
        body = {"plan_id": plan or self.plan}
        return dict(self.service.call("POST", f"/schedules/{self.schedule}/board", self._token, json=body))
