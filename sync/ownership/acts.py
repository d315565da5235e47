"""What the office does to a client, and what its door's record says: facts beside what agents claim.

An act is made online: it counts at its receipt, `at`, and each has an id of its own. Nothing here is ever edited; what
was done is undone by another act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync.instants import LATEST_MS, from_milliseconds

#: The end of a protection that does not run: later than anything, and still a moment.
NEVER = from_milliseconds(LATEST_MS)


class AssignmentKind(StrEnum):
    """Why somebody else, or nobody, owns from now on."""

    REASSIGNED = "reassigned"
    RENEWED = "renewed"
    HANDED_OVER = "handed_over"
    RECYCLED = "recycled"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A client given to an agent, or back to the open pool (`agent_id` None).

    from_agent: who owned it as the act was made; if by later evidence somebody else does, a release is void.
    """

    id: str
    at: datetime
    kind: AssignmentKind
    agent_id: str | None
    from_agent: str | None


@dataclass(frozen=True, slots=True)
class PoolClaim:
    """A take from the open pool. It never contests: if somebody turns out to have owned then, it is void."""

    id: str
    at: datetime
    agent_id: str


@dataclass(frozen=True, slots=True)
class Departure:
    """An agent leaves: the clients go to the successor, or to the open pool."""

    id: str
    at: datetime
    agent_id: str
    successor_id: str | None


@dataclass(frozen=True, slots=True)
class Readmission:
    """An agent who had left works here again; what was owned before is somebody else's by now, or the open pool's."""

    id: str
    at: datetime
    agent_id: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """The client subscribes: ownership is frozen. agent_id: who owned then. closed_by: who brought it about."""

    id: str
    at: datetime
    agent_id: str
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class SubscriptionEnd:
    """A subscription cancelled: the client is the last owner's again, with fresh protection."""

    id: str
    at: datetime
    subscription_id: str


@dataclass(frozen=True, slots=True)
class Reclaim:
    """An agent shows, within the claim window, an earlier reception of a client who had named nobody.

    received_at: ruling time of that reception's record.
    """

    id: str
    at: datetime
    agent_id: str
    received_at: datetime


Act = Assignment | PoolClaim | Departure | Readmission | Subscription | SubscriptionEnd | Reclaim


class FreezeKind(StrEnum):
    """Why a protection does not run."""

    DISPUTE = "dispute"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True)
class Freeze:
    """A stretch in which no protection runs; without `until` it goes on."""

    kind: FreezeKind
    since: datetime
    until: datetime | None


class CreditGround(StrEnum):
    """Why a reception is somebody else's than the one who registered it."""

    NAMED = "named"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Credit:
    """The door's record: on this day the client was `agent_id`'s to receive. taken_by: None for whoever stood in."""

    ground: CreditGround
    agent_id: str
    at: datetime
    taken_by: str | None = None


class LinkKind(StrEnum):
    """Why two clients are one case."""

    SAME_PERSON = "same_person"
    HOUSEHOLD = "household"
    COMPANY = "company"


class ReviewKind(StrEnum):
    """What an open review of a near number does to a claim: a manager has to look; until then it claims nothing."""

    LOOK = "look"
    SUSPEND = "suspend"
