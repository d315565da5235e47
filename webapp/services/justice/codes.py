"""The client's page: whoever opens it relays the phone's head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.justice.code import Code, read_code
from sync.ownership.capture_time import Via
from webapp.models import justice
from webapp.models.justice import Signal
from webapp.models.ownership import Entry
from webapp.models.people import Chain, Device, Person
from webapp.services.justice.answers import TicketState, ticket_state
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.wire.heads import ShownPlace, keep_head
from webapp.services.people.project import load_project
from webapp.services.people.signatures import head_is_signed
from webapp.services.work import Work
from webapp.vault import Vault


@dataclass(frozen=True, slots=True)
class Card:
    """What the page shows: the consultant, and how far the ticket has come.

    answered_at: when the newest answer was given. spent, full: why no more answers are taken.
    """

    ticket_id: str
    agent_name: str
    staff_number: str
    project_name: str
    time_zone: str
    expires_at: datetime
    answered_at: datetime | None
    spent: bool
    full: bool


def read_our_code(text: str, vault: Vault) -> Code | None:
    """Read the text behind `/c/`, if its ticket is one of ours."""
    code = read_code(text)
    return code if code is not None and vault.is_our_ticket(code.ticket) else None


def open_code(work: Work, code: Code) -> Card | None:
    """Note that the server holds the head from now on, and return the card; None if the phone did not sign it.

    A phone that shows another record than the one it sent loses its head, not the client the card.
    """
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
    state = ticket_state(work, ticket.id)
    place = ShownPlace(device.id, code.epoch, code.seq, code.hash, anchor_at)
    if _forks(work, place):
        _tell_fork(work, device, place)
    elif code.epoch <= device.epoch and keep_head(work, place, Via.SCAN, ticket.id) and state.client is not None:
        rule_clients(work, [state.client.id], shown=frozenset({ticket.person_id}))
    return _card(work, ticket, state)


def _forks(work: Work, place: ShownPlace) -> bool:
    """Say whether another record than the one that was sent is shown at its place."""
    stored = work.session.scalar(
        select(Entry.hash).where(
            Entry.project_id == work.project_id,
            Entry.device_id == place.device_id,
            Entry.epoch == place.epoch,
            Entry.seq == place.seq,
        )
    )
    return stored is not None and stored != place.hash


def _tell_fork(work: Work, device: Device, place: ShownPlace) -> None:
    """Let later texts count from their receipt, and raise a signal; opening the page again says nothing new."""
    chain = work.session.get_one(Chain, (work.project_id, device.id, place.epoch))
    chain.distrusted_since = chain.distrusted_since or work.now
    facts = {"epoch": str(place.epoch), "seq": str(place.seq)}
    known = work.session.scalars(
        select(Signal).where(
            Signal.project_id == work.project_id,
            Signal.device_id == device.id,
            Signal.kind == SignalKind.CHAIN_FORKED,
        )
    )
    if all(signal.facts != facts for signal in known):
        raise_signal(work, SignalKind.CHAIN_FORKED, person_id=device.person_id, device_id=device.id, **facts)


def _card(work: Work, ticket: justice.Ticket, state: TicketState) -> Card:
    person = work.session.get_one(Person, (work.project_id, ticket.person_id))
    project = load_project(work)
    return Card(
        ticket_id=ticket.id,
        agent_name=person.name,
        staff_number=person.staff_number,
        project_name=project.name,
        time_zone=project.time_zone,
        expires_at=ticket.expires_at,
        answered_at=state.answered_at,
        spent=state.spent,
        full=state.full,
    )
