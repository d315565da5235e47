"""The open pool: who may take a client from it, and from when on. A take needs the server, and goes by its receipt.

The first line that applies says why not; where none does, the client may be taken:

    it is somebody's already, taken from the pool      POOL_TAKEN
    it is not in the pool                              NOT_IN_POOL
    a dispute about it is open                         POOL_FROZEN
    it entered the pool less than the freeze ago       POOL_FROZEN
    the reader lost it less than the cool-down ago,    COOLDOWN
    or took turns with who lost it less than that ago
    the reader took as many today as a day allows      POOL_CAP
    the reader holds as many clients as one may hold   LIVE_CAP

What is counted a day are takes, not what is still held of them; the day is the project's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sync.instants import EPOCH
from sync.ownership.standing import Ending, Opening, Standing
from sync.policy import RuleBook


class PoolCode(StrEnum):
    """Why a client cannot be taken; stable for ever."""

    POOL_TAKEN = "pool_taken"
    NOT_IN_POOL = "not_in_pool"
    POOL_FROZEN = "pool_frozen"
    COOLDOWN = "cooldown"
    POOL_CAP = "pool_cap"
    LIVE_CAP = "live_cap"


#: What puts a client into the pool. One whose registration was taken back was never anybody's to give away.
INTO_THE_POOL = frozenset(
    {Ending.LAPSE, Ending.CAP, Ending.UNCONFIRMED, Ending.RELEASE, Ending.RECYCLE, Ending.DEPARTURE}
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who owned a client until a moment."""

    agent_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class PoolClient:
    """A client as the pool knows it. since: None outside the pool. holders: who owned it, the last one last.

    taken: it is somebody's by a take. disputed: an open dispute keeps it where it is.
    """

    since: datetime | None
    holders: tuple[Holder, ...]
    taken: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Taker:
    """Who wants to take. taken_today: takes since the project's midnight. live: how many clients are the taker's."""

    agent_id: str
    taken_today: int
    live: int


def pool_since(standing: Standing) -> datetime | None:
    """Return since when a client is in the open pool; None for one that is not."""
    if standing.tenure is not None or standing.suspended or not standing.history:
        return None
    last = standing.history[-1]
    return last.ended_at if last.ended_by in INTO_THE_POOL else None


def pool_client(standing: Standing, *, disputed: bool) -> PoolClient:
    """Return what the pool has to know of how a client stands."""
    holders = [Holder(each.owner_id, each.ended_at) for each in standing.history if each.ended_at is not None]
    taken = standing.tenure is not None and standing.tenure.opening is Opening.POOL_CLAIM
    return PoolClient(pool_since(standing), tuple(holders), taken, disputed)


def why_not(client: PoolClient, taker: Taker, book: RuleBook, now: datetime) -> PoolCode | None:
    """Return why somebody may not take a client now; None if nothing speaks against it."""
    if client.since is None:
        return PoolCode.POOL_TAKEN if client.taken else PoolCode.NOT_IN_POOL
    rows = (
        (client.disputed or now < _thawed(client.since, book), PoolCode.POOL_FROZEN),
        (now < _cooled(client, taker, book), PoolCode.COOLDOWN),
        (taker.taken_today >= book.pool_claims_per_day, PoolCode.POOL_CAP),
        (taker.live >= book.live_clients_cap, PoolCode.LIVE_CAP),
    )
    return next((code for applies, code in rows if applies), None)


def free_from(client: PoolClient, taker: Taker, book: RuleBook) -> datetime | None:
    """Return from when on a client is free for somebody, as far as time goes; None outside the pool."""
    return None if client.since is None else max(_thawed(client.since, book), _cooled(client, taker, book))


def _thawed(since: datetime, book: RuleBook) -> datetime:
    return since + timedelta(days=book.pool_freeze_days)


def _cooled(client: PoolClient, taker: Taker, book: RuleBook) -> datetime:
    """Return when whoever owned it may take it again: what lapses is for the others first, and not for a friend."""
    lost = [holder.until for holder in client.holders if holder.agent_id == taker.agent_id]
    if _take_turns(client, taker):
        lost.append(client.holders[-1].until)
    cool_down = timedelta(days=book.pool_cooldown_days)
    return max((moment + cool_down for moment in lost), default=EPOCH)


def _take_turns(client: PoolClient, taker: Taker) -> bool:
    """Say whether the last holder had the client straight from the taker, who would now have it straight back."""
    return len(client.holders) > 1 and client.holders[-2].agent_id == taker.agent_id
