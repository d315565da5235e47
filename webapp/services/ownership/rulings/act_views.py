"""What the office's acts and disputes mean for a client, the way its agents see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync.ownership.reasons import ReasonCode
from webapp.models.ownership import Ruling, Standing
from webapp.services.justice.dispute_states import DisputeState, dealt_at
from webapp.services.ownership.rulings.ruling_view import NamedAgent


class FrozenBy(StrEnum):
    """Why a protection does not run now."""

    SUBSCRIPTION = "subscription"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class PoolStay:
    """Since when a client is in the open pool."""

    since: datetime


@dataclass(frozen=True, slots=True)
class FrozenView:
    """Since when a protection stands still, and why."""

    kind: FrozenBy
    since: datetime


@dataclass(frozen=True, slots=True)
class ActView:
    """named_by: who made the registration by which the owner, for whom the client had asked, owns it."""

    pool: PoolStay | None = None
    frozen: FrozenView | None = None
    dispute: DisputeState | None = None
    named_by: NamedAgent | None = None


def act_view(
    standing: Standing, ruling: Ruling, disputes: Mapping[str, DisputeState], names: Mapping[str, str]
) -> ActView:
    """Return what of a client's standing stems from acts and disputes."""
    return ActView(
        pool=PoolStay(standing.pool_since) if standing.pool_since is not None else None,
        frozen=_frozen(standing, ruling),
        dispute=disputes.get(standing.client_id),
        named_by=_named_by(ruling, names),
    )


def _frozen(standing: Standing, ruling: Ruling) -> FrozenView | None:
    dealt = dealt_at(ruling)
    if dealt is not None:
        return FrozenView(FrozenBy.SUBSCRIPTION, dealt)
    return FrozenView(FrozenBy.DISPUTE, standing.frozen_since) if standing.frozen_since is not None else None


def _named_by(ruling: Ruling, names: Mapping[str, str]) -> NamedAgent | None:
    if ruling.reason != ReasonCode.NAMED_CLIENT or not ruling.evidence["lanes"]:
        return None
    standin = ruling.evidence["lanes"][0].get("standin_id")
    return NamedAgent(standin, names[standin]) if standin in names else None
