"""How often an agent may learn in a day that a client is taken, and what is withheld after that.

A registration that loses, one whose number is nearly that of a colleague's client, and any other that is contested, all
say that somebody has the client. Whoever has heard so often today that it may be a bought list gets no ruling of what
is registered after that until a manager looked: neither of those lost nor of those won, or the silence itself would say
which are taken. All are stored and ruled at once, and lose no time by it. A number that belongs to somebody as a spare
one joins nothing and answers nothing, so it costs nothing; the desk's check of a number has a budget of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, insert, select

from sync.ownership.reasons import ReasonCode
from sync.policy import RuleBook
from webapp.models.ownership import Registration, Ruling, Standing, TakenAnswer
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.people.daily_budget import midnight
from webapp.services.people.project import load_zone
from webapp.services.work import Actor, Work


class _Ruled(NamedTuple):
    """A client that a push registers. known: the agent was told of it, or had a part in it, before."""

    client_id: str
    taken: bool
    known: bool
    spent_today: int


def spend_taken_answers(work: Work, actor: Actor, registered: dict[str, str], book: RuleBook) -> None:
    """Count what a push tells its agent, and withhold the rest. registered: entry to client, in the chain's order."""
    if not registered:
        return
    all_ruled, rows = _ruled(work, actor, registered), []
    budget, before = book.taken_answers_per_day, max((each.spent_today for each in all_ruled), default=0)
    count = before
    for ruled in all_ruled:
        if not ruled.known and (count >= budget or ruled.taken):
            rows.append(_row(work, actor, ruled.client_id, withheld=count >= budget))
            count += 1
    if rows:
        work.session.execute(insert(TakenAnswer), rows)
    if before < budget <= count:
        kind = SignalKind.TAKEN_ANSWERS_SPENT
        raise_signal(work, kind, person_id=actor.person_id, named=str(budget))


def withheld_from(work: Work, pairs: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return which people wait for a manager to look at which clients. pairs: person, client."""
    if not pairs:
        return frozenset()
    people, clients = ({pair[place] for pair in pairs} for place in (0, 1))
    rows = work.session.execute(
        select(TakenAnswer.person_id, TakenAnswer.client_id).where(
            waits(work), TakenAnswer.person_id.in_(people), TakenAnswer.client_id.in_(clients)
        )
    )
    return frozenset((row.person_id, row.client_id) for row in rows)


def is_withheld(work: Work, actor: Actor, client_id: str) -> bool:
    """Say whether the actor waits for a manager to look at a client."""
    return bool(withheld_from(work, [(actor.person_id, client_id)]))


def waits(work: Work) -> ColumnElement[bool]:
    """Return the condition for what nobody has looked at."""
    return and_(
        TakenAnswer.project_id == work.project_id, TakenAnswer.withheld.is_(True), TakenAnswer.shown_at.is_(None)
    )


def _ruled(work: Work, actor: Actor, registered: dict[str, str]) -> list[_Ruled]:
    """Return the clients in the order in which they were registered, each once, by one question for any number."""
    client_ids = set(registered.values())
    earlier = select(Registration.client_id).where(
        Registration.project_id == work.project_id,
        Registration.agent_id == actor.person_id,
        Registration.missing == "",
        Registration.client_id.in_(client_ids),
        Registration.entry_id.not_in(registered),
    )
    mine = (TakenAnswer.project_id == work.project_id, TakenAnswer.person_id == actor.person_id)
    spent = select(func.count()).select_from(TakenAnswer).where(*mine, TakenAnswer.withheld.is_(False))
    answered = select(TakenAnswer.client_id).where(*mine, TakenAnswer.client_id.in_(client_ids))
    rows = work.session.execute(
        select(
            Standing.client_id,
            Standing.owner_id,
            Standing.contested,
            Standing.ruled_at,
            Ruling.reason,
            (Standing.client_id.in_(earlier) | Standing.client_id.in_(answered)).label("told"),
            spent.where(TakenAnswer.answered_at >= midnight(work, load_zone(work))).scalar_subquery().label("spent"),
        )
        .join(Ruling, (Ruling.project_id == Standing.project_id) & (Ruling.number == Standing.ruling_number))
        .where(Standing.project_id == work.project_id, Standing.client_id.in_(client_ids))
    )
    found = {row.client_id: _read(work, actor, row) for row in rows}
    return [found[client_id] for client_id in dict.fromkeys(registered.values()) if client_id in found]


def _read(work: Work, actor: Actor, row: Any) -> _Ruled:  # noqa: ANN401 - a row of the question above
    by_another = row.owner_id not in {None, actor.person_id}
    taken = by_another or row.contested or row.reason == ReasonCode.NOBODY_SUSPENDED
    had = row.owner_id == actor.person_id and row.ruled_at < work.now
    return _Ruled(row.client_id, taken, bool(row.told) or had, row.spent)


def _row(work: Work, actor: Actor, client_id: str, *, withheld: bool) -> dict[str, str | int | bool | datetime | None]:
    return {
        "project_id": work.project_id,
        "person_id": actor.person_id,
        "client_id": client_id,
        "answered_at": work.now,
        "withheld": withheld,
        "shown_by": None,
        "shown_at": None,
    }
