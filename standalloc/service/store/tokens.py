"""API tokens: 256 random bits, shown once, stored as a digest.

SHA-256 suffices here: slow hashes defend passwords, which can be guessed; 256 random bits cannot, however fast.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from standalloc.service.store.database import now
from standalloc.service.store.errors import NotFoundError, TokenRefusedError
from standalloc.service.store.tables import Role, Token

#: Every token starts so, for people and for scanners of leaked secrets.
MARK: Final = "standalloc"
#: How exactly it is known when a token was last used: not every request shall write.
_USED_EVERY: Final = timedelta(minutes=1)


class NewToken(NamedTuple):
    """A token just made.

    Attributes:
        secret: what the user sends; it can never be shown again.
        row: what is stored of it.
    """

    secret: str
    row: Token


def create(
    session: Session, *, user: str, role: Role, created_by: str = "", expires_at: datetime | None = None
) -> NewToken:
    """Make a token.

    Args:
        session: that writes.
        user: whom it speaks for.
        role: what it may do.
        created_by: who makes it.
        expires_at: when it ends; None for never.
    """
    prefix = secrets.token_hex(6)
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    row = Token(
        prefix=prefix,
        user=user,
        role=role,
        digest=_digest(secret),
        created_by=created_by,
        created_at=now(session),
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return NewToken(secret, row)


def verify(session: Session, secret: str) -> Token:
    """Return the token that was sent; a session that reads suffices.

    Raises:
        TokenRefusedError: it is unknown, expired or revoked; what is wrong is told only to who has the secret.
    """
    parts = secret.split("_", 2)
    row = session.get(Token, parts[1]) if len(parts) == 3 else None
    if row is None or not hmac.compare_digest(row.digest, _digest(secret)):
        raise TokenRefusedError("the token is unknown", "unknown")
    if row.revoked_at is not None:
        raise TokenRefusedError(f"the token {row.prefix} was revoked", "revoked")
    if row.expires_at is not None and row.expires_at <= now(session):
        raise TokenRefusedError(f"the token {row.prefix} has expired", "expired")
    return row


def used(session: Session, prefix: str) -> None:
    """Note that a token was used; at most once a minute that writes anything."""
    moment = now(session)
    stale = or_(Token.last_used_at.is_(None), Token.last_used_at < moment - _USED_EVERY)
    session.execute(update(Token).where(Token.prefix == prefix, stale).values(last_used_at=moment))


def is_due(token: Token, moment: datetime) -> bool:
    """Return whether `used` would write at that moment, so that a request may do without a session that writes."""
    return token.last_used_at is None or token.last_used_at < moment - _USED_EVERY


def revoke(session: Session, prefix: str) -> Token:
    """Revoke a token for good; one that is revoked already stays as it is.

    Raises:
        NotFoundError: there is none of that prefix.
    """
    row = session.get(Token, prefix)
    if row is None:
        raise NotFoundError(f"there is no token '{prefix}'")
    if row.revoked_at is None:
        row.revoked_at = now(session)
        session.flush()
    return row


def listed(session: Session) -> Sequence[Token]:
    """Return all tokens, newest first, revoked ones included."""
    return session.scalars(select(Token).order_by(Token.created_at.desc(), Token.prefix)).all()


def exist(session: Session) -> bool:
    """Return whether there ever was a token; without one the service admits the machine itself and nobody else.

    Revoked and expired ones count: else revoking the last token would open the service.
    """
    return session.scalar(select(Token.prefix).limit(1)) is not None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
