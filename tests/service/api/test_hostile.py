"""Requests made from the OpenAPI document, well-formed and hostile: no 5xx, no status that is not documented.

A fixed part runs with the other tests. All of it, 10,000 cases or as many as the variable says, is

    HOSTILE_CASES=10000 python -m pytest tests/service/api/test_hostile.py --hypothesis-profile=default
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from standalloc.service.api.app import create_app
from standalloc.service.settings import Settings
from standalloc.service.store import Database, open_database
from tests.service.api.client import Client
from tests.service.api.server import serving

CASES = int(os.environ.get("HOSTILE_CASES", "300"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(
    create_app(Settings(), Database("sqlite:///standalloc-never-opened.db")).openapi()
)
OPERATIONS = {operation.ok().label: operation.ok() for operation in SCHEMA.get_all_operations()}
#: What takes nothing has no requests that contradict its schema.
TAKES_NOTHING = {"GET /health", "GET /ready"}
KINDS = [
    pytest.param(label, mode, id=f"{label} {mode.value}")
    for label in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or label not in TAKES_NOTHING
]


@dataclass
class Service:
    """A service that holds one of each, and how to speak to it."""

    url: str
    headers: dict[str, str]
    there: dict[str, str]


@pytest.fixture(scope="module")
def service(tmp_path_factory, loop) -> Iterator[Service]:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'standalloc.db'}")
    bounds = Settings(requests_per_second=1e6, requests_at_once=1_000_000, refusals_per_minute=1_000_000)
    app = create_app(bounds, database)
    client = Client(app, loop)
    schedule = client.store_day()
    job = client.post("/v1/jobs", json={"schedule_id": schedule}).json()["id"]
    client.post(f"/v1/jobs/{job}/stop")  # else a stream of its events would go on
    there = {
        "airport": "XYZ", "schedule_id": schedule, "plan_id": client.store_plan(schedule), "job_id": job,
        "turn": "AB101", "visit": "full", "day": "2030-06-01",
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {client.make_token('administrator')}"}
    with serving(app) as port:
        yield Service(f"http://127.0.0.1:{port}", headers, there)
    database.close()


@pytest.mark.parametrize(("label", "mode"), KINDS)
def test_no_request_breaks_the_service(service: Service, label: str, mode: GenerationMode) -> None:
    cases = OPERATIONS[label].as_strategy(generation_mode=mode)

    @settings(
        max_examples=max(1, CASES // (2 * len(OPERATIONS))),
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, finds=st.booleans())
    def ask(case: Any, finds: bool) -> None:
        if finds and label != "DELETE /v1/jobs/{job_id}":
            known = {name: service.there[name] for name in case.path_parameters or {} if name in service.there}
            case.path_parameters = {**(case.path_parameters or {}), **known}
        answer = case.call(base_url=service.url, headers=service.headers, timeout=60)
        if "x-request-id" in answer.headers:  # else the server itself refused what is no HTTP
            case.validate_response(answer, checks=CHECKS)
        else:
            assert answer.status_code == 400

    ask()
