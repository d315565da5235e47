"""The book of acts."""

from __future__ import annotations

from enum import StrEnum

from webapp.models.people import AuditEvent
from webapp.services.work import Actor, Work


class Act(StrEnum):
    """What is written down, each time, in the transaction that does it."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an act
    PHONE_ENROLLED = "phone_enrolled"
    EPOCH_OPENED = "epoch_opened"
    NUMBER_SHOWN = "number_shown"
    NUMBER_CHECKED = "number_checked"
    CODE_ISSUED = "code_issued"
    PHONE_REVOKED = "phone_revoked"
    PERSON_ADDED = "person_added"
    PERSON_DISABLED = "person_disabled"
    PERSON_ENABLED = "person_enabled"
    CASE_SETTLED = "case_settled"
    CHANNEL_ADDED = "channel_added"
    CHANNEL_CLOSED = "channel_closed"
    CLIENT_REPORTED = "client_reported"
    ESCORT_NOTED = "escort_noted"
    OLD_CLIENTS_PUBLISHED = "old_clients_published"
    OLD_CLIENTS_SIGNED = "old_clients_signed"
    OLD_CLIENT_OBJECTED = "old_client_objected"
    RULES_PREVIEWED = "rules_previewed"
    RULES_PUBLISHED = "rules_published"
    RULES_READ = "rules_read"
    CLIENT_TAKEN = "client_taken"
    CLIENT_REASSIGNED = "client_reassigned"
    CLIENT_RENEWED = "client_renewed"
    CLIENT_RECYCLED = "client_recycled"
    SUBSCRIPTION_RECORDED = "subscription_recorded"
    SUBSCRIPTION_CANCELLED = "subscription_cancelled"
    DISPUTE_FILED = "dispute_filed"
    DISPUTE_CLOSED = "dispute_closed"
    OUTAGE_RECORDED = "outage_recorded"
    CLIENTS_LINKED = "clients_linked"
    CLIENTS_UNLINKED = "clients_unlinked"
    REVIEW_CLOSED = "review_closed"
    RULING_SHOWN = "ruling_shown"


def record(work: Work, actor: Actor, act: Act, subject_id: str | None = None, **facts: str) -> None:
    """Write down an act; facts never hold personal data of clients."""
    work.session.add(
        AuditEvent(
            project_id=work.project_id,
            id=work.new_id(),
            at=work.now,
            actor_id=actor.person_id,
            act=act,
            subject_id=subject_id,
            facts=facts,
        )
    )
