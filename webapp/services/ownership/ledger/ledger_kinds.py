"""Which tables the ledger is about, and what the leaf of a row is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.orm import Mapper

from sync.instants import to_milliseconds
from sync.ownership.ledger import Plain, hash_leaf, leaf_text
from webapp.models import Base
from webapp.models.base import BESIDE_THE_LEDGER, WRITTEN_ONCE

#: What is sealed is left out of a leaf: it is personal, and it may be destroyed while the tree stays valid.
SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Leaf:
    """The leaf of one row."""

    project_id: int
    kind: str
    key: str
    hash: bytes


@cache
def kinds() -> Mapping[str, Mapper[Any]]:
    """Return the tables whose rows have leaves: all that are written once, unless they stand beside the ledger."""
    names = {name for name in WRITTEN_ONCE if name not in BESIDE_THE_LEDGER}
    return {_table(mapper).name: mapper for mapper in Base.registry.mappers if _table(mapper).name in names}


@cache
def columns_of(kind: str) -> tuple[Column[Any], ...]:
    """Return what of a table goes into its leaves."""
    return tuple(column for column in _table(kinds()[kind]).columns if not column.name.endswith(SEALED))


@cache
def key_of(kind: str) -> tuple[Column[Any], ...]:
    """Return the key of a table, without the project."""
    return tuple(column for column in _table(kinds()[kind]).primary_key.columns if column.name != "project_id")


def spell_key(values: Iterable[object]) -> str:
    """Spell the key of a row the way its leaf does."""
    return "/".join(map(str, values))


def read_key(kind: str, key: str) -> tuple[Any, ...]:
    """Return the values of a spelled key."""
    return tuple(
        int(part) if column.type.python_type is int else part
        for column, part in zip(key_of(kind), key.split("/"), strict=True)
    )


def text_of(kind: str, row: Mapping[str, Any]) -> str:
    """Return what the leaf of a row is the hash of. row: its columns by name; what is missing counts as null."""
    told = {column.name: _plain(row.get(column.name)) for column in columns_of(kind) if not _is_default(column, row)}
    return leaf_text(kind, told)


def leaf_of(kind: str, row: Mapping[str, Any]) -> Leaf:
    """Return the leaf of a row."""
    key = spell_key(row[column.name] for column in key_of(kind))
    return Leaf(row["project_id"], kind, key, hash_leaf(text_of(kind, row).encode()))


def _table(mapper: Mapper[Any]) -> Table:
    table = mapper.local_table
    if not isinstance(table, Table):
        raise TypeError(mapper)
    return table


def _plain(value: Any) -> Plain:  # noqa: ANN401 - as a column holds it
    return to_milliseconds(value) if isinstance(value, datetime) else value


def _is_default(column: Column[Any], row: Mapping[str, Any]) -> bool:
    """Say whether a value is what rows have that were there before their column: it says nothing in their leaf."""
    default = column.server_default
    if default is None or row.get(column.name) is None:
        return False
    return _spell(row[column.name]) == str(getattr(default, "arg", "")).strip("'")


def _spell(value: Any) -> str:  # noqa: ANN401 - as a column holds it
    return str(int(value)) if isinstance(value, int) and not isinstance(value, bool) else str(value).lower()
