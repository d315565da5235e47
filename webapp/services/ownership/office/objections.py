"""What agents say against a published list of old clients, while its days of objections run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from webapp.models.justice import Dispute, DisputeEnd
from webapp.models.ownership import OldClient, OldClientList, Standing
from webapp.services.ownership.office.old_client_lists import OBJECTION
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.people.audit import Act, record
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def object_to(work: Work, actor: Actor, old_client_id: str, words: str) -> datetime:
    """File an objection for the manager to decide on; return until when the list is open.

    Anybody of the office may object, not only who has a claim: that is what the list is shown for. Only who owns the
    client has nothing to object to, and would gain the days for which an objection waits.
    """
    row = work.session.get(OldClient, (work.project_id, old_client_id))
    if row is None:
        raise RefusedError(ErrorCode.OLD_CLIENT_UNKNOWN)
    until = work.session.get_one(OldClientList, (work.project_id, row.list_id)).objections_until
    if work.now >= until:
        raise RefusedError(ErrorCode.OBJECTION_LATE)
    if _has_objected(work, actor, row.client_id):
        raise RefusedError(ErrorCode.ALREADY_DISPUTED)
    standing = work.session.get_one(Standing, (work.project_id, row.client_id))
    if standing.owner_id == actor.person_id:
        raise RefusedError(ErrorCode.ALREADY_YOURS)
    id_ = work.new_id()
    work.session.add(
        Dispute(
            project_id=work.project_id,
            id=id_,
            client_id=row.client_id,
            ruling_number=standing.ruling_number,
            kind=OBJECTION,
            filed_by=actor.person_id,
            filed_at=work.now,
            words_sealed=work.vault.seal(words, work.place("dispute", id_)),
        )
    )
    record(work, actor, Act.OLD_CLIENT_OBJECTED, row.client_id)
    rule_clients(work, [row.client_id])
    return until


def _has_objected(work: Work, actor: Actor, client_id: str) -> bool:
    ended = select(DisputeEnd.dispute_id).where(DisputeEnd.project_id == work.project_id)
    found = work.session.scalar(
        select(Dispute.id)
        .where(
            Dispute.project_id == work.project_id,
            Dispute.client_id == client_id,
            Dispute.filed_by == actor.person_id,
            Dispute.id.not_in(ended),
        )
        .limit(1)
    )
    return found is not None
