"""Tokens, the audit log and the service itself as the API takes and gives them."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, Field

from standalloc.service.api.schemas.common import Moment, Schema

Role = Literal["viewer", "planner", "administrator"]
UserName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9@._ -]{0,99}$", examples=["kim"])]

#: Beyond it, times of some offsets are none that a database keeps.
_FAR: Final = datetime(2200, 1, 1, tzinfo=UTC)


class NewToken(Schema):
    """A token to make.

    Attributes:
        user: whom it speaks for.
        role: what it may do.
        expires_at: when it ends, with offset; null for never.
    """

    user: UserName
    role: Role
    expires_at: Annotated[AwareDatetime, Field(lt=_FAR)] | None = Field(None, examples=["2031-01-01T00:00:00Z"])


class Token(Schema):
    """A token, without its secret."""

    prefix: str = Field(examples=["0f1e2d3c4b5a"])
    user: str
    role: Role
    created_by: str
    created_at: Moment
    expires_at: Moment | None
    revoked_at: Moment | None
    last_used_at: Moment | None


class MadeToken(Token):
    """A token just made, with its secret, which is never shown again."""

    secret: str = Field(examples=["standalloc_0f1e2d3c4b5a_..."])


class AuditEntry(Schema):
    """One line of the audit log."""

    id: int
    at: Moment
    user: str
    action: str = Field(examples=["plan.publish"])
    kind: str = Field(examples=["plan"])
    subject: str
    detail: dict[str, Any]
    request_id: str


class Configurations(Schema):
    """Names of the engine's configurations."""

    configurations: list[str] = Field(examples=[["default", "fcfs"]])


class Version(Schema):
    """What runs, and who is asking."""

    standalloc: str = Field(examples=["0.1.0"])
    api: str = Field(examples=["v1"])
    user: str = Field(examples=["kim"])
    role: Role


class Health(Schema):
    """Whether the process answers."""

    status: Literal["ok"]
