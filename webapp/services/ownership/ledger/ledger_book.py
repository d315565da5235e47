"""Write the ledger: every row of evidence that a transaction writes gets its leaf before the transaction is committed.

The rows are noted where SQLAlchemy writes them, not where a job asks for it: a job that forgot would leave a row that
nobody can prove. Whatever cannot be noted, such as INSERT FROM SELECT into a table of evidence, is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, event, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from sync import base64url
from sync.ownership.ledger import Growing
from webapp.models import Base
from webapp.models.ownership import LedgerLeaf, LedgerNode
from webapp.models.people import ProjectClock
from webapp.services.ownership.ledger.ledger_kinds import Leaf, kinds, leaf_of

_NOTED, _TREES = "noted", "trees"


class NotLedgeredError(RuntimeError):
    """A statement writes evidence in a way that leaves no leaf."""


@dataclass(frozen=True, slots=True)
class Tree:
    """How large the ledger of a project is, and its root."""

    size: int
    root: bytes


def tree_of(session: Session, project_id: int) -> Tree:
    """Return the ledger as it stands, with the leaves of what this transaction has written so far."""
    write_leaves(session)
    grown = _grown(session, project_id)
    return Tree(grown.size, grown.root())


def know_tree(session: Session, project_id: int, size: int, frontier: str | None) -> None:
    """Take the tree from the clock's row, which whoever begins to write locks and reads anyway."""
    session.info.setdefault(_TREES, {})[project_id] = _growing(size, frontier)


def write_leaves(session: Session) -> None:
    """Write the leaves of what was noted: three statements, or none; before a commit this happens by itself."""
    session.flush()
    noted: list[Leaf] = session.info.pop(_NOTED, [])
    by_project: dict[int, list[Leaf]] = defaultdict(list)
    for leaf in noted:
        by_project[leaf.project_id].append(leaf)
    for project_id, leaves in by_project.items():
        _append(session, project_id, leaves)


def _append(session: Session, project_id: int, leaves: Sequence[Leaf]) -> None:
    grown = _grown(session, project_id)
    rows = [
        {
            "project_id": project_id,
            "position": position,
            "kind": leaf.kind,
            "key": leaf.key,
            "leaf_hash": base64url.encode(leaf.hash),
        }
        for position, leaf in enumerate(leaves, start=grown.size)
    ]
    nodes = [
        {"project_id": project_id, "level": node.level, "number": node.number, "hash": base64url.encode(hash_)}
        for node, hash_ in grown.extend(leaf.hash for leaf in leaves)
    ]
    session.execute(insert(LedgerLeaf), rows)
    if nodes:
        session.execute(insert(LedgerNode), nodes)
    session.info.setdefault(_TREES, {})[project_id] = grown
    session.execute(
        update(ProjectClock)
        .where(ProjectClock.project_id == project_id)
        .values(ledger_size=grown.size, ledger_frontier=" ".join(map(base64url.encode, grown.frontier)))
        .execution_options(synchronize_session=False)
    )


def _grown(session: Session, project_id: int) -> Growing:
    """Return the tree so far. A job that writes has locked the clock's row long before, and knows it."""
    known: Growing | None = session.info.get(_TREES, {}).get(project_id)
    if known is not None:
        return known
    size, frontier = session.execute(
        select(ProjectClock.ledger_size, ProjectClock.ledger_frontier).where(ProjectClock.project_id == project_id)
    ).one()
    return _growing(size, frontier)


def _growing(size: int, frontier: str | None) -> Growing:
    return Growing(size, tuple(base64url.decode(each) or b"" for each in (frontier or "").split()))


# --- noting: SQLAlchemy calls these ---


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    write_leaves(session)


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    for kept in (_NOTED, _TREES):
        session.info.pop(kept, None)


@event.listens_for(Base, "after_insert", propagate=True)
def _note_object(mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    """Note an object that was just inserted; what its table fills in by itself is no part of a leaf."""
    kind, session, held = str(mapper.local_table), object_session(target), vars(target)
    if session is not None and kind in kinds():
        row = {attr.columns[0].name: held[attr.key] for attr in mapper.column_attrs if attr.key in held}
        _note(session, kind, [row])


@event.listens_for(Session, "do_orm_execute")
def _note_rows(asked: ORMExecuteState) -> None:
    """Note rows that are inserted as dicts, many at once."""
    statement = asked.statement
    if not isinstance(statement, Insert) or str(statement.table) not in kinds():
        return
    told = asked.parameters or ()
    rows = [told] if isinstance(told, Mapping) else told
    # Only the kinds of one database know what to do about a conflict, and then nobody can tell which rows were written.
    if not rows or isinstance(statement, postgresql.Insert | sqlite.Insert):
        raise NotLedgeredError(str(statement.table))
    _note(asked.session, str(statement.table), rows)


def _note(session: Session, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
    session.info.setdefault(_NOTED, []).extend(leaf_of(kind, row) for row in rows)
