"""The client's page: opening it relays the phone's head, answering it spends the ticket."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.justice.code import Code, read_code
from sync.justice.confirmation import Answer, AnswerAttempt, AnswerMeaning, AnswerRefusal, refuse_answer
from sync.ownership.capture_time import Via
from webapp.models import justice
from webapp.models.ownership import Client, Registration
from webapp.models.people import Device, Person
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.books import load_project
from webapp.services.ownership.evidence import answer_meaning
from webapp.services.ownership.heads import ShownPlace, keep_head
from webapp.services.ownership.rule_clients import rule_clients
from webapp.services.people.signatures import head_is_signed
from webapp.services.work import Work
from webapp.vault import Vault


@dataclass(frozen=True, slots=True)
class Card:
    """What the page shows: the consultant, and how far the ticket has come."""

    ticket_id: str
    agent_name: str
    staff_number: str
    project_name: str
    time_zone: str
    expires_at: datetime
    answered_at: datetime | None


def read_our_code(text: str, vault: Vault) -> Code | None:
    """Read the text behind `/c/`, if its ticket is one of ours."""
    code = read_code(text)
    return code if code is not None and vault.is_our_ticket(code.ticket) else None


def open_code(work: Work, code: Code) -> Card | None:
    """Note that the server holds the head from now on, and return the card; None if the phone did not sign it."""
    ticket = work.session.get(justice.Ticket, (work.project_id, code.ticket.id))
    device = work.session.get(Device, (work.project_id, ticket.device_id)) if ticket else None
    if ticket is None or device is None:
        return None
    anchor_at = work.vault.anchor_time(code.anchor, work.project_id, device.id)
    signed = head_is_signed(
        device.public_key,
        device=device.id,
        epoch=code.epoch,
        seq=code.seq,
        hash_=code.hash,
        anchor=code.anchor,
        signature=code.signature,
    )
    if not signed or anchor_at is None:
        return None
    place = ShownPlace(device.id, code.epoch, code.seq, code.hash, anchor_at)
    if code.epoch <= device.epoch and keep_head(work, place, Via.SCAN, ticket.id):
        rule_clients(work, _clients_of(work, ticket.id))
    return _card(work, ticket)


def answer_code(work: Work, code: Code, answer: Answer, last_four: str, *, staff_browser: bool) -> AnswerRefusal | None:
    """Take the client's answer, or say why not. Spaces and full-width digits are fine."""
    ticket = work.session.get_one(justice.Ticket, (work.project_id, code.ticket.id))
    digits = unicodedata.normalize("NFKC", last_four).strip()
    given = work.session.get(justice.Answer, (work.project_id, ticket.id))
    attempt = AnswerAttempt(
        answer=answer,
        last_four=digits,
        at=work.now,
        expires_at=ticket.expires_at,
        answered_at=given.answered_at if given else None,
        staff_browser=staff_browser,
        staff_number=_is_staff_number(work, ticket.person_id, digits),
    )
    refusal = refuse_answer(attempt)
    if refusal in {AnswerRefusal.SELF_CONFIRM_BROWSER, AnswerRefusal.SELF_CONFIRM_NUMBER}:
        raise_signal(
            work, SignalKind.SELF_CONFIRM, person_id=ticket.person_id, device_id=ticket.device_id, how=str(refusal)
        )
    if refusal is not None:
        return refusal
    _keep(work, ticket, answer, digits)
    return None


def _keep(work: Work, ticket: justice.Ticket, answer: Answer, digits: str) -> None:
    given = justice.Answer(
        project_id=work.project_id,
        ticket_id=ticket.id,
        answer=answer,
        last_four_sealed=work.vault.seal(digits, work.place("answer", ticket.id)) if digits else None,
        answered_at=work.now,
    )
    work.session.add(given)
    work.session.flush()
    client_ids = _clients_of(work, ticket.id)
    for client_id in client_ids:
        client = work.session.get_one(Client, (work.project_id, client_id))
        if answer_meaning(work, given, client) is AnswerMeaning.DENIES:
            raise_signal(
                work,
                SignalKind.CLIENT_DENIES,
                person_id=ticket.person_id,
                device_id=ticket.device_id,
                client_id=client_id,
            )
    rule_clients(work, client_ids)


def _clients_of(work: Work, ticket_id: str) -> list[str]:
    """Return the client whose registration named the ticket, if its text is here already."""
    rows = work.session.scalars(
        select(Registration.client_id).where(
            Registration.project_id == work.project_id, Registration.ticket_id == ticket_id
        )
    )
    return list(rows)


def _is_staff_number(work: Work, person_id: str, digits: str) -> bool:
    person = work.session.get_one(Person, (work.project_id, person_id))
    if not digits or person.phone_sealed is None:
        return False
    return work.vault.open(person.phone_sealed, work.place("person", person_id)).endswith(digits)


def _card(work: Work, ticket: justice.Ticket) -> Card:
    person = work.session.get_one(Person, (work.project_id, ticket.person_id))
    project = load_project(work)
    given = work.session.get(justice.Answer, (work.project_id, ticket.id))
    return Card(
        ticket_id=ticket.id,
        agent_name=person.name,
        staff_number=person.staff_number,
        project_name=project.name,
        time_zone=project.time_zone,
        expires_at=ticket.expires_at,
        answered_at=given.answered_at if given else None,
    )
