"""The kinds of value a column of the store may hold, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String, TypeDecorator

#: A JSON value; absent is SQL's NULL, never JSON's. The text is kept as it is, so that no database judges its strings.
Document = JSON(none_as_null=True)

#: Numbers that the database deals out; SQLite does so for its own integers alone.
Serial = BigInteger().with_variant(Integer(), "sqlite")


class Text(TypeDecorator[str]):
    """Text as both databases can hold it: NUL and lone surrogates become U+FFFD, in what is asked for likewise."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        if value is None or value.isascii():
            return value if value is None else value.replace("\0", "\ufffd")
        return "".join("\ufffd" if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign for sign in value)


class Moment(TypeDecorator[datetime]):
    """A moment with its offset, kept and given back in UTC; SQLite has no offsets of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: D102
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no offset: give it one, as datetime.now(UTC) does")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
