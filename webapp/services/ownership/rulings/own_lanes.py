"""The bars of readers whom a ruling has no place for: of a race of hundreds it keeps only the first few."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select

from sync.ownership.claims import Claim
from sync.ownership.rulings import Lane, lane_of
from sync.policy import RuleBooks
from webapp.models.ownership import Ruling, Withdrawal
from webapp.services.ownership.rulings.evidence import own_claims
from webapp.services.work import Actor, Work


def own_lanes(work: Work, actor: Actor, rulings: Collection[Ruling], books: RuleBooks) -> dict[str, Lane]:
    """Return the actor's own bar for each client whose ruling shows others only."""
    without = {ruling.client_id: ruling for ruling in rulings if _shows_others_only(ruling, actor)}
    if not without:
        return {}
    claims = own_claims(work, actor.person_id, without.keys(), books)
    withdrawn = set(
        work.session.scalars(
            select(Withdrawal.claim_root).where(
                Withdrawal.project_id == work.project_id, Withdrawal.client_id.in_(without)
            )
        )
    )
    found = {
        client_id: _that_counts([each for each in claims[client_id] if each.root not in withdrawn], ruling)
        for client_id, ruling in without.items()
    }
    return {client_id: lane_of(claim) for client_id, claim in found.items() if claim is not None}


def _shows_others_only(ruling: Ruling, actor: Actor) -> bool:
    lanes = ruling.evidence["lanes"]
    return bool(lanes) and actor.person_id not in {lane["agent_id"] for lane in lanes}


def _that_counts(claims: Collection[Claim], ruling: Ruling) -> Claim | None:
    """Return the first claim since the tenure before ended; an older one is no part of this ruling."""
    previous: Mapping[str, str] | None = ruling.evidence["previous"]
    since = datetime.fromisoformat(previous["ended_at"]) if previous else None
    return next((claim for claim in claims if since is None or claim.ruling_time >= since), None)
