"""Tokens: shown once, stored as a digest, refused when expired or revoked."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from standalloc.service.store import NotFoundError, TokenRefusedError, tokens

PAST = datetime(2020, 1, 1, tzinfo=UTC)


def make(database, **values) -> tokens.NewToken:
    with database.writing() as session:
        return tokens.create(session, **({"user": "kim", "role": "planner"} | values))


def test_who_has_the_secret_is_admitted(database):
    secret, row = make(database, created_by="root", expires_at=datetime.now(UTC) + timedelta(hours=1))
    with database.reading() as session:
        found = tokens.verify(session, secret)
    assert (found.prefix, found.user, found.role, found.created_by) == (row.prefix, "kim", "planner", "root")


def test_the_secret_is_256_random_bits_and_is_not_stored(database):
    secret, row = make(database)
    assert make(database).secret != secret
    assert len(secret.split("_", 2)[2]) == 43  # of 6 bits
    with database.reading() as session:
        stored = session.execute(text("select * from tokens where prefix = :prefix"), {"prefix": row.prefix}).one()
    assert secret.split("_", 2)[2] not in str(stored)


def test_what_is_nearly_the_secret_is_refused(database):
    secret, row = make(database)
    near = [secret[:-1], secret + "x", secret.upper(), "", "_", "__", f"standalloc_{row.prefix}_", f"x_{secret}"]
    for wrong in [*near, "\0", "standalloc_\0_x", "é\ud800", "standalloc_" + "9" * 5000 + "_x"]:
        with pytest.raises(TokenRefusedError, match="unknown") as caught, database.reading() as session:
            tokens.verify(session, wrong)
        assert caught.value.reason == "unknown"


def test_an_expired_token_is_refused(database):
    secret, _ = make(database, expires_at=PAST)
    with pytest.raises(TokenRefusedError, match="has expired") as caught, database.reading() as session:
        tokens.verify(session, secret)
    assert caught.value.reason == "expired"


def test_a_revoked_token_is_refused_for_good(database):
    secret, row = make(database)
    with database.writing() as session:
        first = tokens.revoke(session, row.prefix).revoked_at
    with database.writing() as session:
        assert tokens.revoke(session, row.prefix).revoked_at == first
    with pytest.raises(TokenRefusedError, match="was revoked") as caught, database.reading() as session:
        tokens.verify(session, secret)
    assert caught.value.reason == "revoked"


def test_the_last_use_is_noted_once_a_minute(database):
    secret, row = make(database)
    with database.writing() as session:
        tokens.used(session, row.prefix)
    with database.reading() as session:
        first = tokens.verify(session, secret)
    with database.writing() as session:
        tokens.used(session, row.prefix)
    with database.reading() as session:
        assert tokens.verify(session, secret).last_used_at == first.last_used_at
    assert tokens.is_due(row, datetime.now(UTC))
    assert not tokens.is_due(first, first.last_used_at + timedelta(seconds=59))
    assert tokens.is_due(first, first.last_used_at + timedelta(seconds=61))


def test_a_store_without_tokens_says_so_until_one_was_made(database):
    with database.reading() as session:
        assert not tokens.exist(session)
    _, row = make(database)
    with database.writing() as session:
        tokens.revoke(session, row.prefix)
    with database.reading() as session:
        assert tokens.exist(session)
        assert [token.prefix for token in tokens.listed(session)] == [row.prefix]


def test_a_token_that_is_not_there_cannot_be_revoked(database):
    with pytest.raises(NotFoundError, match="there is no token 'x'"), database.writing() as session:
        tokens.revoke(session, "x")
