"""Gather what the rules want to know of clients and channels, in a few questions for any number of clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sync.entries import Source
from sync.ownership.case import Case, ContactKind
from sync.ownership.channel_case import ChannelCase, ChannelKind, Presence, Report, stays_of
from sync.ownership.families import family_of
from sync.ownership.protection import is_visit
from sync.ownership.tenure import walk
from sync.policy import RuleBooks
from webapp.models.ownership import Channel, Client, Entry, Escort, PreRegistration, Registration, Withdrawal
from webapp.services.ownership.channels.channel_facts import Concerning
from webapp.services.ownership.clients.client_names import AMENDED
from webapp.services.ownership.rulings.evidence import gather_cases
from webapp.services.people.project import load_zone
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class GatheredCase:
    """A client's case, and the agents who registered the client."""

    case: ChannelCase
    agents: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Registered:
    """A registration of a client: when its text came and what it states. amends: what it corrects."""

    entry_id: str
    agent_id: str
    phone_enquiry: bool
    amends: str | None
    received_at: datetime
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What was read for all clients together."""

    reports: Mapping[str, Report]
    escorts: Mapping[str, Escort]
    registered: Mapping[str, list[_Registered]]
    moved: frozenset[str]
    numbered: frozenset[str]


def gather_channel_cases(work: Work, found: Mapping[str, Concerning], books: RuleBooks) -> dict[str, GatheredCase]:
    """Return the case of each client whom something concerns."""
    inside = gather_cases(work, sorted(found), books, load_zone(work))
    gathered = _Gathered(
        reports=_reports(work, {id_ for each in found.values() for id_ in each.reports}),
        escorts=_escorts(work, {id_ for each in found.values() for id_ in each.escorts}),
        registered=_registered(work, found),
        moved=_moved(work, found),
        numbered=_numbered(work, found),
    )
    return {client_id: _case(work, client_id, inside[client_id], each, gathered) for client_id, each in found.items()}


def _case(work: Work, client_id: str, inside: Case, each: Concerning, gathered: _Gathered) -> GatheredCase:
    escorts = [gathered.escorts[id_] for id_ in each.escorts]
    registered = gathered.registered[client_id]
    case = ChannelCase(
        books=inside.books,
        reports=tuple(gathered.reports[id_] for id_ in sorted(each.reports)),
        presences=tuple(_presences(inside, registered, escorts, gathered.moved)),
        stays=stays_of(walk(inside, work.now)),
        numbered=client_id in gathered.numbered,
    )
    return GatheredCase(case, frozenset(row.agent_id for row in registered))


def _presences(
    inside: Case, registered: list[_Registered], escorts: Iterable[Escort], moved: frozenset[str]
) -> Iterator[Presence]:
    """Yield every time that the client is known to have been here."""
    yield from (Presence(row.recorded_at, row.recorded_at, row.channel_id) for row in escorts if row.entry_id is None)
    for contact in inside.contacts:
        if contact.kind is ContactKind.VISIT:
            yield Presence(contact.capture.ruling_time, contact.capture.stated)
    by_entry = {row.entry_id: row.channel_id for row in escorts if row.entry_id is not None}
    ruled = {claim.id: claim for claim in inside.claims}
    amends = {row.entry_id: row.amends for row in registered}
    seen: set[str] = set()
    for row in registered:
        family = family_of(row.entry_id, amends)
        if row.entry_id in seen or family & moved:
            continue
        seen |= family
        members = [each for each in registered if each.entry_id in family]
        claim = ruled.get(row.entry_id)
        first = (claim.capture.ruling_time, claim.capture.stated) if claim else (row.received_at, row.stated_at)
        visit = is_visit(claim) if claim else not row.phone_enquiry
        yield from _of_family(members, Presence(*first), by_entry, inside.books, visit=visit)


def _of_family(
    members: list[_Registered], first: Presence, by_entry: Mapping[str, str], books: RuleBooks, *, visit: bool
) -> Iterator[Presence]:
    """Yield the visit that a registration with its corrections tells of.

    Corrected within the grace, it keeps its time and names the channel of the correction; a channel named later than
    that came with the client then, for all that anybody can prove.
    """
    # What was corrected before its text had even come is as good as written so.
    until = max(first.at + books.at(first.at).completion_grace, members[0].received_at)
    in_time = [each for each in members if each.received_at <= until]
    channel_id = by_entry.get(in_time[-1].entry_id)
    if visit or channel_id is not None:
        yield Presence(first.at, first.stated, channel_id)
    if channel_id is None:
        for each in members:
            if each not in in_time and each.entry_id in by_entry:
                yield Presence(each.received_at, each.stated_at, by_entry[each.entry_id])


def _reports(work: Work, ids: Collection[str]) -> dict[str, Report]:
    if not ids:
        return {}
    rows = work.session.execute(
        select(PreRegistration, Channel.kind)
        .join(Channel, (Channel.project_id == PreRegistration.project_id) & (Channel.id == PreRegistration.channel_id))
        .where(PreRegistration.project_id == work.project_id, PreRegistration.id.in_(ids))
    )
    return {
        row.id: Report(
            id=row.id,
            channel_id=row.channel_id,
            kind=ChannelKind(kind),
            masked=row.mask_key is not None,
            received_at=row.received_at,
            valid_until=row.valid_until,
        )
        for row, kind in rows
    }


def _escorts(work: Work, ids: Collection[str]) -> dict[str, Escort]:
    if not ids:
        return {}
    rows = work.session.scalars(select(Escort).where(Escort.project_id == work.project_id, Escort.id.in_(ids)))
    return {row.id: row for row in rows}


def _registered(work: Work, client_ids: Collection[str]) -> dict[str, list[_Registered]]:
    """Return the registrations of clients, oldest first; incomplete ones are no claims, and visits all the same."""
    times = {row.id: row for row in _times(work, client_ids)}
    rows: Iterable[Any] = work.session.scalars(
        select(Registration).where(Registration.project_id == work.project_id, Registration.client_id.in_(client_ids))
    )
    found: dict[str, list[_Registered]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (times[row.entry_id].received_at, times[row.entry_id].seq)):
        at = times[row.entry_id]
        phone_enquiry = row.source == Source.PHONE_ENQUIRY
        found[row.client_id].append(
            _Registered(row.entry_id, row.agent_id, phone_enquiry, row.amends, at.received_at, at.stated_at)
        )
    return found


def _times(work: Work, client_ids: Collection[str]) -> Iterable[Any]:
    return work.session.execute(
        select(Entry.id, Entry.seq, Entry.received_at, Entry.stated_at).where(
            Entry.project_id == work.project_id, Entry.client_id.in_(client_ids), Entry.id.is_not(None)
        )
    )


def _moved(work: Work, client_ids: Collection[str]) -> frozenset[str]:
    """Return the registrations whose number was corrected to another client's: this one was not here with them."""
    rows = work.session.scalars(
        select(Withdrawal.claim_root).where(
            Withdrawal.project_id == work.project_id,
            Withdrawal.client_id.in_(client_ids),
            Withdrawal.reason == AMENDED,
        )
    )
    return frozenset(rows)


def _numbered(work: Work, client_ids: Collection[str]) -> frozenset[str]:
    rows = work.session.scalars(
        select(Client.id).where(
            Client.project_id == work.project_id, Client.id.in_(client_ids), Client.phone_key.is_not(None)
        )
    )
    return frozenset(rows)
