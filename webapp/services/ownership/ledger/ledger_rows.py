"""Rows of evidence as they stand now, for who compares them with their leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, String, cast, select, tuple_
from sqlalchemy.orm import Session

from webapp.models.ownership import LedgerLeaf
from webapp.services.ownership.ledger.ledger_kinds import columns_of, key_of, kinds, leaf_of, read_key, spell_key

#: What a row is whose columns do not even hold what they must: it fits no leaf.
UNREADABLE = b""
#: Where a row stands in the ledger: its table and its key.
Place = tuple[str, str]
#: Keys in one question: SQLite takes some thirty thousand values in a statement, PostgreSQL twice as many.
MOST = 1000


def hashes_now(session: Session, project_id: int, places: Iterable[Place]) -> dict[Place, bytes]:
    """Return the hash that the leaf of each row would have now; a row that is not there is left out."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in places:
        by_kind[kind].append(key)
    found: dict[Place, bytes] = {}
    for kind, keys in by_kind.items():
        if kind in kinds():
            found |= _of_kind(session, project_id, kind, keys)
    return found


def _of_kind(session: Session, project_id: int, kind: str, keys: Sequence[str]) -> dict[Place, bytes]:
    asked = select(*columns_of(kind)).where(_is_one_of(kind, project_id, keys))
    try:
        return {(kind, leaf.key): leaf.hash for leaf in (leaf_of(kind, row) for row in _read(session, asked))}
    except (ValueError, TypeError, OverflowError):
        # Somebody wrote what no column of its type can hold; the others must not be hidden by it.
        if len(keys) == 1:
            return {(kind, keys[0]): UNREADABLE}
        middle = len(keys) // 2
        halves = (keys[:middle], keys[middle:])
        return {place: hash_ for half in halves for place, hash_ in _of_kind(session, project_id, kind, half).items()}


def _read(session: Session, asked: Select[Any]) -> Sequence[Mapping[str, Any]]:
    return [row._asdict() for row in session.execute(asked)]


def keys_beside(session: Session, project_id: int, kind: str, keys: Sequence[str]) -> dict[str, str]:
    """Return the key that follows each of some keys in its table; whoever slips a row in puts it behind one of them."""
    table = _table(kind)
    beside = table.alias()
    mine, theirs = _key(table, kind), _key(beside, kind)
    follows = (
        select(_spelled(theirs))
        .where(beside.c.project_id == project_id, tuple_(*theirs) > tuple_(*mine))
        .order_by(*theirs)
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(select(_spelled(mine), follows).where(_is_one_of(kind, project_id, keys)))
    return {own: next_one for own, next_one in rows if next_one is not None}


def first_key(session: Session, project_id: int, kind: str) -> str | None:
    """Return the first key of a table: it follows none."""
    return next(all_keys(session, project_id, kind, page=1), [None])[0]


def all_keys(session: Session, project_id: int, kind: str, page: int = MOST) -> Iterator[Sequence[str]]:
    """Return all keys of a table, page by page."""
    table = _table(kind)
    key = _key(table, kind)
    after: str | None = None
    while True:
        asked = select(_spelled(key)).where(table.c.project_id == project_id).order_by(*key).limit(page)
        if after is not None:
            asked = asked.where(tuple_(*key) > tuple_(*read_key(kind, after)))
        found = session.scalars(asked).all()
        if not found:
            return
        yield found
        after = found[-1]


def without_leaf(session: Session, project_id: int, kind: str, keys: Collection[str]) -> set[str]:
    """Return which rows of a table have no leaf."""
    known = session.scalars(
        select(LedgerLeaf.key).where(
            LedgerLeaf.project_id == project_id, LedgerLeaf.kind == kind, LedgerLeaf.key.in_(keys)
        )
    )
    return set(keys) - set(known)


def _is_one_of(kind: str, project_id: int, keys: Iterable[str]) -> ColumnElement[bool]:
    table = _table(kind)
    return (table.c.project_id == project_id) & tuple_(*_key(table, kind)).in_([read_key(kind, key) for key in keys])


def _table(kind: str) -> FromClause:
    return kinds()[kind].local_table


def _key(table: FromClause, kind: str) -> list[ColumnElement[Any]]:
    return [table.c[column.name] for column in key_of(kind)]


def _spelled(key: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    first, *others = (cast(column, String) for column in key)
    spelled: ColumnElement[str] = first
    for other in others:
        spelled = spelled.concat(spell_key(("", ""))).concat(other)
    return spelled
