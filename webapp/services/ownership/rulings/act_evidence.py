"""What was taken back, what the office did, what kept protections from running: one question for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import BigInteger, Select, String, cast, literal, null, select, type_coerce, union_all

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
from sync.ownership.case import Withdrawal
from sync.policy import RuleBooks
from webapp.models import justice, ownership
from webapp.models.base import UtcDateTime
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class ActEvidence:
    """Acts, disputes and withdrawals by client; staff: who left and came back; outages: of the whole office."""

    acts: Mapping[str, list[Act]]
    staff: tuple[Act, ...]
    disputes: Mapping[str, list[Freeze]]
    outages: tuple[Freeze, ...]
    withdrawals: Mapping[str, list[Withdrawal]]


def load_acts(work: Work, client_ids: Collection[str], books: RuleBooks) -> ActEvidence:
    """Return what was done to clients, what is frozen, and which registrations were taken back."""
    acts: dict[str | None, list[Act]] = defaultdict(list)
    freezes: dict[str | None, list[Freeze]] = defaultdict(list)
    withdrawals: dict[str, list[Withdrawal]] = defaultdict(list)
    for row in work.session.execute(union_all(*_rows(work, client_ids))):
        if row.what in _ACTS:
            acts[row.client_id].append(_ACTS[row.what](row))
        elif row.what == _WITHDRAWAL:
            withdrawals[row.client_id].append(Withdrawal(row.id, row.at))
        elif row.client_id is None or books.at(row.at).freeze_on_dispute:
            freezes[row.client_id].append(Freeze(FreezeKind(row.what), row.at, row.until))
    staff, outages = tuple(acts.pop(None, ())), tuple(freezes.pop(None, ()))
    return ActEvidence(_of_clients(acts), staff, _of_clients(freezes), outages, withdrawals)


def _of_clients(found: Mapping[str | None, list[Any]]) -> dict[str, list[Any]]:
    return {client_id: each for client_id, each in found.items() if client_id is not None}


def _rows(work: Work, client_ids: Collection[str]) -> tuple[Select[Any], ...]:
    """Ask every table in one shape: what, id, client, from when, until when, kind, agent, other agent."""
    given, taken, deal = ownership.Assignment, ownership.PoolClaim, ownership.Subscription
    undone, left, back = ownership.SubscriptionEnd, ownership.Departure, ownership.Readmission
    filed, closed, out, unsaid = justice.Dispute, justice.DisputeEnd, ownership.Outage, ownership.Withdrawal
    rows: tuple[tuple[Any, str, tuple[Any, ...]], ...] = (
        (
            given,
            "assignment",
            (given.id, given.client_id, given.made_at, _NO_MOMENT, given.kind, given.agent_id, given.from_agent),
        ),
        (taken, "pool_claim", (taken.id, taken.client_id, taken.claimed_at, _NO_MOMENT, _NO, taken.agent_id, _NO)),
        (
            deal,
            "subscription",
            (deal.id, deal.client_id, deal.subscribed_at, _NO_MOMENT, _NO, deal.agent_id, deal.closed_by),
        ),
        (
            undone,
            "subscription_end",
            (undone.subscription_id, undone.client_id, undone.ended_at, _NO_MOMENT, _NO, _NO, _NO),
        ),
        (left, "departure", (left.id, _NO, left.departed_at, _NO_MOMENT, _NO, left.agent_id, left.successor_id)),
        (back, "readmission", (back.id, _NO, back.readmitted_at, _NO_MOMENT, _NO, back.agent_id, _NO)),
        (filed, "dispute", (filed.id, filed.client_id, filed.filed_at, _end_of(filed, closed), _NO, _NO, _NO)),
        (out, "outage", (out.id, _NO, out.since, out.until, _NO, _NO, _NO)),
        (
            unsaid,
            _WITHDRAWAL,
            (unsaid.claim_root, unsaid.client_id, unsaid.received_at, _NO_MOMENT, _NO, _NO, _NO),
        ),
    )
    names = ("id", "client_id", "at", "until", "kind", "agent_id", "other_id")
    return tuple(
        select(
            literal(what).label("what"),
            *(column.label(name) for column, name in zip(columns, names, strict=True)),
        ).where(table.project_id == work.project_id, *_about(table, client_ids))
        for table, what, columns in rows
    )


_WITHDRAWAL = "withdrawal"
_NO = type_coerce(null(), String)
_NO_MOMENT = type_coerce(cast(null(), BigInteger), UtcDateTime)


def _end_of(filed: Any, closed: Any) -> Any:  # noqa: ANN401 - tables, and a column of one
    ended = select(closed.ended_at).where(closed.project_id == filed.project_id, closed.dispute_id == filed.id)
    return ended.correlate(filed).scalar_subquery()


def _about(table: Any, client_ids: Collection[str]) -> tuple[Any, ...]:  # noqa: ANN401 - any of the tables
    """Ask for some clients, where a table is about clients at all."""
    return (table.client_id.in_(client_ids),) if hasattr(table, "client_id") else ()


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
