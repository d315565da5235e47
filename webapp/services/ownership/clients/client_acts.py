"""What the office manager does to a client: reassign it, renew it, recycle it to the open pool.

An act counts at its receipt and is undone by another one only. Each has a reason, tells both sides by the ruling that
follows, stands in the audit, and keeps whoever did it from judging a dispute about the client.
"""

from __future__ import annotations

from dataclasses import dataclass

from sync.ownership.acts import AssignmentKind
from webapp.models.ownership import Assignment, Ruling, Standing
from webapp.services.ownership.rulings.act_reason import ActReason, seal_act
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import find_carrier
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

_AUDITED = {
    AssignmentKind.REASSIGNED: Act.CLIENT_REASSIGNED,
    AssignmentKind.RENEWED: Act.CLIENT_RENEWED,
    AssignmentKind.RECYCLED: Act.CLIENT_RECYCLED,
}


@dataclass(frozen=True, slots=True)
class ActWish:
    """What a manager wants. ruling_number: of the ruling on the page. agent_id: for a reassignment."""

    client_id: str
    ruling_number: int
    kind: AssignmentKind
    agent_id: str | None
    reason: ActReason
    words: str


def act_on_client(work: Work, actor: Actor, wish: ActWish) -> ErrorCode | None:
    """Carry an act out. An ErrorCode means that nothing was done.

    It is returned, not raised, so that what time alone has changed since is ruled and kept.
    """
    standing, ruling = bring_up_to_date(work, wish.client_id)
    if ruling.number != wish.ruling_number:
        return ErrorCode.RULING_CHANGED
    if ruling.evidence.get("frozen_since"):
        return ErrorCode.FROZEN_BY_DEAL
    owner = standing.owner_id
    agent_id = _agent(work, wish, owner, ruling)
    if wish.kind is AssignmentKind.REASSIGNED and agent_id == owner:
        return ErrorCode.ALREADY_THEIRS
    if agent_id is None and (wish.kind is AssignmentKind.RENEWED or owner is None):
        return ErrorCode.NOT_OWNED
    id_ = work.new_id()
    work.session.add(
        Assignment(
            project_id=work.project_id,
            id=id_,
            client_id=wish.client_id,
            kind=wish.kind,
            agent_id=agent_id,
            from_agent=owner,
            made_by=actor.person_id,
            made_at=work.now,
            entry_id=None,
            reason_sealed=seal_act(work, "assignment", id_, wish.reason, wish.words),
        )
    )
    facts = {"to": agent_id or "", "from": owner or "", "reason": str(wish.reason)}
    record(work, actor, _AUDITED[wish.kind], wish.client_id, **facts)
    rule_clients(work, [wish.client_id])
    return None


def bring_up_to_date(work: Work, client_id: str) -> tuple[Standing, Ruling]:
    """Rule a client by what time has changed, and return how it stands; CLIENT_UNKNOWN if there is none."""
    if client_id not in latest_rulings(work, [client_id]):
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    rule_clients(work, [client_id])
    return latest_rulings(work, [client_id])[client_id]


def _agent(work: Work, wish: ActWish, owner: str | None, ruling: Ruling) -> str | None:
    """Return who owns from now on: whom the manager names, or for a renewal whose it is, or was last."""
    if wish.kind is AssignmentKind.REASSIGNED:
        return find_carrier(work, wish.agent_id or "").id
    if wish.kind is AssignmentKind.RECYCLED:
        return None
    before = ruling.evidence["previous"]
    last = owner or (before["owner_id"] if before else None)
    return find_carrier(work, last).id if last is not None else None
