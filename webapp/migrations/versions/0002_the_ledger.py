"""The ledger, with a leaf for every row of evidence that is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from sync import base64url
from sync.ownership.ledger import Growing, leaf_hash, leaf_text
from webapp.migrations.triggers import keep_written_once

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WRITTEN_ONCE = {
    "ledger_leaf": ("position", "kind, key"),
    "ledger_node": ("level, number",),
}

#: The tables of evidence that stand here so far; whatever comes later begins empty, and its rows bring their leaves.
KINDS = (
    "rule_book",
    "entry",
    "head_receipt",
    "registration",
    "contact",
    "withdrawal",
    "answer",
    "ruling",
    "decision",
)
#: Rows in one statement.
MOST = 1000


def upgrade() -> None:
    leaves = op.create_table(
        "ledger_leaf",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("leaf_hash", sa.String(length=43), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "position", name=op.f("pk_ledger_leaf")),
        sa.UniqueConstraint("project_id", "kind", "key", name=op.f("uq_ledger_leaf_project_id_kind_key")),
    )
    nodes = op.create_table(
        "ledger_node",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("level", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "level", "number", name=op.f("pk_ledger_node")),
    )
    op.add_column("project_clock", sa.Column("ledger_size", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("project_clock", sa.Column("ledger_frontier", sa.Text(), nullable=True))
    for project_id in op.get_bind().execute(sa.text("SELECT project_id FROM project_clock ORDER BY project_id")):
        _write_down(project_id[0], leaves, nodes)
    keep_written_once(WRITTEN_ONCE)


def downgrade() -> None:
    op.drop_column("project_clock", "ledger_frontier")
    op.drop_column("project_clock", "ledger_size")
    op.drop_table("ledger_node")
    op.drop_table("ledger_leaf")


def _write_down(project_id: int, leaves: sa.Table, nodes: sa.Table) -> None:
    """Write a leaf for every row of a project that is there."""
    tree = Growing()
    for page in _pages(project_id):
        place = {"project_id": project_id}
        rows = [{**place, "position": tree.size + number, **leaf} for number, leaf in enumerate(page)]
        completed = tree.extend(base64url.decode(leaf["leaf_hash"]) or b"" for leaf in page)
        op.bulk_insert(leaves, rows)
        op.bulk_insert(
            nodes,
            [
                {**place, "level": node.level, "number": node.number, "hash": base64url.encode(hash_)}
                for node, hash_ in completed
            ],
        )
    op.get_bind().execute(
        sa.text("UPDATE project_clock SET ledger_size = :size, ledger_frontier = :frontier WHERE project_id = :id"),
        {"size": tree.size, "frontier": " ".join(map(base64url.encode, tree.frontier)), "id": project_id},
    )


def _pages(project_id: int) -> Iterator[list[dict[str, str]]]:
    for kind in KINDS:
        table = sa.Table(kind, sa.MetaData(), autoload_with=op.get_bind())
        key = list(table.primary_key.columns)
        rows = op.get_bind().execute(sa.select(table).where(table.c.project_id == project_id).order_by(*key))
        for page in rows.partitions(MOST):
            yield [_leaf(kind, row._asdict(), [column.name for column in key[1:]]) for row in page]


def _leaf(kind: str, row: Mapping[str, Any], key: list[str]) -> dict[str, str]:
    values = {
        name: bytes(value).decode() if isinstance(value, bytes | memoryview) else value
        for name, value in row.items()
        if not name.endswith("sealed")
    }
    hash_ = leaf_hash(leaf_text(kind, values))
    return {
        "kind": kind,
        "key": "/".join(str(row[name]) for name in key),
        "leaf_hash": base64url.encode(hash_),
    }
