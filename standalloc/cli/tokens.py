# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands about API tokens: `token create`, `token list`, `token revoke`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standalloc.cli.service_options import settings_of, store_options, told

if TYPE_CHECKING:
    from standalloc.service.store import Database

#: Who has the database's own access is the administrator.
_COMMAND_LINE = "command line"


@click.group(short_help="Make, list and revoke API tokens.")
def token() -> None:
    """Make, list and revoke the tokens by which the API knows its users.

    Before the first one the service admits requests from its own machine alone, and allows them everything.
    """


@token.command()
@click.argument("user")
@click.option(
    "--role",
    type=click.Choice(["viewer", "planner", "administrator"]),
    required=True,
    help="What it allows: a viewer reads, a planner also plans and publishes, an administrator also changes airports "
    "and tokens.",
)
@click.option(
    "--days", type=click.IntRange(1, 36_500), metavar="N", help="Days until it expires; never where left out."
)
@store_options
def create(user: str, role: Any, days: int | None, **place: Any) -> None:
    """Make a token for USER and print it; it is stored hashed and cannot be shown again."""
    with _store(**place) as database:
        from standalloc.service.store import audit, tokens

        expires = None if days is None else datetime.now(UTC) + timedelta(days=days)
        with database.writing() as session:
            made = tokens.create(session, user=user, role=role, created_by=_COMMAND_LINE, expires_at=expires)
            _record(audit.record, session, "token.create", made.row.prefix, {"user": user, "role": role})
    click.echo(made.secret)


@token.command(name="list")
@store_options
def list_(**place: Any) -> None:
    """List all tokens, revoked ones included: by the first part of each, never the secret."""
    with _store(**place) as database:
        from standalloc.service.store import tokens

        with database.reading() as session:
            rows = tokens.listed(session)
    for row in rows:
        state = f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else _validity(row.expires_at)
        used = f"last used {row.last_used_at:%Y-%m-%d %H:%M}" if row.last_used_at else "never used"
        click.echo(f"{row.prefix}  {row.role:<13}  {row.user}  made {row.created_at:%Y-%m-%d}, {state}, {used}")
    if not rows:
        click.echo("there are no tokens: the service admits its own machine alone", err=True)


@token.command()
@click.argument("prefix")
@store_options
def revoke(prefix: str, **place: Any) -> None:
    """Revoke the token that `token list` shows as PREFIX, for good."""
    with _store(**place) as database:
        from standalloc.service.store import audit, tokens

        with database.writing() as session:
            row = tokens.revoke(session, prefix)
            _record(audit.record, session, "token.revoke", prefix, {"user": row.user})
    click.echo(f"revoked {prefix}, of {row.user}")


@contextmanager
def _store(database: str | None, data: Path) -> Iterator[Database]:
    """Give the store that the options name."""
    with told():
        from standalloc.service.store import open_database

        settings = settings_of(database, data)
        opened = open_database(settings.database, settings.database_connections)
        try:
            yield opened
        finally:
            opened.close()


def _record(record: Any, session: Any, action: str, prefix: str, detail: dict[str, str]) -> None:
    record(session, user=_COMMAND_LINE, action=action, kind="token", subject=prefix, detail=detail)


def _validity(expires_at: datetime | None) -> str:
    if expires_at is None:
        return "valid"
    word = "expired" if expires_at <= datetime.now(UTC) else "valid until"
    return f"{word} {expires_at:%Y-%m-%d}"
