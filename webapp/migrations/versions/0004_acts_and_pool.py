"""What the office does to a client: assignments, takes from the pool, deals, disputes, freezes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.triggers import keep_written_once

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WRITTEN_ONCE = {
    "assignment": ("id",),
    "pool_claim": ("id",),
    "departure": ("id",),
    "readmission": ("id",),
    "subscription": ("id",),
    "subscription_end": ("subscription_id",),
    "outage": ("id",),
    "dispute": ("id",),
    "dispute_end": ("dispute_id",),
}


def upgrade() -> None:
    _create_assignments()
    _create_people()
    _create_deals()
    _create_outages()
    _create_disputes()
    op.add_column("registration", sa.Column("named", sa.String(length=36), nullable=True))
    op.add_column("contact", sa.Column("note_key", sa.String(length=43), nullable=True))
    op.add_column("contact", sa.Column("discounted", sa.String(length=40), nullable=True))
    for column in ("next_due_at", "pool_since", "frozen_since"):
        op.add_column("standing", sa.Column(column, sa.BigInteger(), nullable=True))
    for column in ("next_due_at", "pool_since"):
        op.create_index(op.f(f"ix_standing_project_id_{column}"), "standing", ["project_id", column], unique=False)
    # Looked at again when it ends, a client gets everything else of its row.
    op.execute("UPDATE standing SET next_due_at = protected_until")
    keep_written_once(WRITTEN_ONCE)


def _create_assignments() -> None:
    op.create_table(
        "assignment",
        *_key("id"),
        _id("client_id"),
        sa.Column("kind", sa.String(length=40), nullable=False),
        _id("agent_id", nullable=True),
        _id("from_agent", nullable=True),
        _id("made_by"),
        _moment("made_at"),
        _id("entry_id", nullable=True),
        sa.Column("reason_sealed", sa.Text(), nullable=True),
        _belongs("assignment", "client", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_assignment")),
    )
    _index("assignment", "client_id")
    _index("assignment", "made_at")
    op.create_table(
        "pool_claim",
        *_key("id"),
        _id("client_id"),
        _id("agent_id"),
        _moment("claimed_at"),
        _belongs("pool_claim", "client", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_pool_claim")),
    )
    _index("pool_claim", "client_id")
    _index("pool_claim", "agent_id", "claimed_at")


def _create_people() -> None:
    op.create_table(
        "departure",
        *_key("id"),
        _id("agent_id"),
        _moment("departed_at"),
        _id("successor_id", nullable=True),
        _id("made_by"),
        sa.Column("reason_sealed", sa.Text(), nullable=True),
        _belongs("departure", "person", "agent_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_departure")),
    )
    op.create_table(
        "readmission",
        *_key("id"),
        _id("agent_id"),
        _moment("readmitted_at"),
        _id("made_by"),
        _belongs("readmission", "person", "agent_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_readmission")),
    )


def _create_deals() -> None:
    op.create_table(
        "subscription",
        *_key("id"),
        _id("client_id"),
        _id("agent_id"),
        _id("closed_by", nullable=True),
        _moment("subscribed_at"),
        _id("made_by"),
        _belongs("subscription", "client", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_subscription")),
    )
    _index("subscription", "client_id")
    op.create_table(
        "subscription_end",
        *_key("subscription_id"),
        _id("client_id"),
        _moment("ended_at"),
        _id("made_by"),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        _belongs("subscription_end", "subscription", "subscription_id"),
        _belongs("subscription_end", "client", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "subscription_id", name=op.f("pk_subscription_end")),
    )
    _index("subscription_end", "client_id")


def _create_outages() -> None:
    op.create_table(
        "outage",
        *_key("id"),
        _moment("since"),
        _moment("until"),
        _id("made_by"),
        _moment("made_at"),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        sa.CheckConstraint("since < until AND until <= made_at", name=op.f("ck_outage_in_the_past")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_outage")),
    )


def _create_disputes() -> None:
    op.create_table(
        "dispute",
        *_key("id"),
        _id("client_id"),
        sa.Column("ruling_number", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        _id("filed_by"),
        _moment("filed_at"),
        sa.Column("words_sealed", sa.Text(), nullable=False),
        _belongs("dispute", "client", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_dispute")),
    )
    _index("dispute", "client_id")
    _index("dispute", "filed_at")
    op.create_table(
        "dispute_end",
        *_key("dispute_id"),
        _id("client_id"),
        _moment("ended_at"),
        _id("ended_by"),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        _belongs("dispute_end", "dispute", "dispute_id"),
        _belongs("dispute_end", "client", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "dispute_id", name=op.f("pk_dispute_end")),
    )
    _index("dispute_end", "client_id")


def _key(name: str) -> tuple[sa.Column[int], sa.Column[str]]:
    return sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False), _id(name)


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _belongs(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["project_id", column], [f"{other}.project_id", f"{other}.id"], name=op.f(f"fk_{table}_project_id_{column}")
    )


def _index(table: str, *columns: str) -> None:
    name = op.f(f"ix_{table}_project_id_{'_'.join(columns)}")
    op.create_index(name, table, ["project_id", *columns], unique=False)


def downgrade() -> None:
    for column in ("next_due_at", "pool_since"):
        op.drop_index(op.f(f"ix_standing_project_id_{column}"), table_name="standing")
    for column in ("frozen_since", "pool_since", "next_due_at"):
        op.drop_column("standing", column)
    op.drop_column("contact", "discounted")
    op.drop_column("contact", "note_key")
    op.drop_column("registration", "named")
    for table in reversed(WRITTEN_ONCE):
        op.drop_table(table)
