"""Who changed whose client it is does not judge a dispute about it."""

from __future__ import annotations

from sqlalchemy import exists, select

from sync.ownership.acts import AssignmentKind
from webapp.models.ownership import Assignment
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def is_recused(work: Work, actor: Actor, client_id: str) -> bool:
    """Say whether somebody has changed the record of a client by an act of the office."""
    acted = exists().where(
        Assignment.project_id == work.project_id,
        Assignment.client_id == client_id,
        Assignment.made_by == actor.person_id,
        Assignment.kind != AssignmentKind.RELEASED,
    )
    return bool(work.session.scalar(select(acted)))


def refuse_recused(work: Work, actor: Actor, client_id: str) -> None:
    """Refuse a judge who is none."""
    if is_recused(work, actor, client_id):
        raise RefusedError(ErrorCode.RECUSED)
