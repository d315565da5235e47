"""What the walk finds: the tenures of a client, who owns now, and who contests it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync.ownership.acts import Act, LinkKind
from sync.ownership.capture_time import Via
from sync.ownership.case import Contact, Decision
from sync.ownership.claims import Claim
from sync.policy import RuleBook


class Opening(StrEnum):
    """What opened a tenure."""

    FIRST = "first"
    AFTER_END = "after_end"
    LATE_FOLLOW_UP = "late_follow_up"
    WITHDRAWAL = "withdrawal"
    DECISION = "decision"
    POOL_CLAIM = "pool_claim"
    ASSIGNMENT = "assignment"
    RECLAIM = "reclaim"
    SUBSCRIPTION = "subscription"
    CANCELLATION = "cancellation"


class Ending(StrEnum):
    """What ended a tenure."""

    LAPSE = "lapse"
    CAP = "cap"
    UNCONFIRMED = "unconfirmed"
    WITHDRAWAL = "withdrawal"
    DECISION = "decision"
    RELEASE = "release"
    RECYCLE = "recycle"
    DEPARTURE = "departure"
    ASSIGNMENT = "assignment"
    RECLAIM = "reclaim"
    WALKED_IN = "walked_in"
    SUBSCRIPTION = "subscription"
    CANCELLATION = "cancellation"


class TieOutcome(StrEnum):
    """How claims within the tie gap were told apart."""

    NONE = "none"
    NAMED = "named"
    TURN = "turn"
    ANSWER = "answer"
    OPEN = "open"


class ContestGround(StrEnum):
    """Why a manager has to look."""

    STATED_TIME = "stated_time"
    LATE_FOLLOW_UP = "late_follow_up"
    TIE = "tie"
    SEVERAL_NEXT = "several_next"
    NOT_SHOWN = "not_shown"
    NEAR_NUMBER = "near_number"


@dataclass(frozen=True, slots=True)
class Presentation:
    """One counting receipt of a claim: the claim knocks at this moment."""

    at: datetime
    claim: Claim
    via: Via


@dataclass(frozen=True, slots=True)
class Tenure:
    """A stretch of time that one claim owns.

    opener_time: the k that opened it. ruling_time: the winner's, later than the opener's only in a tie.
    rivals: claims of the others that lost inside it. own: the owner's further claims.
    next_in_line: those that shared the place of a withdrawn winner.
    floor: the end of the tenure before it; what is stated earlier belongs to that one and cannot contest this.
    contacts: the owner's effective contacts that it counts. late: follow-ups of the owner before, seen too late.
    protected_until: the first moment outside, cap and expiry of the unconfirmed included.
    act: what of the office's opened it. frozen_since: from when nothing ends it but a decision.
    """

    winner: Claim
    opening: Opening
    opened_at: datetime
    opener_time: datetime
    ruling_time: datetime
    book: RuleBook
    tie: TieOutcome
    tied: tuple[Claim, ...]
    rivals: tuple[Claim, ...]
    own: tuple[Claim, ...]
    next_in_line: tuple[Claim, ...]
    contacts: tuple[Contact, ...]
    late: tuple[Claim, ...]
    floor: datetime | None
    previous: Tenure | None
    decision: Decision | None
    cap_from: datetime
    protected_until: datetime
    ends_by: Ending
    ended_at: datetime | None = None
    ended_by: Ending | None = None
    act: Act | None = None
    frozen_since: datetime | None = None

    @property
    def owner_id(self) -> str:
        """Return who owns the client in it."""
        return self.winner.agent_id


@dataclass(frozen=True, slots=True)
class Contest:
    """A claim that could be the rightful one, and why."""

    claim: Claim
    ground: ContestGround


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of ownership at a moment.

    tenure: the one that runs, or None. history: those that ended, oldest first.
    contests: empty unless a manager has to decide. settles_at: after it only a decision changes the owner.
    link: why a claim on another client of the case owns this one. sharer_id: who has half of the credit with the owner.
    suspended: nobody owns because a claim waits for a manager to look at a near number.
    """

    now: datetime
    tenure: Tenure | None
    history: tuple[Tenure, ...]
    contests: tuple[Contest, ...]
    runner_up: Claim | None
    settles_at: datetime | None
    link: LinkKind | None = None
    sharer_id: str | None = None
    suspended: bool = False

    @property
    def owner_id(self) -> str | None:
        """Return who owns the client now."""
        return self.tenure.owner_id if self.tenure else None

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """Return every tenure there was, the running one last."""
        return self.history if self.tenure is None else (*self.history, self.tenure)

    @property
    def contested(self) -> bool:
        """Say whether a manager has to decide."""
        return bool(self.contests)

    @property
    def settled(self) -> bool:
        """Say whether no text stored later can change the owner."""
        return self.settles_at is not None and self.now > self.settles_at
