"""The ruling: who owns a client, by which reason, on which evidence, until when it can be appealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sync.ownership.capture_time import EvidenceLabel, Via
from sync.ownership.case import Listed
from sync.ownership.claims import Claim
from sync.ownership.reasons import RULE_OF, ReasonCode, RuleCode
from sync.ownership.standing import Contest, ContestGround, Ending, Opening, Standing, Tenure, TieOutcome
from sync.policy import RuleBooks

#: Nobody reads the bars of a race of hundreds, and each new rival would be a new ruling; the rest is in `listed`.
MOST_LANES = 6


@dataclass(frozen=True, slots=True)
class Lane:
    """One bar of evidence: a claim with its interval [earliest, ruling_time] and its marks.

    answered_at: when the client confirmed this agent, whether or not that says anything about the time.
    """

    claim_id: str
    agent_id: str
    winner: bool
    contests: bool
    label: EvidenceLabel
    earliest: datetime
    ruling_time: datetime
    stated: datetime
    text_received: datetime
    via: Via
    scan_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class PreviousTenure:
    """The tenure that ended before: what an agent who lost a client by lapse has to be told."""

    owner_id: str
    last_contact_at: datetime
    ended_at: datetime
    rule_version: int


@dataclass(frozen=True, slots=True)
class RulingOutcome:
    """The outcome of one run of the rules, ready to be stored and explained.

    lanes: the winner first, then who contests, or else the runner-up; never more than a screen can show.
    listed: every entry of the tenure as it stands, which is what a decision has to store as shown.
    """

    reason: ReasonCode
    rule: RuleCode
    rule_version: int
    owner_id: str | None
    claim_id: str | None
    runner_up_id: str | None
    contested: bool
    settled: bool
    settles_at: datetime | None
    opened_at: datetime | None
    protected_until: datetime | None
    ruled_at: datetime
    appeal_until: datetime
    previous: PreviousTenure | None
    lanes: tuple[Lane, ...]
    listed: tuple[Listed, ...]

    def says_the_same(self, other: RulingOutcome) -> bool:
        """Say whether two runs rule alike, so that no new ruling is due: times that only pass are no news."""
        return self._gist() == other._gist()

    def _gist(self) -> tuple[object, ...]:
        bars = tuple(
            (lane.claim_id, lane.ruling_time, lane.label, lane.contests, lane.answered_at) for lane in self.lanes
        )
        return (self.reason, self.rule_version, self.owner_id, self.claim_id, self.contested, self.opened_at, bars)


def rule(standing: Standing, books: RuleBooks) -> RulingOutcome:
    """Put a standing into the words of a ruling."""
    tenure = standing.tenure
    reason = reason_for(standing)
    book = tenure.book if tenure else books.at(standing.now)
    return RulingOutcome(
        reason=reason,
        rule=RULE_OF[reason],
        rule_version=book.version,
        owner_id=standing.owner_id,
        claim_id=tenure.winner.id if tenure else None,
        runner_up_id=standing.runner_up.id if standing.runner_up else None,
        contested=standing.contested,
        settled=standing.settled,
        settles_at=standing.settles_at,
        opened_at=tenure.opened_at if tenure else None,
        protected_until=tenure.protected_until if tenure else None,
        ruled_at=standing.now,
        appeal_until=standing.now + book.appeal_deadline,
        previous=_previous(standing),
        lanes=tuple(_lanes(standing)),
        listed=listing(tenure) if tenure else (),
    )


def listing(tenure: Tenure) -> tuple[Listed, ...]:
    """Return every claim of a tenure with its times: what whoever decides is shown."""
    claims = (tenure.winner, *tenure.own, *tenure.rivals, *tenure.late)
    return tuple(Listed(claim.id, claim.ruling_time, claim.capture.stated) for claim in claims)


def lane_of(claim: Claim, *, winner: bool = False, contests: bool = False) -> Lane:
    """Return a claim's bar; the server adds the bar of a reader whose claim is not in the ruling."""
    capture = claim.capture
    return Lane(
        claim_id=claim.id,
        agent_id=claim.agent_id,
        winner=winner,
        contests=contests,
        label=capture.label,
        earliest=capture.earliest,
        ruling_time=capture.ruling_time,
        stated=capture.stated,
        text_received=capture.text_received,
        via=capture.via,
        scan_at=capture.scan_at,
        answered_at=capture.answered_at,
    )


def reason_for(standing: Standing) -> ReasonCode:
    """Return the one reason that explains a standing best."""
    tenure = standing.tenure
    if tenure is None:
        return _NOBODY[standing.history[-1].ended_by] if standing.history else ReasonCode.NOBODY_CLAIMED
    if tenure.opening is Opening.DECISION:
        return ReasonCode.DECISION_CONTESTED if standing.contested else ReasonCode.DECIDED_BY_MANAGER
    if standing.contested:
        return _contested(standing.contests)
    if tenure.tie in _TIES:
        return _TIES[tenure.tie]
    return _opened(tenure, standing.runner_up)


_NOBODY: Mapping[Ending | None, ReasonCode] = MappingProxyType(
    {
        Ending.LAPSE: ReasonCode.NOBODY_LAPSED,
        Ending.CAP: ReasonCode.NOBODY_CAP_REACHED,
        Ending.UNCONFIRMED: ReasonCode.NOBODY_UNCONFIRMED,
        Ending.WITHDRAWAL: ReasonCode.NOBODY_WITHDRAWN,
    }
)

_AFTER: Mapping[Ending | None, ReasonCode] = MappingProxyType(
    {
        Ending.LAPSE: ReasonCode.PREVIOUS_LAPSED,
        Ending.CAP: ReasonCode.PREVIOUS_CAP_REACHED,
        Ending.UNCONFIRMED: ReasonCode.PREVIOUS_UNCONFIRMED,
        Ending.WITHDRAWAL: ReasonCode.PREVIOUS_WITHDRAWN,
    }
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
)


def _contested(contests: tuple[Contest, ...]) -> ReasonCode:
    grounds = {contest.ground for contest in contests}
    return next(reason for ground, reason in _GROUNDS if ground in grounds)


def _opened(tenure: Tenure, runner_up: Claim | None) -> ReasonCode:
    if tenure.opening is Opening.WITHDRAWAL:
        return ReasonCode.WITHDRAWN_NEXT
    if tenure.opening is Opening.LATE_FOLLOW_UP:
        return ReasonCode.LATE_FOLLOW_UP_RENEWS
    capture = tenure.winner.capture
    if runner_up is not None and runner_up.ruling_time < capture.text_received and capture.via is not Via.TEXT:
        return ReasonCode.EARLIER_SCAN if capture.via is Via.SCAN else ReasonCode.EARLIER_HEAD
    if tenure.previous is not None and tenure.opening is Opening.AFTER_END:
        again = tenure.previous.owner_id == tenure.owner_id
        return ReasonCode.REGISTERED_AGAIN if again else _AFTER[tenure.previous.ended_by]
    if capture.answered_at is not None:
        return ReasonCode.FIRST_REGISTRATION_WITNESSED
    return ReasonCode.FIRST_REGISTRATION


def _lanes(standing: Standing) -> Iterator[Lane]:
    if standing.tenure is None:
        return
    yield lane_of(standing.tenure.winner, winner=True)
    contesting = [contest.claim for contest in standing.contests]
    for claim in contesting[: MOST_LANES - 1]:
        yield lane_of(claim, contests=True)
    if standing.runner_up is not None and not contesting:
        yield lane_of(standing.runner_up)


def _previous(standing: Standing) -> PreviousTenure | None:
    before = standing.tenure.previous if standing.tenure else (standing.history or (None,))[-1]
    if before is None or before.ended_at is None:
        return None
    captures = [claim.capture for claim in (before.winner, *before.own)]
    captures += [contact.capture for contact in before.contacts]
    last_contact_at = max(capture.contact_at for capture in captures)
    return PreviousTenure(before.owner_id, last_contact_at, before.ended_at, before.book.version)
