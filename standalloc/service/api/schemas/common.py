"""What all schemas share: names, problems, documents that are passed on as they are."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

#: Names that users choose for airports: no path, no blank, nothing to escape.
NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
#: Ids of schedules, plans and jobs.
UUID: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
#: An id to show in examples.
EXAMPLE_ID: Final = "4b3d1f0e-3c55-4a0b-9d0e-6f2f5f1c9a11"

AirportName = Annotated[str, Field(pattern=NAME, examples=["JFK"])]
Id = Annotated[str, Field(pattern=UUID, examples=[EXAMPLE_ID])]
Row = dict[str, Any]
#: Of a table that may be left out.
Rows = Annotated[list[Row], Field(default_factory=list)]
#: Of a section that may be left out.
Values = Annotated[dict[str, Any], Field(default_factory=dict)]


def _plain(text: str) -> str:
    """Refuse what no database keeps and no list shows."""
    if not text.isprintable():
        raise ValueError("holds characters that cannot be printed")
    return text


Note = Annotated[str, Field(max_length=500), AfterValidator(_plain)]
Moment = Annotated[
    datetime,
    PlainSerializer(lambda moment: moment.astimezone(UTC).isoformat(timespec="milliseconds"), return_type=str),
    Field(examples=["2030-06-01T04:05:00.000+00:00"], json_schema_extra={"format": "date-time"}),
]


class Schema(BaseModel):
    """A value the API takes or gives; keys that are not known are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class InputProblem(Schema):
    """One thing wrong with an input, as `standalloc validate --json` tells it.

    Attributes:
        code: stable, in the table of docs/files.md.
        message: names field and value.
        fix: what to do.
        severity: an error stops the work, a warning tells what was assumed.
        table: the table concerned (`stands`, `schedule`, ...), or the part of the request (`body`, `query`, `path`).
        row: position in the table, from 0.
        column: the column or key.
        file: of an upload.
        line: in that file, from 1.
    """

    code: str = Field(examples=["bad_code"])
    message: str = Field(examples=["max_code 'G' is not one of A-F"])
    fix: str = ""
    severity: Literal["error", "warning"] = "error"
    table: str = ""
    row: int | None = None
    column: str | None = None
    file: str | None = None
    line: int | None = None


class ProblemDetails(Schema):
    """Why a request was refused (RFC 9457).

    Attributes:
        type: stable URI of the kind of problem.
        title: the kind in words.
        status: of the answer.
        detail: what happened this time, and what to do.
        instance: path of the request.
        code: the kind in one word, stable; docs/service.md lists them.
        request_id: finds the request in the logs.
        problems: of an input, each with its place.
        current: the newest version or revision, where a change was based on another.
    """

    type: str = Field(examples=["urn:standalloc:problem:not_found"])
    title: str = Field(examples=["There is no such object"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["there is no airport 'JFK'"])
    instance: str = Field(examples=["/v1/airports/JFK"])
    code: str = Field(examples=["not_found"])
    request_id: str = Field(examples=["b7f1c2d3e4f5"])
    problems: list[InputProblem] | None = None
    current: int | None = None
