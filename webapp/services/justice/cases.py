"""Contested cases: what waits for a manager, the oldest deadline first, and what was settled lately."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from sync.people.roles import Role
from sync.people.visibility import Relation
from sync.policy import RuleBooks
from webapp.models.justice import Decision
from webapp.models.ownership import Ruling, Standing
from webapp.services.justice.claim_facts import ClaimFacts, gather_facts
from webapp.services.justice.decision_view import DecisionView, decisions_on
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.ruling_view import RulingView, latest_rulings, view_ruling
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: A list on one page; with more than this, the office has other worries than paging.
MOST = 100
LATELY = timedelta(days=7)
MOST_SETTLED = 10


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One open case of the list. parties: everybody with a bar, the owner for now first."""

    client_id: str
    name: NamedClient
    reason: str
    parties: tuple[str, ...]
    deadline: datetime


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A case that was settled."""

    name: NamedClient
    decision: DecisionView


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case. deadline: None once it is settled. decision: the newest, if there is one."""

    client_id: str
    name: NamedClient
    phone_masked: str
    ruling: RulingView
    deadline: datetime | None
    facts: dict[str, ClaimFacts]
    decision: DecisionView | None
    appeal_hours: int


def open_cases(work: Work, actor: Actor, most: int = MOST) -> tuple[CaseLine, ...]:
    """Return the open cases, oldest deadline first."""
    deadlines = open_deadlines(work)
    client_ids = sorted(deadlines, key=lambda client_id: (deadlines[client_id], client_id))[:most]
    known = know_clients(work, actor.role, Relation.CASE, client_ids)
    rulings, names = latest_rulings(work, client_ids), names_of_people(work)
    return tuple(
        CaseLine(
            client_id=client_id,
            name=known[client_id].name if client_id in known else NOBODY,
            reason=rulings[client_id][1].reason,
            parties=tuple(dict.fromkeys(names[lane["agent_id"]] for lane in rulings[client_id][1].evidence["lanes"])),
            deadline=deadlines[client_id],
        )
        for client_id in client_ids
    )


def count_open_cases(work: Work) -> int:
    """Count what waits for a manager."""
    waiting = select(func.count()).where(Standing.project_id == work.project_id, Standing.contested.is_(True))
    return work.session.scalar(waiting) or 0


def open_deadlines(work: Work) -> dict[str, datetime]:
    """Return until when each open case has to be decided: the clock runs from the ruling that first was contested."""
    contested = select(Standing.client_id).where(Standing.project_id == work.project_id, Standing.contested.is_(True))
    return _deadlines(work, work.session.scalars(contested).all(), load_books(work))


def settled_lately(work: Work, actor: Actor) -> tuple[SettledLine, ...]:
    """Return what was decided in the last days and still stands, newest first."""
    client_ids = work.session.scalars(
        select(Decision.client_id)
        .join(Standing, (Standing.project_id == Decision.project_id) & (Standing.client_id == Decision.client_id))
        .where(
            Decision.project_id == work.project_id,
            Decision.decided_at > work.now - LATELY,
            Standing.contested.is_(False),
        )
    ).all()
    newest = {decision.client_id: decision for decision in reversed(decisions_on(work, client_ids))}
    lines = sorted(newest.values(), key=lambda decision: decision.at, reverse=True)[:MOST_SETTLED]
    known = know_clients(work, actor.role, Relation.CASE, [line.client_id for line in lines])
    return tuple(SettledLine(known[line.client_id].name if line.client_id in known else NOBODY, line) for line in lines)


def view_case(work: Work, actor: Actor, client_id: str) -> CaseView:
    """Return a case, open or settled; a client that nobody ever contested is no case: CLIENT_UNKNOWN."""
    if not _was_contested(work, client_id):
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    standing, ruling = latest_rulings(work, [client_id])[client_id]
    books = load_books(work)
    known = know_clients(work, actor.role, Relation.CASE, [client_id])[client_id]
    view = view_ruling(ruling, names_of_people(work), books, reader_id=None, now=work.now)
    deadlines = _deadlines(work, [client_id], books) if standing.contested else {}
    return CaseView(
        client_id=client_id,
        name=known.name,
        phone_masked=known.phone_masked,
        ruling=view,
        deadline=deadlines.get(client_id),
        facts=gather_facts(work, client_id, [lane.lane for lane in view.lanes]),
        decision=next(iter(decisions_on(work, [client_id])), None),
        appeal_hours=books.at(work.now).appeal_deadline_hours,
    )


def may_settle(actor: Actor, case: CaseView) -> bool:
    """Say whether somebody is asked to decide: a manager who has no claim in it."""
    parties = {lane.agent.id for lane in case.ruling.lanes}
    return actor.role is Role.OFFICE_MANAGER and case.deadline is not None and actor.person_id not in parties


def _was_contested(work: Work, client_id: str) -> bool:
    contested = exists().where(
        Ruling.project_id == work.project_id, Ruling.client_id == client_id, Ruling.contested.is_(True)
    )
    return bool(work.session.scalar(select(contested)))


def _deadlines(work: Work, client_ids: Collection[str], books: RuleBooks) -> dict[str, datetime]:
    """Walk each client's rulings: a newer contested one does not wind the clock back, an uncontested one stops it."""
    rows = work.session.execute(
        select(Ruling.client_id, Ruling.contested, Ruling.ruled_at)
        .where(Ruling.project_id == work.project_id, Ruling.client_id.in_(client_ids))
        .order_by(Ruling.number)
    )
    since: dict[str, datetime] = {}
    for client_id, contested, ruled_at in rows:
        if contested:
            since.setdefault(client_id, ruled_at)
        else:
            since.pop(client_id, None)
    return {
        client_id: began + timedelta(hours=books.at(began).decision_deadline_hours)
        for client_id, began in since.items()
    }
