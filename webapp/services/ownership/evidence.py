"""Gather all evidence about clients from the database, as the rules want it, in a few questions for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, true

from sync.entries import Source
from sync.justice.confirmation import AnswerMeaning
from sync.ownership.capture_time import CaptureTime, capture_time
from sync.ownership.case import Case, Contact, ContactKind, Decision, Listed, Withdrawal
from sync.ownership.claims import Claim, Registration, gather_claims
from sync.ownership.families import family_of
from sync.policy import RuleBooks
from webapp.models import floor, justice, ownership
from webapp.services.ownership.captures import Captured, load_captured
from webapp.services.ownership.client_answers import client_answers
from webapp.services.work import Work


def gather_cases(work: Work, client_ids: Collection[str], books: RuleBooks, zone: ZoneInfo) -> dict[str, Case]:
    """Return the case of each client."""
    captured = load_captured(work, client_ids)
    registrations = _registrations(work, client_ids, captured, books)
    contacts = _contacts(work, client_ids, captured, books)
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
    captured = load_captured(work, client_ids, agent_id)
    registrations = _registrations(work, client_ids, captured, books, agent_id)
    return {client_id: gather_claims(registrations[client_id], books) for client_id in client_ids}


def _clients(work: Work, client_ids: Collection[str]) -> dict[str, ownership.Client]:
    rows = work.session.scalars(
        select(ownership.Client).where(
            ownership.Client.project_id == work.project_id, ownership.Client.id.in_(client_ids)
        )
    )
    return {row.id: row for row in rows}


def _registrations(
    work: Work,
    client_ids: Collection[str],
    captured: Mapping[str, Captured],
    books: RuleBooks,
    agent_id: str | None = None,
) -> dict[str, list[Registration]]:
    table = ownership.Registration
    columns = (table.entry_id, table.client_id, table.agent_id, table.missing, table.source, table.amends)
    whose = true() if agent_id is None else table.agent_id == agent_id
    rows = work.session.execute(
        select(*columns, table.ticket_id).where(
            table.project_id == work.project_id, table.client_id.in_(client_ids), whose
        )
    ).all()
    clients = _clients(work, client_ids)
    answers = _answers(work, rows, clients)
    found: dict[str, list[Registration]] = defaultdict(list)
    for row in rows:
        entry = captured[row.entry_id]
        found[row.client_id].append(
            Registration(
                entry_id=row.entry_id,
                agent_id=row.agent_id,
                phone_key=clients[row.client_id].phone_key,
                complete=not row.missing,
                source=Source(row.source) if row.source else None,
                capture=_capture(entry, books, answers.get(row.entry_id)),
                hash=entry.hash,
                amends=row.amends,
            )
        )
    return found


def _contacts(
    work: Work, client_ids: Collection[str], captured: Mapping[str, Captured], books: RuleBooks
) -> dict[str, list[Contact]]:
    table = floor.Contact
    found: dict[str, list[Contact]] = defaultdict(list)
    rows = work.session.scalars(
        select(table).where(table.project_id == work.project_id, table.client_id.in_(client_ids))
    )
    for row in rows:
        entry = captured[row.entry_id]
        kind = ContactKind.FOLLOW_UP if row.kind == ContactKind.FOLLOW_UP else ContactKind.VISIT
        found[row.client_id].append(
            Contact(row.entry_id, row.agent_id, kind, row.effective, _capture(entry, books, None), entry.hash)
        )
    return found


def _capture(entry: Captured, books: RuleBooks, answered_at: datetime | None) -> CaptureTime:
    evidence = replace(entry.evidence, answered_at=answered_at) if answered_at else entry.evidence
    return capture_time(evidence, books.at(evidence.text_received))


def _answers(
    work: Work, registrations: Collection[Any], clients: Mapping[str, ownership.Client]
) -> dict[str, datetime]:
    """Return when a client's matching yes was given, by registration."""
    by_ticket = {row.ticket_id: row for row in registrations if row.ticket_id is not None}
    heard = client_answers(work, {ticket_id: clients[row.client_id] for ticket_id, row in by_ticket.items()})
    return {
        by_ticket[ticket_id].entry_id: each.answered_at
        for ticket_id, each in heard.items()
        if each.meaning is AnswerMeaning.WITNESSES and each.ticket.person_id == by_ticket[ticket_id].agent_id
    }


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
        for entry_id in sorted(family_of(withdrawal.claim_root, amends)):
            yield Withdrawal(entry_id, withdrawal.received_at)


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
