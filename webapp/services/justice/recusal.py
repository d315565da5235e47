"""Who changed whose client it is does not judge a dispute about it."""

from __future__ import annotations

from sqlalchemy import exists, select

from sync.ownership.acts import AssignmentKind
from sync.ownership.reasons import ReasonCode
from webapp.models.ownership import Assignment, Departure, Ruling, Subscription
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def is_recused(work: Work, actor: Actor, client_id: str) -> bool:
    """Say whether somebody has changed the record of a client by an act of the office, or said whose a deal is.

    Whose client it is changes, too, as somebody leaves and the clients are handed over to whom another one chose.
    """
    acted = exists().where(
        Assignment.project_id == work.project_id,
        Assignment.client_id == client_id,
        Assignment.made_by == actor.person_id,
        Assignment.kind != AssignmentKind.RELEASED,
    )
    sold = exists().where(
        Subscription.project_id == work.project_id,
        Subscription.client_id == client_id,
        Subscription.made_by == actor.person_id,
        Subscription.closed_by.is_not(None),
    )
    handed = exists().where(
        Departure.project_id == work.project_id,
        Departure.made_by == actor.person_id,
        Ruling.project_id == work.project_id,
        Ruling.client_id == client_id,
        Ruling.ruled_at == Departure.departed_at,
        Ruling.reason == ReasonCode.HANDED_OVER,
    )
    return bool(work.session.scalar(select(acted | sold | handed)))


def refuse_recused(work: Work, actor: Actor, client_id: str) -> None:
    """Refuse a judge who is none."""
    if is_recused(work, actor, client_id):
        raise RefusedError(ErrorCode.RECUSED)
