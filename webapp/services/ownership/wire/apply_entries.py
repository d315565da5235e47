"""Write the fresh entries of a push: texts and verdicts, sealed personal parts, and what the rules read of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import insert, select

from sync.entries import Entry, FollowUpBody, RegistrationBody, ReleaseBody, VisitBody, WithdrawalBody
from sync.fields import speakable
from sync.floor.contacts import is_effective
from sync.policy import RuleBook
from webapp.models.floor import Contact
from webapp.models.justice import Ticket
from webapp.models.ownership import Assignment, Client, EntryPersonal, Registration, Withdrawal
from webapp.models.ownership import Entry as EntryRow
from webapp.models.people import Device
from webapp.services.ownership.clients.client_names import AMENDED
from webapp.services.ownership.identity.client_numbers import NumberBook, open_book
from webapp.services.ownership.wire.batch import Status
from webapp.services.ownership.wire.padding import mark_padding
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.ownership.wire.relate_entries import Known, subject_of
from webapp.services.ownership.wire.release_rows import release_row
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Applied:
    """What a push concerns. named: clients whom it registers. tickets: those that its registrations name.

    registered: the client of each registration. shared: clients and others whose number was named as a spare one of
    theirs, with the registration that did. near: clients from before by near token.
    """

    clients: frozenset[str]
    named: frozenset[str]
    tickets: frozenset[str]
    registered: Mapping[str, str]
    shared: tuple[tuple[str, str, str], ...]
    near: Mapping[str, list[str]]


@dataclass
class _Rows:
    """Rows to write, table by table."""

    clients: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    personal: list[dict[str, Any]] = field(default_factory=list)
    registrations: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    withdrawals: list[dict[str, Any]] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    shared: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known before writing: whose the numbers are, tickets that are free, clients of entries."""

    numbers: NumberBook
    tickets: set[str]
    client_of: dict[str, str]


def apply_entries(  # noqa: PLR0913, PLR0917 - a push has these parts
    work: Work,
    actor: Actor,
    device: Device,
    reads: tuple[ReadEntry, ...],
    known: Mapping[str, Known],
    anchors: Mapping[int, datetime],
    book: RuleBook,
) -> Applied:
    """Write the entries and return whom they concern."""
    rows = _Rows()
    state = _look_up(work, actor, device, reads, known)
    for read in reads:
        client_id = _apply(work, actor, read, state, rows)
        rows.entries.append(_entry_row(work, actor, device, read, anchors[read.placed.seq], client_id))
        _add_personal(work, read, client_id, rows)
    mark_padding(work, device, reads, rows.contacts, book)
    _write(work, rows)
    state.numbers.write()
    return Applied(
        clients=frozenset(row["client_id"] for row in _of_clients(rows)),
        named=frozenset(rows.named),
        tickets=frozenset(row["ticket_id"] for row in rows.registrations if row["ticket_id"]),
        registered={row["entry_id"]: row["client_id"] for row in rows.registrations},
        shared=tuple(rows.shared),
        near=state.numbers.near,
    )


def _of_clients(rows: _Rows) -> tuple[dict[str, Any], ...]:
    return (*rows.registrations, *rows.contacts, *rows.withdrawals, *rows.releases)


def _write(work: Work, rows: _Rows) -> None:
    for table, values in (
        (Client, rows.clients),
        (EntryRow, rows.entries),
        (EntryPersonal, rows.personal),
        (Registration, rows.registrations),
        (Contact, rows.contacts),
        (Withdrawal, rows.withdrawals),
        (Assignment, rows.releases),
    ):
        if values:
            # Without written nulls, rows that leave different columns empty would be a statement each.
            work.session.execute(insert(table), values, execution_options={"render_nulls": True})


def _look_up(
    work: Work, actor: Actor, device: Device, reads: Iterable[ReadEntry], known: Mapping[str, Known]
) -> _Known:
    mains = [read.phone for read in reads if read.phone]
    numbers = open_book(work, actor, mains, [phone for read in reads for phone in read.spares])
    bodies = [read.entry.body for read in reads if read.entry]
    named = {body.ticket for body in bodies if isinstance(body, RegistrationBody) and body.ticket}
    client_of = {entry_id: each.client_id for entry_id, each in known.items() if each.client_id is not None}
    return _Known(numbers, _free_tickets(work, device, named), client_of)


def _free_tickets(work: Work, device: Device, named: set[str]) -> set[str]:
    """Return which of the tickets named are this phone's and stand in no registration yet."""
    if not named:
        return set()
    used = select(Registration.ticket_id).where(
        Registration.project_id == work.project_id, Registration.ticket_id.in_(named)
    )
    free = select(Ticket.id).where(
        Ticket.project_id == work.project_id,
        Ticket.device_id == device.id,
        Ticket.id.in_(named),
        Ticket.id.not_in(used),
    )
    return set(work.session.scalars(free))


def _apply(work: Work, actor: Actor, read: ReadEntry, state: _Known, rows: _Rows) -> str | None:
    """Add the rows of an applied entry and return its client."""
    entry = read.entry
    if entry is None or read.status is not Status.APPLIED:
        return read.client_id
    if isinstance(entry.body, RegistrationBody):
        return _register(work, actor, read, entry, entry.body, state, rows)
    subject = subject_of(entry)
    client_id = state.client_of[subject] if subject else None
    if client_id is None:
        return None
    if isinstance(entry.body, WithdrawalBody):
        rows.withdrawals.append(_withdrawal(work, entry.id, client_id, entry.body.subject, entry.body.reason))
        state.numbers.forget(client_id)
    elif isinstance(entry.body, ReleaseBody):
        rows.releases.append(release_row(work, actor, entry.id, entry.body, client_id))
    else:
        rows.contacts.append(_contact(work, actor, entry, entry.body, client_id))
    return client_id


def _register(  # noqa: PLR0913, PLR0917 - a registration touches all of these
    work: Work, actor: Actor, read: ReadEntry, entry: Entry, body: RegistrationBody, state: _Known, rows: _Rows
) -> str:
    client_id = _client(work, read, entry, body, state, rows)
    ticket = body.ticket if body.ticket in state.tickets else None
    state.tickets.discard(ticket or "")
    rows.registrations.append(
        {
            "project_id": work.project_id,
            "entry_id": entry.id,
            "client_id": client_id,
            "agent_id": actor.person_id,
            "source": body.source,
            "amends": body.amends,
            "missing": " ".join(read.missing),
            "ticket_id": ticket,
            "named": body.named,
        }
    )
    before = state.client_of.get(body.amends) if body.amends else None
    if before != client_id:
        # A correction that stays with its client names nobody anew.
        rows.named.add(client_id)
    if body.amends and before is not None and before != client_id:
        rows.withdrawals.append(_withdrawal(work, entry.id, before, body.amends, AMENDED))
    if before is not None and read.phone is not None:
        state.numbers.forget(before)
    if read.phone is not None:
        others = state.numbers.name(client_id, (read.phone, *read.spares), entry.id)
        rows.shared += ((client_id, other, entry.id) for other in others)
    state.client_of[entry.id] = client_id
    return client_id


def _client(  # noqa: PLR0913, PLR0917 - a registration touches all of these
    work: Work, read: ReadEntry, entry: Entry, body: RegistrationBody, state: _Known, rows: _Rows
) -> str:
    """Find or make the client of a registration.

    One without a number stays with what it amends, even if that has one: it claims nothing, and a slip on the form
    must not cost its writer the client.
    """
    if read.phone is None:
        amended = state.client_of.get(body.amends) if body.amends else None
        return amended or _new_client(work, None, None, rows)
    known = state.numbers.client_of(read.phone)
    if known is not None:
        return known
    client_id = _new_client(work, state.numbers.key(read.phone), read.phone.e164, rows)
    state.numbers.add_main(client_id, read.phone, entry.id)
    return client_id


def _new_client(work: Work, key: str | None, e164: str | None, rows: _Rows) -> str:
    id_ = work.new_id()
    sealed = work.vault.seal(e164, work.place("client", id_)) if e164 else None
    rows.clients.append(
        {
            "project_id": work.project_id,
            "id": id_,
            "phone_key": key,
            "phone_sealed": sealed,
            "created_at": work.now,
        }
    )
    return id_


def _contact(work: Work, actor: Actor, entry: Entry, body: VisitBody | FollowUpBody, client_id: str) -> dict[str, Any]:
    match body:
        case VisitBody(kind=kind):
            what: dict[str, str | None] = {"kind": kind, "channel": None, "outcome": None}
        case FollowUpBody(channel=channel, outcome=outcome):
            what = {"kind": entry.type, "channel": channel, "outcome": outcome}
        case _:
            assert_never(body)
    return {
        "project_id": work.project_id,
        "entry_id": entry.id,
        "client_id": client_id,
        "agent_id": actor.person_id,
        "effective": is_effective(body),
        "note_key": None,
        "discounted": None,
        **what,
    }


def _withdrawal(work: Work, entry_id: str, client_id: str, root: str, reason: str) -> dict[str, Any]:
    return {
        "project_id": work.project_id,
        "entry_id": entry_id,
        "client_id": client_id,
        "claim_root": root,
        "reason": reason,
        "received_at": work.now,
    }


def _entry_row(  # noqa: PLR0913, PLR0917 - an entry has these parts
    work: Work, actor: Actor, device: Device, read: ReadEntry, anchor_at: datetime, client_id: str | None
) -> dict[str, Any]:
    return {
        "project_id": work.project_id,
        "device_id": device.id,
        "epoch": device.epoch,
        "seq": read.placed.seq,
        "id": None if read.repeats else read.id,
        "agent_id": actor.person_id,
        "type": read.type,
        "text": read.placed.sent.text,
        "hash": read.placed.hash,
        "anchor_at": anchor_at,
        "stated_at": read.stated_at or anchor_at,
        "received_at": work.now,
        "status": read.status,
        "code": read.code,
        "field": speakable(read.field) if read.field else None,
        "client_id": client_id,
    }


def _add_personal(work: Work, read: ReadEntry, client_id: str | None, rows: _Rows) -> None:
    """Seal the personal part of what is applied or held; of what is rejected nothing personal is kept."""
    sent = read.placed.sent
    kept = read.status in {Status.APPLIED, Status.HELD} and not read.repeats
    if not kept or read.id is None or sent.pii_json is None:
        return
    sealed = work.vault.seal(f"{sent.salt}\n{sent.pii_json}", work.place("entry_personal", read.id))
    rows.personal.append({"project_id": work.project_id, "entry_id": read.id, "client_id": client_id, "sealed": sealed})
