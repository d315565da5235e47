"""What clients answered on their page, held against the numbers that were registered.

Whoever sees a code can answer it. So the answer that counts is the first with the last digits of the phone that was
registered, whether its text was here then or came later; all others say nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.justice.confirmation import Answer as AnswerWord
from sync.justice.confirmation import AnswerMeaning, meaning_of
from webapp.models.justice import Answer, Ticket
from webapp.models.ownership import Client
from webapp.models.people import Person
from webapp.services.ownership.identity.client_numbers import spare_numbers
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class ClientAnswer:
    """The answer to a ticket that counts, or one that says nothing if none does.

    staff_number: what was registered as a client's number was one of staff when the answer was given.
    """

    ticket: Ticket
    meaning: AnswerMeaning
    answered_at: datetime
    digits_match: bool
    staff_number: bool


def client_answers(work: Work, clients: Mapping[str, Client]) -> dict[str, ClientAnswer]:
    """Return what was answered, by ticket. clients: whom the registration that named a ticket is about."""
    if not clients:
        return {}
    rows = work.session.execute(
        select(Answer, Ticket)
        .join(Ticket, (Ticket.project_id == Answer.project_id) & (Ticket.id == Answer.ticket_id))
        .where(Answer.project_id == work.project_id, Answer.ticket_id.in_(clients), Ticket.id.in_(clients))
        .order_by(Answer.number)
    ).all()
    if not rows:
        return {}
    about = {clients[ticket.id].id: clients[ticket.id] for _given, ticket in rows}
    staff, spares = _staff_by_number(work, about.values()), spare_numbers(work, about)
    found: dict[str, ClientAnswer] = {}
    for given, ticket in rows:
        client = clients[ticket.id]
        heard = _hear(work, given, ticket, _numbers(work, client, spares), staff.get(client.phone_key or "", ()))
        if ticket.id not in found or (heard.digits_match and not found[ticket.id].digits_match):
            found[ticket.id] = heard
    return found


def is_staff_number(work: Work, client: Client) -> bool:
    """Say whether a client's number is that of somebody who works here now; all of it, not only its end."""
    return _worked_here(_staff_by_number(work, [client]).get(client.phone_key or "", ()), work.now)


def sealed_at(work: Work, ticket_id: str, number: int) -> str:
    """Return where the digits of an answer belong."""
    return work.place("answer", f"{ticket_id}/{number}")


def _numbers(work: Work, client: Client, spares: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return all numbers of a client: an answer gives the last digits of the one that was registered."""
    if client.phone_sealed is None:
        return ()
    return (work.vault.open(client.phone_sealed, work.place("client", client.id)), *spares[client.id])


def _hear(
    work: Work, given: Answer, ticket: Ticket, numbers: tuple[str, ...], staff: Collection[Person]
) -> ClientAnswer:
    match = False
    if given.last_four_sealed is not None:
        last_four = work.vault.open(given.last_four_sealed, sealed_at(work, ticket.id, given.number))
        match = any(number.endswith(last_four) for number in numbers)
    staff_number = _worked_here(staff, given.answered_at)
    meaning = meaning_of(AnswerWord(given.answer), digits_match=match, staff_number=staff_number)
    return ClientAnswer(ticket, meaning, given.answered_at, match, staff_number)


def _staff_by_number(work: Work, clients: Collection[Client]) -> dict[str, list[Person]]:
    keys = {client.phone_key for client in clients if client.phone_key}
    found: dict[str, list[Person]] = {key: [] for key in keys}
    if keys:
        rows = select(Person).where(Person.project_id == work.project_id, Person.phone_key.in_(keys))
        for person in work.session.scalars(rows):
            found[person.phone_key or ""].append(person)
    return found


def _worked_here(people: Collection[Person], at: datetime) -> bool:
    """Say whether one of these worked here: who comes or goes later does not change what an answer meant."""
    return any(each.created_at <= at and (each.disabled_at is None or each.disabled_at > at) for each in people)
