"""One client under several numbers: links, spare numbers, near numbers, reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.triggers import keep_written_once

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WRITTEN_ONCE = {
    "client_link": ("id",),
    "client_unlink": ("link_id",),
    "near_outcome": ("review_id",),
    "near_review": ("id", "client_id, near_client_id"),
}


def upgrade() -> None:
    op.add_column("client", sa.Column("group_id", sa.String(length=36), nullable=True))
    op.add_column("client", sa.Column("has_reviews", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(op.f("ix_client_project_id_group_id"), "client", ["project_id", "group_id"], unique=False)
    op.create_index(op.f("ix_registration_project_id_amends"), "registration", ["project_id", "amends"], unique=False)
    _create_numbers()
    _create_companies()
    _create_reviews()
    _create_links()
    op.execute(
        "INSERT INTO client_number (project_id, client_id, phone_key, agent_id, kind) "
        "SELECT project_id, id, phone_key, '', 'main' FROM client WHERE phone_key IS NOT NULL"
    )
    keep_written_once(WRITTEN_ONCE)


def _create_numbers() -> None:
    op.create_table(
        "client_number",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("phone_key", sa.String(length=43), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("mask_key", sa.String(length=16), nullable=True),
        sa.Column("long_mask_key", sa.String(length=16), nullable=True),
        _client("client_number", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "client_id", "phone_key", "agent_id", name=op.f("pk_client_number")),
    )
    for column in ("phone_key", "mask_key", "long_mask_key"):
        name = op.f(f"ix_client_number_project_id_{column}")
        op.create_index(name, "client_number", ["project_id", column], unique=False)
    op.create_table(
        "near_token",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        _client("near_token", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "token", "client_id", name=op.f("pk_near_token")),
    )
    op.create_index(op.f("ix_near_token_project_id_client_id"), "near_token", ["project_id", "client_id"], unique=False)


def _create_companies() -> None:
    op.create_table(
        "client_company",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("company_key", sa.String(length=43), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        _client("client_company", "client_id"),
        sa.PrimaryKeyConstraint("project_id", "company_key", "client_id", name=op.f("pk_client_company")),
    )


def _create_reviews() -> None:
    op.create_table(
        "near_review",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("near_client_id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("near_agent_id", sa.String(length=36), nullable=True),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        _client("near_review", "client_id"),
        _client("near_review", "near_client_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_near_review")),
        sa.UniqueConstraint(
            "project_id", "client_id", "near_client_id", name=op.f("uq_near_review_project_id_client_id_near_client_id")
        ),
    )
    op.create_index(
        op.f("ix_near_review_project_id_near_client_id"), "near_review", ["project_id", "near_client_id"], unique=False
    )
    op.create_table(
        "near_outcome",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("review_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "review_id"],
            ["near_review.project_id", "near_review.id"],
            name=op.f("fk_near_outcome_project_id_review_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "review_id", name=op.f("pk_near_outcome")),
    )


def _create_links() -> None:
    op.create_table(
        "client_link",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("other_client_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("linked_by", sa.String(length=36), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        _client("client_link", "client_id"),
        _client("client_link", "other_client_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_client_link")),
    )
    for column in ("client_id", "other_client_id"):
        name = op.f(f"ix_client_link_project_id_{column}")
        op.create_index(name, "client_link", ["project_id", column], unique=False)
    op.create_table(
        "client_unlink",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("link_id", sa.String(length=36), nullable=False),
        sa.Column("unlinked_by", sa.String(length=36), nullable=False),
        sa.Column("unlinked_at", sa.BigInteger(), nullable=False),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "link_id"],
            ["client_link.project_id", "client_link.id"],
            name=op.f("fk_client_unlink_project_id_link_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "link_id", name=op.f("pk_client_unlink")),
    )


def _client(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["project_id", column], ["client.project_id", "client.id"], name=op.f(f"fk_{table}_project_id_{column}")
    )


def downgrade() -> None:
    for table in (
        "client_unlink",
        "client_link",
        "near_outcome",
        "near_review",
        "client_company",
        "near_token",
        "client_number",
    ):
        op.drop_table(table)
    op.drop_index(op.f("ix_registration_project_id_amends"), table_name="registration")
    op.drop_index(op.f("ix_client_project_id_group_id"), table_name="client")
    op.drop_column("client", "has_reviews")
    op.drop_column("client", "group_id")
