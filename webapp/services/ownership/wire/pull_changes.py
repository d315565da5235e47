"""Give a phone what changed for its agent since its cursor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.models.ownership import Change
from webapp.models.people import Notice
from webapp.services.ownership.clients.client_views import ClientView, view_clients
from webapp.services.ownership.ledger.ledger_head import SignedHead, newest_head
from webapp.services.ownership.wire.feed import ChangeKind
from webapp.services.people.devices import own_device, running_chain
from webapp.services.work import Actor, Work

PAGE = 200
#: Raised when what a phone keeps has to be fetched anew by all, such as after a change of the shape of clients.
FEED = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that changed; `value` is None if it is no longer this person's to see."""

    kind: ChangeKind
    id: str
    value: ClientView | Notice | None


@dataclass(frozen=True, slots=True)
class Pulled:
    """A page of changes, all as of one moment."""

    changes: tuple[Changed, ...]
    cursor: str
    more: bool
    acked_seq: int
    scope: str
    reset: bool
    anchor: str
    ledger: SignedHead


def pull_changes(work: Work, actor: Actor, device_id: str, cursor: str) -> Pulled:
    """Return the next page after a cursor; one that is not ours for this person begins anew."""
    device = own_device(work, actor, device_id)
    scope = f"{FEED}:{actor.project_id}:{actor.person_id}:{actor.role}"
    position = _position(work, cursor, scope)
    rows = work.session.scalars(
        select(Change)
        .where(
            Change.project_id == work.project_id,
            Change.person_id == actor.person_id,
            Change.position > (position or 0),
        )
        .order_by(Change.position)
        .limit(PAGE + 1)
    ).all()
    page = rows[:PAGE]
    last = page[-1].position if page else (position or 0)
    return Pulled(
        changes=_changes(work, actor, page),
        cursor=work.vault.sign_cursor(f"{scope}:{last}"),
        more=len(rows) > PAGE,
        acked_seq=running_chain(work, device).acked_seq,
        scope=scope,
        reset=bool(cursor) and position is None,
        anchor=work.vault.anchor_for(work.now, work.project_id, device.id),
        ledger=newest_head(work),
    )


def _position(work: Work, cursor: str, scope: str) -> int | None:
    text = work.vault.read_cursor(cursor) if cursor else None
    if text is None or not text.startswith(f"{scope}:"):
        return None
    return int(text.rpartition(":")[2])


def _changes(work: Work, actor: Actor, page: Sequence[Change]) -> tuple[Changed, ...]:
    clients = view_clients(work, actor, _ids(page, ChangeKind.CLIENT))
    notices = _notices(work, actor, _ids(page, ChangeKind.NOTICE))
    values: dict[str, ClientView | Notice | None] = {**clients, **notices}
    return tuple(Changed(ChangeKind(row.kind), row.subject_id, values.get(row.subject_id)) for row in page)


def _notices(work: Work, actor: Actor, notice_ids: Collection[str]) -> dict[str, Notice]:
    if not notice_ids:
        return {}
    rows = work.session.scalars(
        select(Notice).where(
            Notice.project_id == work.project_id, Notice.person_id == actor.person_id, Notice.id.in_(notice_ids)
        )
    )
    return {notice.id: notice for notice in rows}


def _ids(page: Sequence[Change], kind: ChangeKind) -> Collection[str]:
    return [row.subject_id for row in page if row.kind == kind]
