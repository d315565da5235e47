"""A phone enquiry, and then somebody walks in: whose client is it? The rule book's switch says."""

from __future__ import annotations

from sync.entries import Source
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.protection import is_visit
from sync.ownership.standing import Opening, Tenure
from sync.policy import RuleBook
from sync.switches import PhoneToWalkIn

#: What time alone opened; a deal, a decision or an act of the office is no mere enquiry.
_BY_TIME = frozenset({Opening.FIRST, Opening.AFTER_END, Opening.LATE_FOLLOW_UP, Opening.WITHDRAWAL})


def gives_way(tenure: Tenure, claim: Claim) -> bool:
    """Say whether a tenure that rests on a phone enquiry ends as the client walks in to somebody else.

    first_caller: it does not. named_only, public: it does, unless the client asked for the owner, and then the claim
    is the owner's.
    """
    if tenure.book.phone_to_walk_in is PhoneToWalkIn.FIRST_CALLER or claim.agent_id == tenure.owner_id:
        return False
    walked_in = claim.kind is ClaimKind.REGISTRATION and claim.source is not Source.PHONE_ENQUIRY
    return walked_in and tenure.frozen_since is None and tenure.opening in _BY_TIME and not _met(tenure)


def claims_nothing(claim: Claim, book: RuleBook) -> bool:
    """Say whether a claim opens nothing: an enquiry, where enquiries are the whole office's."""
    return (
        book.phone_to_walk_in is PhoneToWalkIn.PUBLIC
        and claim.kind is ClaimKind.REGISTRATION
        and claim.source is Source.PHONE_ENQUIRY
    )


def _met(tenure: Tenure) -> bool:
    claimed = (tenure.winner, *tenure.own)
    return any(map(is_visit, claimed)) or any(map(is_visit, tenure.contacts))
