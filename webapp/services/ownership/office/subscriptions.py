"""Record that a client subscribes, which freezes whose client it is, and that the deal was cancelled."""

from __future__ import annotations

from sqlalchemy import select

from webapp.models.ownership import Subscription, SubscriptionEnd
from webapp.services.ownership.clients.client_acts import bring_up_to_date
from webapp.services.ownership.rulings.act_reason import ActReason, seal_act
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import find_carrier
from webapp.services.refused import ErrorCode
from webapp.services.work import Actor, Work


def record_subscription(
    work: Work, actor: Actor, client_id: str, ruling_number: int, closed_by: str | None
) -> ErrorCode | None:
    """Record a deal. closed_by: who brought it about, if not the owner; of a client of nobody's, whose it is.

    The row names whoever brought it about only where it was not the owner: there the deal is that one's by the word of
    who recorded it, who therefore judges no dispute about it.
    """
    standing, ruling = bring_up_to_date(work, client_id)
    if ruling.number != ruling_number:
        return ErrorCode.RULING_CHANGED
    if ruling.evidence.get("frozen_since"):
        return ErrorCode.FROZEN_BY_DEAL
    closer = find_carrier(work, closed_by).id if closed_by else None
    owner = standing.owner_id or closer
    if owner is None:
        return ErrorCode.NOT_OWNED
    id_ = work.new_id()
    work.session.add(
        Subscription(
            project_id=work.project_id,
            id=id_,
            client_id=client_id,
            agent_id=owner,
            closed_by=None if closer == standing.owner_id else closer,
            subscribed_at=work.now,
            made_by=actor.person_id,
        )
    )
    record(work, actor, Act.SUBSCRIPTION_RECORDED, client_id, owner=owner, closed_by=closer or owner)
    rule_clients(work, [client_id])
    return None


def cancel_subscription(work: Work, actor: Actor, client_id: str, ruling_number: int, words: str) -> ErrorCode | None:
    """Record that the deal came to nothing: the client is the last owner's again, with fresh protection."""
    _standing, ruling = bring_up_to_date(work, client_id)
    if ruling.number != ruling_number:
        return ErrorCode.RULING_CHANGED
    running = _running(work, client_id)
    if running is None:
        return ErrorCode.NOT_SUBSCRIBED
    work.session.add(
        SubscriptionEnd(
            project_id=work.project_id,
            subscription_id=running.id,
            client_id=client_id,
            ended_at=work.now,
            made_by=actor.person_id,
            reason_sealed=seal_act(work, "subscription_end", running.id, ActReason.OTHER, words),
        )
    )
    record(work, actor, Act.SUBSCRIPTION_CANCELLED, client_id, subscription=running.id)
    rule_clients(work, [client_id])
    return None


def _running(work: Work, client_id: str) -> Subscription | None:
    ended = select(SubscriptionEnd.subscription_id).where(
        SubscriptionEnd.project_id == work.project_id, SubscriptionEnd.client_id == client_id
    )
    return work.session.scalar(
        select(Subscription)
        .where(
            Subscription.project_id == work.project_id,
            Subscription.client_id == client_id,
            Subscription.id.not_in(ended),
        )
        .order_by(Subscription.subscribed_at.desc())
        .limit(1)
    )
