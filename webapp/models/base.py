"""What every table shares: naming, moments, ids, and the project that every row of an office begins with."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Text,
    event,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from sync.instants import from_milliseconds, to_milliseconds


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, kept as whole milliseconds since 1970: one order and one precision on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Turn a moment into milliseconds; one without a zone is a mistake."""
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """Turn milliseconds into a moment."""
        return None if value is None else from_milliseconds(int(value))


class ExactText(TypeDecorator[str]):
    """A text whose every byte is hashed: stored as bytes, for no database may refuse or mend what is in it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's
        """Turn a text into its bytes."""
        return None if value is None else value.encode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002
        """Turn bytes into the text."""
        return None if value is None else bytes(value).decode()


ProjectId = Annotated[int, mapped_column(SmallInteger, primary_key=True, autoincrement=False)]
Id = Annotated[str, mapped_column(String(36))]
IdKey = Annotated[str, mapped_column(String(36), primary_key=True)]
#: A hash, a token or a blind index: 32 bytes as base64url.
Digest = Annotated[str, mapped_column(String(43))]
Word = Annotated[str, mapped_column(String(40))]
Json = Annotated[dict[str, Any], mapped_column(JSON)]

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=_NAMES), type_annotation_map={datetime: UtcDateTime, str: Text}
    )


def belongs_to(table: str, *columns: str, of: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    """Refer to a row of the same project."""
    theirs = [f"{table}.project_id", *(f"{table}.{column}" for column in of)]
    return ForeignKeyConstraint(["project_id", *columns], theirs)


class WrittenOnceError(RuntimeError):
    """Somebody tried to change what is captured for ever."""


def written_once(table: type[Base]) -> type[Base]:
    """Refuse changes of a table's rows in this program; triggers of the migrations refuse them in the database."""

    def refuse(_mapper: object, _connection: object, target: object) -> None:
        raise WrittenOnceError(type(target).__name__)

    event.listen(table, "before_update", refuse)
    event.listen(table, "before_delete", refuse)
    WRITTEN_ONCE.append(table.__tablename__)
    return table


def beside_the_ledger(table: type[Base]) -> type[Base]:
    """Leave a table that is written once out of the ledger, where every other such table has a leaf for each row."""
    BESIDE_THE_LEDGER.add(table.__tablename__)
    return table


#: The tables whose rows are never changed and never deleted.
WRITTEN_ONCE: list[str] = []
#: Those of them that are no evidence of who owns a client: what was done and noticed, and the ledger itself.
BESIDE_THE_LEDGER: set[str] = set()
