"""How disputes stand: what a list or a client's page has to know of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from webapp.models.justice import Dispute, DisputeEnd
from webapp.models.ownership import Ruling
from webapp.services.work import Work


class DisputeOutcome(StrEnum):
    """How a dispute ended."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class DisputeState:
    """The newest dispute about a client. at: when it was filed, or closed."""

    status: str
    at: datetime
    outcome: DisputeOutcome | None


def newest_disputes(work: Work, client_ids: Collection[str]) -> dict[str, DisputeState]:
    """Return the newest dispute about each client."""
    rows = work.session.execute(
        select(Dispute.client_id, Dispute.filed_at, DisputeEnd.ended_at, DisputeEnd.outcome)
        .outerjoin(DisputeEnd, (DisputeEnd.project_id == Dispute.project_id) & (DisputeEnd.dispute_id == Dispute.id))
        .where(Dispute.project_id == work.project_id, Dispute.client_id.in_(client_ids))
        .order_by(Dispute.filed_at)
    )
    return {
        row.client_id: DisputeState("open", row.filed_at, None)
        if row.ended_at is None
        else DisputeState("closed", row.ended_at, DisputeOutcome(row.outcome))
        for row in rows
    }


def dealt_at(ruling: Ruling) -> datetime | None:
    """Return since when a deal freezes the client by a ruling."""
    frozen = ruling.evidence.get("frozen_since")
    return datetime.fromisoformat(frozen) if frozen else None
