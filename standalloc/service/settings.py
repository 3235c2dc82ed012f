"""What the service is told: by options of the command, else by `STANDALLOC_*` in the environment, else by default."""

import os
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from standalloc.service.store import SchemaError
from standalloc.service.store.database import database_url

#: What the names of the variables begin with.
PREFIX: Final = "STANDALLOC_"

Count = Annotated[int, Field(ge=1, le=1_000_000)]
Seconds = Annotated[float, Field(gt=0, le=1e7)]


class SettingsError(ValueError):
    """A setting cannot be used; the message names it and its value."""


class Settings(BaseModel):
    """The settings of service and workers.

    Attributes:
        database: URL of the store; `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`.
        database_connections: connections kept open to PostgreSQL; as many again for a moment.
        most_queued: queued jobs a user may have.
        most_running: jobs of a user that run at once, on all workers together.
        lease_seconds: how long a worker that says nothing keeps its job.
        thin_after_seconds: how long a job that has ended keeps all of its progress.
        largest_body: bytes of the largest request that is read.
        upload_seconds: how long a request's body may take to arrive.
        silent_seconds: how long a body may pause on its way.
        requests_per_second: of one token, or of one address without tokens, in the long run.
        requests_at_once: how many more than that may come in a burst.
        refusals_per_minute: requests without a valid token from one address.
        most_turns: of a schedule.
        most_stands: of an airport.
        most_seconds: time limit of a job.
        most_job_workers: cores of a job.
        job_memory_mb: memory of a job that asks for none.
        most_job_memory_mb: memory of a job.
        cached_days: days that are kept ready for judging, in each service process.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    database: str = "sqlite:///standalloc.db"
    database_connections: Annotated[int, Field(ge=1, le=1000)] = 5
    most_queued: Count = 20
    most_running: Count = 4
    lease_seconds: Seconds = 30.0
    thin_after_seconds: Seconds = 86_400.0
    largest_body: Annotated[int, Field(ge=1_000, le=1_000_000_000)] = 20_000_000
    upload_seconds: Seconds = 60.0
    silent_seconds: Seconds = 10.0
    requests_per_second: Seconds = 200.0
    requests_at_once: Count = 1_000
    refusals_per_minute: Count = 60
    most_turns: Count = 20_000
    most_stands: Count = 5_000
    most_seconds: Seconds = 3_600.0
    most_job_workers: Count = os.cpu_count() or 1
    job_memory_mb: Annotated[int, Field(ge=64, le=16_777_216)] = 2_048
    most_job_memory_mb: Annotated[int, Field(ge=64, le=16_777_216)] = 8_192
    cached_days: Count = 16

    @field_validator("database")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        try:
            database_url(value)
        except SchemaError as error:
            raise ValueError(str(error)) from None
        return value


def read_settings(options: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings.

    Args:
        options: by name; None stands for an option that was not given.
        environment: the process's own by default. Variables that start with `STANDALLOC_` and are no setting are
            left alone: other parts of the program may have their own.

    Raises:
        SettingsError: a value cannot be used, or an option is no setting.
    """
    environment = os.environ if environment is None else environment
    given = {name: value for name, value in (options or {}).items() if value is not None}
    variables = {name: f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    set_there = {name: environment[variable] for name, variable in variables.items() if environment.get(variable)}
    try:
        return Settings.model_validate(set_there | given)
    except ValidationError as error:
        raise SettingsError("\n".join(_message(problem, given, variables) for problem in error.errors())) from None


def _message(problem: Any, given: Mapping[str, Any], variables: Mapping[str, str]) -> str:
    """Return one problem under the name by which the user set the value; passwords of URLs stay out of it."""
    name = str(problem["loc"][0])
    place = f"--{name.replace('_', '-')}" if name in given else variables.get(name, name)
    value = "" if name == "database" else f" {problem['input']!r}"
    message = problem["msg"].removeprefix("Value error, ")
    return f"{place}{value}: {message[:1].lower()}{message[1:]}"
