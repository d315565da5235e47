"""The ruling: who owns a client, by which reason, on which evidence, until when it can be appealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sync.ownership.capture_time import EvidenceLabel, Via
from sync.ownership.case import Listed
from sync.ownership.claims import Claim
from sync.ownership.reasoning import reason_for
from sync.ownership.reasons import RULE_OF, ReasonCode, RuleCode
from sync.ownership.standing import Standing, Tenure
from sync.policy import RuleBooks

#: Nobody reads the bars of a race of hundreds, and each new rival would be a new ruling; the rest is in `listed`.
MOST_LANES = 6


@dataclass(frozen=True, slots=True)
class Lane:
    """One bar of evidence: a claim with its interval [earliest, ruling_time] and its marks.

    standin_id: who received the client in the agent's place, and made the record.

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
    standin_id: str | None = None


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
    frozen_since: when a deal froze the ownership. sharer_id: who has half of the credit.
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
    frozen_since: datetime | None = None
    sharer_id: str | None = None

    def says_the_same(self, other: RulingOutcome) -> bool:
        """Say whether two runs rule alike, so that no new ruling is due: times that only pass are no news."""
        return self._gist() == other._gist()

    def _gist(self) -> tuple[object, ...]:
        bars = tuple(
            (lane.claim_id, lane.ruling_time, lane.label, lane.contests, lane.answered_at) for lane in self.lanes
        )
        owner = (self.owner_id, self.sharer_id, self.claim_id)
        return (self.reason, self.rule_version, *owner, self.contested, self.opened_at, self.frozen_since, bars)


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
        frozen_since=tenure.frozen_since if tenure else None,
        sharer_id=standing.sharer_id,
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
        standin_id=claim.standin_id,
    )


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
