"""Who changed whose client it is does not judge a dispute about it."""

from __future__ import annotations

from sqlalchemy import exists, select

from sync.ownership.acts import AssignmentKind
from webapp.models.ownership import Assignment, Subscription
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def is_recused(work: Work, actor: Actor, client_id: str) -> bool:
    """Say whether somebody has changed the record of a client by an act of the office, or said whose a deal is."""
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
    return bool(work.session.scalar(select(acted | sold)))


def refuse_recused(work: Work, actor: Actor, client_id: str) -> None:
    """Refuse a judge who is none."""
    if is_recused(work, actor, client_id):
        raise RefusedError(ErrorCode.RECUSED)
