"""Which of the closed list of reasons explains a standing best: tables that a manager could read, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sync.ownership.acts import Assignment, AssignmentKind, CreditGround, LinkKind
from sync.ownership.capture_time import Via
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.reasons import ReasonCode
from sync.ownership.standing import Contest, ContestGround, Ending, Opening, Standing, Tenure, TieOutcome


def reason_for(standing: Standing) -> ReasonCode:
    """Return the one reason that explains a standing best."""
    tenure = standing.tenure
    if tenure is None:
        return _nobody(standing)
    if tenure.opening is Opening.DECISION:
        return ReasonCode.DECISION_CONTESTED if standing.contested else ReasonCode.DECIDED_BY_MANAGER
    if standing.contested:
        return _contested(standing.contests)
    return (
        _acted(tenure)
        or _linked(standing)
        or _TIES.get(tenure.tie)
        or _credited(tenure.winner)
        or _opened(tenure, standing.runner_up)
    )


_NOBODY: Mapping[Ending | None, ReasonCode] = MappingProxyType(
    {
        Ending.LAPSE: ReasonCode.NOBODY_LAPSED,
        Ending.CAP: ReasonCode.NOBODY_CAP_REACHED,
        Ending.UNCONFIRMED: ReasonCode.NOBODY_UNCONFIRMED,
        Ending.WITHDRAWAL: ReasonCode.NOBODY_WITHDRAWN,
        Ending.RELEASE: ReasonCode.NOBODY_RELEASED,
        Ending.RECYCLE: ReasonCode.NOBODY_RECYCLED,
        Ending.DEPARTURE: ReasonCode.NOBODY_DEPARTED,
    }
)

_AFTER: Mapping[Ending | None, ReasonCode] = MappingProxyType(
    {
        Ending.LAPSE: ReasonCode.PREVIOUS_LAPSED,
        Ending.CAP: ReasonCode.PREVIOUS_CAP_REACHED,
        Ending.UNCONFIRMED: ReasonCode.PREVIOUS_UNCONFIRMED,
        Ending.WITHDRAWAL: ReasonCode.PREVIOUS_WITHDRAWN,
        Ending.RELEASE: ReasonCode.PREVIOUS_RELEASED,
        Ending.RECYCLE: ReasonCode.PREVIOUS_RECYCLED,
        Ending.DEPARTURE: ReasonCode.PREVIOUS_DEPARTED,
        Ending.WALKED_IN: ReasonCode.WALKED_IN,
    }
)

_RENEWED: Mapping[Opening, ReasonCode] = MappingProxyType(
    {
        Opening.WITHDRAWAL: ReasonCode.WITHDRAWN_NEXT,
        Opening.LATE_FOLLOW_UP: ReasonCode.LATE_FOLLOW_UP_RENEWS,
    }
)

_ACTS: Mapping[Opening, ReasonCode] = MappingProxyType(
    {
        Opening.POOL_CLAIM: ReasonCode.POOL_CLAIMED,
        Opening.RECLAIM: ReasonCode.RECLAIMED,
        Opening.SUBSCRIPTION: ReasonCode.SUBSCRIBED,
        Opening.CANCELLATION: ReasonCode.RETURNED,
    }
)

_ASSIGNMENTS: Mapping[AssignmentKind, ReasonCode] = MappingProxyType(
    {
        AssignmentKind.REASSIGNED: ReasonCode.REASSIGNED,
        AssignmentKind.RENEWED: ReasonCode.RENEWED,
        AssignmentKind.HANDED_OVER: ReasonCode.HANDED_OVER,
    }
)

_LINKS: Mapping[LinkKind, ReasonCode] = MappingProxyType(
    {
        LinkKind.SAME_PERSON: ReasonCode.LINKED_SAME_PERSON,
        LinkKind.HOUSEHOLD: ReasonCode.LINKED_HOUSEHOLD,
        LinkKind.COMPANY: ReasonCode.LINKED_COMPANY,
    }
)

_CREDITS: Mapping[CreditGround, ReasonCode] = MappingProxyType(
    {CreditGround.NAMED: ReasonCode.NAMED_CLIENT, CreditGround.TURN: ReasonCode.TURN_CREDIT}
)

_TIES: Mapping[TieOutcome, ReasonCode] = MappingProxyType(
    {
        TieOutcome.TURN: ReasonCode.TIE_TURN,
        TieOutcome.ANSWER: ReasonCode.TIE_ANSWER,
    }
)

#: The first ground that is found names the ruling; the others stand in its lanes.
_GROUNDS: tuple[tuple[ContestGround, ReasonCode], ...] = (
    (ContestGround.LATE_FOLLOW_UP, ReasonCode.LATE_FOLLOW_UP_CONTESTS),
    (ContestGround.STATED_TIME, ReasonCode.CONTESTED_STATED_TIME),
    (ContestGround.TIE, ReasonCode.TIE_CONTESTED),
    (ContestGround.SEVERAL_NEXT, ReasonCode.WITHDRAWN_NEXT_CONTESTED),
    (ContestGround.NOT_SHOWN, ReasonCode.DECISION_CONTESTED),
    (ContestGround.NEAR_NUMBER, ReasonCode.NEAR_NUMBER_CONTESTED),
)


def _contested(contests: tuple[Contest, ...]) -> ReasonCode:
    grounds = {contest.ground for contest in contests}
    return next(reason for ground, reason in _GROUNDS if ground in grounds)


def _nobody(standing: Standing) -> ReasonCode:
    if standing.suspended:
        return ReasonCode.NOBODY_SUSPENDED
    return _NOBODY[standing.history[-1].ended_by] if standing.history else ReasonCode.NOBODY_CLAIMED


def _acted(tenure: Tenure) -> ReasonCode | None:
    """Return the reason if an act of the office speaks: a deal over all, else what opened the tenure."""
    if tenure.frozen_since is not None:
        return ReasonCode.SUBSCRIBED
    if tenure.opening is Opening.ASSIGNMENT:
        act = tenure.act
        return _ASSIGNMENTS[act.kind] if isinstance(act, Assignment) else ReasonCode.HANDED_OVER
    return _ACTS.get(tenure.opening)


def _linked(standing: Standing) -> ReasonCode | None:
    if standing.sharer_id is not None:
        return ReasonCode.HOUSEHOLD_SHARED
    return _LINKS[standing.link] if standing.link is not None else None


def _credited(claim: Claim) -> ReasonCode | None:
    if claim.kind is ClaimKind.IMPORTED:
        return ReasonCode.IMPORTED
    return _CREDITS[claim.credit] if claim.credit is not None else None


def _opened(tenure: Tenure, runner_up: Claim | None) -> ReasonCode:
    if tenure.opening in _RENEWED:
        return _RENEWED[tenure.opening]
    capture = tenure.winner.capture
    if runner_up is not None and runner_up.ruling_time < capture.text_received and capture.via is not Via.TEXT:
        return ReasonCode.EARLIER_SCAN if capture.via is Via.SCAN else ReasonCode.EARLIER_HEAD
    if tenure.previous is not None and tenure.opening is Opening.AFTER_END:
        again = tenure.previous.owner_id == tenure.owner_id
        return ReasonCode.REGISTERED_AGAIN if again else _AFTER[tenure.previous.ended_by]
    if capture.answered_at is not None:
        return ReasonCode.FIRST_REGISTRATION_WITNESSED
    return ReasonCode.FIRST_REGISTRATION
