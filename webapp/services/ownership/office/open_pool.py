"""The open pool: what an agent sees of it, and the take, which goes by its receipt. The first one has the client."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from sync.ownership.pool import PoolClient, PoolCode, Taker, free_from, pool_client, why_not
from sync.ownership.tenure import walk
from sync.people.visibility import ClientField, Relation, visible_fields
from sync.policy import RuleBook
from webapp.models.ownership import Client, PoolClaim, Standing
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.client_views import ClientView, view_clients
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.evidence import gather_cases
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.daily_budget import midnight
from webapp.services.people.project import load_zone
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: The newest of the pool, on one screen.
MOST = 50


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A client in the pool as one agent sees it. free_from: as far as time alone goes. why_not: None if it is free."""

    id: str
    name: NamedClient
    phone_masked: str
    last_owner_name: str | None
    in_pool_since: datetime
    free_from: datetime
    may_take: bool
    why_not: PoolCode | None


@dataclass(frozen=True, slots=True)
class PoolView:
    """The pool. left_today: takes that the day still allows. live, cap: clients that the agent holds, and may hold."""

    clients: tuple[PoolLine, ...]
    left_today: int
    live: int
    cap: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A client taken from the pool."""

    client: ClientView | None
    protected_until: datetime | None


def view_pool(work: Work, actor: Actor) -> PoolView:
    """Return the pool, the newest first, with what this agent may take of it."""
    book, taker = load_books(work).at(work.now), _taker(work, actor)
    rows = work.session.scalars(
        select(Standing.client_id)
        .where(Standing.project_id == work.project_id, Standing.pool_since.is_not(None))
        .order_by(Standing.pool_since.desc(), Standing.client_id)
        .limit(MOST)
    ).all()
    found = _pool_clients(work, rows)
    lines = _lines(work, actor, {client_id: found[client_id] for client_id in rows}, taker, book)
    left = max(0, book.pool_claims_per_day - taker.taken_today)
    return PoolView(lines, left, taker.live, book.live_clients_cap)


def take_from_pool(work: Work, actor: Actor, client_id: str) -> Taken:
    """Take a client; a refusal says by its code which rule of the pool is in the way."""
    if work.session.get(Client, (work.project_id, client_id)) is None:
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    rule_clients(work, [client_id])
    book, found = load_books(work).at(work.now), _pool_clients(work, [client_id])
    code = why_not(found[client_id], _taker(work, actor), book, work.now)
    if code is not None:
        raise RefusedError(ErrorCode(code))
    id_ = work.new_id()
    work.session.add(
        PoolClaim(
            project_id=work.project_id, id=id_, client_id=client_id, agent_id=actor.person_id, claimed_at=work.now
        )
    )
    record(work, actor, Act.CLIENT_TAKEN, client_id)
    rule_clients(work, [client_id], told=frozenset({actor.person_id}))
    until = work.session.get_one(Standing, (work.project_id, client_id)).protected_until
    return Taken(view_clients(work, actor, [client_id])[client_id], until)


def count_live(work: Work, agent_id: str) -> int:
    """Count the clients that somebody owns now."""
    lasts = (Standing.protected_until > work.now) | Standing.protected_until.is_(None)
    owned = select(func.count()).where(Standing.project_id == work.project_id, Standing.owner_id == agent_id, lasts)
    return work.session.scalar(owned) or 0


def _taker(work: Work, actor: Actor) -> Taker:
    today = select(func.count()).where(
        PoolClaim.project_id == work.project_id,
        PoolClaim.agent_id == actor.person_id,
        PoolClaim.claimed_at >= midnight(work, load_zone(work)),
    )
    return Taker(actor.person_id, work.session.scalar(today) or 0, count_live(work, actor.person_id))


def _pool_clients(work: Work, client_ids: Collection[str]) -> dict[str, PoolClient]:
    """Walk the clients anew: who held them and until when is what all the evidence says by now."""
    if not client_ids:
        return {}
    cases = gather_cases(work, client_ids, load_books(work), load_zone(work))
    return {
        client_id: pool_client(
            walk(cases[client_id], work.now),
            disputed=any(freeze.until is None for freeze in cases[client_id].freezes),
        )
        for client_id in client_ids
    }


def _lines(
    work: Work, actor: Actor, found: dict[str, PoolClient], taker: Taker, book: RuleBook
) -> tuple[PoolLine, ...]:
    known, names = know_clients(work, actor.role, Relation.POOL, found), names_of_people(work)
    shows_owner = ClientField.OWNER in visible_fields(actor.role, Relation.POOL)
    lines = []
    for client_id, client in found.items():
        free, code = free_from(client, taker, book), why_not(client, taker, book, work.now)
        if client.since is None or free is None:
            continue
        holder = client.holders[-1].agent_id if client.holders and shows_owner else None
        lines.append(
            PoolLine(
                id=client_id,
                name=known[client_id].name if client_id in known else NOBODY,
                phone_masked=known[client_id].phone_masked if client_id in known else "",
                last_owner_name=names.get(holder) if holder else None,
                in_pool_since=client.since,
                free_from=free,
                may_take=code is None,
                why_not=code,
            )
        )
    return tuple(lines)
