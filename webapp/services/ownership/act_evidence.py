"""What the office did to clients, and what kept protections from running: two questions, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, String, and_, literal, null, select, type_coerce, union_all

from sync.ownership.acts import (
    Act,
    Assignment,
    AssignmentKind,
    Departure,
    Freeze,
    FreezeKind,
    PoolClaim,
    Readmission,
    Subscription,
    SubscriptionEnd,
)
from sync.policy import RuleBooks
from webapp.models import justice, ownership
from webapp.models.base import UtcDateTime
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class ActEvidence:
    """Acts and disputes by client; staff: who left and came back; outages: of the whole office."""

    acts: Mapping[str, list[Act]]
    staff: tuple[Act, ...]
    disputes: Mapping[str, list[Freeze]]
    outages: tuple[Freeze, ...]


def load_acts(work: Work, client_ids: Collection[str], books: RuleBooks) -> ActEvidence:
    """Return what was done to clients, and what is frozen."""
    acts: dict[str | None, list[Act]] = defaultdict(list)
    for row in work.session.execute(union_all(*_acts(work, client_ids))):
        acts[row.client_id].append(_ACTS[row.what](row))
    freezes: dict[str | None, list[Freeze]] = defaultdict(list)
    for row in work.session.execute(union_all(*_freezes(work, client_ids))):
        if row.client_id is None or books.at(row.since).freeze_on_dispute:
            freezes[row.client_id].append(Freeze(FreezeKind(row.what), row.since, row.until))
    staff, outages = tuple(acts.pop(None, ())), tuple(freezes.pop(None, ()))
    return ActEvidence(_of_clients(acts), staff, _of_clients(freezes), outages)


def _of_clients(found: Mapping[str | None, list[Any]]) -> dict[str, list[Any]]:
    return {client_id: each for client_id, each in found.items() if client_id is not None}


def _acts(work: Work, client_ids: Collection[str]) -> tuple[Select[Any], ...]:
    """Ask every table in one shape: what, id, client, moment, kind, agent, other agent."""
    nothing = type_coerce(null(), String)
    given, taken, deal, undone = (
        ownership.Assignment,
        ownership.PoolClaim,
        ownership.Subscription,
        ownership.SubscriptionEnd,
    )
    left, back = ownership.Departure, ownership.Readmission
    rows: tuple[tuple[Any, str, tuple[Any, ...]], ...] = (
        (given, "assignment", (given.id, given.client_id, given.made_at, given.kind, given.agent_id, given.from_agent)),
        (taken, "pool_claim", (taken.id, taken.client_id, taken.claimed_at, nothing, taken.agent_id, nothing)),
        (deal, "subscription", (deal.id, deal.client_id, deal.subscribed_at, nothing, deal.agent_id, deal.closed_by)),
        (undone, "subscription_end", (undone.subscription_id, undone.client_id, undone.ended_at, *[nothing] * 3)),
        (left, "departure", (left.id, nothing, left.departed_at, nothing, left.agent_id, left.successor_id)),
        (back, "readmission", (back.id, nothing, back.readmitted_at, nothing, back.agent_id, nothing)),
    )
    names = ("id", "client_id", "at", "kind", "agent_id", "other_id")
    return tuple(
        select(
            literal(what).label("what"),
            *(column.label(name) for column, name in zip(columns, names, strict=True)),
        ).where(table.project_id == work.project_id, *_about(table, client_ids))
        for table, what, columns in rows
    )


def _about(table: Any, client_ids: Collection[str]) -> tuple[Any, ...]:  # noqa: ANN401 - any of the tables
    """Ask for some clients, where a table is about clients at all."""
    return (table.client_id.in_(client_ids),) if hasattr(table, "client_id") else ()


def _freezes(work: Work, client_ids: Collection[str]) -> tuple[Select[str, str, datetime, datetime], ...]:
    filed, ended, out = justice.Dispute, justice.DisputeEnd, ownership.Outage
    disputes = (
        select(
            literal(str(FreezeKind.DISPUTE)).label("what"),
            filed.client_id.label("client_id"),
            filed.filed_at.label("since"),
            ended.ended_at.label("until"),
        )
        .outerjoin(ended, and_(ended.project_id == filed.project_id, ended.dispute_id == filed.id))
        .where(filed.project_id == work.project_id, filed.client_id.in_(client_ids))
    )
    outages = select(
        literal(str(FreezeKind.OUTAGE)).label("what"),
        type_coerce(null(), String).label("client_id"),
        out.since.label("since"),
        type_coerce(out.until, UtcDateTime).label("until"),
    ).where(out.project_id == work.project_id)
    return disputes, outages


def _assignment(row: Any) -> Act:  # noqa: ANN401 - a row
    return Assignment(row.id, row.at, AssignmentKind(row.kind), row.agent_id, row.other_id)


def _pool_claim(row: Any) -> Act:  # noqa: ANN401 - as above
    return PoolClaim(row.id, row.at, row.agent_id)


def _subscription(row: Any) -> Act:  # noqa: ANN401 - as above
    return Subscription(row.id, row.at, row.agent_id, row.other_id)


def _subscription_end(row: Any) -> Act:  # noqa: ANN401 - as above
    return SubscriptionEnd(row.id, row.at, row.id)


def _departure(row: Any) -> Act:  # noqa: ANN401 - as above
    return Departure(row.id, row.at, row.agent_id, row.other_id)


def _readmission(row: Any) -> Act:  # noqa: ANN401 - as above
    return Readmission(row.id, row.at, row.agent_id)


_ACTS: Mapping[str, Callable[[Any], Act]] = MappingProxyType(
    {
        "assignment": _assignment,
        "pool_claim": _pool_claim,
        "subscription": _subscription,
        "subscription_end": _subscription_end,
        "departure": _departure,
        "readmission": _readmission,
    }
)
