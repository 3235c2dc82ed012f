"""Tokens and the audit log: for administrators."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from standalloc.service.api.auth import Administrator
from standalloc.service.api.context import Ctx
from standalloc.service.api.problems import invalid_value
from standalloc.service.api.routes.refusals import refusals
from standalloc.service.api.schemas.service import AuditEntry, MadeToken, NewToken, Token
from standalloc.service.store import audit, tokens
from standalloc.service.store.database import now

router = APIRouter(prefix="/v1", tags=["tokens"])
audit_router = APIRouter(prefix="/v1", tags=["audit"])

Prefix = Annotated[str, Path(pattern=r"^[0-9a-f]{12}$", examples=["0f1e2d3c4b5a"])]
_Word = Annotated[str | None, Query(max_length=200)]


@router.get("/tokens", responses=refusals())
def list_tokens(context: Ctx, _user: Administrator) -> list[Token]:
    """List all tokens, newest first, without their secrets."""
    with context.reading() as session:
        return [Token.model_validate(row) for row in tokens.listed(session)]


@router.post("/tokens", status_code=201, responses=refusals(body=True, writes=True))
def create_token(context: Ctx, user: Administrator, token: NewToken) -> MadeToken:
    """Make a token; its secret is in this answer and nowhere else."""
    with context.writing(user) as ledger:
        if token.expires_at is not None and token.expires_at <= now(ledger.session):
            raise invalid_value("expires_at", token.expires_at.isoformat(), "is over already")
        made = tokens.create(
            ledger.session, user=token.user, role=token.role, created_by=user.user, expires_at=token.expires_at
        )
        ledger.record("token.create", made.row.prefix, {"user": token.user, "role": token.role})
    return MadeToken(**Token.model_validate(made.row).model_dump(), secret=made.secret)


@router.delete("/tokens/{prefix}", responses=refusals(404, writes=True))
def revoke_token(context: Ctx, user: Administrator, prefix: Prefix) -> Token:
    """Revoke a token for good. It stays in the list."""
    with context.writing(user) as ledger:
        row = tokens.revoke(ledger.session, prefix)
        ledger.record("token.revoke", prefix, {"user": row.user})
    return Token.model_validate(row)


@audit_router.get("/audit", responses=refusals())
def list_audit(
    *,
    context: Ctx,
    _user: Administrator,
    kind: _Word = None,
    subject: _Word = None,
    user: _Word = None,
    before: Annotated[
        int | None, Query(ge=1, le=2**62, description="entries with a lower id, for the next page")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[AuditEntry]:
    """List who did what to which object, newest first."""
    with context.reading() as session:
        rows = audit.entries(session, kind=kind, subject=subject, user=user, before=before, limit=limit)
    return [AuditEntry.model_validate(row) for row in rows]
