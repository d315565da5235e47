"""Decisions as the desk reads them: who decided, for whom, and why."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from webapp.models.justice import Decision
from webapp.services.people.roster import names_of_people
from webapp.services.work import Work


class SettleReason(StrEnum):
    """Why a case was settled as it was. `own_words` asks for some."""

    EVIDENCE = "evidence"
    STATED = "stated"
    CLIENT = "client"
    TURN = "turn"
    AGREED = "agreed"
    OWN_WORDS = "own_words"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision. words: the manager's own, possibly none."""

    client_id: str
    at: datetime
    by: str
    agent: str
    reason: SettleReason
    words: str


def decisions_on(work: Work, client_ids: Collection[str]) -> tuple[DecisionView, ...]:
    """Return the decisions on clients, newest first."""
    names = names_of_people(work)
    rows = work.session.scalars(
        select(Decision)
        .where(Decision.project_id == work.project_id, Decision.client_id.in_(client_ids))
        .order_by(Decision.decided_at.desc())
    )
    return tuple(_view(work, row, names) for row in rows)


def seal_reason(work: Work, decision_id: str, reason: SettleReason, words: str) -> str:
    """Seal why: own words may name the client."""
    return work.vault.seal(json.dumps([reason, words]), work.place("decision", decision_id))


def _view(work: Work, row: Decision, names: dict[str, str]) -> DecisionView:
    reason, words = json.loads(work.vault.open(row.reason_sealed, work.place("decision", row.id)))
    return DecisionView(
        row.client_id, row.decided_at, names[row.decided_by], names[row.agent_id], SettleReason(reason), words
    )
