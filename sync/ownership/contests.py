"""Contests: who could be the rightful owner all the same, so that a manager has to look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sync.ownership.acts import ReviewKind
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.standing import Contest, ContestGround, Opening, Tenure, TieOutcome

_DECIDED = frozenset({TieOutcome.NAMED, TieOutcome.TURN, TieOutcome.ANSWER})


def contests_of(tenure: Tenure, withdrawn: frozenset[str], near: tuple[Claim, ...] = ()) -> tuple[Contest, ...]:
    """Return every contest of a running tenure, one for each claim; withdrawn claims contest nothing.

    near: claims on clients with a number so like this one's that an open review asks who the client is. What is frozen
    by a deal is contested by nothing but a dispute.
    """
    found: dict[str, Contest] = {}
    if tenure.frozen_since is not None:
        return ()
    for contest in (*_all(tenure), *_near(tenure, near)):
        if contest.claim.root not in withdrawn:
            found.setdefault(contest.claim.id, contest)
    return tuple(found.values())


def _all(tenure: Tenure) -> Iterator[Contest]:
    if tenure.opening is Opening.DECISION:
        yield from _not_shown(tenure)
        return
    yield from _late_follow_ups(tenure)
    yield from _stated_times(tenure)
    if tenure.tie is TieOutcome.OPEN:
        yield from (Contest(claim, ContestGround.TIE) for claim in tenure.tied)
    yield from (Contest(claim, ContestGround.SEVERAL_NEXT) for claim in tenure.next_in_line)


def _near(tenure: Tenure, near: tuple[Claim, ...]) -> Iterator[Contest]:
    if tenure.winner.review is ReviewKind.LOOK:
        yield from (Contest(claim, ContestGround.NEAR_NUMBER) for claim in near if claim.agent_id != tenure.owner_id)


def _late_follow_ups(tenure: Tenure) -> Iterator[Contest]:
    for claim in tenure.late:
        if claim.capture.stated < tenure.ruling_time:
            yield Contest(claim, ContestGround.LATE_FOLLOW_UP)


def _stated_times(tenure: Tenure) -> Iterator[Contest]:
    for claim in tenure.rivals:
        if claim.capture.may_contest and _stated_inside(claim, tenure) and claim.capture.stated < _bar(claim, tenure):
            yield Contest(claim, ContestGround.STATED_TIME)


def _bar(claim: Claim, tenure: Tenure) -> datetime:
    """Return the time that a stated time has to undercut; members of a decided tie lost by record, not by time."""
    if tenure.tie in _DECIDED and claim.id in {member.id for member in tenure.tied}:
        return tenure.opener_time - tenure.book.tie_gap
    return tenure.ruling_time


def _stated_inside(claim: Claim, tenure: Tenure) -> bool:
    return tenure.floor is None or claim.capture.stated >= tenure.floor


def _not_shown(tenure: Tenure) -> Iterator[Contest]:
    """Find what was not shown to who decided and would come before the winner: it asks for another look."""
    if tenure.decision is None:
        return
    shown = {listed.claim_id: listed for listed in tenure.decision.listed}
    winner_time = tenure.decision.winner_ruling_time
    for claim in (*tenure.rivals, *tenure.late):
        listed = shown.get(claim.id)
        # A late follow-up speaks of the tenure before by its nature; a registration from back then does not count here.
        floor = None if claim.kind is ClaimKind.LATE_FOLLOW_UP else tenure.floor
        times = [(claim.capture.ruling_time, listed.ruling_time if listed else winner_time)]
        if claim.capture.may_contest:
            times.append((claim.capture.stated, listed.stated if listed else winner_time))
        if any(_contests_again(time, known, winner_time, floor) for time, known in times):
            yield Contest(claim, ContestGround.NOT_SHOWN)


def _contests_again(time: datetime, known: datetime, winner_time: datetime, floor: datetime | None) -> bool:
    return time < min(known, winner_time) and (floor is None or time >= floor)
