"""Gather all evidence about clients from the database, as the rules want it, in a few questions for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from sync.entries import Source
from sync.justice.confirmation import Answer as AnswerWord
from sync.justice.confirmation import AnswerMeaning, meaning_of
from sync.ownership.capture_time import CaptureEvidence, CaptureTime, HeadReceipt, Via, capture_time
from sync.ownership.case import Case, Contact, ContactKind, Decision, Listed, Withdrawal
from sync.ownership.claims import Claim, Registration, gather_claims
from sync.policy import RuleBooks
from webapp.models import floor, justice, ownership
from webapp.models.people import Chain, Device
from webapp.services.work import Work

Place = tuple[str, int]


def gather_cases(work: Work, client_ids: Collection[str], books: RuleBooks, zone: ZoneInfo) -> dict[str, Case]:
    """Return the case of each client."""
    heads = _heads(work, client_ids)
    clients = _clients(work, client_ids)
    registrations = _registrations(work, client_ids, clients, heads, books)
    contacts = _contacts(work, client_ids, heads, books)
    decisions = _decisions(work, client_ids)
    withdrawals = _withdrawals(work, client_ids)
    return {
        client_id: Case(
            books=books,
            zone=zone,
            claims=gather_claims(registrations[client_id], books),
            contacts=tuple(contacts[client_id]),
            withdrawals=tuple(_spread(withdrawals[client_id], registrations[client_id])),
            decisions=tuple(decisions[client_id]),
        )
        for client_id in client_ids
    }


def own_claims(
    work: Work, agent_id: str, client_ids: Collection[str], books: RuleBooks
) -> dict[str, tuple[Claim, ...]]:
    """Return what one agent claims, without looking at the hundreds that may claim the same."""
    if not client_ids:
        return {}
    heads = _heads(work, client_ids, agent_id)
    registrations = _registrations(work, client_ids, _clients(work, client_ids), heads, books, agent_id)
    return {client_id: gather_claims(registrations[client_id], books) for client_id in client_ids}


def _clients(work: Work, client_ids: Collection[str]) -> dict[str, ownership.Client]:
    rows = work.session.scalars(
        select(ownership.Client).where(
            ownership.Client.project_id == work.project_id, ownership.Client.id.in_(client_ids)
        )
    )
    return {row.id: row for row in rows}


def _captured(
    work: Work,
    table: Any,  # noqa: ANN401 - rows of any table
    client_ids: Collection[str],
    agent_id: str | None = None,
) -> Iterable[Any]:
    """Ask for rows of a table with the times of their entries and what happened to their chains."""
    entry = ownership.Entry
    return work.session.execute(
        select(table, entry, Chain.closed_at, Chain.distrusted_since, Device.closed_at)
        .join(entry, (entry.project_id == table.project_id) & (entry.id == table.entry_id))
        .join(
            Chain,
            (Chain.project_id == entry.project_id)
            & (Chain.device_id == entry.device_id)
            & (Chain.epoch == entry.epoch),
        )
        .join(Device, (Device.project_id == entry.project_id) & (Device.id == entry.device_id))
        .where(table.project_id == work.project_id, table.client_id.in_(client_ids), _whose(table.agent_id, agent_id))
    )


def _whose(column: InstrumentedAttribute[str], agent_id: str | None) -> ColumnElement[bool]:
    return true() if agent_id is None else column == agent_id


def _registrations(  # noqa: PLR0913, PLR0917 - all that a registration's time depends on
    work: Work,
    client_ids: Collection[str],
    clients: Mapping[str, ownership.Client],
    heads: Mapping[Place, list[HeadReceipt]],
    books: RuleBooks,
    agent_id: str | None = None,
) -> dict[str, list[Registration]]:
    answers = _answers(work, client_ids, clients)
    found: dict[str, list[Registration]] = defaultdict(list)
    for row, entry, epoch_closed, distrusted, phone_closed in _captured(
        work, ownership.Registration, client_ids, agent_id
    ):
        answered_at = answers.get(entry.id)
        capture = _capture(entry, heads, books, (epoch_closed, phone_closed), distrusted, answered_at)
        found[row.client_id].append(
            Registration(
                entry_id=entry.id,
                agent_id=row.agent_id,
                phone_key=clients[row.client_id].phone_key,
                complete=not row.missing,
                source=Source(row.source) if row.source else None,
                capture=capture,
                hash=entry.hash,
                amends=row.amends,
            )
        )
    return found


def _contacts(
    work: Work, client_ids: Collection[str], heads: Mapping[Place, list[HeadReceipt]], books: RuleBooks
) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = defaultdict(list)
    for row, entry, epoch_closed, distrusted, phone_closed in _captured(work, floor.Contact, client_ids):
        capture = _capture(entry, heads, books, (epoch_closed, phone_closed), distrusted, None)
        kind = ContactKind.FOLLOW_UP if row.kind == ContactKind.FOLLOW_UP else ContactKind.VISIT
        found[row.client_id].append(
            Contact(entry.id, row.agent_id, kind, effective=row.effective, capture=capture, hash=entry.hash)
        )
    return found


def _capture(  # noqa: PLR0913, PLR0917 - all the evidence for one entry
    entry: ownership.Entry,
    heads: Mapping[Place, list[HeadReceipt]],
    books: RuleBooks,
    closings: tuple[datetime | None, ...],
    distrusted_since: datetime | None,
    answered_at: datetime | None,
) -> CaptureTime:
    evidence = CaptureEvidence(
        seq=entry.seq,
        earliest=entry.anchor_at,
        stated=entry.stated_at,
        text_received=entry.received_at,
        heads=tuple(heads.get((entry.device_id, entry.epoch), ())),
        heads_until=min((closing for closing in closings if closing is not None), default=None),
        distrusted_since=distrusted_since,
        answered_at=answered_at,
    )
    return capture_time(evidence, books.at(entry.received_at))


def _heads(work: Work, client_ids: Collection[str], agent_id: str | None = None) -> dict[Place, list[HeadReceipt]]:
    """Return the heads shown in the chains of these clients' entries, with when the text at their own place came."""
    head, entry = ownership.HeadReceipt, ownership.Entry
    chains = (
        select(entry.device_id, entry.epoch, func.min(entry.seq).label("seq"))
        .where(
            entry.project_id == work.project_id,
            entry.client_id.in_(client_ids),
            _whose(entry.agent_id, agent_id),
        )
        .group_by(entry.device_id, entry.epoch)
        .subquery()
    )
    rows = work.session.execute(
        select(head.device_id, head.epoch, head.seq, head.received_at, head.via, entry.received_at.label("stored_at"))
        .join(chains, (chains.c.device_id == head.device_id) & (chains.c.epoch == head.epoch))
        .outerjoin(
            entry,
            (entry.project_id == head.project_id)
            & (entry.device_id == head.device_id)
            & (entry.epoch == head.epoch)
            & (entry.seq == head.seq)
            & (entry.hash == head.hash),
        )
        .where(head.project_id == work.project_id, head.seq >= chains.c.seq)
    )
    found: dict[Place, list[HeadReceipt]] = defaultdict(list)
    for row in rows:
        found[row.device_id, row.epoch].append(HeadReceipt(row.seq, row.received_at, row.stored_at, Via(row.via)))
    return found


def _answers(work: Work, client_ids: Collection[str], clients: Mapping[str, ownership.Client]) -> dict[str, datetime]:
    """Return when a client's matching yes was given, by registration."""
    answer, registration, ticket = justice.Answer, ownership.Registration, justice.Ticket
    rows = work.session.execute(
        select(registration.entry_id, registration.client_id, answer)
        .join(answer, (answer.project_id == registration.project_id) & (answer.ticket_id == registration.ticket_id))
        .join(ticket, (ticket.project_id == answer.project_id) & (ticket.id == answer.ticket_id))
        .where(
            registration.project_id == work.project_id,
            registration.client_id.in_(client_ids),
            ticket.person_id == registration.agent_id,
        )
    )
    return {
        entry_id: given.answered_at
        for entry_id, client_id, given in rows
        if answer_meaning(work, given, clients[client_id]) is AnswerMeaning.WITNESSES
    }


def answer_meaning(work: Work, given: justice.Answer, client: ownership.Client) -> AnswerMeaning:
    """Say what an answer means for a client: only who knows the end of the number can have been the client."""
    match = False
    if given.last_four_sealed is not None and client.phone_sealed is not None:
        last_four = work.vault.open(given.last_four_sealed, work.place("answer", given.ticket_id))
        match = work.vault.open(client.phone_sealed, work.place("client", client.id)).endswith(last_four)
    return meaning_of(AnswerWord(given.answer), digits_match=match)


def _withdrawals(work: Work, client_ids: Collection[str]) -> dict[str, list[Withdrawal]]:
    table = ownership.Withdrawal
    found: dict[str, list[Withdrawal]] = defaultdict(list)
    rows = work.session.scalars(
        select(table).where(table.project_id == work.project_id, table.client_id.in_(client_ids))
    )
    for row in rows:
        found[row.client_id].append(Withdrawal(row.claim_root, row.received_at))
    return found


def _spread(withdrawals: Iterable[Withdrawal], registrations: Iterable[Registration]) -> Iterable[Withdrawal]:
    """Take back whatever a withdrawn registration amends or is amended by: to the agent they are one registration."""
    amends = {each.entry_id: each.amends for each in registrations}
    for withdrawal in withdrawals:
        root = _root(withdrawal.claim_root, amends)
        family = {entry_id for entry_id in amends if _root(entry_id, amends) == root}
        for entry_id in sorted(family | {withdrawal.claim_root}):
            yield Withdrawal(entry_id, withdrawal.received_at)


def _root(entry_id: str, amends: Mapping[str, str | None]) -> str:
    seen = {entry_id}
    before = amends.get(entry_id)
    while before is not None and before in amends and before not in seen:
        seen.add(before)
        entry_id, before = before, amends[before]
    return entry_id


def _decisions(work: Work, client_ids: Collection[str]) -> dict[str, list[Decision]]:
    table = justice.Decision
    found: dict[str, list[Decision]] = defaultdict(list)
    rows = work.session.scalars(
        select(table).where(table.project_id == work.project_id, table.client_id.in_(client_ids))
    )
    for row in rows:
        found[row.client_id].append(_decision(row))
    return found


def _decision(row: justice.Decision) -> Decision:
    listed = tuple(
        Listed(each["claim_id"], datetime.fromisoformat(each["ruling_time"]), datetime.fromisoformat(each["stated"]))
        for each in row.listed["claims"]
    )
    return Decision(row.id, row.claim_id, row.agent_id, row.decided_at, row.winner_ruling_time, listed)
