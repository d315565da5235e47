"""The answers on the client's page: which are taken, and what about them asks for a look."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from sync.justice.code import Code
from sync.justice.confirmation import MOST_ANSWERS, Answer, AnswerAttempt, AnswerMeaning, AnswerRefusal, refuse_answer
from webapp.models import justice
from webapp.models.ownership import Client, Registration
from webapp.services.justice.signals import SignalKind, raise_signal, was_raised_today
from webapp.services.ownership.rulings.client_answers import client_answers, is_staff_number, sealed_at
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.work import Actor, Work

#: From here on, clients of one agent who answer in one browser ask for a look.
MANY_CLIENTS = 4
SAME_BROWSER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came in, and from where. last_four: as typed. staff: who is signed in in that browser."""

    answer: Answer
    last_four: str
    address: str
    user_agent: str
    staff: Actor | None


@dataclass(frozen=True, slots=True)
class TicketState:
    """How far a ticket has come. client: None while the text of the registration is not here."""

    client: Client | None
    stored: int
    answered_at: datetime | None
    spent: bool

    @property
    def full(self) -> bool:
        """Whether no more answers are stored."""
        return self.stored >= MOST_ANSWERS


def ticket_state(work: Work, ticket_id: str) -> TicketState:
    """Return how far a ticket has come."""
    client = _clients_of(work, [ticket_id]).get(ticket_id)
    heard = client_answers(work, {ticket_id: client}).get(ticket_id) if client else None
    stored, answered_at = work.session.execute(
        select(func.count(), func.max(justice.Answer.answered_at)).where(
            justice.Answer.project_id == work.project_id, justice.Answer.ticket_id == ticket_id
        )
    ).one()
    return TicketState(client, stored, answered_at, spent=heard is not None and heard.digits_match)


def answer_code(work: Work, code: Code, reply: Reply) -> AnswerRefusal | None:
    """Take an answer, or say why not. Spaces and full-width digits are fine."""
    ticket = work.session.get_one(justice.Ticket, (work.project_id, code.ticket.id))
    state = ticket_state(work, ticket.id)
    digits = unicodedata.normalize("NFKC", reply.last_four).strip()
    refusal = refuse_answer(
        AnswerAttempt(
            answer=reply.answer,
            last_four=digits,
            at=work.now,
            expires_at=ticket.expires_at,
            stored=state.stored,
            spent=state.spent,
            staff_browser=reply.staff is not None,
            staff_number=state.client is not None and is_staff_number(work, state.client),
        )
    )
    if refusal is None:
        _keep(work, ticket, state, reply, digits)
    elif refusal is AnswerRefusal.SELF_CONFIRM_BROWSER and reply.staff is not None:
        _name_browser(work, ticket, reply.staff)
    elif refusal is AnswerRefusal.SELF_CONFIRM_NUMBER:
        raise_signal(work, SignalKind.STAFF_NUMBER, person_id=ticket.person_id, device_id=ticket.device_id)
    return refusal


def look_at_answers(work: Work, ticket_ids: Collection[str]) -> None:
    """Raise what answers turn out to mean, as soon as both they and the texts of the registrations are here."""
    clients = _clients_of(work, ticket_ids, _answered(work, ticket_ids)) if ticket_ids else {}
    for ticket_id, heard in client_answers(work, clients).items():
        person_id, device_id = heard.ticket.person_id, heard.ticket.device_id
        if heard.staff_number:
            raise_signal(work, SignalKind.STAFF_NUMBER, person_id=person_id, device_id=device_id)
        elif heard.meaning is AnswerMeaning.DENIES:
            client_id = clients[ticket_id].id
            raise_signal(work, SignalKind.CLIENT_DENIES, person_id=person_id, device_id=device_id, client_id=client_id)


def _keep(work: Work, ticket: justice.Ticket, state: TicketState, reply: Reply, digits: str) -> None:
    number = state.stored + 1
    browser = work.vault.browser(work.project_id, reply.address, reply.user_agent)
    given = justice.Answer(
        project_id=work.project_id,
        ticket_id=ticket.id,
        number=number,
        answer=reply.answer,
        last_four_sealed=work.vault.seal(digits, sealed_at(work, ticket.id, number)) if digits else None,
        answered_at=work.now,
        browser=browser,
    )
    work.session.add(given)
    work.session.flush()
    look_at_answers(work, [ticket.id])
    _look_at_browser(work, ticket, browser)
    if state.client is not None:
        rule_clients(work, [state.client.id], shown=frozenset({ticket.person_id}))


def _answered(work: Work, ticket_ids: Collection[str]) -> ColumnElement[bool]:
    """Ask for tickets with answers only: most phones send a registration before its client has answered."""
    given = justice.Answer
    answered = select(given.ticket_id).where(given.project_id == work.project_id, given.ticket_id.in_(ticket_ids))
    return Registration.ticket_id.in_(answered)


def _clients_of(work: Work, ticket_ids: Collection[str], *wanted: ColumnElement[bool]) -> dict[str, Client]:
    """Return whom the registrations that named these tickets are about, where their texts are here already."""
    rows = work.session.execute(
        select(Registration.ticket_id, Client)
        .join(Client, (Client.project_id == Registration.project_id) & (Client.id == Registration.client_id))
        .where(Registration.project_id == work.project_id, Registration.ticket_id.in_(ticket_ids), *wanted)
    )
    return {ticket_id: client for ticket_id, client in rows if ticket_id is not None}


def _name_browser(work: Work, ticket: justice.Ticket, staff: Actor) -> None:
    """Name who is signed in there: whose code it is says nothing about who sits at that browser."""
    raise_signal(
        work,
        SignalKind.SELF_CONFIRM,
        person_id=staff.person_id if staff.project_id == work.project_id else None,
        device_id=ticket.device_id if staff.person_id == ticket.person_id else None,
    )


def _look_at_browser(work: Work, ticket: justice.Ticket, browser: str) -> None:
    """Count for how many clients of one agent a browser answered; where texts are missing, tickets stand for them."""
    given = justice.Answer
    clients = work.session.scalar(
        select(func.count(func.coalesce(Registration.client_id, given.ticket_id).distinct()))
        .select_from(given)
        .join(
            justice.Ticket,
            (justice.Ticket.project_id == given.project_id) & (justice.Ticket.id == given.ticket_id),
        )
        .outerjoin(
            Registration,
            (Registration.project_id == given.project_id) & (Registration.ticket_id == given.ticket_id),
        )
        .where(
            given.project_id == work.project_id,
            given.browser == browser,
            given.answered_at > work.now - SAME_BROWSER,
            justice.Ticket.person_id == ticket.person_id,
        )
    )
    if (clients or 0) >= MANY_CLIENTS and not was_raised_today(work, SignalKind.ONE_BROWSER, ticket.person_id):
        raise_signal(work, SignalKind.ONE_BROWSER, person_id=ticket.person_id, clients=str(clients))
