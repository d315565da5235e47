"""Settle a contested case: a decision for one of the claims that were shown, and the ruling that follows from it.

A decision counts for what its maker saw. So the number of the ruling that was shown comes with it, and everything that
ruling listed is stored with the decision; what nobody had seen contests again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.models.justice import Decision
from webapp.models.ownership import Ruling
from webapp.services.justice.decision_view import SettleReason, seal_reason
from webapp.services.justice.dispute_states import dealt_at
from webapp.services.justice.disputes import look_back_until
from webapp.services.justice.recusal import is_recused
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.ownership.wire.feed import news_of_ruling, send_notices
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a manager wants. ruling_number: of the ruling on the page that the manager decided on."""

    client_id: str
    ruling_number: int
    claim_id: str
    reason: SettleReason
    words: str


def settle(work: Work, actor: Actor, wish: Settlement) -> ErrorCode | None:
    """Settle a case. An ErrorCode means that nothing was decided.

    It is returned, not raised, so that what time alone has changed since (a protection that ran out) is ruled and
    kept: else the manager would be shown the old state again and again.
    """
    _latest(work, wish.client_id)
    rule_clients(work, [wish.client_id])
    shown = _latest(work, wish.client_id)
    if shown.number != wish.ruling_number:
        return ErrorCode.RULING_CHANGED
    dealt = dealt_at(shown)
    if dealt is not None and work.now >= look_back_until(work, dealt, load_books(work)):
        return ErrorCode.TIME_BARRED
    if not shown.contested:
        return ErrorCode.NOT_CONTESTED
    lanes = {lane["claim_id"]: lane for lane in shown.evidence["lanes"]}
    if wish.claim_id not in lanes:
        return ErrorCode.CLAIM_UNKNOWN
    if is_recused(work, actor, wish.client_id):
        return ErrorCode.RECUSED
    _decide(work, actor, wish, shown, lanes)
    return None


def _latest(work: Work, client_id: str) -> Ruling:
    found = latest_rulings(work, [client_id]).get(client_id)
    if found is None:
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    return found[1]


def _decide(work: Work, actor: Actor, wish: Settlement, shown: Ruling, lanes: dict[str, dict[str, Any]]) -> None:
    winner, id_ = lanes[wish.claim_id], work.new_id()
    work.session.add(
        Decision(
            project_id=work.project_id,
            id=id_,
            client_id=wish.client_id,
            claim_id=wish.claim_id,
            agent_id=winner["agent_id"],
            decided_by=actor.person_id,
            decided_at=work.now,
            ruling_number=shown.number,
            winner_ruling_time=datetime.fromisoformat(winner["ruling_time"]),
            listed={"claims": _as_shown(shown, lanes)},
            reason_sealed=seal_reason(work, id_, wish.reason, wish.words),
        )
    )
    facts = {"ruling": str(shown.number), "claim": wish.claim_id, "agent": winner["agent_id"], "reason": wish.reason}
    record(work, actor, Act.CASE_SETTLED, wish.client_id, **facts)
    rule_clients(work, [wish.client_id])
    _tell_the_others(work, shown, _latest(work, wish.client_id))


def _as_shown(shown: Ruling, lanes: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Return every claim of the ruling with its times; one that had a bar was seen, whether it was listed or not."""
    listed = {each["claim_id"]: each for each in (*lanes.values(), *shown.evidence["listed"])}
    return [{key: each[key] for key in ("claim_id", "ruling_time", "stated")} for each in listed.values()]


def _tell_the_others(work: Work, shown: Ruling, ruled: Ruling) -> None:
    """Tell those whose bars were weighed and whom the new ruling leaves out; its own parties it tells by itself."""
    weighed = {lane["agent_id"] for lane in shown.evidence["lanes"]}
    told = {lane["agent_id"] for lane in ruled.evidence["lanes"]} | ({shown.owner_id} - {None})
    send_notices(work, news_of_ruling(ruled, weighed - told, names_of_people(work)))
