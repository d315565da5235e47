"""Disputes as the desk reads them: what waits, until when, and what was closed lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from sync.people.visibility import Relation
from sync.policy import RuleBooks
from webapp.models.justice import Dispute, DisputeEnd
from webapp.services.justice.dispute_states import DisputeOutcome
from webapp.services.justice.disputes import DisputeKind, deadline
from webapp.services.justice.recusal import is_recused
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.ruling_view import RulingView, latest_rulings, view_ruling
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

LATELY = timedelta(days=30)
MOST = 100


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One dispute. ended_at, ended_by, outcome: None while it is open."""

    id: str
    client_id: str
    name: NamedClient
    kind: DisputeKind
    by: str
    at: datetime
    deadline: datetime
    ended_at: datetime | None
    ended_by: str | None
    outcome: DisputeOutcome | None


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One dispute with what was said. recused: the reader has changed the record, and judges nothing here."""

    line: DisputeLine
    words: str
    answer: str
    ruling: RulingView
    recused: bool


def open_disputes(work: Work, actor: Actor) -> tuple[DisputeLine, ...]:
    """Return what waits for a decision, the oldest first."""
    return _lines(work, actor, DisputeEnd.dispute_id.is_(None), Dispute.filed_at)


def closed_lately(work: Work, actor: Actor) -> tuple[DisputeLine, ...]:
    """Return what was decided in the last weeks, the newest first."""
    return _lines(work, actor, DisputeEnd.ended_at > work.now - LATELY, DisputeEnd.ended_at.desc())


def count_open_disputes(work: Work) -> int:
    """Count what waits for a decision."""
    ended = select(DisputeEnd.dispute_id).where(DisputeEnd.project_id == work.project_id)
    waiting = select(func.count()).where(Dispute.project_id == work.project_id, Dispute.id.not_in(ended))
    return work.session.scalar(waiting) or 0


def view_dispute(work: Work, actor: Actor, dispute_id: str) -> DisputeView:
    """Return one dispute; DISPUTE_UNKNOWN if there is none."""
    found = _lines(work, actor, Dispute.id == dispute_id, Dispute.filed_at)
    if not found:
        raise RefusedError(ErrorCode.DISPUTE_UNKNOWN)
    line = found[0]
    row = work.session.get_one(Dispute, (work.project_id, dispute_id))
    end = work.session.get(DisputeEnd, (work.project_id, dispute_id))
    _standing, ruling = latest_rulings(work, [line.client_id])[line.client_id]
    return DisputeView(
        line=line,
        words=work.vault.open(row.words_sealed, work.place("dispute", dispute_id)),
        answer=work.vault.open(end.reason_sealed, work.place("dispute_end", dispute_id)) if end else "",
        ruling=view_ruling(ruling, names_of_people(work), load_books(work), reader_id=None, now=work.now),
        recused=is_recused(work, actor, line.client_id),
    )


def _lines(work: Work, actor: Actor, which: ColumnElement[bool], order: Any) -> tuple[DisputeLine, ...]:  # noqa: ANN401 - whatever can be ordered by
    rows = work.session.execute(
        select(
            Dispute.id,
            Dispute.client_id,
            Dispute.kind,
            Dispute.filed_by,
            Dispute.filed_at,
            DisputeEnd.ended_at,
            DisputeEnd.ended_by,
            DisputeEnd.outcome,
        )
        .outerjoin(DisputeEnd, (DisputeEnd.project_id == Dispute.project_id) & (DisputeEnd.dispute_id == Dispute.id))
        .where(Dispute.project_id == work.project_id, which)
        .order_by(order)
        .limit(MOST)
    ).all()
    called = know_clients(work, actor.role, Relation.CASE, {row.client_id for row in rows})
    clients = {client_id: client.name for client_id, client in called.items()}
    return tuple(_all(rows, clients, names_of_people(work), load_books(work)))


def _all(
    rows: Iterable[Any], clients: Mapping[str, NamedClient], names: Mapping[str, str], books: RuleBooks
) -> Iterable[DisputeLine]:
    for row in rows:
        yield DisputeLine(
            id=row.id,
            client_id=row.client_id,
            name=clients.get(row.client_id, NOBODY),
            kind=DisputeKind(row.kind),
            by=names[row.filed_by],
            at=row.filed_at,
            deadline=deadline(row.filed_at, books),
            ended_at=row.ended_at,
            ended_by=names[row.ended_by] if row.ended_by else None,
            outcome=DisputeOutcome(row.outcome) if row.outcome else None,
        )
