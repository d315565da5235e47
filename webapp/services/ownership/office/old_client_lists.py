"""Published lists of old clients as the desk and the phones show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.people.visibility import Relation
from webapp.models.justice import Dispute, DisputeEnd
from webapp.models.ownership import OldClient, OldClientList, OldClientListSigned
from webapp.services.ownership.clients.desk_names import NOBODY, KnownClient, know_clients
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list. objections: how many are open."""

    id: str
    published_by: str
    published_at: datetime
    objections_until: datetime
    clients: int
    objections: int
    signed_by: str | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OldClientLine:
    """A client of a list, in what its reader may see of it. objected: somebody's objection waits for the manager."""

    id: str
    client: KnownClient
    agent_id: str
    agent_name: str
    first_at: datetime
    last_contact_at: datetime
    objected: bool


def old_client_lists(work: Work, *, open_only: bool = False) -> tuple[ListLine, ...]:
    """Return the lists, the newest first."""
    wanted = [OldClientList.project_id == work.project_id]
    if open_only:
        wanted.append(OldClientList.objections_until > work.now)
    rows = work.session.scalars(select(OldClientList).where(*wanted).order_by(OldClientList.published_at.desc())).all()
    signed = {
        row.list_id: row
        for row in work.session.scalars(
            select(OldClientListSigned).where(OldClientListSigned.project_id == work.project_id)
        )
    }
    clients, names = _clients_of(work, [row.id for row in rows]), names_of_people(work)
    objected = _objected(work, {client_id for ids in clients.values() for client_id in ids})
    return tuple(
        ListLine(
            id=row.id,
            published_by=names[row.published_by],
            published_at=row.published_at,
            objections_until=row.objections_until,
            clients=len(clients[row.id]),
            objections=sum(Counter(clients[row.id])[client_id] for client_id in objected & set(clients[row.id])),
            signed_by=names[signed[row.id].signed_by] if row.id in signed else None,
            signed_at=signed[row.id].signed_at if row.id in signed else None,
        )
        for row in rows
    )


def clients_of_list(work: Work, actor: Actor, list_id: str) -> tuple[OldClientLine, ...]:
    """Return the clients of a list, in the order of names of their agents; LIST_UNKNOWN if there is none."""
    if work.session.get(OldClientList, (work.project_id, list_id)) is None:
        raise RefusedError(ErrorCode.LIST_UNKNOWN)
    rows = work.session.scalars(
        select(OldClient).where(OldClient.project_id == work.project_id, OldClient.list_id == list_id)
    ).all()
    ids = [row.client_id for row in rows]
    known, names, objected = (
        know_clients(work, actor.role, Relation.OTHER, ids),
        names_of_people(work),
        _objected(work, ids),
    )
    lines = [
        OldClientLine(
            id=row.id,
            client=known.get(row.client_id) or KnownClient(row.client_id, NOBODY, ""),
            agent_id=row.agent_id,
            agent_name=names[row.agent_id],
            first_at=row.first_at,
            last_contact_at=row.last_contact_at,
            objected=row.client_id in objected,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.agent_name, line.first_at, line.id)))


def _clients_of(work: Work, list_ids: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {list_id: [] for list_id in list_ids}
    rows = work.session.execute(
        select(OldClient.list_id, OldClient.client_id).where(
            OldClient.project_id == work.project_id, OldClient.list_id.in_(list_ids)
        )
    )
    for list_id, client_id in rows:
        found[list_id].append(client_id)
    return found


def _objected(work: Work, client_ids: Collection[str]) -> set[str]:
    """Return the clients of whom an objection is open."""
    ended = select(DisputeEnd.dispute_id).where(DisputeEnd.project_id == work.project_id)
    rows = work.session.scalars(
        select(Dispute.client_id).where(
            Dispute.project_id == work.project_id, Dispute.kind == OBJECTION, Dispute.id.not_in(ended)
        )
    )
    return set(rows) & set(client_ids)
