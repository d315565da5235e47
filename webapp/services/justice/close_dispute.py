"""Close a dispute: dismissed, withdrawn, or upheld, and then whoever decides says whose client it is from now on."""

from __future__ import annotations

from dataclasses import dataclass

from sync.ownership.acts import AssignmentKind
from sync.ownership.case import Case
from sync.ownership.claims import Claim
from webapp.models.justice import Decision, Dispute, DisputeEnd
from webapp.models.ownership import Assignment, Ruling, Standing
from webapp.services.justice.decision_view import SettleReason, seal_reason
from webapp.services.justice.dispute_states import DisputeOutcome, dealt_at
from webapp.services.justice.recusal import refuse_recused
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.act_reason import ActReason, seal_act
from webapp.services.ownership.rulings.evidence import gather_cases
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.ownership.wire.feed import News, announce_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.people.roster import find_carrier
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.words import say_in_all


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides. agent_id: whose the client is from now on, if the dispute is upheld."""

    dispute_id: str
    outcome: DisputeOutcome
    agent_id: str | None
    words: str


def close_dispute(work: Work, actor: Actor, verdict: Verdict) -> None:
    """Close a dispute, and carry out what it comes to."""
    dispute = work.session.get(Dispute, (work.project_id, verdict.dispute_id))
    if dispute is None:
        raise RefusedError(ErrorCode.DISPUTE_UNKNOWN)
    if work.session.get(DisputeEnd, (work.project_id, dispute.id)) is not None:
        raise RefusedError(ErrorCode.DISPUTE_CLOSED)
    refuse_recused(work, actor, dispute.client_id)
    if verdict.outcome is DisputeOutcome.UPHELD:
        _uphold(work, actor, dispute, verdict)
    work.session.add(
        DisputeEnd(
            project_id=work.project_id,
            dispute_id=dispute.id,
            client_id=dispute.client_id,
            ended_at=work.now,
            ended_by=actor.person_id,
            outcome=verdict.outcome,
            reason_sealed=work.vault.seal(verdict.words, work.place("dispute_end", dispute.id)),
        )
    )
    record(work, actor, Act.DISPUTE_CLOSED, dispute.client_id, dispute=dispute.id, outcome=verdict.outcome)
    rule_clients(work, [dispute.client_id])
    _tell(work, dispute, verdict)


def _uphold(work: Work, actor: Actor, dispute: Dispute, verdict: Verdict) -> None:
    if verdict.agent_id is None:
        raise RefusedError(ErrorCode.PERSON_UNKNOWN)
    agent = find_carrier(work, verdict.agent_id)
    rule_clients(work, [dispute.client_id])
    standing, ruling = latest_rulings(work, [dispute.client_id])[dispute.client_id]
    if dealt_at(ruling) is not None:
        _decide(work, actor, dispute, ruling, agent.id, verdict.words)
    elif standing.owner_id != agent.id:
        _assign(work, actor, standing, agent.id, verdict.words)


def _assign(work: Work, actor: Actor, standing: Standing, agent_id: str, words: str) -> None:
    id_ = work.new_id()
    work.session.add(
        Assignment(
            project_id=work.project_id,
            id=id_,
            client_id=standing.client_id,
            kind=AssignmentKind.REASSIGNED,
            agent_id=agent_id,
            from_agent=standing.owner_id,
            made_by=actor.person_id,
            made_at=work.now,
            entry_id=None,
            reason_sealed=seal_act(work, "assignment", id_, ActReason.COMPLAINT, words),
        )
    )


def _decide(  # noqa: PLR0913, PLR0917 - a decision has these parts
    work: Work, actor: Actor, dispute: Dispute, ruling: Ruling, agent_id: str, words: str
) -> None:
    """Decide over a deal: only a decision moves what it froze, and it is for somebody who has a claim."""
    case = gather_cases(work, [dispute.client_id], load_books(work), load_zone(work))[dispute.client_id]
    claim = next((each for each in case.claims if each.agent_id == agent_id), None)
    if claim is None:
        raise RefusedError(ErrorCode.CLAIM_UNKNOWN)
    id_ = work.new_id()
    work.session.add(
        Decision(
            project_id=work.project_id,
            id=id_,
            client_id=dispute.client_id,
            claim_id=claim.id,
            agent_id=agent_id,
            decided_by=actor.person_id,
            decided_at=work.now,
            ruling_number=ruling.number,
            winner_ruling_time=claim.ruling_time,
            listed={"claims": [_listed(each) for each in _all_claims(case)]},
            reason_sealed=seal_reason(work, id_, SettleReason.OWN_WORDS, words),
        )
    )


def _all_claims(case: Case) -> tuple[Claim, ...]:
    return (*case.claims, *case.near)


def _listed(claim: Claim) -> dict[str, str]:
    return {
        "claim_id": claim.id,
        "ruling_time": claim.ruling_time.isoformat(timespec="milliseconds"),
        "stated": claim.capture.stated.isoformat(timespec="milliseconds"),
    }


def _tell(work: Work, dispute: Dispute, verdict: Verdict) -> None:
    """Tell who filed it and who owns the client; the ruling that follows tells its parties by itself."""
    standing = work.session.get_one(Standing, (work.project_id, dispute.client_id))
    people = {dispute.filed_by} | ({standing.owner_id} if standing.owner_id is not None else set())
    sentence = say_in_all(f"notices.dispute_{verdict.outcome}")
    news = News(dispute.client_id, frozenset(people), sentence)
    announce_clients(work, {(person_id, dispute.client_id) for person_id in people}, [news])
