"""Old clients from a list, and the objections to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.triggers import keep_written_once

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WRITTEN_ONCE = {
    "old_client": ("id",),
    "old_client_list": ("id",),
    "old_client_list_signed": ("list_id",),
}


def upgrade() -> None:
    op.create_table(
        "old_client_list",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("published_by", sa.String(length=36), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("objections_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_old_client_list")),
    )
    op.create_table(
        "old_client",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_contact_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_old_client_project_id_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "list_id"],
            ["old_client_list.project_id", "old_client_list.id"],
            name=op.f("fk_old_client_project_id_list_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_old_client")),
    )
    for column in ("client_id", "list_id"):
        op.create_index(op.f(f"ix_old_client_project_id_{column}"), "old_client", ["project_id", column], unique=False)
    op.create_table(
        "old_client_list_signed",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("signed_by", sa.String(length=36), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "list_id"],
            ["old_client_list.project_id", "old_client_list.id"],
            name=op.f("fk_old_client_list_signed_project_id_list_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "list_id", name=op.f("pk_old_client_list_signed")),
    )
    keep_written_once(WRITTEN_ONCE)


def downgrade() -> None:
    op.drop_table("old_client_list_signed")
    for column in ("client_id", "list_id"):
        op.drop_index(op.f(f"ix_old_client_project_id_{column}"), table_name="old_client")
    op.drop_table("old_client")
    op.drop_table("old_client_list")
