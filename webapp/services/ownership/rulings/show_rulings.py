"""Rulings that wait for a manager to look, and to let their agents see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.people.visibility import Relation
from webapp.models.ownership import TakenAnswer
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.ownership.rulings.withheld_rulings import waits
from webapp.services.ownership.wire.feed import news_of_ruling, send_notices
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

MOST = 200


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """A client that an agent registered and whose ruling the agent does not see. owner: empty for nobody."""

    person_id: str
    agent: str
    client_id: str
    name: NamedClient
    phone_masked: str
    owner: str
    at: datetime


def withheld_rulings(work: Work, actor: Actor) -> tuple[WithheldLine, ...]:
    """Return what waits, the oldest first."""
    rows = work.session.scalars(
        select(TakenAnswer)
        .where(waits(work))
        .order_by(TakenAnswer.answered_at, TakenAnswer.person_id, TakenAnswer.client_id)
        .limit(MOST)
    ).all()
    if not rows:
        return ()
    clients = {row.client_id for row in rows}
    known, names = know_clients(work, actor.role, Relation.OTHER, clients), names_of_people(work)
    owners = {client_id: standing.owner_id for client_id, (standing, _ruling) in latest_rulings(work, clients).items()}
    return tuple(
        WithheldLine(
            person_id=row.person_id,
            agent=names[row.person_id],
            client_id=row.client_id,
            name=known[row.client_id].name if row.client_id in known else NOBODY,
            phone_masked=known[row.client_id].phone_masked if row.client_id in known else "",
            owner=names.get(owners.get(row.client_id) or "", ""),
            at=row.answered_at,
        )
        for row in rows
    )


def show_ruling(work: Work, actor: Actor, person_id: str, client_id: str) -> None:
    """Let an agent see how a client was ruled, and tell the agent so."""
    row = work.session.get(TakenAnswer, (work.project_id, person_id, client_id))
    if row is None or not row.withheld or row.shown_at is not None:
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    row.shown_by, row.shown_at = actor.person_id, work.now
    work.session.flush()
    record(work, actor, Act.RULING_SHOWN, client_id, agent=person_id)
    rule_clients(work, [client_id], told=frozenset({person_id}))
    _standing, ruling = latest_rulings(work, [client_id])[client_id]
    send_notices(work, news_of_ruling(ruling, [person_id], names_of_people(work)))
