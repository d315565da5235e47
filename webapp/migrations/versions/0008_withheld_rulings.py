"""Answers that a client is taken, and rulings that an agent sees only after a manager looked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taken_answer",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("shown_by", sa.String(length=36), nullable=True),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_taken_answer_project_id_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "person_id"],
            ["person.project_id", "person.id"],
            name=op.f("fk_taken_answer_project_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "person_id", "client_id", name=op.f("pk_taken_answer")),
    )
    index, columns = op.f("ix_taken_answer_project_id_withheld_shown_at"), ["project_id", "withheld", "shown_at"]
    op.create_index(index, "taken_answer", columns, unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_taken_answer_project_id_withheld_shown_at"), table_name="taken_answer")
    op.drop_table("taken_answer")
