"""Tickets: issued ahead, so that a phone can show codes where there is no signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.models.justice import Ticket
from webapp.services.ownership.rules.books import load_books
from webapp.services.people.devices import own_device
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class IssuedTicket:
    """One ticket on its way to the phone; only the phone keeps the token."""

    id: str
    token: str
    expires_at: datetime


def issue_tickets(work: Work, actor: Actor, device_id: str, want: int) -> tuple[IssuedTicket, ...]:
    """Issue tickets to the actor's phone, each good for as long as the rule book says."""
    device = own_device(work, actor, device_id)
    book = load_books(work).at(work.now)
    expires_at = (work.now + book.ticket_life).replace(microsecond=0)
    issued = []
    for _ in range(want):
        id_, token = work.vault.new_ticket(work.project_id, expires_at)
        work.session.add(
            Ticket(
                project_id=work.project_id,
                id=id_,
                device_id=device.id,
                person_id=actor.person_id,
                issued_at=work.now,
                expires_at=expires_at,
            )
        )
        issued.append(IssuedTicket(id_, token, expires_at))
    return tuple(issued)
