"""How many numbers lead to an agent: a list that was bought and is parked shows in nothing else.

A client has a main number and a few further ones, and whoever comes under any of them is its owner's. So numbers are
counted, not clients; and nobody is refused: an honest agent on a good day must not be.
"""

from __future__ import annotations

from sqlalchemy import func, select

from sync.policy import RuleBook
from webapp.models.ownership import ClientNumber, Standing
from webapp.services.justice.signals import SignalKind, raise_signal, was_raised_today
from webapp.services.work import Actor, Work


def look_at_numbers(work: Work, actor: Actor, book: RuleBook) -> None:
    """Raise a signal, once a day, when more numbers lead to an agent than one may hold clients."""
    held = _count(work, actor.person_id)
    kind = SignalKind.MANY_NUMBERS_HELD
    if held > book.live_clients_cap and not was_raised_today(work, kind, actor.person_id):
        raise_signal(work, kind, person_id=actor.person_id, held=str(held), cap=str(book.live_clients_cap))


def _count(work: Work, agent_id: str) -> int:
    """Count the numbers that an agent named and whose clients the agent owns now."""
    lasts = (Standing.protected_until > work.now) | Standing.protected_until.is_(None)
    theirs = (
        select(func.count())
        .select_from(Standing)
        .join(
            ClientNumber,
            (ClientNumber.project_id == Standing.project_id) & (ClientNumber.client_id == Standing.client_id),
        )
        .where(
            Standing.project_id == work.project_id,
            Standing.owner_id == agent_id,
            ClientNumber.agent_id == agent_id,
            lasts,
        )
    )
    return work.session.scalar(theirs) or 0
