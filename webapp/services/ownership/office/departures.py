"""An agent leaves, or comes back: whose are the clients?"""

from __future__ import annotations

from sqlalchemy import exists, select

from webapp.models.ownership import Departure, Readmission, Standing
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.people.roster import find_carrier
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def depart(work: Work, actor: Actor, agent_id: str, successor_id: str | None) -> int:
    """Hand the clients of who leaves over, or put them into the open pool; return how many there were."""
    if successor_id is not None and (successor_id == agent_id or not _works_here(work, successor_id)):
        raise RefusedError(ErrorCode.SUCCESSOR_WRONG)
    work.session.add(
        Departure(
            project_id=work.project_id,
            id=work.new_id(),
            agent_id=agent_id,
            departed_at=work.now,
            successor_id=successor_id,
            made_by=actor.person_id,
            reason_sealed=None,
        )
    )
    owned = work.session.scalars(
        select(Standing.client_id).where(Standing.project_id == work.project_id, Standing.owner_id == agent_id)
    ).all()
    rule_clients(work, owned)
    return len(owned)


def readmit(work: Work, actor: Actor, agent_id: str) -> None:
    """Let what somebody claims from now on count again, who had left before."""
    left = exists().where(Departure.project_id == work.project_id, Departure.agent_id == agent_id)
    if work.session.scalar(select(left)):
        work.session.add(
            Readmission(
                project_id=work.project_id,
                id=work.new_id(),
                agent_id=agent_id,
                readmitted_at=work.now,
                made_by=actor.person_id,
            )
        )


def _works_here(work: Work, person_id: str) -> bool:
    try:
        find_carrier(work, person_id)
    except RefusedError:
        return False
    return True
