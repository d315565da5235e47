"""Whose reception was it? What the door's record says of a day goes to whom it names; who registered stood in."""

from __future__ import annotations

from dataclasses import replace

from sync.ownership.acts import Credit, CreditGround
from sync.ownership.case import Case
from sync.ownership.claims import Claim, ClaimKind
from sync.switches import QueueJump


def with_credits(case: Case) -> Case:
    """Return the case with every claim given to whom the door's record gives the reception."""
    if not case.credits:
        return case
    return replace(case, claims=tuple(_credited(claim, case) for claim in case.claims))


def _credited(claim: Claim, case: Case) -> Claim:
    if claim.kind is not ClaimKind.REGISTRATION or claim.standin_id is not None:
        return claim
    credit = next((each for each in case.credits if _applies(each, claim, case)), None)
    if credit is None:
        return claim
    return replace(claim, agent_id=credit.agent_id, standin_id=claim.agent_id, credit=credit.ground)


def _applies(credit: Credit, claim: Claim, case: Case) -> bool:
    """Say whether a claim was made at the reception that the record speaks of: that day, and not before it."""
    jumped = credit.ground is CreditGround.TURN
    keeps = case.books.at(credit.at).queue_jump is QueueJump.RECEIVER_KEEPS_LOSES_A_TURN
    made = claim.capture.contact_at
    return (
        credit.agent_id != claim.agent_id
        and credit.taken_by in {None, claim.agent_id}
        and not (jumped and keeps)
        and credit.at <= claim.ruling_time
        and made.astimezone(case.zone).date() == credit.at.astimezone(case.zone).date()
    )
