"""The first office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Captured facts and rulings: never changed, never deleted, whoever holds the password of the database's user.
#: Each with the keys by which SQLite's INSERT OR REPLACE would find a row to delete, beside its own number of the row.
WRITTEN_ONCE = {
    "answer": ("ticket_id, number",),
    "audit_event": ("id",),
    "contact": ("entry_id",),
    "decision": ("id",),
    "entry": ("device_id, epoch, seq", "id"),
    "head_receipt": ("id",),
    "registration": ("entry_id",),
    "rule_book": ("version",),
    "ruling": ("number",),
    "signal": ("id",),
    "ticket": ("id",),
    "withdrawal": ("entry_id",),
}


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("first_password", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_account")),
    )
    op.create_table(
        "audit_event",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_audit_event")),
    )
    op.create_index(
        op.f("ix_audit_event_project_id_actor_id_act_at"),
        "audit_event",
        ["project_id", "actor_id", "act", "at"],
        unique=False,
    )
    op.create_table(
        "change",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "person_id", "kind", "subject_id", name=op.f("pk_change")),
    )
    op.create_index(
        op.f("ix_change_project_id_person_id_position"), "change", ["project_id", "person_id", "position"], unique=False
    )
    op.create_table(
        "client",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("phone_key", sa.String(length=43), nullable=True),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_client")),
        sa.UniqueConstraint("project_id", "phone_key", name=op.f("uq_client_project_id_phone_key")),
    )
    op.create_table(
        "entry_personal",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "entry_id", name=op.f("pk_entry_personal")),
    )
    op.create_index(
        op.f("ix_entry_personal_project_id_client_id"), "entry_personal", ["project_id", "client_id"], unique=False
    )
    op.create_table(
        "project",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("whose", sa.String(length=43), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("whose", name=op.f("pk_sign_in_attempts")),
    )
    op.create_index(op.f("ix_sign_in_attempts_since"), "sign_in_attempts", ["since"], unique=False)
    op.create_table(
        "signal",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("device_id", sa.String(length=36), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_signal")),
    )
    op.create_index(op.f("ix_signal_project_id_at"), "signal", ["project_id", "at"], unique=False)
    op.create_table(
        "decision",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("claim_id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("ruling_number", sa.BigInteger(), nullable=False),
        sa.Column("winner_ruling_time", sa.BigInteger(), nullable=False),
        sa.Column("listed", sa.JSON(), nullable=False),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_decision_project_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_project_id_client_id"), "decision", ["project_id", "client_id"], unique=False)
    op.create_table(
        "project_clock",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("feed_position", sa.BigInteger(), nullable=False),
        sa.Column("ruling_number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_clock_project_id")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_project_clock")),
    )
    op.create_table(
        "rule_book",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("effective_from", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by", sa.String(length=36), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_rule_book_project_id")),
        sa.PrimaryKeyConstraint("project_id", "version", name=op.f("pk_rule_book")),
    )
    op.create_table(
        "ruling",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("ruled_at", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("claim_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"], ["client.project_id", "client.id"], name=op.f("fk_ruling_project_id_client_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_ruling")),
    )
    op.create_index(
        op.f("ix_ruling_project_id_client_id_number"), "ruling", ["project_id", "client_id", "number"], unique=False
    )
    op.create_table(
        "team",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_team_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_team")),
    )
    op.create_table(
        "withdrawal",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("claim_root", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_withdrawal_project_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "entry_id", name=op.f("pk_withdrawal")),
    )
    op.create_index(op.f("ix_withdrawal_project_id_client_id"), "withdrawal", ["project_id", "client_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("staff_number", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("phone_key", sa.String(length=43), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "team_id"], ["team.project_id", "team.id"], name=op.f("fk_person_project_id_team_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_person_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_person")),
        sa.UniqueConstraint("project_id", "staff_number", name=op.f("uq_person_project_id_staff_number")),
    )
    op.create_table(
        "standing",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("ruling_number", sa.BigInteger(), nullable=False),
        sa.Column("ruled_at", sa.BigInteger(), nullable=False),
        sa.Column("protected_until", sa.BigInteger(), nullable=True),
        sa.Column("settles_at", sa.BigInteger(), nullable=True),
        sa.Column("last_contact_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_standing_project_id_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "ruling_number"],
            ["ruling.project_id", "ruling.number"],
            name=op.f("fk_standing_project_id_ruling_number"),
        ),
        sa.PrimaryKeyConstraint("project_id", "client_id", name=op.f("pk_standing")),
    )
    op.create_index(
        op.f("ix_standing_project_id_contested_ruled_at"),
        "standing",
        ["project_id", "contested", "ruled_at"],
        unique=False,
    )
    op.create_index(op.f("ix_standing_project_id_owner_id"), "standing", ["project_id", "owner_id"], unique=False)
    op.create_index(
        op.f("ix_standing_project_id_protected_until"), "standing", ["project_id", "protected_until"], unique=False
    )
    op.create_table(
        "device",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=87), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_because", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "person_id"], ["person.project_id", "person.id"], name=op.f("fk_device_project_id_person_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_device")),
    )
    op.create_index(
        "uq_device_active",
        "device",
        ["project_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.String(length=43), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "person_id"],
            ["person.project_id", "person.id"],
            name=op.f("fk_enrolment_code_project_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "code_hash", name=op.f("pk_enrolment_code")),
    )
    op.create_table(
        "notice",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "person_id"], ["person.project_id", "person.id"], name=op.f("fk_notice_project_id_person_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_notice")),
    )
    op.create_index(
        op.f("ix_notice_project_id_person_id_at"), "notice", ["project_id", "person_id", "at"], unique=False
    )
    op.create_table(
        "sign_in_session",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(length=43), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("first_password", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "person_id"],
            ["person.project_id", "person.id"],
            name=op.f("fk_sign_in_session_project_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "token_hash", name=op.f("pk_sign_in_session")),
    )
    op.create_index(
        op.f("ix_sign_in_session_project_id_person_id"), "sign_in_session", ["project_id", "person_id"], unique=False
    )
    op.create_table(
        "chain",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("acked_seq", sa.Integer(), nullable=False),
        sa.Column("opening_anchor", sa.String(length=43), nullable=False),
        sa.Column("genesis", sa.String(length=43), nullable=False),
        sa.Column("head", sa.String(length=43), nullable=False),
        sa.Column("last_anchor_at", sa.BigInteger(), nullable=False),
        sa.Column("shown_seq", sa.Integer(), nullable=False),
        sa.Column("shown_anchor_at", sa.BigInteger(), nullable=False),
        sa.Column("clock_offset_ms", sa.BigInteger(), nullable=True),
        sa.Column("distrusted_since", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "device_id"], ["device.project_id", "device.id"], name=op.f("fk_chain_project_id_device_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "device_id", "epoch", name=op.f("pk_chain")),
    )
    op.create_table(
        "ticket",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "device_id"], ["device.project_id", "device.id"], name=op.f("fk_ticket_project_id_device_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_ticket")),
    )
    op.create_index(
        op.f("ix_ticket_project_id_device_id_expires_at"),
        "ticket",
        ["project_id", "device_id", "expires_at"],
        unique=False,
    )
    op.create_table(
        "answer",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("last_four_sealed", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("browser", sa.String(length=43), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 5", name=op.f("ck_answer_number")),
        sa.ForeignKeyConstraint(
            ["project_id", "ticket_id"], ["ticket.project_id", "ticket.id"], name=op.f("fk_answer_project_id_ticket_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "ticket_id", "number", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_project_id_browser"), "answer", ["project_id", "browser"], unique=False)
    op.create_table(
        "entry",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=True),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("anchor_at", sa.BigInteger(), nullable=False),
        sa.Column("stated_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "device_id", "epoch"],
            ["chain.project_id", "chain.device_id", "chain.epoch"],
            name=op.f("fk_entry_project_id_device_id_epoch"),
        ),
        sa.PrimaryKeyConstraint("project_id", "device_id", "epoch", "seq", name=op.f("pk_entry")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_entry_project_id_id")),
    )
    op.create_index(op.f("ix_entry_project_id_client_id"), "entry", ["project_id", "client_id"], unique=False)
    op.create_table(
        "head_receipt",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("anchor_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("ticket_id", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "device_id", "epoch"],
            ["chain.project_id", "chain.device_id", "chain.epoch"],
            name=op.f("fk_head_receipt_project_id_device_id_epoch"),
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_head_receipt")),
    )
    op.create_index(
        op.f("ix_head_receipt_project_id_device_id_epoch_seq"),
        "head_receipt",
        ["project_id", "device_id", "epoch", "seq"],
        unique=False,
    )
    op.create_table(
        "contact",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("effective", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_contact_project_id_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "entry_id"], ["entry.project_id", "entry.id"], name=op.f("fk_contact_project_id_entry_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "entry_id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_project_id_client_id"), "contact", ["project_id", "client_id"], unique=False)
    op.create_table(
        "registration",
        sa.Column("project_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("amends", sa.String(length=36), nullable=True),
        sa.Column("missing", sa.String(length=40), nullable=False),
        sa.Column("ticket_id", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "client_id"],
            ["client.project_id", "client.id"],
            name=op.f("fk_registration_project_id_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "entry_id"],
            ["entry.project_id", "entry.id"],
            name=op.f("fk_registration_project_id_entry_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "entry_id", name=op.f("pk_registration")),
    )
    op.create_index(
        op.f("ix_registration_project_id_client_id"), "registration", ["project_id", "client_id"], unique=False
    )
    op.create_index(
        op.f("ix_registration_project_id_ticket_id"), "registration", ["project_id", "ticket_id"], unique=False
    )
    keep_written_once()


def keep_written_once() -> None:
    """Let the database itself refuse to change or delete what is written once."""
    if op.get_bind().dialect.name == "postgresql":
        keep_on_postgresql()
    else:
        keep_on_sqlite()


def keep_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME; END $$"
    )
    for table in WRITTEN_ONCE:
        op.execute(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def keep_on_sqlite() -> None:
    """Refuse REPLACE as well: it deletes what is in its way without asking the triggers for deletion."""
    for table, keys in WRITTEN_ONCE.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        for act in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_written_once_{act.lower()} BEFORE {act} ON {table} {refuse}")
        found = f"EXISTS (SELECT 1 FROM {table} WHERE "  # noqa: S608 - our own names of tables
        # A new row is -1 here unless the statement chose its number, and no row of ours ever has that one.
        in_the_way = " OR ".join(f"{found}{same})" for same in (*map(same_key, keys), "rowid = NEW.rowid"))
        op.execute(f"CREATE TRIGGER {table}_written_once_insert BEFORE INSERT ON {table} WHEN {in_the_way} {refuse}")


def same_key(columns: str) -> str:
    return " AND ".join(f"{name} = NEW.{name}" for name in ("project_id", *columns.split(", ")))


def downgrade() -> None:
    op.drop_index(op.f("ix_registration_project_id_ticket_id"), table_name="registration")
    op.drop_index(op.f("ix_registration_project_id_client_id"), table_name="registration")
    op.drop_table("registration")
    op.drop_index(op.f("ix_contact_project_id_client_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_head_receipt_project_id_device_id_epoch_seq"), table_name="head_receipt")
    op.drop_table("head_receipt")
    op.drop_index(op.f("ix_entry_project_id_client_id"), table_name="entry")
    op.drop_table("entry")
    op.drop_index(op.f("ix_answer_project_id_browser"), table_name="answer")
    op.drop_table("answer")
    op.drop_index(op.f("ix_ticket_project_id_device_id_expires_at"), table_name="ticket")
    op.drop_table("ticket")
    op.drop_table("chain")
    op.drop_index(op.f("ix_sign_in_session_project_id_person_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_index(op.f("ix_notice_project_id_person_id_at"), table_name="notice")
    op.drop_table("notice")
    op.drop_table("enrolment_code")
    op.drop_index(
        "uq_device_active",
        table_name="device",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_table("device")
    op.drop_index(op.f("ix_standing_project_id_protected_until"), table_name="standing")
    op.drop_index(op.f("ix_standing_project_id_owner_id"), table_name="standing")
    op.drop_index(op.f("ix_standing_project_id_contested_ruled_at"), table_name="standing")
    op.drop_table("standing")
    op.drop_table("person")
    op.drop_index(op.f("ix_withdrawal_project_id_client_id"), table_name="withdrawal")
    op.drop_table("withdrawal")
    op.drop_table("team")
    op.drop_index(op.f("ix_ruling_project_id_client_id_number"), table_name="ruling")
    op.drop_table("ruling")
    op.drop_table("rule_book")
    op.drop_table("project_clock")
    op.drop_index(op.f("ix_decision_project_id_client_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_signal_project_id_at"), table_name="signal")
    op.drop_table("signal")
    op.drop_index(op.f("ix_sign_in_attempts_since"), table_name="sign_in_attempts")
    op.drop_table("sign_in_attempts")
    op.drop_table("project")
    op.drop_index(op.f("ix_entry_personal_project_id_client_id"), table_name="entry_personal")
    op.drop_table("entry_personal")
    op.drop_table("client")
    op.drop_index(op.f("ix_change_project_id_person_id_position"), table_name="change")
    op.drop_table("change")
    op.drop_index(op.f("ix_audit_event_project_id_actor_id_act_at"), table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_table("account")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")
