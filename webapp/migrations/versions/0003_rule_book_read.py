"""Who has read which version of the rule book."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.triggers import keep_written_once

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WRITTEN_ONCE = {
    "rule_book_read": ("version, person_id",),
}


def upgrade() -> None:
    op.create_table(
        "rule_book_read",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "person_id"],
            ["person.project_id", "person.id"],
            name=op.f("fk_rule_book_read_project_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "version"],
            ["rule_book.project_id", "rule_book.version"],
            name=op.f("fk_rule_book_read_project_id_version"),
        ),
        sa.PrimaryKeyConstraint("project_id", "version", "person_id", name=op.f("pk_rule_book_read")),
    )
    keep_written_once(WRITTEN_ONCE)


def downgrade() -> None:
    op.drop_table("rule_book_read")
