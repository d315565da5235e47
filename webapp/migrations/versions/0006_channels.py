"""Channels, their reports, and what they are credited with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.triggers import keep_written_once

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WRITTEN_ONCE = {
    "pre_registration": ("id",),
    "escort": ("id",),
    "channel_ruling": ("id",),
}
INDEXES = {
    "pre_registration": ("phone_key", "mask_key", "received_at"),
    "escort": ("client_id", "phone_key"),
    "channel_ruling": ("client_id, ruled_at", "ruled_at"),
}


def upgrade() -> None:
    _create_channels()
    _create_reports()
    _create_escorts()
    _create_rulings()
    for table, indexes in INDEXES.items():
        for columns in indexes:
            names = ["project_id", *columns.split(", ")]
            op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names, unique=False)
    keep_written_once(WRITTEN_ONCE)


def _create_channels() -> None:
    op.create_table(
        "channel",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_by", sa.String(length=36), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_channel_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_channel")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_channel_project_id_name")),
    )


def _create_reports() -> None:
    op.create_table(
        "pre_registration",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel_id", sa.String(length=36), nullable=False),
        sa.Column("phone_key", sa.String(length=43), nullable=True),
        sa.Column("mask_key", sa.String(length=16), nullable=True),
        sa.Column("number_sealed", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.Column("expected_at", sa.BigInteger(), nullable=True),
        sa.Column("reported_by", sa.String(length=36), nullable=False),
        sa.CheckConstraint("(phone_key IS NULL) <> (mask_key IS NULL)", name=op.f("ck_pre_registration_one_key")),
        _refers("pre_registration", "channel"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_pre_registration")),
    )


def _create_escorts() -> None:
    op.create_table(
        "escort",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("entry_id", sa.String(length=36), nullable=True),
        sa.Column("phone_key", sa.String(length=43), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.CheckConstraint("(entry_id IS NULL) = (client_id IS NULL)", name=op.f("ck_escort_of_an_entry")),
        sa.CheckConstraint("(entry_id IS NULL) <> (phone_key IS NULL)", name=op.f("ck_escort_of_one_source")),
        _refers("escort", "channel"),
        _refers("escort", "client"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_escort")),
    )


def _create_rulings() -> None:
    op.create_table(
        "channel_ruling",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("ruled_at", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.JSON(), nullable=False),
        _refers("channel_ruling", "client"),
        _refers("channel_ruling", "channel"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_channel_ruling")),
    )


def _refers(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_project_id_{other}_id")
    return sa.ForeignKeyConstraint(["project_id", f"{other}_id"], [f"{other}.project_id", f"{other}.id"], name=name)


def downgrade() -> None:
    for table, indexes in reversed(INDEXES.items()):
        for columns in indexes:
            op.drop_index(op.f(f"ix_{table}_project_id_{columns.replace(', ', '_')}"), table_name=table)
        op.drop_table(table)
    op.drop_table("channel")
