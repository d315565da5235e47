"""Gather all evidence about clients from the database, as the rules want it, in a few questions for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select, true

from sync.entries import EntryType, Source
from sync.justice.confirmation import AnswerMeaning
from sync.ownership.acts import ReviewKind
from sync.ownership.capture_time import CaptureTime, capture_time
from sync.ownership.case import Case, Contact, ContactKind, Decision, Listed, Withdrawal
from sync.ownership.claims import Claim, Registration, gather_claims
from sync.ownership.families import family_of
from sync.policy import RuleBooks
from webapp.models import floor, justice, ownership
from webapp.services.ownership.identity.client_groups import Groups, Pair, load_groups
from webapp.services.ownership.identity.own_relatives import load_relatives
from webapp.services.ownership.rulings.act_evidence import ActEvidence, load_acts
from webapp.services.ownership.rulings.client_answers import client_answers
from webapp.services.ownership.rulings.old_claims import load_old_claims
from webapp.services.ownership.wire.captures import Captured, load_captured
from webapp.services.work import Work

Each = TypeVar("Each")


def gather_cases(work: Work, client_ids: Collection[str], books: RuleBooks, zone: ZoneInfo) -> dict[str, Case]:
    """Return the case of each client, and of every other that is linked with one of them: they are ruled together."""
    return gather_grouped(work, load_groups(work, client_ids), books, zone)


def gather_grouped(work: Work, groups: Groups, books: RuleBooks, zone: ZoneInfo) -> dict[str, Case]:
    """Return the case of each client of some groups, each with the evidence of all that are linked with it."""
    alone = _gather(work, groups, books)
    return {client_id: _case(client_id, groups, alone, books, zone) for client_id in groups.links}


@dataclass(frozen=True, slots=True)
class _Alone:
    """What is stored about each client by itself."""

    claims: Mapping[str, tuple[Claim, ...]]
    contacts: Mapping[str, list[Contact]]
    withdrawals: Mapping[str, list[Withdrawal]]
    decisions: Mapping[str, list[Decision]]
    acts: ActEvidence


def _gather(work: Work, groups: Groups, books: RuleBooks) -> _Alone:
    client_ids = groups.clients.keys()
    captured = load_captured(work, client_ids)
    registrations = _registrations(work, groups.clients, captured, books, pairs=groups.pairs)
    old_claims = load_old_claims(work, client_ids)
    acts = load_acts(work, client_ids, books)
    return _Alone(
        claims={
            client_id: (*gather_claims(registrations[client_id], books), *old_claims.get(client_id, ()))
            for client_id in client_ids
        },
        contacts=_contacts(work, client_ids, captured, books),
        withdrawals={
            client_id: list(_spread(acts.withdrawals.get(client_id, ()), registrations[client_id]))
            for client_id in client_ids
        },
        decisions=_decisions(work, client_ids),
        acts=acts,
    )


def _case(client_id: str, groups: Groups, alone: _Alone, books: RuleBooks, zone: ZoneInfo) -> Case:
    members = groups.members(client_id)

    def of_all(by_client: Mapping[str, Iterable[Each]]) -> tuple[Each, ...]:
        return tuple(each for member in members for each in by_client.get(member, ()))

    claims = sorted(of_all(alone.claims), key=lambda claim: (claim.ruling_time, claim.hash))
    return Case(
        books=books,
        zone=zone,
        claims=tuple(claims),
        contacts=of_all(alone.contacts),
        withdrawals=of_all(alone.withdrawals),
        decisions=of_all(alone.decisions),
        acts=(*of_all(alone.acts.acts), *alone.acts.staff),
        freezes=(*of_all(alone.acts.disputes), *alone.acts.outages),
        subject=client_id,
        links=groups.links[client_id],
        near=tuple(_near(members, groups, alone)),
    )


def _near(members: Collection[str], groups: Groups, alone: _Alone) -> Iterator[Claim]:
    """Yield the claims on clients with whom a review compares this one; what is linked by now is in it anyway."""
    for pair in groups.pairs:
        if pair.client_id in members and pair.near_client_id not in members:
            yield from (each for each in alone.claims[pair.near_client_id] if each.agent_id == pair.near_agent_id)


def own_claims(
    work: Work, agent_id: str, client_ids: Collection[str], books: RuleBooks
) -> dict[str, tuple[Claim, ...]]:
    """Return what one agent claims, without looking at the hundreds that may claim the same."""
    if not client_ids:
        return {}
    captured = load_captured(work, client_ids, agent_id)
    # A group knows of clients whom a review compares with these: nothing of theirs was asked for.
    known = load_groups(work, client_ids).clients
    registrations = _registrations(work, {each: known[each] for each in client_ids}, captured, books, agent_id)
    return {client_id: gather_claims(registrations[client_id], books) for client_id in client_ids}


def _registrations(  # noqa: PLR0913 - whose, of whom, and what else is known of them
    work: Work,
    clients: Mapping[str, ownership.Client],
    captured: Mapping[str, Captured],
    books: RuleBooks,
    agent_id: str | None = None,
    *,
    pairs: Iterable[Pair] = (),
) -> dict[str, list[Registration]]:
    table = ownership.Registration
    columns = (table.entry_id, table.client_id, table.agent_id, table.missing, table.source, table.amends, table.named)
    whose = true() if agent_id is None else table.agent_id == agent_id
    rows = work.session.execute(
        select(*columns, table.ticket_id).where(
            table.project_id == work.project_id, table.client_id.in_(clients), whose
        )
    ).all()
    reviews, relatives = _reviews(pairs), load_relatives(work, rows, books)
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
                named=row.named,
                client_id=row.client_id,
                review=reviews.get((row.client_id, row.agent_id)),
                relatives_before=relatives.get(row.entry_id, 0),
            )
        )
    return found


def _reviews(pairs: Iterable[Pair]) -> dict[tuple[str, str], ReviewKind]:
    """Return what open reviews do to registrations, by client and agent; of several, the one that does most."""
    found: dict[tuple[str, str], ReviewKind] = {}
    for pair in pairs:
        place = (pair.client_id, pair.agent_id)
        if pair.review is not None and found.get(place) is not ReviewKind.SUSPEND:
            found[place] = pair.review
    return found


def _contacts(
    work: Work, client_ids: Collection[str], captured: Mapping[str, Captured], books: RuleBooks
) -> dict[str, list[Contact]]:
    table = floor.Contact
    found: dict[str, list[Contact]] = defaultdict(list)
    if all(entry.type == EntryType.REGISTRATION for entry in captured.values()):
        return found
    rows = work.session.scalars(
        select(table).where(table.project_id == work.project_id, table.client_id.in_(client_ids))
    )
    for row in rows:
        entry = captured[row.entry_id]
        kind = ContactKind.FOLLOW_UP if row.kind == ContactKind.FOLLOW_UP else ContactKind.VISIT
        found[row.client_id].append(
            Contact(
                entry_id=row.entry_id,
                agent_id=row.agent_id,
                kind=kind,
                effective=row.effective,
                capture=_capture(entry, books, None),
                hash=entry.hash,
                client_id=row.client_id,
            )
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
