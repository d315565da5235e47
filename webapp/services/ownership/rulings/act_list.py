"""What was done to a client by hand, newest first: by whom, to whom, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.models.ownership import Assignment, PoolClaim, Subscription, SubscriptionEnd
from webapp.services.ownership.rulings.act_reason import open_act
from webapp.services.people.roster import names_of_people
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act. agent: whose the client was from then on, None for nobody's. reason: a code, or empty."""

    what: str
    at: datetime
    by: str
    agent: str | None
    reason: str
    words: str


def acts_on(work: Work, client_id: str) -> tuple[ActLine, ...]:
    """Return the acts on a client."""
    names = names_of_people(work)
    lines = [*_assignments(work, client_id, names), *_takes(work, client_id, names), *_deals(work, client_id, names)]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _assignments(work: Work, client_id: str, names: Mapping[str, str]) -> Iterable[ActLine]:
    for row in work.session.scalars(
        select(Assignment).where(Assignment.project_id == work.project_id, Assignment.client_id == client_id)
    ):
        reason, words = ("", "")
        if row.reason_sealed is not None:
            reason, words = open_act(work, "assignment", row.id, row.reason_sealed)
        agent = names[row.agent_id] if row.agent_id else None
        yield ActLine(row.kind, row.made_at, names[row.made_by], agent, reason, words)


def _takes(work: Work, client_id: str, names: Mapping[str, str]) -> Iterable[ActLine]:
    for row in work.session.scalars(
        select(PoolClaim).where(PoolClaim.project_id == work.project_id, PoolClaim.client_id == client_id)
    ):
        yield ActLine("pool_claim", row.claimed_at, names[row.agent_id], names[row.agent_id], "", "")


def _deals(work: Work, client_id: str, names: Mapping[str, str]) -> Iterable[ActLine]:
    for row in work.session.scalars(
        select(Subscription).where(Subscription.project_id == work.project_id, Subscription.client_id == client_id)
    ):
        yield ActLine("subscription", row.subscribed_at, names[row.made_by], names[row.agent_id], "", "")
    for end in work.session.scalars(
        select(SubscriptionEnd).where(
            SubscriptionEnd.project_id == work.project_id, SubscriptionEnd.client_id == client_id
        )
    ):
        reason, words = open_act(work, "subscription_end", end.subscription_id, end.reason_sealed)
        yield ActLine("subscription_end", end.ended_at, names[end.made_by], None, reason, words)
