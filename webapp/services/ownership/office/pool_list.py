"""The open pool as the desk lists it: who lost which client when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from sync.people.visibility import Relation
from webapp.models.ownership import Ruling, Standing
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.people.roster import names_of_people
from webapp.services.work import Actor, Work

MOST = 100


@dataclass(frozen=True, slots=True)
class PooledClient:
    """A client of the pool. reason: the code of the ruling by which it is nobody's."""

    id: str
    name: NamedClient
    phone_masked: str
    last_owner: str
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PoolPage:
    """The newest of the pool, and how many it has in all."""

    clients: tuple[PooledClient, ...]
    total: int


def list_pool(work: Work, actor: Actor) -> PoolPage:
    """Return the pool, the newest first."""
    in_pool = (Standing.project_id == work.project_id, Standing.pool_since.is_not(None))
    rows = work.session.execute(
        select(Standing.client_id, Standing.pool_since, Ruling.reason, Ruling.evidence)
        .join(Ruling, (Ruling.project_id == Standing.project_id) & (Ruling.number == Standing.ruling_number))
        .where(*in_pool)
        .order_by(Standing.pool_since.desc(), Standing.client_id)
        .limit(MOST)
    ).all()
    known = know_clients(work, actor.role, Relation.OTHER, [row.client_id for row in rows])
    names = names_of_people(work)
    clients = tuple(
        PooledClient(
            id=row.client_id,
            name=known[row.client_id].name if row.client_id in known else NOBODY,
            phone_masked=known[row.client_id].phone_masked if row.client_id in known else "",
            last_owner=names[row.evidence["previous"]["owner_id"]] if row.evidence["previous"] else "",
            since=row.pool_since,
            reason=row.reason,
        )
        for row in rows
    )
    return PoolPage(clients, work.session.scalar(select(func.count()).select_from(Standing).where(*in_pool)) or 0)
